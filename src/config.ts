import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { splitterSettingsSchema, type SplitterSettings } from './chunking/split-document.js';
import { UsageError } from './errors.js';
import type { LanguageModelSettings } from './language-model/language-model.js';
import { localeFromTag, locales, type Locale } from './messages/index.js';
import { modelDtypes, type ModelDtype } from './model-folder.js';

/** The folder of the package itself: its models are there, whatever the working directory. */
export const packageRoot = fileURLToPath(new URL('..', import.meta.url));

export interface Config {
  /** Files or folders of articles. */
  readonly corpus: readonly string[];
  /** Folder of the index: generations, `current`, state.sqlite. */
  readonly index: string;
  /** Language of messages for the person at the terminal. */
  readonly locale: Locale;
  /** Largest single article file, in bytes; longer ones are skipped. */
  readonly maxArticleBytes: number;
  readonly splitter: SplitterSettings;
  readonly embedding: EmbeddingSettings;
  readonly reader: ReaderSettings;
  readonly answering: AnsweringSettings;
  /** Null: answers are the articles' own sentences. */
  readonly languageModel: LanguageModelSettings | null;
  readonly server: ServerSettings;
}

export interface EmbeddingSettings {
  /** A local folder, or `owner/name` on the model hub. */
  readonly model: string;
  /** Undefined: by the family of the model. */
  readonly queryPrefix: string | undefined;
  readonly passagePrefix: string | undefined;
  readonly pooling: 'mean' | 'cls' | undefined;
  /** File variant of the model: `q8` is onnx/model_quantized.onnx. */
  readonly dtype: ModelDtype;
  /** Threads of the inference runtime; 0 lets it choose. */
  readonly threads: number;
}

export interface ReaderSettings {
  /** A local folder. */
  readonly model: string;
  /** Threads of the inference runtime; 0 lets it choose. */
  readonly threads: number;
}

export interface AnsweringSettings {
  /** How many of the passages found are read. */
  readonly readPassages: number;
  /** Probability below which an answer is refused. */
  readonly minConfidence: number;
  /** Reader's score below which it is refused where no calibration fits the models. */
  readonly minScore: number;
  /** What becomes of a sentence of a language model that no article carries. */
  readonly unsupported: 'drop' | 'mark';
}

export interface ServerSettings {
  /** Language for clients that name none: as set for Yinju, else simplified Chinese, whatever the terminal's is. */
  readonly locale: Locale;
  readonly host: string;
  readonly port: number;
  /** Address that readers reach the service under; undefined: links within it. */
  readonly publicUrl: string | undefined;
  /** Origins whose pages may call the API. */
  readonly allowedOrigins: readonly string[];
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly logQuestions: boolean;
  /** Rows of feedback that are kept; the oldest go. */
  readonly maxFeedback: number;
  readonly maxConcurrentQuestions: number;
  readonly maxQueuedQuestions: number;
  readonly questionTimeoutMs: number;
}

const modelsFolder = join(packageRoot, 'embeddings', 'models');

const bytes = z.coerce.number().int().positive();
const threads = z.coerce.number().int().min(0).max(64).default(0);

/** Every variable that Yinju reads. An empty value counts as not set. */
const environmentSchema = z.object({
  YINJU_CORPUS: z.string().optional(),
  YINJU_INDEX: z.string().default('embeddings'),
  YINJU_LOCALE: z.enum(locales).optional(),
  YINJU_MAX_ARTICLE_BYTES: bytes.default(20_000_000),
  YINJU_PASSAGE_MIN_CHARS: splitterSettingsSchema.shape.minChars,
  YINJU_PASSAGE_MAX_CHARS: splitterSettingsSchema.shape.maxChars,
  YINJU_PASSAGE_OVERLAP_CHARS: splitterSettingsSchema.shape.overlapChars,
  YINJU_EMBEDDING_MODEL: z.string().default(join(modelsFolder, 'e5-zh-small')),
  YINJU_EMBEDDING_QUERY_PREFIX: z.string().optional(),
  YINJU_EMBEDDING_PASSAGE_PREFIX: z.string().optional(),
  YINJU_EMBEDDING_POOLING: z.enum(['mean', 'cls']).optional(),
  YINJU_EMBEDDING_DTYPE: z.enum(modelDtypes).default('q8'),
  YINJU_EMBEDDING_THREADS: threads,
  YINJU_READER_MODEL: z.string().default(join(modelsFolder, 'reader-zh-small')),
  YINJU_READER_THREADS: threads,
  YINJU_READ_PASSAGES: z.coerce.number().int().min(1).max(50).default(5),
  YINJU_MIN_CONFIDENCE: z.coerce.number().min(0).max(1).default(0.4),
  YINJU_MIN_SCORE: z.coerce.number().default(-1.5),
  YINJU_LLM: z.string().optional(),
  YINJU_LLM_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  YINJU_LLM_API_KEY: z.string().optional(),
  YINJU_LLM_FIRST_TOKEN_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(15_000),
  YINJU_LLM_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(45_000),
  YINJU_LLM_MAX_OUTPUT_TOKENS: z.coerce.number().int().min(32).max(32_768).default(600),
  YINJU_LLM_CONTEXT_TOKENS: z.coerce.number().int().min(1024).max(4_194_304).default(8192),
  YINJU_UNSUPPORTED: z.enum(['drop', 'mark']).default('drop'),
  YINJU_HOST: z.string().default('127.0.0.1'),
  YINJU_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  YINJU_PUBLIC_URL: z.string().optional(),
  YINJU_ALLOWED_ORIGINS: z.string().default(''),
  YINJU_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  YINJU_LOG_QUESTIONS: z.stringbool().default(false),
  YINJU_MAX_FEEDBACK: z.coerce.number().int().min(1).max(1_000_000).default(10_000),
  YINJU_MAX_CONCURRENT_QUESTIONS: z.coerce.number().int().min(1).max(1000).default(4),
  YINJU_MAX_QUEUED_QUESTIONS: z.coerce.number().int().min(0).max(100_000).default(64),
  YINJU_QUESTION_TIMEOUT_MS: z.coerce.number().int().min(1000).max(3_600_000).default(60_000),
  LC_ALL: z.string().optional(),
  LC_MESSAGES: z.string().optional(),
  LANG: z.string().optional(),
});

/** What the command line may set; it wins over the environment. */
export interface ConfigOverrides {
  readonly corpus?: readonly string[] | undefined;
  readonly index?: string | undefined;
  readonly locale?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: string | undefined;
}

/** The environment, completed by `.env` of the working directory where that sets what the environment does not. */
export function environment(workingDirectory: string = process.cwd()): NodeJS.ProcessEnv {
  const path = join(workingDirectory, '.env');
  if (!existsSync(path)) return process.env;
  return { ...(parseEnv(readFileSync(path, 'utf8')) as NodeJS.ProcessEnv), ...process.env };
}

/** A variable whose value is refused, or that Yinju does not know. */
export interface SettingProblem {
  readonly name: string;
  /** What is wrong with its value; null: there is no variable of this name. */
  readonly problem: string | null;
}

/** The names of all variables that Yinju reads, for itself. */
export const settingNames: readonly string[] = Object.keys(environmentSchema.shape).filter((name) =>
  name.startsWith('YINJU_'),
);

/** Everything that is wrong with the variables, not only the first of it; see `yinju doctor`. */
export function settingProblems(env: NodeJS.ProcessEnv = environment()): SettingProblem[] {
  const given = givenVariables(env);
  const unknown = Object.keys(given)
    .filter((name) => name.startsWith('YINJU_') && !settingNames.includes(name))
    .map((name) => ({ name, problem: null }));
  const refused = (environmentSchema.safeParse(given).error?.issues ?? []).map((issue) => ({
    name: issue.path.join('.'),
    problem: issue.message,
  }));
  // An issue without a path is of the sizes together; each for itself was looked at above.
  const sizes = splitterSettingsSchema.safeParse(splitterValues(given)).error?.issues ?? [];
  const together = sizes
    .filter(({ path }) => path.length === 0)
    .map((issue) => ({ name: passageSizes, problem: issue.message }));
  return [...unknown, ...refused, ...together];
}

/** The environment without what {@link settingProblems} finds wrong, so that the rest of it can be looked at. */
export function soundEnvironment(env: NodeJS.ProcessEnv = environment()): NodeJS.ProcessEnv {
  const refused = settingProblems(env)
    .filter(({ problem }) => problem !== null)
    .map(({ name }) => name);
  if (refused.length === 0) return env;
  // The sizes of passages must fit each other: one that falls to its default may no longer fit the others.
  const isSize = (name: string) => name.startsWith('YINJU_PASSAGE_');
  const isRefused = (name: string) => refused.includes(name) || (isSize(name) && refused.some(isSize));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isRefused(name)));
}

/** Names the sizes of passages together, which must fit each other. */
const passageSizes = 'YINJU_PASSAGE_*';

function splitterValues(values: Readonly<Record<string, unknown>>): object {
  return {
    minChars: values.YINJU_PASSAGE_MIN_CHARS,
    maxChars: values.YINJU_PASSAGE_MAX_CHARS,
    overlapChars: values.YINJU_PASSAGE_OVERLAP_CHARS,
  };
}

/** An empty value counts as not set. */
function givenVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
}

/**
 * Flags, then `YINJU_*` variables, then defaults.
 * @throws UsageError naming the first setting that is wrong.
 */
export function readConfig(
  overrides: ConfigOverrides = {},
  env: NodeJS.ProcessEnv = environment(),
  workingDirectory: string = process.cwd(),
): Config {
  const given = givenVariables(env);
  const flags = { YINJU_HOST: overrides.host, YINJU_PORT: overrides.port };
  const set = Object.entries(flags).filter(([, value]) => value !== undefined);
  const parsed = environmentSchema.safeParse({ ...given, ...Object.fromEntries(set) });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new UsageError('config.invalid', {
      name: issue?.path.join('.') ?? '?',
      problem: issue?.message ?? '?',
    });
  }
  const values = parsed.data;
  const locale = readLocale(overrides.locale, values);
  const at = (path: string) => resolve(workingDirectory, path);
  const splitter = splitterSettingsSchema.safeParse(splitterValues(values));
  if (!splitter.success) {
    throw new UsageError('config.invalid', {
      name: passageSizes,
      problem: splitter.error.issues[0]?.message ?? '?',
    });
  }
  return {
    corpus: (overrides.corpus ?? values.YINJU_CORPUS?.split(delimiter).filter(Boolean) ?? ['corpus']).map(at),
    index: at(overrides.index ?? values.YINJU_INDEX),
    locale,
    maxArticleBytes: values.YINJU_MAX_ARTICLE_BYTES,
    splitter: splitter.data,
    embedding: {
      model: existsSync(at(values.YINJU_EMBEDDING_MODEL))
        ? at(values.YINJU_EMBEDDING_MODEL)
        : values.YINJU_EMBEDDING_MODEL,
      queryPrefix: values.YINJU_EMBEDDING_QUERY_PREFIX,
      passagePrefix: values.YINJU_EMBEDDING_PASSAGE_PREFIX,
      pooling: values.YINJU_EMBEDDING_POOLING,
      dtype: values.YINJU_EMBEDDING_DTYPE,
      threads: values.YINJU_EMBEDDING_THREADS,
    },
    reader: { model: at(values.YINJU_READER_MODEL), threads: values.YINJU_READER_THREADS },
    answering: {
      readPassages: values.YINJU_READ_PASSAGES,
      minConfidence: values.YINJU_MIN_CONFIDENCE,
      minScore: values.YINJU_MIN_SCORE,
      unsupported: values.YINJU_UNSUPPORTED,
    },
    languageModel: languageModelSettings(values),
    server: {
      locale: values.YINJU_LOCALE === undefined && overrides.locale === undefined ? 'zh-CN' : locale,
      host: values.YINJU_HOST,
      port: values.YINJU_PORT,
      publicUrl: values.YINJU_PUBLIC_URL,
      allowedOrigins: values.YINJU_ALLOWED_ORIGINS.split(/[\s,]+/).filter(Boolean),
      logLevel: values.YINJU_LOG_LEVEL,
      logQuestions: values.YINJU_LOG_QUESTIONS,
      maxFeedback: values.YINJU_MAX_FEEDBACK,
      maxConcurrentQuestions: values.YINJU_MAX_CONCURRENT_QUESTIONS,
      maxQueuedQuestions: values.YINJU_MAX_QUEUED_QUESTIONS,
      questionTimeoutMs: values.YINJU_QUESTION_TIMEOUT_MS,
    },
  };
}

function languageModelSettings(values: z.infer<typeof environmentSchema>): LanguageModelSettings | null {
  if (values.YINJU_LLM === undefined) return null;
  return {
    name: values.YINJU_LLM,
    baseUrl: values.YINJU_LLM_BASE_URL,
    apiKey: values.YINJU_LLM_API_KEY,
    firstTokenTimeoutMs: values.YINJU_LLM_FIRST_TOKEN_TIMEOUT_MS,
    timeoutMs: values.YINJU_LLM_TIMEOUT_MS,
    maxOutputTokens: values.YINJU_LLM_MAX_OUTPUT_TOKENS,
    contextTokens: values.YINJU_LLM_CONTEXT_TOKENS,
  };
}

function readLocale(flag: string | undefined, values: z.infer<typeof environmentSchema>): Locale {
  if (flag === undefined) {
    return values.YINJU_LOCALE ?? localeFromTag(values.LC_ALL ?? values.LC_MESSAGES ?? values.LANG);
  }
  const known = locales.find((locale) => locale.toLowerCase() === flag.toLowerCase());
  if (!known) throw new UsageError('config.invalid', { name: '--locale', problem: locales.join(' | ') });
  return known;
}
