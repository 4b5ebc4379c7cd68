import type { Turn } from '../../domain/question.js';
import { locales, message } from '../../messages/index.js';
import type { ParsedQuestion } from './parse.js';
import { isName, type Token } from './token.js';
import { plainText, tokenise } from './tokenise.js';

/** What has been said so far, as far as a follow-up can mean it. */
export interface Conversation {
  /** The last user question, standalone. */
  readonly question: ParsedQuestion;
  /** The answer to it, without citation marks, clipped; '' for none. */
  readonly answer: string;
  readonly answerTokens: readonly Token[];
  /** All that was said so far, as it is compared. */
  readonly said: string;
  /** The question before that with its answer. */
  readonly before: Conversation | null;
}

/** Answers are looked at so far, in characters. */
const answerLength = 300;
/** An answer this short names the thing that was asked for and nothing else. */
const fragmentLength = 24;
/** What we say when there is no answer: nothing in it can be meant. */
const refusals = locales.flatMap((locale) =>
  (['no-evidence', 'other-period', 'filtered', 'unsupported'] as const).map((reason) =>
    message(locale, `refusal.${reason}`).slice(0, 12),
  ),
);

/** An answer as it is compared and quoted: without `[1]` and the space around it; '' for a refusal. */
function cleanAnswer(content: string): string {
  const clean = content
    .slice(0, 2 * answerLength)
    .replace(/[[［【]\d{1,3}[\]］】]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, answerLength);
  return refusals.some((refusal) => clean.startsWith(refusal)) ? '' : clean;
}

/** The answers that follow the turn at `index`, up to the next question. */
export function answerAfter(history: readonly Turn[], index: number): string {
  const next = history.slice(index + 1).findIndex((turn) => turn.role === 'user');
  const answers = history.slice(index + 1, next < 0 ? undefined : index + 1 + next);
  return cleanAnswer(answers.map((turn) => turn.content.slice(0, answerLength)).join(' '));
}

export function conversationOf(
  question: ParsedQuestion,
  answer: string,
  before: Conversation | null,
): Conversation {
  const said = `${before?.said ?? ''}${plainText(`${question.text} ${answer}`)} `;
  return { question, answer, answerTokens: tokenise(answer), said, before };
}

/** Whether any of the tokens was spoken of: a name as a whole, other words by the two characters that they begin or end
 * with. */
export function isSpokenOf(tokens: readonly Token[], { said }: Conversation): boolean {
  return tokens.some((token) => {
    const { plain } = token;
    if (said.includes(plain) || isName(token)) return said.includes(plain);
    return plain.length > 1 && (said.includes(plain.slice(0, 2)) || said.includes(plain.slice(-2)));
  });
}

/** An answer that is but the name or figure asked for. */
export function isFragment(answer: string): boolean {
  return answer !== '' && answer.length <= fragmentLength && !/[,，;；].*[。！!]$/u.test(answer);
}
