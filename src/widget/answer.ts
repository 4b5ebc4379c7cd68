import type { AnswerSentence, Refusal } from '../domain/answer.js';
import type { Citation } from '../domain/citation.js';

/** What the widget shows of a citation. */
export interface Source extends Pick<
  Citation,
  'number' | 'articleId' | 'title' | 'url' | 'source' | 'author' | 'publishedAt' | 'repaired' | 'href'
> {
  /** Without bidirectional controls; see {@link plainText}. */
  readonly quote: string;
  /** Where the short answer stands in `quote`; null where it does not. */
  readonly mark: readonly [start: number, end: number] | null;
}

export type Sentence = Pick<AnswerSentence, 'text' | 'support' | 'citations'>;

/** Everything of an answer that can be there before it is done. */
export interface AnswerParts {
  readonly sources: readonly Source[];
  readonly shortAnswer: string | null;
  readonly sentences: readonly Sentence[];
}

export interface WholeAnswer extends AnswerParts {
  readonly id: string;
  readonly refusal: (Pick<Refusal, 'message'> & { readonly nearest: readonly Source[] }) | null;
  readonly notices: readonly string[];
  /** Whether a language model wrote the sentences. */
  readonly isGenerated: boolean;
}

/** The events of `POST /v1/ask`, read and checked. */
export type StreamEvent =
  | { readonly type: 'meta'; readonly id: string }
  | { readonly type: 'sources'; readonly sources: readonly Source[] }
  | { readonly type: 'delta'; readonly sentence: Sentence }
  | { readonly type: 'replace'; readonly answer: AnswerParts }
  | { readonly type: 'done'; readonly answer: WholeAnswer }
  | { readonly type: 'error'; readonly code: string; readonly requestId: string };

/**
 * Text as it may be shown or copied: no controls, and none that turn the direction of what follows, which could make
 * one title read as another. Isolation alone does not hold them: a closing control ends the isolation around it.
 */
export function plainText(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}

/** Sources by article, in their order: an article that is cited more than once is one thing to look into. */
export function byArticle(sources: readonly Source[]): (readonly [Source, ...Source[]])[] {
  const groups = new Map<string, [Source, ...Source[]]>();
  for (const source of sources) {
    const group = groups.get(source.articleId);
    if (group) group.push(source);
    else groups.set(source.articleId, [source]);
  }
  return [...groups.values()];
}

/** `1–3, 5`: numbers in a row from three on as a range. */
export function numberRanges(numbers: readonly number[]): string {
  const runs: number[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  return runs
    .map((run) => (run.length > 2 ? `${run[0] ?? ''}–${run.at(-1) ?? ''}` : run.join(', ')))
    .join(', ');
}

/** The short answer, as soon as the sources are there: the span that a citation marks. */
export function markedSpan(sources: readonly Source[]): string | null {
  const carrier = sources.find(({ mark }) => mark !== null);
  return carrier?.mark ? carrier.quote.slice(...carrier.mark) : null;
}
