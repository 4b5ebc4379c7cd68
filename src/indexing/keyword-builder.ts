import { Growing } from './keyword-growing.js';
import { mergeTables, type NewPostings } from './keyword-merge.js';
import { KeywordIndex } from './keyword-search.js';
import { MAX_COUNT, emptyTables, type KeywordTables } from './keyword-tables.js';

const NONE: ReadonlySet<number> = new Set();

/**
 * Makes a keyword index from the one before, less the removed passages, and from new ones. What stays is copied as
 * arrays and never cut into words again, and the result is the same, byte for byte, as building from nothing.
 */
export class KeywordIndexBuilder {
  readonly #previous: KeywordTables;
  readonly #removed: ReadonlySet<number>;
  /** Number of every new term by its text, in order of appearance. */
  readonly #terms = new Map<string, number>();
  readonly #labels = new Growing((length) => new Uint32Array(length));
  readonly #lengths = new Growing((length) => new Uint32Array(length));
  readonly #postingTerms = new Growing((length) => new Uint32Array(length));
  /** By posting: which of the new passages. */
  readonly #postingPassages = new Growing((length) => new Uint32Array(length));
  readonly #counts = new Growing((length) => new Uint8Array(length));
  /** By new term: its latest posting. */
  readonly #latest = new Growing((length) => new Uint32Array(length));
  #lastLabel: number;

  /** @param removed labels of `previous` that go; others are ignored */
  constructor(previous?: KeywordIndex, removed: ReadonlySet<number> = NONE) {
    this.#previous = previous?.tables ?? emptyTables();
    this.#removed = removed;
    this.#lastLabel = this.#previous.labels.findLast((label) => !removed.has(label)) ?? -1;
  }

  /**
   * Adds a passage by its words (see searchWords); repetitions count. A passage without words takes part in the
   * average length and is never found.
   * @throws RangeError unless `label` is a uint32 larger than every label kept or added before.
   */
  add(label: number, words: readonly string[]): void {
    if (!Number.isInteger(label) || label <= this.#lastLabel || label > 0xffff_ffff) {
      throw new RangeError(`passage label ${label} does not come after ${this.#lastLabel}`);
    }
    const passage = this.#labels.length;
    this.#lastLabel = label;
    this.#labels.push(label);
    this.#lengths.push(words.length);
    for (const word of words) this.#addPosting(this.#termOf(word), passage);
  }

  build(): KeywordIndex {
    const added: NewPostings = {
      terms: [...this.#terms.keys()],
      labels: this.#labels.view(),
      lengths: this.#lengths.view(),
      postingTerms: this.#postingTerms.view(),
      postingPassages: this.#postingPassages.view(),
      counts: this.#counts.view(),
    };
    return new KeywordIndex(mergeTables(this.#previous, this.#removed, added));
  }

  #termOf(word: string): number {
    const known = this.#terms.get(word);
    if (known !== undefined) return known;
    // UTF-8 has no lone surrogates: two words that differ only there are one term.
    const text = word.replace(/\p{Surrogate}/gu, '\ufffd');
    const term = this.#terms.get(text) ?? this.#terms.size;
    this.#terms.set(text, term);
    return term;
  }

  #addPosting(term: number, passage: number): void {
    const isNew = term === this.#latest.length;
    const latest = isNew ? -1 : this.#latest.at(term);
    if (latest >= 0 && this.#postingPassages.at(latest) === passage) {
      const count = this.#counts.at(latest);
      if (count < MAX_COUNT) this.#counts.set(latest, count + 1);
      return;
    }
    const posting = this.#postingTerms.length;
    if (isNew) this.#latest.push(posting);
    else this.#latest.set(term, posting);
    this.#postingTerms.push(term);
    this.#postingPassages.push(passage);
    this.#counts.push(1);
  }
}
