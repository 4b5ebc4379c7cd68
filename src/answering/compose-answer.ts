import type { Answer, AnswerSentence, Refusal } from '../domain/answer.js';
import type { Citation } from '../domain/citation.js';
import type { StoredDocument } from '../indexing/catalogue.js';
import { message, type Locale } from '../messages/index.js';
import type { RetrievedPassage } from '../retrieval/retrieve.js';
import { splitSentences } from '../text/sentences.js';
import { citationOf, type Quote } from './citations.js';
import { quoteAround } from './quote-around.js';
import type { RefusalWords } from './refusal-words.js';

/** What an answer says, before it is given its id, its confidence, its timings and its explanation. */
export type ComposedAnswer = Pick<
  Answer,
  'answered' | 'refusal' | 'shortAnswer' | 'answer' | 'sentences' | 'citations'
>;

/** Looks up the document of a passage. */
export type DocumentOf = (id: string) => Promise<StoredDocument>;

/**
 * An answer of the articles' own sentences, each followed by the number of its citation: `……[1]……[2]`. The first quote
 * that carries a short answer gives it.
 */
export async function composeAnswer(
  quotes: readonly Quote[],
  documentOf: DocumentOf,
  publicUrl: string,
): Promise<ComposedAnswer> {
  const citations: Citation[] = [];
  const sentences: AnswerSentence[] = [];
  let answer = '';
  const carrier = quotes.findIndex((quote) => quote.answer !== null);
  for (const [index, quote] of quotes.entries()) {
    const number = index + 1;
    const shown = index === carrier ? quote : { ...quote, answer: null };
    const citation = citationOf(await documentOf(quote.passage.documentId), shown, number, publicUrl);
    citations.push(citation);
    const text = citation.quote;
    sentences.push({
      text,
      start: answer.length,
      end: answer.length + text.length,
      support: 'supported',
      citations: [number],
    });
    answer += `${text}[${number}]`;
  }
  const carries = citations[carrier];
  const shortAnswer = carries ? shortAnswerOf(carries) : null;
  return { answered: true, refusal: null, shortAnswer, answer, sentences, citations };
}

function shortAnswerOf({ quote, sourceStart, answerStart, answerEnd }: Citation): string | null {
  if (answerStart === null || answerEnd === null) return null;
  return quote.slice(answerStart - sourceStart, answerEnd - sourceStart);
}

/** So many articles are offered with a refusal. */
const nearestArticles = 3;
/** Not a heading, and not the whole of a long sentence. */
const nearestQuoteMin = 16;
const nearestQuoteChars = 120;

/** Why a question is refused, and what there is to say of it. */
export interface RefusalGrounds {
  readonly reason: Refusal['reason'];
  /** Best first; the nearest articles are named from them. */
  readonly found: readonly RetrievedPassage[];
  readonly words: RefusalWords;
}

/** A refusal that says what was looked for and why nothing fits, in the reader's language, with the nearest articles. */
export async function composeRefusal(
  { reason, found, words }: RefusalGrounds,
  documentOf: DocumentOf,
  publicUrl: string,
  locale: Locale,
): Promise<ComposedAnswer> {
  const said = (key: 'refusal.looked-for' | 'refusal.missing', listed: readonly string[]) =>
    listed.length === 0 || reason === 'filtered'
      ? []
      : [message(locale, key, { words: listed.join(message(locale, 'list.separator')) })];
  const sentences = [
    message(locale, `refusal.${reason}`),
    ...said('refusal.looked-for', words.looked),
    ...said('refusal.missing', words.missing),
  ];
  return {
    answered: false,
    refusal: {
      reason,
      message: sentences.join(message(locale, 'sentence.separator')),
      nearest: await nearestTo(found, documentOf, publicUrl),
    },
    shortAnswer: null,
    answer: '',
    sentences: [],
    citations: [],
  };
}

async function nearestTo(
  found: readonly RetrievedPassage[],
  documentOf: DocumentOf,
  publicUrl: string,
): Promise<Citation[]> {
  const nearest: Citation[] = [];
  for (const { passage } of found) {
    if (nearest.length >= nearestArticles) break;
    if (nearest.some(({ articleId }) => articleId === passage.documentId)) continue;
    const sentences = splitSentences(passage.text);
    const first = sentences.find(({ start, end }) => end - start >= nearestQuoteMin) ?? sentences[0];
    if (!first) continue;
    const beginning = { start: first.start, end: first.start + characterLength(passage.text, first.start) };
    const { start, end } = quoteAround(passage.text, beginning, nearestQuoteChars);
    const quote = { passage, start: passage.start + start, end: passage.start + end, answer: null };
    nearest.push(citationOf(await documentOf(passage.documentId), quote, nearest.length + 1, publicUrl));
  }
  return nearest;
}

/** UTF-16 units of the character at `index`. */
function characterLength(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}
