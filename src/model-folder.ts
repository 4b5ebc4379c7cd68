import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ModelError } from './errors.js';

/** Variants of a model by the suffix that transformers.js gives their files. */
const suffixes = {
  fp32: '',
  fp16: '_fp16',
  q8: '_quantized',
  int8: '_int8',
  uint8: '_uint8',
  q4: '_q4',
  q4f16: '_q4f16',
  bnb4: '_bnb4',
} as const;
export type ModelDtype = keyof typeof suffixes;
export const modelDtypes = Object.keys(suffixes) as readonly ModelDtype[];

/** The files that a model must have, in the layout that transformers.js loads, relative to its folder. */
export function modelFileNames(dtype: ModelDtype): {
  config: string;
  tokenizer: string;
  tokenizerConfig: string;
  network: string;
} {
  return {
    config: 'config.json',
    tokenizer: 'tokenizer.json',
    tokenizerConfig: 'tokenizer_config.json',
    network: `onnx/model${suffixes[dtype]}.onnx`,
  };
}

const size = z.int().positive().max(65_536);
const configSchema = z.object({
  model_type: z.string().optional(),
  hidden_size: size.optional(),
  /** DistilBERT. */
  dim: size.optional(),
  /** T5 and its kin. */
  d_model: size.optional(),
  max_position_embeddings: size.optional(),
});
const tokenizerConfigSchema = z.object({ model_max_length: z.number().positive().optional() });

/** What is known of a model without loading it. */
export interface ModelFolder {
  readonly folder: string;
  readonly dtype: ModelDtype;
  /** Files that the model is made of, relative to the folder, sorted; external data of the network too. */
  readonly files: readonly string[];
  readonly hiddenSize: number;
  /** Longest input in tokens, special tokens included. */
  readonly maxTokens: number;
}

const DEFAULT_MAX_TOKENS = 512;

/**
 * Checks that a folder holds a whole model and reads its sizes.
 *
 * @throws {ModelError} `model.folder-missing`, `model.file-missing`, `model.damaged`, `model.wrong-kind`
 */
export async function inspectModelFolder(folder: string, dtype: ModelDtype): Promise<ModelFolder> {
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) {
    throw new ModelError('model.folder-missing', { folder });
  }
  const names = modelFileNames(dtype);
  for (const file of Object.values(names)) {
    const found = await stat(join(folder, file)).catch(() => undefined);
    if (!found?.isFile()) throw new ModelError('model.file-missing', { folder, file });
    if (found.size === 0) throw new ModelError('model.damaged', { folder, file, detail: '0 bytes' });
  }
  const config = await readJson(folder, names.config, configSchema);
  const tokenizer = await readJson(folder, names.tokenizerConfig, tokenizerConfigSchema);
  const hiddenSize = config.hidden_size ?? config.dim ?? config.d_model;
  if (!hiddenSize) {
    throw new ModelError('model.wrong-kind', { folder, detail: 'config.json: hidden_size' });
  }
  // RoBERTa counts positions from 2.
  const reserved = /roberta|camembert/.test(config.model_type ?? '') ? 2 : 0;
  const positions = (config.max_position_embeddings ?? DEFAULT_MAX_TOKENS) - reserved;
  const allowed = Math.min(tokenizer.model_max_length ?? positions, positions);
  const files = [...Object.values(names), ...(await externalData(folder, names.network))].sort();
  return { folder, dtype, files, hiddenSize, maxTokens: Math.max(8, Math.floor(allowed)) };
}

/** Networks above 2 GB, and some below, keep their weights in files beside them: `model.onnx_data`, `…_1`. */
async function externalData(folder: string, network: string): Promise<string[]> {
  const [inside, name] = network.split('/') as [string, string];
  const names = await readdir(join(folder, inside));
  return names.filter((file) => file.startsWith(`${name}_data`)).map((file) => `${inside}/${file}`);
}

async function readJson<T>(folder: string, file: string, schema: z.ZodType<T>): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(join(folder, file), 'utf8')));
  } catch (cause) {
    const detail = cause instanceof z.ZodError ? describeIssue(cause) : String(cause);
    throw new ModelError('model.damaged', { folder, file, detail }, { cause });
  }
}

function describeIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join('.')}: ${issue.message}` : error.message;
}

/**
 * SHA-256, in hexadecimal, over the model's files and what else decides its output.
 *
 * @param settings everything beside the files that two equal models must share
 */
export async function fingerprintModel(
  model: ModelFolder,
  settings: Readonly<Record<string, string | number>>,
): Promise<string> {
  const whole = createHash('sha256');
  for (const file of model.files) {
    whole.update(`${file}\0${await hashFile(join(model.folder, file))}\0`);
  }
  const sorted = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
  return whole.update(JSON.stringify(sorted)).digest('hex');
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
