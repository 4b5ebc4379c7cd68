import type { LoadOptions } from '../transformers-model.js';
import type { Reading } from './reader.js';

/** What the reading worker does. */
export interface ReadingJobs {
  read: { input: ReadRequest; output: Reading[] };
  /** Nothing; answers when the model is loaded. */
  warmUp: { input: null; output: null };
}

export interface ReadRequest {
  readonly question: string;
  readonly passages: readonly string[];
  readonly spans: number;
}

export interface ReadingStart extends LoadOptions {
  readonly maxQuestionTokens: number;
  readonly maxPassageTokens: number;
  /** Padded tokens of windows that are read together. */
  readonly batchTokens: number;
}
