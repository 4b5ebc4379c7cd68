import { foldText } from '../text/fold.js';

/** Characters in a shingle. */
const SHINGLE = 5;
/** Letters looked at; what follows in a longer text does not tell. */
const MAX_LETTERS = 500_000;
/** Texts with fewer letters and digits are reprints only when all of those are the same. */
const SHORT_TEXT = 100;
/** Shared shingles of all shingles, from which two texts are one story; below `BRIEF_TEXT` letters more is asked. */
const MIN_RESEMBLANCE = 0.6;
const BRIEF_TEXT = 200;
const MIN_RESEMBLANCE_BRIEF = 0.8;
/** Or: shared shingles of the shorter text's, when they also make up at least this much of the longer one. */
const MIN_CONTAINMENT = 0.8;
const MIN_COVERAGE = 0.4;
/** Numbers in the same words that differ: from so many and this share on, it is a template with other figures. */
const TEMPLATE_NUMBERS = 3;
const TEMPLATE_SHARE = 0.1;
/** With fewer numbers, when more than this share differs. */
const TEMPLATE_SHARE_FEW = 0.5;
/** Letters before a number that tell what it counts. */
const NUMBER_CONTEXT = 4;

/** A text made ready for comparison. */
export interface PreparedText {
  /** Folded letters and digits. */
  readonly letters: string;
  /** Hashes of the shingles, ascending, without repetition. */
  readonly shingles: Uint32Array;
  readonly numbers: ReadonlyMap<string, readonly string[]>;
}

/** The finaliser of MurmurHash3: spreads the bits of a 32-bit number. */
export function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Letters and digits of folded text, at most `MAX_LETTERS` of them. */
function lettersOf(folded: string): string {
  return folded.replace(/[^\p{L}\p{N}]+/gu, '').slice(0, MAX_LETTERS);
}

/** Hash of the shingle at `at`. */
function shingleHash(letters: string, at: number): number {
  let hash = 0;
  for (let j = 0; j < SHINGLE; j++)
    hash = Math.imul(hash ^ letters.charCodeAt(at + j), 0x5bd1e995) ^ (hash >>> 15);
  return mix(hash);
}

function allShingles(letters: string): Uint32Array {
  const hashes = new Uint32Array(Math.max(0, letters.length - SHINGLE + 1));
  for (let at = 0; at < hashes.length; at++) hashes[at] = shingleHash(letters, at);
  return hashes;
}

/** The set of shingles: ascending, without repetition. */
function shingleSet(letters: string): Uint32Array {
  const hashes = allShingles(letters).sort();
  return hashes.filter((hash, i) => i === 0 || hash !== hashes[i - 1]);
}

/** Hashes of all shingles of a text, scripts and widths folded, in the order of the text, with repetition. */
export function shingleHashes(text: string): Uint32Array {
  return allShingles(lettersOf(foldText(text)));
}

/** A number as it counts: without thousands separators and leading zeros. */
const valueOf = (token: string): string => token.replaceAll(',', '').replace(/^0+(?=\d)/, '');

/** Numbers by the words before them; a number is digits, or Han numerals that count a date or an edition. */
function numbersOf(folded: string): Map<string, string[]> {
  const numbers = new Map<string, string[]>();
  let context = '';
  for (const [token] of folded.matchAll(
    /\d+(?:[.,]\d+)*|[〇零一二三四五六七八九十百千两]{1,8}(?=[月日号年季周届期])|\p{L}/gu,
  )) {
    const isNumber = /^\d/.test(token) || /^[〇零一二三四五六七八九十百千两]/.test(token);
    if (isNumber) {
      const known = numbers.get(context);
      if (known) known.push(valueOf(token));
      else numbers.set(context, [valueOf(token)]);
    }
    context = (context + (isNumber ? '#' : token)).slice(-NUMBER_CONTEXT);
  }
  return numbers;
}

/** The costly half of a comparison, to be done once per text. */
export function prepareText(text: string): PreparedText {
  const folded = foldText(text);
  const letters = lettersOf(folded);
  return { letters, shingles: shingleSet(letters), numbers: numbersOf(folded.slice(0, MAX_LETTERS)) };
}

/** How many numbers two ascending lists without repetition have in common. */
function sharedCount(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const x = a[i] ?? 0;
    const y = b[j] ?? 0;
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return shared;
}

/** Numbers that stand in the same words in both texts, and how many of them differ. */
function compareNumbers(
  a: PreparedText['numbers'],
  b: PreparedText['numbers'],
): { compared: number; differing: number } {
  let compared = 0;
  let equal = 0;
  for (const [context, ofA] of a) {
    const ofB = b.get(context);
    if (!ofB) continue;
    compared += Math.min(ofA.length, ofB.length);
    const left = new Map<string, number>();
    for (const value of ofB) left.set(value, (left.get(value) ?? 0) + 1);
    for (const value of ofA) {
      const count = left.get(value) ?? 0;
      if (count > 0) {
        equal++;
        left.set(value, count - 1);
      }
    }
  }
  return { compared, differing: compared - equal };
}

/** How two texts compare; shares in [0, 1]. */
export interface TextComparison {
  /** Shared shingles of all shingles of both (Jaccard). */
  readonly resemblance: number;
  /** Shared shingles of the shorter text's. */
  readonly containment: number;
  /** Shared shingles of the longer text's. */
  readonly coverage: number;
  /** Numbers that stand in the same words in both texts, and how many of them differ. */
  readonly numbers: { readonly compared: number; readonly differing: number };
  readonly sameLetters: boolean;
  /** Letters and digits of the shorter text. */
  readonly letters: number;
}

/** Compares two texts exactly, scripts, widths, spaces and punctuation aside. */
export function compareTexts(a: PreparedText, b: PreparedText): TextComparison {
  const shared = sharedCount(a.shingles, b.shingles);
  const smaller = Math.min(a.shingles.length, b.shingles.length);
  const larger = Math.max(a.shingles.length, b.shingles.length);
  return {
    resemblance: shared / Math.max(1, smaller + larger - shared),
    containment: shared / Math.max(1, smaller),
    coverage: shared / Math.max(1, larger),
    numbers: compareNumbers(a.numbers, b.numbers),
    sameLetters: a.letters === b.letters,
    letters: Math.min(a.letters.length, b.letters.length),
  };
}

/**
 * Whether two texts are prints of one story. Thresholds were set on 63,668 news articles, by reading pairs on
 * both sides of each: see docs/decisions/2026-11-22-minhash-for-reprints.md.
 */
export function areReprints(comparison: TextComparison): boolean {
  const { resemblance, containment, coverage, numbers, letters } = comparison;
  if (comparison.sameLetters) return true;
  if (letters < SHORT_TEXT) return false;
  const differing = numbers.differing / Math.max(1, numbers.compared);
  if (differing > TEMPLATE_SHARE_FEW) return false;
  if (numbers.differing >= TEMPLATE_NUMBERS && differing > TEMPLATE_SHARE) return false;
  if (letters < BRIEF_TEXT) return resemblance >= MIN_RESEMBLANCE_BRIEF;
  return resemblance >= MIN_RESEMBLANCE || (containment >= MIN_CONTAINMENT && coverage >= MIN_COVERAGE);
}
