import type { AnswerSentence } from '../../domain/answer.js';
import type { Citation } from '../../domain/citation.js';
import type { Passage } from '../../domain/passage.js';
import type { StoredDocument } from '../../indexing/catalogue.js';
import { citationOf } from '../citations.js';
import {
  preparePassages,
  verifyAgainst,
  type PreparedPassages,
  type SupportingQuote,
  type VerifiedSentence,
} from '../verify-citations.js';
import type { MarkedSentence } from './marked-sentences.js';
import { misreadingOf } from './misreadings.js';
import { isTakenOver } from './taken-over.js';

/** A passage that the model was shown, under its number. */
export interface ShownPassage {
  readonly number: number;
  readonly passage: Passage;
  readonly document: StoredDocument;
}

/** Quotes of one passage no further apart than this, in UTF-16 units, are one citation. */
const longestQuote = 320;
/**
 * A claim of a model must be carried more surely than the even odds at which the check was fitted, unless its words are
 * the source's own: what it makes up looks much like what it read. In log odds.
 */
const leastLogit = 2;
const order = ['unsupported', 'partial', 'supported'] as const;

/** Whether a sentence is carried, and by which words. */
export interface Judged {
  readonly support: AnswerSentence['support'];
  readonly quotes: readonly SupportingQuote[];
}

interface Cited {
  readonly number: number;
  readonly shown: ShownPassage;
  start: number;
  end: number;
}

/**
 * Judges the sentences of a language model one by one, and gathers the exact words that carry them. A sentence is held
 * against the passages that it cites; where these do not carry it, against each article that the model was shown, and cites
 * the one that does.
 */
export class CarryingQuotes {
  readonly #shown: readonly ShownPassage[];
  readonly #prepared = new Map<string, PreparedPassages>();
  readonly #cited: Cited[] = [];
  #answer = '';

  constructor(shown: readonly ShownPassage[]) {
    this.#shown = shown;
  }

  /** The sentences so far with their marks, as they stand in the answer. */
  get answer(): string {
    return this.#answer;
  }

  /** @returns the sentence as it is shown; its quotes are counted only once {@link add} takes it */
  judge({ text, cited }: MarkedSentence): Judged {
    const named = this.#shown.filter(({ number }) => cited.includes(number));
    // One article at a time: a name of one and a figure of another would seem to carry what neither says.
    const others = [...new Set(this.#shown.map(({ document }) => document.id))].map((id) =>
      this.#shown.filter(({ document }) => document.id === id),
    );
    let best: Judged = { support: 'unsupported', quotes: [] };
    for (const passages of named.length === 0 ? others : [named, ...others]) {
      const judged = this.#verify(text, passages);
      if (judged.support === 'supported') return judged;
      if (order.indexOf(judged.support) > order.indexOf(best.support)) best = judged;
    }
    return best;
  }

  /** Puts a sentence to the answer, with marks for what carries it. */
  add(
    text: string,
    support: AnswerSentence['support'],
    quotes: readonly SupportingQuote[],
  ): {
    readonly sentence: AnswerSentence;
    readonly text: string;
  } {
    const numbers = [...new Set(quotes.flatMap((quote) => this.#cite(quote)))];
    const start = this.#answer.length;
    const sentence = { text, start, end: start + text.length, support, citations: numbers };
    const marked = text + numbers.map((number) => `[${number}]`).join('');
    this.#answer += marked;
    return { sentence, text: marked };
  }

  /** Citations of the sentences that were added, by their numbers. */
  citations(
    publicUrl: string,
    shortAnswer: Pick<Citation, 'articleId' | 'answerStart' | 'answerEnd'> | null,
  ): Citation[] {
    let carried = false;
    return [...this.#cited]
      .sort((a, b) => a.number - b.number)
      .map(({ number, shown: { passage, document }, start, end }) => {
        const { answerStart, answerEnd } = shortAnswer ?? {};
        const carries =
          !carried &&
          shortAnswer?.articleId === document.id &&
          typeof answerStart === 'number' &&
          typeof answerEnd === 'number' &&
          answerStart >= start &&
          answerEnd <= end;
        carried ||= carries;
        const answer = carries ? { start: answerStart, end: answerEnd } : null;
        return citationOf(document, { passage, start, end, answer }, number, publicUrl);
      });
  }

  #cite(quote: SupportingQuote): number[] {
    const shown = this.#shown.find(({ passage }) => passage.id === quote.passageId);
    if (!shown) return [];
    const own = this.#cited.filter((one) => one.shown === shown);
    for (const one of own) {
      const [start, end] = [Math.min(one.start, quote.start), Math.max(one.end, quote.end)];
      if (end - start > longestQuote) continue;
      one.start = start;
      one.end = end;
      return [one.number];
    }
    const taken = Math.max(this.#shown.length, ...this.#cited.map(({ number }) => number));
    const number = own.length === 0 ? shown.number : taken + 1;
    this.#cited.push({ number, shown, start: quote.start, end: quote.end });
    return [number];
  }

  #verify(text: string, passages: readonly ShownPassage[]) {
    const published = new Map(passages.map(({ document }) => [document.id, document.publishedAt]));
    const prepared = this.#preparedOf(passages);
    const isCopy = prepared.sources.some(({ statement }) => isTakenOver(text, statement.text));
    const verified = verifyAgainst(text, prepared, {
      publishedAt: (id) => published.get(id) ?? null,
      leastLogit: isCopy ? 0 : leastLogit,
    }).map(lookedAtAgain);
    return { support: supportOf(verified), quotes: verified.flatMap(({ quotes }) => quotes) };
  }

  #preparedOf(passages: readonly ShownPassage[]): PreparedPassages {
    const key = passages.map(({ number }) => number).join();
    let prepared = this.#prepared.get(key);
    if (!prepared) {
      prepared = preparePassages(
        passages.map(({ passage: { id, documentId, start, text } }) => ({
          passageId: id,
          documentId,
          start,
          text,
        })),
      );
      this.#prepared.set(key, prepared);
    }
    return prepared;
  }
}

/** Of a sentence that the check takes for several: all must be carried. */
function supportOf(verified: readonly VerifiedSentence[]): AnswerSentence['support'] {
  const carried = verified.filter(({ support }) => support === 'supported').length;
  if (verified.length > 0 && carried === verified.length) return 'supported';
  return verified.some(({ support }) => support !== 'unsupported') ? 'partial' : 'unsupported';
}

/** Takes back what its quotes carry by their words, but do not say. */
function lookedAtAgain(sentence: VerifiedSentence): VerifiedSentence {
  const { text, support, quotes } = sentence;
  if (support === 'unsupported') return sentence;
  const misread = misreadingOf(
    text,
    quotes.map((quote) => quote.text),
  );
  return misread === null ? sentence : { ...sentence, support: 'unsupported', quotes: [] };
}
