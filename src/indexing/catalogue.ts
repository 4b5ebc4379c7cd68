import type { Document } from '../domain/document.js';
import type { Passage } from '../domain/passage.js';

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
  readonly limit: number;
  /** Opaque; as given with the page before. */
  readonly cursor?: string;
  readonly publishedFrom?: string;
  readonly publishedTo?: string;
  readonly source?: string;
  /** Only documents whose title or text holds all of these characters in order, scripts folded. */
  readonly words?: string;
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
  passagesOf(documentId: string): Promise<Passage[]>;
  /** Newest first, undated last, ties by id. */
  list(query: ListQuery): Promise<{ documents: DocumentSummary[]; nextCursor: string | null }>;
  close(): Promise<void>;
}

/** A document with what the build learnt about it among the others. */
export interface StoredDocument extends Document {
  /** When this content first entered the index, ISO 8601 UTC. */
  readonly ingestedAt: string;
  /** Ids of the documents that are reprints of the same text, this one excluded, earliest first. */
  readonly reprints: readonly string[];
}
