import type { PassageFilter } from '../indexing/catalogue-filter.js';

export type { PassageFilter };

export interface SearchHit {
  readonly passageId: string;
  /** Higher is better: cosine similarity in [-1, 1] for `searchDense`, BM25 (> 0) for `searchKeywords`. */
  readonly score: number;
}

/**
 * Finds passages, best first, ties by passage id in code points. Small on purpose: a remote engine can fulfil
 * it. Every implementation passes tests/contracts/search-engine.ts.
 */
export interface SearchEngine {
  /** Passages that can be found. */
  readonly size: number;
  /**
   * At most `k` passages nearest to `vector`; an engine may be approximate.
   * @throws IndexError `index.other-dimension`, `index.bad-vector`; UsageError `search.bad-date`
   */
  searchDense(vector: Float32Array, k: number, filter?: PassageFilter): Promise<SearchHit[]>;
  /**
   * At most `k` passages that hold any of the words of `query`, by BM25.
   * @throws UsageError `search.bad-date`
   */
  searchKeywords(query: string, k: number, filter?: PassageFilter): Promise<SearchHit[]>;
  /**
   * How rare each word is (as `searchWords` yields it): its inverse document frequency over all passages, above 0;
   * highest for a word that no passage holds.
   */
  rarity(words: readonly string[]): Promise<number[]>;
  close(): Promise<void>;
}
