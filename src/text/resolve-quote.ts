import { findPrint, quotePrint } from './quote-print.js';
import type { TextRange } from './sentences.js';

/** A place in an article as it was when it was cited. */
export interface CitedPlace extends TextRange {
  /** SHA-256 of the text that the offsets are into; null: the present one is meant. */
  readonly contentHash: string | null;
  /** Of the words cited; see `quotePrint`. Null where nobody knows them. */
  readonly print: string | null;
}

/**
 * Where cited words are now. In the text that was cited, at their offsets; in another, wherever the same words stand,
 * nearest to the old place. Null where they no longer stand anywhere, or nobody can tell.
 */
export function resolveQuote(
  article: { readonly text: string; readonly contentHash: string },
  { start, end, contentHash, print }: CitedPlace,
): TextRange | null {
  const { text } = article;
  const isSameText = contentHash === null || contentHash === article.contentHash;
  if (isSameText && isRange(text, start, end)) {
    if (print === null || quotePrint(text.slice(start, end)) === print) return { start, end };
  }
  return print === null ? null : findPrint(text, print, start);
}

/** Whether offsets lie within a text and cut no character in two. */
function isRange(text: string, start: number, end: number): boolean {
  const isWhole = (offset: number): boolean => Number.isInteger(offset) && !splitsPair(text, offset);
  return start >= 0 && start < end && end <= text.length && isWhole(start) && isWhole(end);
}

function splitsPair(text: string, at: number): boolean {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff;
}
