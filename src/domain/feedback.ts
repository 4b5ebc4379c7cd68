import { z } from 'zod';
import { refusalReasons } from './answer.js';
import { answerModes } from './question.js';

export const ratings = ['up', 'down'] as const;
export type Rating = (typeof ratings)[number];

/** What a reader may find wrong with an answer; `not-found`: it was refused though the archive has it. */
export const feedbackReasons = [
  'wrong',
  'unsupported',
  'outdated',
  'incomplete',
  'not-found',
  'other',
] as const;
export type FeedbackReason = (typeof feedbackReasons)[number];

/** Longest note, in characters (UTF-16 units). */
export const maxNoteLength = 2000;

/** What ids of answers look like, ours and those of older versions: never more than a plain word. */
const plainId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** The body of `POST /v1/feedback`. Unknown fields are refused. */
export const feedbackSchema = z.strictObject({
  answerId: z
    .string()
    .min(1)
    .max(64)
    .refine((id) => plainId.test(id)),
  rating: z.enum(ratings),
  reasons: z.array(z.enum(feedbackReasons)).max(feedbackReasons.length).default([]),
  note: z.string().max(maxNoteLength).default(''),
});
export type Feedback = z.infer<typeof feedbackSchema>;

/** What the service knew of an answer when it was rated. */
export const ratedAnswerSchema = z.object({
  generation: z.string(),
  answered: z.boolean(),
  /** Why it was refused; null where it was answered. */
  refusal: z.enum(refusalReasons).nullable(),
  confidence: z.number().nullable(),
  mode: z.enum(answerModes),
  /** The articles that it cites, each once. */
  articleIds: z.array(z.string()),
  /** Null unless questions may be kept. */
  question: z.string().nullable(),
});
export type RatedAnswer = z.infer<typeof ratedAnswerSchema>;

/** Feedback as it is kept and shown to admins. */
export const storedFeedbackSchema = z.object({
  answerId: z.string(),
  rating: z.enum(ratings),
  reasons: z.array(z.enum(feedbackReasons)),
  note: z.string().nullable(),
  /** When it was given, ISO 8601 UTC. */
  createdAt: z.string(),
  /** Null where the service did not know the answer: one of long ago, or of before a restart. */
  answer: ratedAnswerSchema.nullable(),
});
export type StoredFeedback = z.infer<typeof storedFeedbackSchema>;

const count = z.int().nonnegative();

/** How much feedback is kept. One may name several reasons or none. */
export const feedbackCountsSchema = z.object({
  total: count,
  ratings: z.object({ up: count, down: count }),
  reasons: z.record(z.enum(feedbackReasons), count),
});
export type FeedbackCounts = z.infer<typeof feedbackCountsSchema>;
