import type { Answer, AnswerSentence, Refusal } from '../domain/answer.js';
import type { Citation } from '../domain/citation.js';
import type { StoredDocument } from '../indexing/catalogue.js';
import { message, type Locale } from '../messages/index.js';
import type { RetrievedPassage } from '../retrieval/retrieve.js';
import { splitSentences } from '../text/sentences.js';
import { citationOf } from './citations.js';
import { quoteAround, type Evidence } from './evidence.js';

/** What an answer says, before it is given its id, its timings and its explanation. */
export type ComposedAnswer = Pick<
  Answer,
  'answered' | 'confidence' | 'refusal' | 'shortAnswer' | 'answer' | 'sentences' | 'citations'
>;

/** Looks up the document of a passage. */
export type DocumentOf = (id: string) => Promise<StoredDocument>;

/** An answer of the articles' own sentences, each followed by the number of its citation: `……[1]……[2]`. */
export async function composeAnswer(
  chosen: readonly Evidence[],
  documentOf: DocumentOf,
  publicUrl: string,
): Promise<ComposedAnswer> {
  const citations: Citation[] = [];
  const sentences: AnswerSentence[] = [];
  let answer = '';
  for (const [index, { passage, start, end, answer: span }] of chosen.entries()) {
    const number = index + 1;
    const quote = { passage, start, end, answer: index === 0 ? span : null };
    const citation = citationOf(await documentOf(passage.documentId), quote, number, publicUrl);
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
  const [first] = citations;
  const shortAnswer = first ? shortAnswerOf(first) : null;
  return { answered: true, confidence: null, refusal: null, shortAnswer, answer, sentences, citations };
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

/** A refusal that says so in the reader's language and offers the nearest articles. */
export async function composeRefusal(
  reason: Refusal['reason'],
  found: readonly RetrievedPassage[],
  documentOf: DocumentOf,
  publicUrl: string,
  locale: Locale,
): Promise<ComposedAnswer> {
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
  return {
    answered: false,
    confidence: null,
    refusal: { reason, message: message(locale, `refusal.${reason}`), nearest },
    shortAnswer: null,
    answer: '',
    sentences: [],
    citations: [],
  };
}

/** UTF-16 units of the character at `index`. */
function characterLength(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}
