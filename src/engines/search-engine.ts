/** Which passages may be found. Absent fields do not restrict; an empty list matches nothing. */
export interface PassageFilter {
  /** Inclusive, `YYYY-MM-DD`; a document known only by month or year matches if its whole span may lie inside. */
  readonly publishedFrom?: string;
  readonly publishedTo?: string;
  readonly sources?: readonly string[];
  readonly articleIds?: readonly string[];
}

export interface SearchHit {
  readonly passageId: string;
  /** Higher is better: cosine similarity in [-1, 1] for `searchDense`, BM25 (>= 0) for `searchKeywords`. */
  readonly score: number;
}

/**
 * Finds passages, best first, ties by passage id. Small on purpose: a remote engine can fulfil it.
 * Every implementation passes tests/contracts/search-engine.ts.
 */
export interface SearchEngine {
  /** Passages that can be found. */
  readonly size: number;
  /** At most `k` passages nearest to `vector` (length: the dimension of the index, L2-normalised). */
  searchDense(vector: Float32Array, k: number, filter?: PassageFilter): Promise<SearchHit[]>;
  /** At most `k` passages that hold any of the words of `query`, by BM25. */
  searchKeywords(query: string, k: number, filter?: PassageFilter): Promise<SearchHit[]>;
  close(): Promise<void>;
}
