/** What a reading depends on. */
export interface ReaderInfo {
  /** Folder name, for people. */
  readonly name: string;
  /** SHA-256 over the model's files and limits, hexadecimal. Calibration belongs to one fingerprint. */
  readonly fingerprint: string;
  /** Longest question in tokens; the rest is not read. */
  readonly maxQuestionTokens: number;
  /** Longest stretch of a passage read at once, in tokens; longer passages are read in overlapping windows. */
  readonly maxPassageTokens: number;
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** Spans wanted of each passage at most; default 3. */
  readonly spans?: number;
}

/** Words of a passage that may answer. */
export interface Span {
  /** UTF-16 offsets into the passage as it was given; never empty, no spaces at the edges. */
  readonly start: number;
  readonly end: number;
  /** Logits of start and end, less those of "not here"; above 0 the reader prefers the span. */
  readonly score: number;
}

/** What a reader finds in one passage. */
export interface Reading {
  /** Best first, not overlapping. Empty when the passage holds nothing to read. */
  readonly spans: readonly Span[];
  /**
   * The best span's score, -Infinity without a span. Ranks passages and tells answerable from not, but is no
   * probability: calibrate it.
   */
  readonly score: number;
  /** Logits of "not here" in the window of the best span; 0 without a span. */
  readonly nullScore: number;
}

/**
 * Says which span of a passage answers a question, or that the answer is not there. Every implementation passes
 * tests/contracts/reader.ts. Methods throw `ModelError`; `model.closed` after `close`.
 */
export interface Reader {
  readonly info: ReaderInfo;
  /** Loads the model ahead of its first use, which otherwise loads it. */
  warmUp(): Promise<void>;
  /** One reading for each passage, in their order. Throws the signal's reason when it aborts. */
  read(question: string, passages: readonly string[], options?: ReadOptions): Promise<Reading[]>;
  /** Finishes the reading under way, ends the worker and frees the model. */
  close(): Promise<void>;
}
