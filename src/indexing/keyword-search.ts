import { defaultBm25, inverseDocumentFrequency, lengthNorms, type Bm25Parameters } from './keyword-bm25.js';
import { readKeywordFile, writeKeywordFile } from './keyword-file.js';
import { findTerm, type KeywordTables } from './keyword-tables.js';
import { TopK, type Scored } from './keyword-top.js';
import { writeError } from './write-error.js';

/** A passage found by words: its label, and its BM25 score above 0. */
export type KeywordHit = Scored;

const encoder = new TextEncoder();

/** An inverted index of passages by their words (see words.ts), searched by BM25. Never changes. */
export class KeywordIndex {
  readonly tables: KeywordTables;
  readonly #norms: Float32Array;
  /** One score a passage, all 0 between searches. */
  readonly #scores: Float32Array;

  constructor(tables: KeywordTables, parameters: Bm25Parameters = defaultBm25) {
    this.tables = tables;
    this.#norms = lengthNorms(tables.lengths, parameters);
    this.#scores = new Float32Array(tables.labels.length);
  }

  /** @throws IndexError when the file is missing, damaged, crafted or of another version. */
  static async load(path: string, parameters: Bm25Parameters = defaultBm25): Promise<KeywordIndex> {
    return new KeywordIndex(await readKeywordFile(path), parameters);
  }

  /**
   * Writes the index to `path` and to the disk; the caller publishes the folder.
   * @throws BuildError `build.disk-full` or `build.read-only`; other errors of the file system as they are.
   */
  async save(path: string): Promise<void> {
    try {
      await writeKeywordFile(path, this.tables);
    } catch (cause) {
      throw writeError(path, cause);
    }
  }

  /** Passages in the index, those without words too. */
  get size(): number {
    return this.tables.labels.length;
  }

  /**
   * The at most `k` passages with the highest BM25 scores above 0 among those that `allowed` lets through; best
   * first, ties by label. `allowed` must not search this index. Repeated words weigh as often as they stand.
   */
  search(words: readonly string[], k: number, allowed?: (label: number) => boolean): KeywordHit[] {
    if (!(k >= 1)) return [];
    const scores = this.#scores;
    try {
      for (const [word, repeats] of countWords(words)) this.#addScores(word, repeats);
      return this.#best(k, allowed);
    } finally {
      scores.fill(0);
    }
  }

  /** Inverse document frequency of a word; highest for one that no passage holds. */
  rarity(word: string): number {
    const { start, end } = this.#postings(word);
    return inverseDocumentFrequency(this.size, end - start);
  }

  #postings(word: string): { readonly start: number; readonly end: number } {
    const { postingStarts } = this.tables;
    const term = findTerm(this.tables, encoder.encode(word));
    if (term < 0) return { start: 0, end: 0 };
    return { start: postingStarts[term] ?? 0, end: postingStarts[term + 1] ?? 0 };
  }

  #addScores(word: string, repeats: number): void {
    const { places, counts } = this.tables;
    const { start, end } = this.#postings(word);
    if (start === end) return;
    const weight = repeats * inverseDocumentFrequency(this.size, end - start);
    const norms = this.#norms;
    const scores = this.#scores;
    for (let i = start; i < end; i++) {
      const place = places[i] ?? 0;
      const count = counts[i] ?? 0;
      scores[place] = (scores[place] ?? 0) + (weight * count) / (count + (norms[place] ?? 0));
    }
  }

  #best(k: number, allowed?: (label: number) => boolean): KeywordHit[] {
    const { labels } = this.tables;
    const scores = this.#scores;
    const top = new TopK(k);
    let threshold = 0;
    for (let place = 0; place < scores.length; place++) {
      const score = scores[place] ?? 0;
      // Places go up with labels, so that an equal score further on never displaces one that is in.
      if (score <= threshold) continue;
      const label = labels[place] ?? 0;
      if (allowed !== undefined && !allowed(label)) continue;
      top.offer(label, score);
      threshold = Math.max(0, top.threshold);
    }
    return top.sorted();
  }
}

function countWords(words: readonly string[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const word of words) counted.set(word, (counted.get(word) ?? 0) + 1);
  return counted;
}
