import { IndexError } from '../errors.js';
import { compareCodePoints } from '../indexing/catalogue-order.js';
import type { PassageLabels } from '../indexing/catalogue.js';
import type { HnswVectorIndex } from '../indexing/hnsw-vector-index.js';
import type { AllowedLabels } from '../indexing/label-set.js';
import { searchWords } from '../text/words.js';
import type { PassageFilter, SearchEngine, SearchHit } from './search-engine.js';

/** What the engine needs of a keyword index; KeywordIndex has it. */
export interface KeywordSearch {
  search(
    words: readonly string[],
    k: number,
    allowed?: (label: number) => boolean,
  ): readonly { readonly label: number; readonly score: number }[];
  rarity(word: string): number;
}

interface LabelHit {
  readonly label: number;
  readonly score: number;
}

/** More than `k` are asked for, so that equal scores at the end of the list can be put in order. */
const tieMargin = 16;
/** So many equal scores are put in order at most; among more of them labels decide who is left out. */
const largestTie = 4096;

/**
 * Searches the parts of one generation, which never change. The parts belong to the caller: closing the engine
 * does not close them, and a search under way ends well.
 */
export class LocalSearchEngine implements SearchEngine {
  readonly size: number;

  /** @throws IndexError `index.parts-differ` if vectors and catalogue do not hold the same number of passages */
  constructor(
    private readonly vectors: HnswVectorIndex,
    private readonly keywords: KeywordSearch,
    private readonly passages: PassageLabels,
  ) {
    this.size = passages.passageCount;
    if (vectors.size !== this.size) {
      throw new IndexError('index.parts-differ', { passages: this.size, vectors: vectors.size });
    }
  }

  searchDense(vector: Float32Array, k: number, filter: PassageFilter = {}): Promise<SearchHit[]> {
    return this.answer(k, filter, (reach, allowed) =>
      this.vectors
        .search(vector, reach, allowed)
        .map(({ label, similarity }) => ({ label, score: similarity })),
    );
  }

  searchKeywords(query: string, k: number, filter: PassageFilter = {}): Promise<SearchHit[]> {
    const words = searchWords(query);
    return this.answer(k, filter, (reach, allowed) =>
      this.keywords.search(words, reach, allowed && ((label) => allowed.has(label))),
    );
  }

  rarity(words: readonly string[]): Promise<number[]> {
    return Promise.resolve(words.map((word) => this.keywords.rarity(word)));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private answer(
    k: number,
    filter: PassageFilter,
    search: (reach: number, allowed: AllowedLabels | undefined) => readonly LabelHit[],
  ): Promise<SearchHit[]> {
    return new Promise((resolve) => {
      if (!Number.isInteger(k) || k < 0) throw new RangeError(`k must be a whole number of 0 or more: ${k}`);
      const allowed = this.passages.labelsMatching(filter) ?? undefined;
      const most = Math.min(k, this.size);
      resolve(this.named(this.withAllTies(most, (reach) => search(reach, allowed))).slice(0, most));
    });
  }

  /** Hits down to the `k`-th best and all that score the same as it, as far as that is reasonable. */
  private withAllTies(k: number, search: (reach: number) => readonly LabelHit[]): readonly LabelHit[] {
    if (k === 0) return search(0);
    let reach = k + tieMargin;
    for (;;) {
      const hits = search(reach);
      const tieGoesOn = hits.length === reach && hits.at(-1)?.score === hits[k - 1]?.score;
      if (!tieGoesOn || reach >= k + largestTie) return hits;
      reach *= 4;
    }
  }

  /** Passage ids for labels, best first, ties by id. A label without a passage is left out. */
  private named(hits: readonly LabelHit[]): SearchHit[] {
    const ids = this.passages.passageIds(hits.map(({ label }) => label));
    return hits
      .flatMap(({ score }, i) => {
        const passageId = ids[i] ?? null;
        return passageId === null ? [] : [{ passageId, score }];
      })
      .sort((a, b) => b.score - a.score || compareCodePoints(a.passageId, b.passageId));
  }
}
