import type { PassageFilter, SearchEngine, SearchHit } from '../../src/engines/search-engine.js';
import { compareCodePoints } from '../../src/indexing/catalogue-order.js';
import type { CatalogueEntry } from '../../src/indexing/catalogue.js';
import { defaultBm25 } from '../../src/indexing/keyword-bm25.js';
import { unitVector } from '../../src/indexing/vector-table.js';
import { searchWords } from '../../src/text/words.js';
import { MemoryCatalogue } from './memory-catalogue.js';

/** Looks at every passage for every question: what a search engine should find, said as plainly as possible. */
export class ExactSearchEngine implements SearchEngine {
  private readonly catalogue: MemoryCatalogue;
  private readonly passages: readonly { id: string; label: number; words: string[] }[];

  constructor(
    entries: readonly CatalogueEntry[],
    private readonly vectors: ReadonlyMap<number, Float32Array>,
    private readonly dimension: number,
  ) {
    this.catalogue = new MemoryCatalogue(entries);
    this.passages = entries
      .flatMap(({ passages }) => passages)
      .map(({ passage, label }) => ({ id: passage.id, label, words: searchWords(passage.text) }));
  }

  get size(): number {
    return this.passages.length;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- so that errors reject
  async searchDense(vector: Float32Array, k: number, filter: PassageFilter = {}): Promise<SearchHit[]> {
    const query = unitVector(vector, this.dimension);
    return this.best(k, filter, ({ label }) =>
      this.vectors.get(label)!.reduce((sum, value, i) => sum + value * query[i]!, 0),
    );
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- so that errors reject
  async searchKeywords(query: string, k: number, filter: PassageFilter = {}): Promise<SearchHit[]> {
    const wanted = searchWords(query);
    const { k1, b } = defaultBm25;
    const average = this.passages.reduce((sum, { words }) => sum + words.length, 0) / this.size;
    const found = this.best(k, filter, ({ words }) =>
      wanted.reduce((score, word) => {
        const times = words.filter((other) => other === word).length;
        return score + (this.rarityOf(word) * times) / (times + k1 * (1 - b + (b * words.length) / average));
      }, 0),
    );
    return found.filter(({ score }) => score > 0);
  }

  rarity(words: readonly string[]): Promise<number[]> {
    return Promise.resolve(words.map((word) => this.rarityOf(word)));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private rarityOf(word: string): number {
    const holding = this.passages.filter(({ words }) => words.includes(word)).length;
    return Math.log(1 + (this.size - holding + 0.5) / (holding + 0.5));
  }

  private best(
    k: number,
    filter: PassageFilter,
    scoreOf: (passage: { label: number; words: string[] }) => number,
  ): SearchHit[] {
    const allowed = this.catalogue.labelsMatching(filter);
    return this.passages
      .filter(({ label }) => allowed?.has(label) ?? true)
      .map((passage) => ({ passageId: passage.id, score: scoreOf(passage) }))
      .sort((a, b) => b.score - a.score || compareCodePoints(a.passageId, b.passageId))
      .slice(0, k);
  }
}
