import { splitClauses, splitSentences } from '../text/sentences.js';

/** A UTF-16 range of a text: a sentence, or a piece of one that is longer than a passage may be. */
export interface Segment {
  readonly start: number;
  readonly end: number;
}

/** The sentences of `text`; one longer than `maxChars` is cut at clauses, and a longer clause where it must be. */
export function segmentText(text: string, maxChars: number): Segment[] {
  const segments: Segment[] = [];
  for (const sentence of splitSentences(text)) {
    if (sentence.end - sentence.start <= maxChars) segments.push(sentence);
    else segments.push(...cutLongSentence(text, sentence, maxChars));
  }
  return segments;
}

function cutLongSentence(text: string, sentence: Segment, maxChars: number): Segment[] {
  const pieces: Segment[] = [];
  let open: Segment | null = null;
  for (const clause of splitClauses(text, sentence)) {
    if (open && clause.end - open.start <= maxChars) {
      open = { start: open.start, end: clause.end };
      continue;
    }
    if (open) pieces.push(open);
    const cut = cutAnywhere(text, clause, maxChars);
    pieces.push(...cut.slice(0, -1));
    open = cut.at(-1) ?? null;
  }
  if (open) pieces.push(open);
  return pieces;
}

/** Cuts every `maxChars` units, but never between the halves of a surrogate pair. */
function cutAnywhere(text: string, range: Segment, maxChars: number): Segment[] {
  const pieces: Segment[] = [];
  let start = range.start;
  while (range.end - start > maxChars) {
    let end = start + maxChars;
    if (/[\uD800-\uDBFF]/.test(text[end - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[end] ?? '')) end--;
    pieces.push({ start, end });
    start = end;
  }
  pieces.push({ start, end: range.end });
  return pieces;
}
