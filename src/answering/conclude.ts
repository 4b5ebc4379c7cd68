import type { Answer } from '../domain/answer.js';
import type { Filters } from '../domain/question.js';
import { message, type Locale } from '../messages/index.js';
import type { Quote } from './citations.js';
import { composeAnswer, composeRefusal, type ComposedAnswer, type DocumentOf } from './compose-answer.js';
import type { Inquiry } from './inquire.js';
import { refusalWords } from './refusal-words.js';

export interface ConclusionContext {
  readonly filter: Filters;
  readonly documentOf: DocumentOf;
  readonly publicUrl: string;
  readonly locale: Locale;
}

export type Conclusion = ComposedAnswer & Pick<Answer, 'confidence' | 'notices'>;

/**
 * What is said in the end: an answer where any of the questions that the question holds is answered, with a notice of
 * each that is not; else a refusal.
 */
export async function conclude(
  question: string,
  inquiries: readonly Inquiry[],
  { filter, documentOf, publicUrl, locale }: ConclusionContext,
): Promise<Conclusion> {
  const confidence = confidenceOfAll(inquiries);
  const answered = inquiries.filter(({ judgement }) => judgement.answered);
  if (answered.length > 0) {
    const quotes = withoutRepeats(answered.flatMap((inquiry) => inquiry.quotes));
    return {
      ...(await composeAnswer(quotes, documentOf, publicUrl)),
      confidence,
      notices: inquiries
        .filter(({ judgement }) => !judgement.answered)
        .map(({ gathered }) => ({
          code: 'answer.part-unanswered',
          message: message(locale, 'answer.part-unanswered', { question: gathered.question.asked }),
        })),
    };
  }
  const found = inquiries.flatMap(({ gathered }) => gathered.passages);
  const elsewhere = inquiries.find(({ judgement }) => judgement.reason === 'other-period');
  const about = elsewhere ?? inquiries[0];
  const nothingLeft = found.length === 0 && Object.keys(filter).length > 0;
  const grounds = {
    reason: nothingLeft ? 'filtered' : (about?.judgement.reason ?? 'no-evidence'),
    found,
    words: about ? refusalWords(question, about.gathered) : { looked: [], missing: [] },
  } as const;
  return { ...(await composeRefusal(grounds, documentOf, publicUrl, locale)), confidence, notices: [] };
}

/** Two questions in one may be answered by the same sentence. */
function withoutRepeats(quotes: readonly Quote[]): Quote[] {
  const overlap = (one: Quote, other: Quote) =>
    one.passage.documentId === other.passage.documentId && one.start < other.end && other.start < one.end;
  return quotes.filter((quote, i) => !quotes.slice(0, i).some((other) => overlap(quote, other)));
}

/** All that is asked must be answered for the question to be answered: the least of the probabilities. */
function confidenceOfAll(inquiries: readonly Inquiry[]): number | null {
  const all = inquiries.map(({ judgement }) => judgement.confidence);
  return all.some((confidence) => confidence === null) ? null : Math.min(...all.map((value) => value ?? 0));
}
