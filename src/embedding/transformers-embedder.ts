import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { fingerprintModel, inspectModelFolder } from '../model-folder.js';
import { WorkerHost, workerFile } from '../worker-host.js';
import { downloadModel, type DownloadOptions } from './download-model.js';
import type { EmbeddedBatch, Embedder, EmbeddingModelInfo, EmbedOptions } from './embedder.js';
import type { EmbeddingJobs, EmbeddingStart, TokenRows } from './embedding-jobs.js';
import { modelName, type EmbeddingModelSpec } from './model-spec.js';
import { planBatches } from './token-batches.js';

export interface TransformersEmbedderOptions {
  readonly spec: EmbeddingModelSpec;
  /**
   * Worker threads, each with its own copy of the model (some 200 MB). Default 1 with a thread for each core: on
   * two cores a second worker built no faster.
   */
  readonly workers?: number;
  /** Threads of the inference runtime in each worker; 0 or absent: the cores shared out among the workers. */
  readonly threads?: number;
  /** Padded tokens a batch; default 512. */
  readonly batchTokens?: number;
  /** For a hub id whose folder is not complete. */
  readonly hub?: Pick<DownloadOptions, 'hubUrl' | 'onFile'>;
}

/** Texts tokenised and sorted by length at a time: keeps memory flat however many there are. */
const WINDOW_TEXTS = 2_048;
/** Texts tokenised in one job: some 50 ms, so that a question need not wait longer. */
const TOKENIZE_TEXTS = 64;
/** Batches kept under way for each worker, so that it never waits for whoever takes the vectors. */
const BATCHES_AHEAD = 4;

/**
 * An embedder on transformers.js in worker threads. Only files are looked at here; workers start and load the model
 * when first used.
 *
 * @throws {ModelError} when the model's files are missing or damaged, or cannot be downloaded
 */
export async function createTransformersEmbedder(options: TransformersEmbedderOptions): Promise<Embedder> {
  const { spec } = options;
  const { location, pooling, dtype, queryPrefix, passagePrefix } = spec;
  const { folder } = location;
  if (location.kind === 'hub') await downloadModel({ id: location.id, folder, dtype, ...options.hub });
  const model = await inspectModelFolder(folder, dtype);
  const { maxTokens, hiddenSize: dimension } = model;
  const fingerprint = await fingerprintModel(model, { pooling, queryPrefix, passagePrefix, maxTokens });
  const name = modelName(location);
  const workers = Math.max(1, options.workers ?? 1);
  const share = Math.max(1, Math.floor(availableParallelism() / workers));
  const threads = options.threads === undefined || options.threads === 0 ? share : options.threads;
  const start: EmbeddingStart = { folder, dtype, threads, task: 'embedding', pooling, maxTokens, dimension };
  const file = workerFile('embedding-worker', import.meta.url);
  return new TransformersEmbedder(
    { name, fingerprint, dimension, pooling, queryPrefix, passagePrefix, maxTokens },
    Array.from({ length: workers }, () => new WorkerHost<EmbeddingJobs>({ name, file, start })),
    options.batchTokens ?? 512,
  );
}

/** Tokenised texts: token ids of each, and its place among all texts. */
interface Window {
  readonly rows: readonly Int32Array[];
  readonly offset: number;
}

class TransformersEmbedder implements Embedder {
  readonly info: EmbeddingModelInfo;
  readonly #hosts: readonly WorkerHost<EmbeddingJobs>[];
  readonly #batchTokens: number;

  constructor(info: EmbeddingModelInfo, hosts: readonly WorkerHost<EmbeddingJobs>[], batchTokens: number) {
    this.info = info;
    this.#hosts = hosts;
    this.#batchTokens = batchTokens;
  }

  async warmUp(): Promise<void> {
    await this.#leastBusy(1).run('warmUp', null, { urgent: true });
  }

  embedQuery(text: string, options: EmbedOptions = {}): Promise<Float32Array> {
    return this.#leastBusy(1).run('query', this.info.queryPrefix + text, {
      urgent: true,
      signal: options.signal,
    });
  }

  async *embedPassages(
    texts: readonly string[],
    options: EmbedOptions = {},
  ): AsyncGenerator<EmbeddedBatch, void, undefined> {
    const { signal } = options;
    // A second copy of the model takes longer to load than a few texts take to embed.
    const hosts = Math.max(1, Math.min(this.#hosts.length, Math.floor(texts.length / TOKENIZE_TEXTS)));
    // Ends what is under way when the caller stops early, without the caller's signal.
    const stop = new AbortController();
    const giveUp = AbortSignal.any(signal ? [signal, stop.signal] : [stop.signal]);
    setMaxListeners(0, giveUp); // One for each job; Node would warn from the eleventh.
    const underWay: Promise<EmbeddedBatch>[] = [];
    let next = this.#tokenize(texts, 0, hosts, giveUp);
    try {
      for (let offset = 0; offset < texts.length; offset += WINDOW_TEXTS) {
        const window = await next;
        if (!window) break;
        next = this.#tokenize(texts, offset + WINDOW_TEXTS, hosts, giveUp);
        const lengths = window.rows.map((row) => row.length);
        for (const batch of planBatches(lengths, this.#batchTokens)) {
          if (signal?.aborted) break;
          underWay.push(quiet(this.#embed(window, batch, hosts)));
          if (underWay.length < hosts * BATCHES_AHEAD) continue;
          const first = underWay.shift();
          if (first) yield await first;
        }
      }
      for (let first = underWay.shift(); first; first = underWay.shift()) yield await first;
    } finally {
      stop.abort();
      await Promise.allSettled([...underWay, next]);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#hosts.map((host) => host.close()));
  }

  /** The least busy of the first `count` workers; the first of them when several are equally so. */
  #leastBusy(count: number): WorkerHost<EmbeddingJobs> {
    return this.#hosts.slice(0, count).reduce((best, host) => (host.pending < best.pending ? host : best));
  }

  /** The window of texts from `offset` on, tokenised; undefined when given up. */
  #tokenize(
    texts: readonly string[],
    offset: number,
    hosts: number,
    signal: AbortSignal,
  ): Promise<Window | undefined> {
    const jobs: Promise<TokenRows>[] = [];
    const end = Math.min(texts.length, offset + WINDOW_TEXTS);
    for (let from = offset; from < end; from += TOKENIZE_TEXTS) {
      const chunk = texts.slice(from, Math.min(end, from + TOKENIZE_TEXTS));
      const prefixed = chunk.map((text) => this.info.passagePrefix + text);
      jobs.push(this.#leastBusy(hosts).run('tokenize', prefixed, { signal }));
    }
    const window = Promise.all(jobs).then(
      (chunks) => ({ offset, rows: chunks.flatMap(splitRows) }),
      (error: unknown) => {
        if (signal.aborted) return undefined;
        throw error;
      },
    );
    return quiet(window);
  }

  async #embed(window: Window, batch: readonly number[], hosts: number): Promise<EmbeddedBatch> {
    const input = joinRows(batch.map((index) => window.rows[index] ?? new Int32Array()));
    const vectors = await this.#leastBusy(hosts).run('embed', input, {
      transfer: [input.ids.buffer, input.lengths.buffer],
    });
    const { dimension } = this.info;
    return {
      indexes: batch.map((index) => window.offset + index),
      vectors: batch.map((_, row) => vectors.subarray(row * dimension, (row + 1) * dimension)),
    };
  }
}

/** A promise whose failure is seen later, or by nobody when the caller has gone. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

function splitRows({ ids, lengths }: TokenRows): Int32Array[] {
  let from = 0;
  return Array.from(lengths, (length) => ids.subarray(from, (from += length)));
}

function joinRows(rows: readonly Int32Array[]): {
  ids: Int32Array<ArrayBuffer>;
  lengths: Int32Array<ArrayBuffer>;
} {
  const lengths = Int32Array.from(rows, (row) => row.length);
  const ids = new Int32Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const row of rows) {
    ids.set(row, at);
    at += row.length;
  }
  return { ids, lengths };
}
