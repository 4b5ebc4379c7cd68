import { IndexError } from '../errors.js';

/**
 * The keyword index in memory: an inverted file in typed arrays. Passages are numbered by place, 0 to `labels.length - 1`
 * in the order of their labels; the postings of term `t` are those from `postingStarts[t]` to `postingStarts[t + 1]`.
 */
export interface KeywordTables {
  /** By place: the passage's label, increasing. */
  readonly labels: Uint32Array;
  /** By place: how many words the passage has, repetitions included. */
  readonly lengths: Uint32Array;
  /** The terms in UTF-8, one behind the other, in the order of their bytes. */
  readonly termBytes: Uint8Array;
  /** One more than there are terms: where each begins in `termBytes`. */
  readonly termStarts: Uint32Array;
  /** One more than there are terms. */
  readonly postingStarts: Uint32Array;
  /** By posting: the place of a passage; increasing within a term. */
  readonly places: Uint32Array;
  /** By posting: how often the passage holds the term, 1 to 255 (more counts as 255). */
  readonly counts: Uint8Array;
}

export const MAX_COUNT = 255;

export function emptyTables(): KeywordTables {
  return {
    labels: new Uint32Array(),
    lengths: new Uint32Array(),
    termBytes: new Uint8Array(),
    termStarts: new Uint32Array(1),
    postingStarts: new Uint32Array(1),
    places: new Uint32Array(),
    counts: new Uint8Array(),
  };
}

/** The bytes of term `term`, a view. */
export function termAt(tables: Pick<KeywordTables, 'termBytes' | 'termStarts'>, term: number): Uint8Array {
  return tables.termBytes.subarray(tables.termStarts[term], tables.termStarts[term + 1]);
}

/** The number of the term with these bytes, or -1, by binary search. */
export function findTerm(tables: KeywordTables, bytes: Uint8Array): number {
  let low = 0;
  let high = tables.termStarts.length - 2;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compareBytes(termAt(tables, middle), bytes);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The order of two byte strings: negative, 0 or positive. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/**
 * Checks every number that is used as an address, so that nothing read from a file can lead outside the tables or
 * spoil an order that search and merging rely on.
 * @throws IndexError `index.keywords-damaged` naming the table.
 */
export function validateTables(tables: KeywordTables, path: string): void {
  const { labels, lengths, termBytes, termStarts, postingStarts, places, counts } = tables;
  const check = (sound: boolean, problem: string) => {
    if (!sound) throw new IndexError('index.keywords-damaged', { path, problem });
  };
  check(lengths.length === labels.length, 'lengths');
  check(places.length === counts.length, 'counts');
  check(termStarts.length >= 1 && termStarts.length === postingStarts.length, 'terms');
  check(isIncreasing(labels), 'labels');
  check(isIncreasing(termStarts) && spans(termStarts, termBytes.length), 'term offsets');
  check(isIncreasing(postingStarts) && spans(postingStarts, places.length), 'posting offsets');
  check(termsAreSorted(tables), 'terms');
  check(placesAreSound(tables), 'postings');
  check(!counts.includes(0), 'counts');
}

function isIncreasing(numbers: Uint32Array): boolean {
  for (let i = 1; i < numbers.length; i++) if ((numbers[i - 1] ?? 0) >= (numbers[i] ?? 0)) return false;
  return true;
}

function spans(starts: Uint32Array, length: number): boolean {
  return starts[0] === 0 && starts[starts.length - 1] === length;
}

function termsAreSorted(tables: KeywordTables): boolean {
  for (let term = 1; term < tables.termStarts.length - 1; term++) {
    if (compareBytes(termAt(tables, term - 1), termAt(tables, term)) >= 0) return false;
  }
  return true;
}

function placesAreSound({ postingStarts, places, labels }: KeywordTables): boolean {
  for (let term = 0; term < postingStarts.length - 1; term++) {
    let before = -1;
    const end = postingStarts[term + 1] ?? 0;
    for (let i = postingStarts[term] ?? 0; i < end; i++) {
      const place = places[i] ?? 0;
      if (place <= before) return false;
      before = place;
    }
    if (before >= labels.length) return false;
  }
  return true;
}
