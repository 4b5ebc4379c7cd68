import { Converter } from 'opencc-js/t2cn';

/** Text folded for search, with the way back: `offsets[i]` is where folded unit `i` began in the original. */
export interface FoldedText {
  readonly text: string;
  /** Length `text.length + 1`; the last entry is the original's length. Non-decreasing. */
  readonly offsets: Uint32Array;
}

let simplifiedOf: Map<string, string> | undefined;

/**
 * Traditional → simplified, character by character, from OpenCC's table: length never changes.
 * Built once, on first use (about 30 ms): only characters that differ are kept.
 */
function simplifiedTable(): Map<string, string> {
  if (simplifiedOf) return simplifiedOf;
  // The package's types name their own files without extensions, which Node's resolution does not find.
  const convert = Converter({ from: 't', to: 'cn' }) as (text: string) => string;
  simplifiedOf = new Map();
  for (const [first, last] of [
    [0x3400, 0x4dbf],
    [0x4e00, 0x9fff],
    [0xf900, 0xfaff],
  ] as const) {
    for (let code = first; code <= last; code++) {
      const from = String.fromCharCode(code);
      const to = convert(from);
      if (to !== from && to.length === 1) simplifiedOf.set(from, to);
    }
  }
  return simplifiedOf;
}

/** Traditional characters as simplified ones, one for one. For search and comparison, never for display. */
export function toSimplified(text: string): string {
  const table = simplifiedTable();
  let out = '';
  for (const unit of text) out += table.get(unit) ?? unit;
  return out;
}

/**
 * Folds text for search: NFKC per grapheme-safe unit, traditional → simplified, lower case; keeps an offset map.
 * What combines with the character before it (accents, variation selectors) is folded together with it.
 */
export function fold(text: string): FoldedText {
  const table = simplifiedTable();
  const offsets: number[] = [];
  let out = '';
  const clusters = /\P{M}\p{M}{0,30}|\p{M}{1,30}/gu;
  for (const match of text.matchAll(clusters)) {
    const cluster = match[0];
    const code = cluster.length === 1 ? cluster.charCodeAt(0) : 0;
    let folded: string;
    if (code >= 0x4e00 && code <= 0x9fff) folded = table.get(cluster) ?? cluster;
    else {
      folded = cluster.normalize('NFKC').toLowerCase();
      let simplified = '';
      for (const unit of folded) simplified += table.get(unit) ?? unit;
      folded = simplified;
    }
    for (let unit = folded.length; unit > 0; unit--) offsets.push(match.index);
    out += folded;
  }
  offsets.push(text.length);
  return { text: out, offsets: Uint32Array.from(offsets) };
}

/** Normalising takes quadratic time over marks in a row; no script stacks thirty (Unicode Standard Annex 15, stream-safe). */
const longMarks = /(\p{M}{30})\p{M}+/gu;

/** `fold(text).text` alone, without the cost of the map. */
export function foldText(text: string): string {
  return toSimplified(text.replace(longMarks, '$1').normalize('NFKC').toLowerCase());
}
