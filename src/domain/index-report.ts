import type { RepairKind, SkippedItem } from './document.js';

/** How many documents a month has. */
export interface MonthCount {
  /** `2022-09`; `2022` for documents known by the year only; null for those without a date. */
  readonly month: string | null;
  readonly documents: number;
}

/** What is known of an index, for people who look after it. */
export interface IndexReport {
  readonly generation: string;
  /** When it was built, ISO 8601 UTC. */
  readonly createdAt: string;
  /** The generation that can be gone back to. */
  readonly previous: string | null;
  readonly documents: number;
  readonly passages: number;
  /** Newest first, undated last. */
  readonly months: readonly MonthCount[];
  /** The first of `skippedTotal`. */
  readonly skipped: readonly SkippedItem[];
  readonly skippedTotal: number;
  readonly repairs: Readonly<Partial<Record<RepairKind, number>>>;
  /** Documents by encoding, and by format. */
  readonly encodings: Readonly<Record<string, number>>;
  readonly formats: Readonly<Record<string, number>>;
  /** Groups of documents that print the same text. */
  readonly reprintGroups: number;
  readonly embeddingModel: { readonly name: string; readonly dimension: number };
  /** Null where no reader is set. */
  readonly readerModel: string | null;
  /** As `provider:model`; null where none is set. */
  readonly languageModel: string | null;
  /** What the generations and the state take on disk. */
  readonly diskBytes: number;
}
