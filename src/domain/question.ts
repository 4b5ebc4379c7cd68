import { z } from 'zod';
import { locales } from '../messages/index.js';

/** Longest question, in characters (UTF-16 units). */
export const maxQuestionLength = 2000;
/** Most turns of a history, and the longest of them. */
export const maxHistoryTurns = 50;
export const maxTurnLength = 8000;

/** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
const dateSchema = z
  .string()
  .regex(/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/, 'a date as 2022-09-19');

export const filtersSchema = z.strictObject({
  publishedFrom: dateSchema.optional().describe('First day: `2022-09-19`, `2022-09` or `2022`'),
  publishedTo: dateSchema.optional().describe('Last day, written the same way'),
  sources: z
    .array(z.string().min(1).max(200))
    .max(100)
    .optional()
    .describe('Names of sources, as articles give them'),
  articleIds: z.array(z.string().min(1).max(500)).max(1000).optional().describe('Only these articles'),
});
export type Filters = z.infer<typeof filtersSchema>;

export const turnSchema = z.strictObject({
  role: z.enum(['user', 'assistant']),
  content: z.string().max(maxTurnLength),
});
export type Turn = z.infer<typeof turnSchema>;

export const answerModes = ['extractive', 'generated'] as const;

/** What a reader asks: the body of `POST /v1/ask`. Unknown fields are refused. */
export const askRequestSchema = z.strictObject({
  question: z.string().min(1).max(maxQuestionLength).describe('As one would ask a person'),
  history: z
    .array(turnSchema)
    .max(maxHistoryTurns)
    .default([])
    .describe('What was said before, newest last: follow-up questions are understood from it'),
  filters: filtersSchema.default({}).describe('Only articles of these days, sources or ids'),
  topK: z.int().min(1).max(50).default(8).describe('How many passages are looked at'),
  mode: z
    .enum(['auto', ...answerModes])
    .default('auto')
    .describe('`generated`: by the language model; `auto`: by it where there is one'),
  stream: z.boolean().default(false).describe('Whether the answer comes as server-sent events'),
  explain: z.boolean().default(false).describe('Adds what was found and read, and why it was answered'),
  locale: z
    .enum(locales)
    .optional()
    .describe('Language of refusals, notices and errors; else that of `Accept-Language`'),
});
export type AskRequest = z.infer<typeof askRequestSchema>;
