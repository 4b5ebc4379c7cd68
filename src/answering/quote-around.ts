import { splitClauses, splitSentences, type TextRange } from '../text/sentences.js';

/**
 * The sentence or sentences that a span lies in. Where that is longer than `maxChars` it is cut at clauses, and a
 * clause that is still longer between characters, but never within a number or a Latin word.
 */
export function quoteAround(text: string, span: TextRange, maxChars: number): TextRange {
  const sentences = splitSentences(text).filter(({ start, end }) => start < span.end && end > span.start);
  const whole = {
    start: Math.min(span.start, sentences[0]?.start ?? span.start),
    end: Math.max(span.end, sentences.at(-1)?.end ?? span.end),
  };
  if (whole.end - whole.start <= maxChars) return whole;
  const clauses = splitClauses(text, whole);
  let first = clauses.findIndex(({ end }) => end > span.start);
  let last = clauses.findLastIndex(({ start }) => start < span.end);
  if (first < 0 || last < first) return { start: span.start, end: span.end };
  const length = (from: number, to: number) => (clauses[to]?.end ?? 0) - (clauses[from]?.start ?? 0);
  // What leads up to an answer tells more of whom it speaks than what follows it.
  for (;;) {
    if (first > 0 && length(first - 1, last) <= maxChars) first--;
    else if (last + 1 < clauses.length && length(first, last + 1) <= maxChars) last++;
    else break;
  }
  const cut = {
    start: Math.min(span.start, clauses[first]?.start ?? span.start),
    end: Math.max(span.end, clauses[last]?.end ?? span.end),
  };
  return cut.end - cut.start <= maxChars ? cut : cutWithin(text, cut, span, maxChars);
}

/** At most `maxChars` of `range` around `span`, as much before it as behind it where there is as much. */
function cutWithin(text: string, range: TextRange, span: TextRange, maxChars: number): TextRange {
  const room = Math.max(0, maxChars - (span.end - span.start));
  const behind = range.end - span.end;
  const before = Math.min(span.start - range.start, Math.max(Math.floor(room / 2), room - behind));
  let start = span.start - before;
  let end = Math.min(range.end, span.end + room - before);
  while (start < span.start && (isWithinWord(text, start) || isSpace(text, start))) start++;
  while (end > span.end && (isWithinWord(text, end) || isSpace(text, end - 1))) end--;
  return { start, end };
}

/** Whether a cut before `index` would part a character, a number or a Latin word. */
function isWithinWord(text: string, index: number): boolean {
  return /^(?:[\u{10000}-\u{10ffff}]|.\p{M}|[\p{Script=Latin}\p{Nd}.,%]{2})$/u.test(
    text.slice(Math.max(0, index - 1), index + 1),
  );
}

function isSpace(text: string, index: number): boolean {
  return text.charAt(index).trim() === '';
}
