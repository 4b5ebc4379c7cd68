import { toSimplified } from '../text/fold.js';

/** Text as the reader's tokenizer sees it, with the way back to the text as it was given. */
export interface NormalisedText {
  readonly text: string;
  /** Unit i of `text` comes from the given text's `[starts[i], ends[i])`, never empty. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** A character with what combines with it. Half-width voicing marks are no marks but become some. */
const clusters = /[^\p{M}\uff9e\uff9f][\p{M}\uff9e\uff9f]*|[\p{M}\uff9e\uff9f]+/gu;
const space = /^\s$/u;

/**
 * Traditional → simplified one for one (case is kept, unlike in `fold`: the model knows it), then NFKC, spaces run
 * together and trimmed: what the tokenizer's own normaliser would do, which finds nothing more to do. A unit that
 * NFKC expands (㈱ → (株)) or composes leads back to the whole of what it came from.
 */
export function normaliseForReading(given: string): NormalisedText {
  const simplified = toSimplified(given);
  let pieces = Array.from(simplified.matchAll(clusters), ([cluster]) => cluster);
  let normal = pieces.map((piece) => piece.normalize('NFKC'));
  if (normal.join('') !== simplified.normalize('NFKC')) {
    pieces = joinComposing(pieces);
    normal = pieces.map((piece) => piece.normalize('NFKC'));
  }
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  let spaceAt = -1;
  pieces.forEach((piece, i) => {
    const end = at + piece.length;
    // A mark may combine with a space: the space is not part of what a span shows.
    const from = at + ((piece.length - piece.trimStart().length) % piece.length);
    const to = Math.max(from + 1, at + piece.trimEnd().length);
    for (const unit of normal[i]?.split('') ?? []) {
      if (space.test(unit)) {
        if (spaceAt < 0) spaceAt = at;
        continue;
      }
      if (spaceAt >= 0 && text !== '') {
        text += ' ';
        starts.push(spaceAt);
        ends.push(Math.max(at, spaceAt + 1));
      }
      spaceAt = -1;
      text += unit;
      starts.push(from);
      ends.push(to);
    }
    at = end;
  });
  return { text, starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}

/** Joins neighbours that NFKC composes across (conjoining Hangul letters, for one). */
function joinComposing(pieces: readonly string[]): string[] {
  const joined: string[] = [];
  let last = '';
  let lastNormal = '';
  for (const piece of pieces) {
    const normal = piece.normalize('NFKC');
    const together = (last + piece).normalize('NFKC');
    // Bounded, so that a hostile run cannot make this quadratic.
    if (last !== '' && last.length < 64 && together !== lastNormal + normal) {
      last += piece;
      lastNormal = together;
      continue;
    }
    if (last !== '') joined.push(last);
    last = piece;
    lastNormal = normal;
  }
  if (last !== '') joined.push(last);
  return joined;
}
