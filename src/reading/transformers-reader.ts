import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { fingerprintModel, inspectModelFolder, type ModelDtype } from '../model-folder.js';
import { WorkerHost, workerFile } from '../worker-host.js';
import type { Reader, ReaderInfo, Reading, ReadOptions } from './reader.js';
import type { ReadingJobs, ReadingStart } from './reading-jobs.js';

export interface TransformersReaderOptions {
  /** Folder of a question-answering model with the tokenizer layout of XLM-RoBERTa. */
  readonly folder: string;
  readonly dtype?: ModelDtype;
  /** Threads of the inference runtime; 0 or absent: one for each core. */
  readonly threads?: number;
  /**
   * Padded tokens of windows that are read together. Default 1, each alone: no slower on two cores, and with dynamic
   * int8 a passage's score then does not depend on what it is read with.
   */
  readonly batchTokens?: number;
}

/** As the model was trained; question, passage and four special tokens fit into 512. */
const MAX_QUESTION_TOKENS = 64;
const MAX_PASSAGE_TOKENS = 440;

/**
 * A reader on transformers.js in a worker thread. Only files are looked at here; the worker starts and loads the
 * model when first used.
 *
 * @throws {ModelError} when the model's files are missing or damaged
 */
export async function createTransformersReader(options: TransformersReaderOptions): Promise<Reader> {
  const { folder, dtype = 'q8', batchTokens = 1 } = options;
  const threads =
    options.threads === undefined || options.threads === 0 ? availableParallelism() : options.threads;
  const model = await inspectModelFolder(folder, dtype);
  const maxQuestionTokens = Math.min(MAX_QUESTION_TOKENS, Math.floor(model.maxTokens / 4));
  const maxPassageTokens = Math.min(MAX_PASSAGE_TOKENS, model.maxTokens - maxQuestionTokens - 4);
  const limits = { maxQuestionTokens, maxPassageTokens };
  const fingerprint = await fingerprintModel(model, limits);
  const name = basename(folder);
  const start: ReadingStart = { folder, dtype, threads, task: 'question-answering', batchTokens, ...limits };
  const file = workerFile('reading-worker', import.meta.url);
  return new TransformersReader(
    { name, fingerprint, ...limits },
    new WorkerHost<ReadingJobs>({ name, file, start }),
  );
}

class TransformersReader implements Reader {
  readonly info: ReaderInfo;
  readonly #host: WorkerHost<ReadingJobs>;

  constructor(info: ReaderInfo, host: WorkerHost<ReadingJobs>) {
    this.info = info;
    this.#host = host;
  }

  async warmUp(): Promise<void> {
    await this.#host.run('warmUp', null);
  }

  read(question: string, passages: readonly string[], options: ReadOptions = {}): Promise<Reading[]> {
    const { signal, spans = 3 } = options;
    return this.#host.run('read', { question, passages, spans }, { signal });
  }

  async close(): Promise<void> {
    await this.#host.close();
  }
}
