/** What a vector depends on; two embedders with the same fingerprint give comparable vectors. */
export interface EmbeddingModelInfo {
  /** Folder name or hub id, for people. */
  readonly name: string;
  /** SHA-256 over the model's files, pooling and prefixes, hexadecimal. Bound into every generation. */
  readonly fingerprint: string;
  readonly dimension: number;
  readonly pooling: 'mean' | 'cls';
  readonly queryPrefix: string;
  readonly passagePrefix: string;
  /** Longest input in tokens, special tokens and prefix included; what is longer is cut. */
  readonly maxTokens: number;
}

export interface EmbedOptions {
  readonly signal?: AbortSignal;
}

/**
 * Turns texts into L2-normalised vectors of `info.dimension` numbers; any string is a text, the empty one too.
 * Every implementation passes tests/contracts/embedder.ts. Methods throw `ModelError`; `model.closed` after `close`.
 */
export interface Embedder {
  readonly info: EmbeddingModelInfo;
  /** Loads the model ahead of its first use, which otherwise loads it. */
  warmUp(): Promise<void>;
  /**
   * One vector for a question; the query prefix is added here. Does not wait behind `embedPassages`, at most for the
   * batch under way. Throws the signal's reason when it aborts.
   */
  embedQuery(text: string, options?: EmbedOptions): Promise<Float32Array>;
  /**
   * Vectors for passages, yielded batch by batch in an order of the embedder's choosing (sorted by length);
   * `indexes[i]` is the place in `texts` of `vectors[i]`. Every index comes exactly once. The passage prefix
   * is added here. When `signal` aborts, the batches under way are finished and yielded, then iteration ends
   * without an error.
   */
  embedPassages(texts: readonly string[], options?: EmbedOptions): AsyncIterable<EmbeddedBatch>;
  /** Finishes the batches under way, ends the worker and frees the model. */
  close(): Promise<void>;
}

export interface EmbeddedBatch {
  readonly indexes: readonly number[];
  /** May be views of one shared buffer: copy a vector to keep it without its batch. */
  readonly vectors: readonly Float32Array[];
}
