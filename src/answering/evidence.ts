import type { Passage } from '../domain/passage.js';
import type { Reading, Span } from '../reading/reader.js';
import type { RetrievedPassage } from '../retrieval/retrieve.js';
import { splitSentences, type TextRange } from '../text/sentences.js';
import { trimSpan } from './trim-span.js';

/** What is known of the article of a passage when evidence is weighed. */
export interface ArticleContext {
  readonly title: string;
  readonly publishedAt: string | null;
}

/** A retrieved passage with what the reader found in it. */
export interface ReadPassage {
  readonly found: RetrievedPassage;
  readonly reading: Reading;
  readonly article: ArticleContext;
}

/** A sentence of a passage that was read (or several, where one span lies across them), as a candidate for evidence. */
export interface Candidate {
  readonly read: ReadPassage;
  /** Place of its passage among those read, from 0. */
  readonly place: number;
  /** Within the passage. */
  readonly sentence: TextRange;
  /** The sentence with the one before and the one behind it, within the passage. */
  readonly window: TextRange;
  /** The best span in it, trimmed, within the passage; null where the reader found none. */
  readonly span: Span | null;
  /** Score of that span; without one, a guess that is lower than that of any span of the passage. */
  readonly spanScore: number;
}

/** Words of an article that may carry the answer. Offsets are UTF-16 units into the article's text. */
export interface Evidence {
  readonly candidate: Candidate;
  readonly passage: Passage;
  readonly start: number;
  readonly end: number;
  /** What the reader takes for the answer itself, within start and end; null where it found none here. */
  readonly answer: TextRange | null;
  /** How many sentences, whole or cut, lie between start and end. */
  readonly sentences: number;
  /** By which evidence is ranked: higher is likelier to answer; comparable within one question only. */
  readonly score: number;
}

/** Spans wanted of the reader for each passage: about one a sentence. */
export const spansPerPassage = 8;
/** So much below the weakest span of its passage stands a sentence without one, where the reader gave all it was asked for. */
const withoutSpan = 1;
/** Where the reader gave fewer: there is nothing more to be found. */
const nothingThere = -25;

/** Every sentence of the passages that were read, with the best span in each. */
export function candidatesOf(passages: readonly ReadPassage[]): Candidate[] {
  return passages.flatMap((read, place) => candidatesIn(read, place));
}

function candidatesIn(read: ReadPassage, place: number): Candidate[] {
  const { text } = read.found.passage;
  const sentences = splitSentences(text);
  const spans = read.reading.spans;
  const weakest = Math.min(...spans.map(({ score }) => score));
  const unread = spans.length < spansPerPassage ? nothingThere : weakest - withoutSpan;
  const taken = new Set<number>();
  const candidates: Candidate[] = [];
  const add = (first: number, last: number, span: Span | null) => {
    const [from, to] = [sentences[first], sentences[last]];
    if (!from || !to) return;
    for (let i = first; i <= last; i++) taken.add(i);
    const before = sentences[first - 1] ?? from;
    const behind = sentences[last + 1] ?? to;
    candidates.push({
      read,
      place,
      sentence: { start: from.start, end: to.end },
      window: { start: before.start, end: behind.end },
      span: span && { ...span, ...trimSpan(text, span) },
      spanScore: span?.score ?? unread,
    });
  };
  for (const span of spans) {
    const first = sentences.findIndex(({ end }) => end > span.start);
    const last = sentences.findLastIndex(({ start }) => start < span.end);
    // The spans come best first: a sentence belongs to the best of those that lie in it.
    if (first < 0 || last < first || taken.has(first) || taken.has(last)) continue;
    add(first, last, span);
  }
  sentences.forEach((_, i) => {
    if (!taken.has(i)) add(i, i, null);
  });
  return candidates;
}
