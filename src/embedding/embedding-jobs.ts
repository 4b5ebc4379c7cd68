import type { LoadOptions } from '../transformers-model.js';
import type { Pooling } from './model-spec.js';

/** Token ids of some texts: row after row in `ids`, `lengths[i]` of them for text i. */
export interface TokenRows {
  readonly ids: Int32Array;
  readonly lengths: Int32Array;
}

/** What the embedding worker does. */
export interface EmbeddingJobs {
  /** Texts with their prefix → token ids, cut to the model's length. */
  tokenize: { input: readonly string[]; output: TokenRows };
  /** Token ids → vectors [rows, dimension], row-major, L2-normalised. */
  embed: { input: TokenRows; output: Float32Array };
  /** One text with its prefix → its vector. */
  query: { input: string; output: Float32Array };
  /** Nothing; answers when the model is loaded. */
  warmUp: { input: null; output: null };
}

export interface EmbeddingStart extends LoadOptions {
  readonly pooling: Pooling;
  readonly maxTokens: number;
  readonly dimension: number;
}
