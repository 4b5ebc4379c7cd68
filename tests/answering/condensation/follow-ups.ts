import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { evaluationQuestionSchema } from '../../../src/evaluation/question-set.js';

const followUpSchema = evaluationQuestionSchema.extend({
  /** The archive that it is asked of: `sample`, or a set of the folder `shared`. */
  set: z.string(),
  /** The standalone question it should become, where one is exactly right. */
  standalone: z.string().optional(),
});
export type FollowUp = z.infer<typeof followUpSchema>;

/** The follow-ups and new topics of the fixture: ours, with short answers of ours as history. */
export function readFollowUps(): FollowUp[] {
  return readFileSync(new URL('../../fixtures/questions/follow-ups.jsonl', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => followUpSchema.parse(JSON.parse(line)));
}
