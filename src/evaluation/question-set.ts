import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { turnSchema } from '../domain/question.js';
import { UsageError } from '../errors.js';

/** One question of an evaluation file. */
export const evaluationQuestionSchema = z.object({
  id: z.string(),
  /** May be empty: such a question is to be refused. */
  question: z.string(),
  history: z.array(turnSchema).default([]),
  kind: z.string().default('other'),
  answerable: z.boolean(),
  /** Ids of the articles that answer it. */
  sources: z.array(z.string()).default([]),
  /** An answer is right when it contains, for every inner list, one of its alternatives. */
  answers: z.array(z.array(z.string().min(1)).min(1)).default([]),
});
export type EvaluationQuestion = z.infer<typeof evaluationQuestionSchema>;

/**
 * Reads a question file: JSON Lines, one question a line; empty lines are passed over.
 * @throws UsageError naming the file and the line.
 */
export function readQuestionSet(path: string): EvaluationQuestion[] {
  let lines: string[];
  try {
    lines = readFileSync(path, 'utf8').split('\n');
  } catch (cause) {
    throw new UsageError('evaluation.unreadable', { path }, cause);
  }
  const questions: EvaluationQuestion[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    try {
      questions.push(evaluationQuestionSchema.parse(JSON.parse(line)));
    } catch (cause) {
      const problem = cause instanceof z.ZodError ? z.prettifyError(cause).split('\n')[0] : String(cause);
      throw new UsageError('evaluation.bad-line', { path, line: index + 1, problem: problem ?? '?' }, cause);
    }
  }
  return questions;
}
