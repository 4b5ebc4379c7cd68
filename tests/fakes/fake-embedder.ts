import { createHash } from 'node:crypto';
import type {
  EmbeddedBatch,
  Embedder,
  EmbeddingModelInfo,
  EmbedOptions,
} from '../../src/embedding/embedder.js';
import { ModelError } from '../../src/errors.js';
import { foldText } from '../../src/text/fold.js';

export interface FakeEmbedderOptions {
  readonly dimension?: number;
  /** Texts in one batch. */
  readonly batchSize?: number;
  readonly queryPrefix?: string;
  readonly passagePrefix?: string;
  /** Awaited before each batch: lets a test hold the work up, or fail it. */
  readonly beforeBatch?: () => Promise<void> | void;
}

/**
 * An embedder without a model: each character pair of the folded text adds a direction that its hash decides, so
 * texts that share words have similar vectors, and the same text always has the same one. Counts its work.
 */
export class FakeEmbedder implements Embedder {
  readonly info: EmbeddingModelInfo;
  /** Texts that were embedded as passages so far. */
  passages = 0;
  /** Questions so far. */
  queries = 0;
  closed = false;
  readonly #options: FakeEmbedderOptions;

  constructor(options: FakeEmbedderOptions = {}) {
    this.#options = options;
    const { dimension = 32, queryPrefix = 'query: ', passagePrefix = 'passage: ' } = options;
    const name = 'fake';
    const fingerprint = createHash('sha256')
      .update(JSON.stringify([name, dimension, queryPrefix, passagePrefix]))
      .digest('hex');
    this.info = {
      name,
      fingerprint,
      dimension,
      pooling: 'mean',
      queryPrefix,
      passagePrefix,
      maxTokens: 512,
    };
  }

  async warmUp(): Promise<void> {
    await Promise.resolve();
    this.#checkOpen();
  }

  async embedQuery(text: string, options: EmbedOptions = {}): Promise<Float32Array> {
    options.signal?.throwIfAborted();
    await Promise.resolve();
    this.#checkOpen();
    this.queries++;
    return this.#vector(this.info.queryPrefix, text);
  }

  async *embedPassages(
    texts: readonly string[],
    options: EmbedOptions = {},
  ): AsyncGenerator<EmbeddedBatch, void, undefined> {
    const order = texts.map((_, index) => index);
    order.sort((a, b) => (texts[b] ?? '').length - (texts[a] ?? '').length || a - b);
    const size = this.#options.batchSize ?? 8;
    for (let from = 0; from < order.length && !options.signal?.aborted; from += size) {
      await this.#options.beforeBatch?.();
      this.#checkOpen();
      const indexes = order.slice(from, from + size);
      this.passages += indexes.length;
      yield {
        indexes,
        vectors: indexes.map((index) => this.#vector(this.info.passagePrefix, texts[index] ?? '')),
      };
    }
  }

  async close(): Promise<void> {
    await Promise.resolve();
    this.closed = true;
  }

  #checkOpen(): void {
    if (this.closed) throw new ModelError('model.closed', { name: this.info.name });
  }

  #vector(prefix: string, text: string): Float32Array {
    const units = Array.from(foldText(text.slice(0, 4_096)));
    const vector = new Float32Array(this.info.dimension).fill(1e-3);
    // The prefix tilts a vector a little, as in a real model.
    const pieces = [prefix, ...units, ...units.map((unit, i) => unit + (units[i + 1] ?? ''))];
    for (const piece of pieces) {
      const hash = createHash('md5').update(piece).digest();
      const at = hash.readUInt32LE(0) % vector.length;
      vector[at] = (vector[at] ?? 0) + (hash.readUInt8(4) % 2 === 0 ? 1 : -1);
    }
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  }
}
