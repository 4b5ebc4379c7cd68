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

/** The short answer, as soon as the sources are there: the span that a citation marks. */
export function markedSpan(sources: readonly Source[]): string | null {
  const carrier = sources.find(({ mark }) => mark !== null);
  return carrier?.mark ? carrier.quote.slice(...carrier.mark) : null;
}
