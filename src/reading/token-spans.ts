import type { NormalisedText } from './normalised-text.js';

/** What stands for a space in the pieces of SentencePiece vocabularies. */
const META = '\u2581';

/** Where each token of a passage lies in the passage as it was given: `[starts[i], ends[i])`, empty for spaces. */
export interface TokenSpans {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/**
 * Maps a tokenizer's pieces back to the given text. The pieces, put together, are the normalised text with `▁` for
 * spaces and one before it; only unknown characters behind a spelled-out `<unk>` are fused into it unseen. So a piece
 * covers everything up to where the next is found.
 *
 * @param pieces token strings of `passage.text`, in order, without special tokens
 */
export function tokenSpans(pieces: readonly string[], passage: NormalisedText): TokenSpans {
  const { text } = passage;
  const starts = new Uint32Array(pieces.length);
  const ends = new Uint32Array(pieces.length);
  let at = 0;
  // The tokenizer puts a space before the text unless one (or what looks like one) is there.
  let virtual = !text.startsWith(META);
  pieces.forEach((piece, i) => {
    const from = at;
    let rest = piece;
    if (virtual && rest.startsWith(META)) rest = rest.slice(META.length);
    virtual = false;
    if (matches(text, at, rest)) at += rest.length;
    at = nextMatch(text, at, pieces[i + 1]);
    let [first, last] = [from, at];
    while (first < last && isSpace(text, first)) first++;
    while (last > first && isSpace(text, last - 1)) last--;
    const empty = passage.starts[first] ?? passage.ends.at(-1) ?? 0;
    starts[i] = first < last ? (passage.starts[first] ?? 0) : empty;
    ends[i] = first < last ? (passage.ends[last - 1] ?? 0) : empty;
  });
  return { starts, ends };
}

function matches(text: string, at: number, piece: string): boolean {
  if (at + piece.length > text.length) return false;
  for (let i = 0; i < piece.length; i++) {
    const unit = piece[i];
    if (text[at + i] !== unit && !(unit === META && text[at + i] === ' ')) return false;
  }
  return true;
}

/** How far a piece may hide characters. */
const UNKNOWN_REACH = 4_096;

/** Where the next piece begins: nearly always right here. */
function nextMatch(text: string, from: number, piece: string | undefined): number {
  if (piece === undefined) return text.length;
  const most = Math.min(text.length, from + UNKNOWN_REACH);
  for (let at = from; at < most; at++) if (matches(text, at, piece)) return at;
  return from;
}

function isSpace(text: string, at: number): boolean {
  return text[at] === ' ' || text[at] === META;
}
