import { maxQuestionLength } from '../domain/question.js';
import { UsageError } from '../errors.js';
import { message, type Locale } from '../messages/index.js';
import { cleanQuestion } from '../server/question-text.js';

/**
 * What was asked on the command line, taken as the service takes it.
 * @throws UsageError when there is nothing, too much, or not a word
 */
export function questionOf(operands: readonly string[], locale: Locale): string {
  const question = cleanQuestion(operands.join(' '));
  if (question === '' || question.length > maxQuestionLength) throw new UsageError('cli.bad-question');
  if (!/[\p{L}\p{N}]/u.test(question)) {
    throw new UsageError('field.no-words', { field: message(locale, 'page.question-label') });
  }
  return question;
}
