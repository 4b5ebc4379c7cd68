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
  publishedFrom: dateSchema.optional(),
  publishedTo: dateSchema.optional(),
  sources: z.array(z.string().min(1).max(200)).max(100).optional(),
  articleIds: z.array(z.string().min(1).max(500)).max(1000).optional(),
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
  question: z.string().min(1).max(maxQuestionLength),
  /** Newest last. */
  history: z.array(turnSchema).max(maxHistoryTurns).default([]),
  filters: filtersSchema.default({}),
  topK: z.int().min(1).max(50).default(8),
  mode: z.enum(['auto', ...answerModes]).default('auto'),
  stream: z.boolean().default(false),
  explain: z.boolean().default(false),
  locale: z.enum(locales).optional(),
});
export type AskRequest = z.infer<typeof askRequestSchema>;
