import type { Passage } from '../domain/passage.js';
import type { Reading, Span } from '../reading/reader.js';
import { containment, shingles } from '../retrieval/diversity.js';
import type { RetrievedPassage } from '../retrieval/retrieve.js';
import { splitClauses, splitSentences, type TextRange } from '../text/sentences.js';

/** A retrieved passage with what the reader found in it. */
export interface ReadPassage {
  readonly found: RetrievedPassage;
  readonly reading: Reading;
}

/** Words of an article that may carry the answer. Offsets are UTF-16 units into the article's text. */
export interface Evidence {
  readonly passage: Passage;
  readonly start: number;
  readonly end: number;
  /** What the reader takes for the answer itself, within start and end. */
  readonly answer: TextRange;
  /** The reader's score of that span: higher is likelier, 0 is as likely as "not here". No probability. */
  readonly score: number;
}

/** From this share of shingles in common on, two quotes say the same. */
const sameQuoteFrom = 0.7;

/**
 * The sentences that hold the spans which the reader found, best first, one for each sentence; of sentences that say
 * the same, in reprints or overlapping passages, the best. None is longer than `maxChars`, unless its span is: a longer
 * sentence is cut at clauses around the span.
 */
export function evidenceOf(passages: readonly ReadPassage[], maxChars: number): Evidence[] {
  const spans = passages
    .flatMap(({ found, reading }) => reading.spans.map((span) => ({ passage: found.passage, span })))
    .sort((a, b) => b.span.score - a.span.score);
  const kept: { evidence: Evidence; shingles: Set<number> }[] = [];
  for (const { passage, span } of spans) {
    const quote = quoteAround(passage.text, span, maxChars);
    const own = shingles(passage.text.slice(quote.start, quote.end));
    if (kept.some((other) => containment(own, other.shingles) >= sameQuoteFrom)) continue;
    kept.push({ evidence: inDocument(passage, quote, span), shingles: own });
  }
  return kept.map(({ evidence }) => evidence);
}

/** The sentence or sentences that a span lies in, cut at clauses where that is longer than `maxChars`. */
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
  return {
    start: Math.min(span.start, clauses[first]?.start ?? span.start),
    end: Math.max(span.end, clauses[last]?.end ?? span.end),
  };
}

function inDocument(passage: Passage, quote: TextRange, span: Span): Evidence {
  const shift = ({ start, end }: TextRange) => ({ start: start + passage.start, end: end + passage.start });
  return { passage, ...shift(quote), answer: shift(span), score: span.score };
}
