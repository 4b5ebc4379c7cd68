/**
 * Yinju as a library. Settings are those of the command line (docs/operations.md): what is passed in, then `YINJU_*`
 * variables, then defaults. Close what you open.
 */
import { buildIndex as build, type BuildRequest, type BuildSummary } from './build-index.js';
import { readConfig } from './config.js';
import type { AnswerEvent } from './domain/answer-event.js';
import type { Answer } from './domain/answer.js';
import { askRequestSchema, type AskRequest } from './domain/question.js';
import { YinjuEmbeddings } from './embedding/langchain-embeddings.js';
import { UsageError, YinjuError } from './errors.js';
import { message, type Locale } from './messages/index.js';
import { YinjuRetriever, type YinjuRetrieverInput } from './retrieval/langchain-retriever.js';
export { noEnvironmentTracing } from './no-tracing.js';
import { requireWords } from './server/question-text.js';
import { invalidFields } from './server/validation.js';
import { openBuildParts, openIndex, openService } from './wiring.js';

export type { BuildProgress, BuildSummary } from './build-index.js';
export type { Answer, AnswerSentence, Refusal } from './domain/answer.js';
export type { AnswerEvent } from './domain/answer-event.js';
export type { Citation } from './domain/citation.js';
export type { Filters, Turn } from './domain/question.js';
export type { EmbeddedBatch, Embedder, EmbeddingModelInfo } from './embedding/embedder.js';
export { YinjuEmbeddings } from './embedding/langchain-embeddings.js';
export { BuildError, CorpusError, IndexError, ModelError, UsageError, YinjuError } from './errors.js';
export {
  YinjuRetriever,
  type PassageMetadata,
  type YinjuRetrieverInput,
} from './retrieval/langchain-retriever.js';
export type { Locale } from './messages/index.js';

/** Where the index is; relative paths start at the working directory. */
export interface IndexLocation {
  /** Folder of the index; default `YINJU_INDEX`, else `./embeddings`. */
  readonly index?: string | undefined;
}

export interface BuildOptions extends IndexLocation, Partial<Omit<BuildRequest, 'corpus'>> {
  /** Files and folders of articles; default `YINJU_CORPUS`, else `./corpus`. */
  readonly corpus?: readonly string[] | undefined;
}

/**
 * `yinju build`: reads the articles and publishes a new generation if anything changed.
 * @throws BuildError, CorpusError, ModelError, UsageError
 */
export async function buildIndex(options: BuildOptions = {}): Promise<BuildSummary> {
  const { index, corpus, force, signal, onProgress, onNotice } = options;
  const config = readConfig({ index, corpus });
  const parts = await openBuildParts(config);
  try {
    return await build(parts, {
      corpus: config.corpus,
      force: force ?? false,
      signal: signal ?? new AbortController().signal,
      onProgress: onProgress ?? (() => undefined),
      onNotice: onNotice ?? (() => undefined),
    });
  } finally {
    await parts.close();
  }
}

export type RetrieverOptions = IndexLocation & Omit<YinjuRetrieverInput, 'index' | 'embedder'>;

export interface OpenRetriever {
  readonly retriever: YinjuRetriever;
  /** The embedding model of the index, for vector stores of your own. */
  readonly embeddings: YinjuEmbeddings;
  readonly close: () => Promise<void>;
}

/**
 * A LangChain retriever over an index, and its embeddings.
 * @throws IndexError if there is no index, it is damaged, or another model made it; ModelError, UsageError
 */
export async function openRetriever({ index, ...rest }: RetrieverOptions = {}): Promise<OpenRetriever> {
  const open = await openIndex(readConfig({ index }));
  try {
    return {
      retriever: new YinjuRetriever({ ...rest, index: open.served, embedder: open.embedder }),
      embeddings: new YinjuEmbeddings(open.embedder),
      close: open.close,
    };
  } catch (error) {
    await open.close();
    throw error;
  }
}

export interface AskOptions extends Partial<Omit<AskRequest, 'question' | 'stream'>> {
  readonly signal?: AbortSignal | undefined;
}

export interface Archive {
  /**
   * One answer; a question that the archive does not answer is refused in it, not by an error.
   * @throws UsageError naming the question or the option that is wrong
   */
  readonly ask: (question: string, options?: AskOptions) => Promise<Answer>;
  /** The same answer as it comes about. */
  readonly askEvents: (question: string, options?: AskOptions) => AsyncGenerator<AnswerEvent>;
  readonly close: () => Promise<void>;
}

/**
 * An index to put questions to, with both models.
 * @throws IndexError if there is no index, it is damaged, or another model made it; ModelError, UsageError
 */
export async function openArchive({ index }: IndexLocation = {}): Promise<Archive> {
  const config = readConfig({ index });
  const { service, close } = await openService(config);
  async function* askEvents(question: string, options: AskOptions = {}): AsyncGenerator<AnswerEvent> {
    const { signal = new AbortController().signal, ...rest } = options;
    const request = askRequest({ ...rest, question });
    yield* service.ask(request, {
      locale: request.locale ?? config.server.locale,
      signal,
      requestId: 'library',
    });
  }
  return {
    askEvents,
    ask: async (question, options) => {
      for await (const event of askEvents(question, options)) if (event.type === 'done') return event.answer;
      throw new Error('an answer ended without its end');
    },
    close,
  };
}

/** A question is taken as the service takes it. */
function askRequest(input: object): AskRequest {
  try {
    const parsed = askRequestSchema.safeParse(input);
    if (!parsed.success) throw invalidFields(parsed.error, input);
    return { ...parsed.data, question: requireWords(parsed.data.question, 'question') };
  } catch (error) {
    throw error instanceof YinjuError ? new UsageError(error.code, error.params) : error;
  }
}

/** What is wrong and what to do about it, for people. An error that is not Yinju's gives its own message. */
export function describeError(error: unknown, locale: Locale = 'en'): string {
  if (error instanceof YinjuError) return message(locale, error.code, error.params);
  return error instanceof Error ? error.message : String(error);
}
