import type { Document } from '../domain/document.js';
import type { MonthCount } from '../domain/index-report.js';
import type { Passage } from '../domain/passage.js';
import type { PassageFilter } from './catalogue-filter.js';
import type { AllowedLabels } from './label-set.js';

/** A document as lists show it. */
export interface DocumentSummary {
  readonly id: string;
  readonly title: string;
  readonly publishedAt: string | null;
  readonly source: string | null;
  readonly author: string | null;
  readonly url: string | null;
}

export interface ListQuery {
  /** At least 1. */
  readonly limit: number;
  /** Opaque; as given with the page before. */
  readonly cursor?: string | undefined;
  /** As in {@link PassageFilter}. */
  readonly publishedFrom?: string | undefined;
  readonly publishedTo?: string | undefined;
  /** Scripts and letter case folded. */
  readonly source?: string | undefined;
  /** Only documents whose title or text holds these characters in a row, folded, white space left out. */
  readonly words?: string | undefined;
  /** Only documents of exactly this {@link MonthCount.month}. */
  readonly month?: string | null | undefined;
}

/**
 * Documents and passages of one generation, read-only. Small on purpose: a remote catalogue can fulfil it.
 * Every implementation passes tests/contracts/catalogue.ts.
 */
export interface Catalogue {
  counts(): Promise<{ documents: number; passages: number }>;
  document(id: string): Promise<StoredDocument | null>;
  /** In the order asked; an unknown id is left out. */
  passages(ids: readonly string[]): Promise<Passage[]>;
  /** In the order of the text; none for an unknown document. */
  passagesOf(documentId: string): Promise<Passage[]>;
  /**
   * Newest first (a month after its days, a year after its months), undated last, ties by id in code points.
   * @throws UsageError `search.bad-cursor`, `search.bad-date`
   */
  list(query: ListQuery): Promise<{ documents: DocumentSummary[]; nextCursor: string | null }>;
  /** Every month that has documents, in the order of {@link list}. */
  months(): Promise<MonthCount[]>;
  close(): Promise<void>;
}

/** A document with what the build learnt about it among the others. */
export interface StoredDocument extends Document {
  /** When this content first entered the index, ISO 8601 UTC. */
  readonly ingestedAt: string;
  /** Ids of the documents that are reprints of the same text, this one excluded, earliest first, undated last. */
  readonly reprints: readonly string[];
}

/** How a local engine turns labels of its indexes into passages, and filters into labels. */
export interface PassageLabels {
  /** Passages, each of which has one label. */
  readonly passageCount: number;
  /** In the order asked; null for a label that no passage has. */
  passageIds(labels: readonly number[]): (string | null)[];
  /**
   * The labels of the passages that a filter lets pass; null for a filter that restricts nothing.
   * @throws UsageError `search.bad-date`
   */
  labelsMatching(filter: PassageFilter): AllowedLabels | null;
}

/** A passage with what ties it to the other parts of a generation. */
export interface IndexedPassage {
  readonly passage: Passage;
  /** Whole number below 2³², the same in vector index, keyword index and catalogue; given once, never again. */
  readonly label: number;
  /** SHA-256 of what was embedded for the passage, hexadecimal. */
  readonly embedHash: string;
}

/** A document as a build writes it and the next build reads it. */
export interface CatalogueEntry {
  readonly document: Document;
  readonly ingestedAt: string;
  /** Names the settings that the passages were made with. */
  readonly splitter: string;
  /** By which reprints are found; null where the build looks for none. */
  readonly reprintSignature: Uint32Array | null;
  /** In the order of the text. */
  readonly passages: readonly IndexedPassage[];
}

/** What a build must know of a document of the generation before to tell whether it has changed. */
export interface DocumentState {
  readonly contentHash: string;
  /** SHA-256 over every field of the document; see `documentRecordHash`. */
  readonly recordHash: string;
  readonly ingestedAt: string;
  readonly splitter: string;
}
