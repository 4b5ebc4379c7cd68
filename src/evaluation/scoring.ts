import { toSimplified } from '../text/fold.js';
import type { EvaluationQuestion } from './question-set.js';

/** Text as answers are compared: NFKC, traditional → simplified, without spaces and punctuation. */
export function comparable(text: string): string {
  return toSimplified(text.normalize('NFKC')).replace(/[\p{Z}\p{P}\s]/gu, '');
}

/** Whether `text` contains, for every inner list of `answers`, one of its alternatives. */
export function holdsAnswer(text: string, answers: EvaluationQuestion['answers']): boolean {
  const folded = comparable(text);
  return answers.every((alternatives) => alternatives.some((answer) => folded.includes(comparable(answer))));
}

/** Whether `text` contains any alternative of any inner list. */
export function holdsPart(text: string, answers: EvaluationQuestion['answers']): boolean {
  const folded = comparable(text);
  return answers.some((alternatives) => alternatives.some((answer) => folded.includes(comparable(answer))));
}

/**
 * Whether a retrieved passage is relevant: it comes from one of the question's sources and, where answers are
 * given, contains one of the alternatives.
 */
export function isRelevant(
  question: EvaluationQuestion,
  passage: { readonly documentId: string; readonly text: string },
): boolean {
  if (!question.sources.includes(passage.documentId)) return false;
  return question.answers.length === 0 || holdsPart(passage.text, question.answers);
}

/** Kinds of question whose answer may be longer: they ask for several things. */
const longKinds: ReadonlySet<string> = new Set(['list', 'cross']);

/**
 * The length rule: at most two sentences and about 200 characters (a tenth more is about), unless the question
 * asks for a list or a comparison; then three times that.
 */
export function withinLength(
  kind: string,
  answer: { readonly text: string; readonly sentences: number },
): boolean {
  const factor = longKinds.has(kind) ? 3 : 1;
  return answer.sentences <= 2 * factor && answer.text.length <= 220 * factor;
}
