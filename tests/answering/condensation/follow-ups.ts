import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { evaluationQuestionSchema } from '../../../src/evaluation/question-set.js';

const followUpSchema = evaluationQuestionSchema.extend({
  /** The archive that it is asked of: `sample`, or a set of the folder `shared`; `news` is its large news archive. */
  set: z.string(),
  /** The standalone question it should become, where one is exactly right. */
  standalone: z.string().optional(),
  /** Or what it must hold: for every inner list one of its alternatives. */
  holds: z.array(z.array(z.string())).default([]),
  /** …and what must not stand in it. */
  lacks: z.array(z.string()).default([]),
  /** What a person would ask instead; '' for not known. */
  person: z.string().default(''),
  /** Known not to come out right; searched for all the same. */
  weak: z.boolean().default(false),
});
export type FollowUp = z.infer<typeof followUpSchema>;

/** The follow-ups and new topics of the fixture: ours, with short answers of ours as history. */
export function readFollowUps(): FollowUp[] {
  return readFileSync(new URL('../../fixtures/questions/follow-ups.jsonl', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => followUpSchema.parse(JSON.parse(line)));
}
