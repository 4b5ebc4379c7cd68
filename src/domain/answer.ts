import { z } from 'zod';
import { citationSchema } from './citation.js';
import { answerModes } from './question.js';

export const supportLevels = ['supported', 'partial', 'unsupported'] as const;

/** A sentence of the answer: `answer.slice(start, end) === text`. */
export const answerSentenceSchema = z.object({
  text: z.string(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  support: z.enum(supportLevels),
  /** Numbers of the citations that carry it. */
  citations: z.array(z.int().positive()),
});
export type AnswerSentence = z.infer<typeof answerSentenceSchema>;

export const refusalReasons = ['no-evidence', 'other-period', 'filtered', 'unsupported'] as const;

export const refusalSchema = z.object({
  reason: z.enum(refusalReasons),
  message: z.string(),
  /** The nearest articles, for a reader to look into. */
  nearest: z.array(citationSchema),
});
export type Refusal = z.infer<typeof refusalSchema>;

export const noticeSchema = z.object({ code: z.string(), message: z.string() });

export const timingsSchema = z.object({
  condenseMs: z.number(),
  embedMs: z.number(),
  retrieveMs: z.number(),
  readMs: z.number(),
  answerMs: z.number(),
  totalMs: z.number(),
});
export type Timings = z.infer<typeof timingsSchema>;

/** One passage's way through retrieval and reading. Ranks are from 1; null: not among the candidates. */
export const explainedPassageSchema = z.object({
  passageId: z.string(),
  articleId: z.string(),
  title: z.string(),
  denseRank: z.int().positive().nullable(),
  denseSimilarity: z.number().nullable(),
  keywordRank: z.int().positive().nullable(),
  keywordScore: z.number().nullable(),
  fusedRank: z.int().positive(),
  fusedScore: z.number(),
  /** What the reader found there; null where the passage was not read. */
  reading: z
    .object({
      span: z.string().nullable(),
      start: z.int().nullable(),
      end: z.int().nullable(),
      score: z.number(),
    })
    .nullable(),
});
export type ExplainedPassage = z.infer<typeof explainedPassageSchema>;

/** A sentence as evidence, with the score that it was ranked by. Offsets into the article's text. */
export const explainedSentenceSchema = z.object({
  passageId: z.string(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  text: z.string(),
  /** Log odds; comparable within one question only. */
  score: z.number(),
  chosen: z.boolean(),
});

const wayThrough = {
  words: z.array(z.string()),
  passages: z.array(explainedPassageSchema),
  /** Why it was answered or refused, for people. */
  verdict: z.string(),
};

export const explanationSchema = z.object({
  ...wayThrough,
  /** Each question that the question holds, with its own way; most hold one. */
  parts: z.array(
    z.object({
      question: z.string(),
      ...wayThrough,
      /** The best sentences, best first. */
      sentences: z.array(explainedSentenceSchema),
      /** What confidence was told from; null where nothing was found. */
      features: z.record(z.string(), z.number()).nullable(),
      confidence: z.number().min(0).max(1).nullable(),
    }),
  ),
});
export type Explanation = z.infer<typeof explanationSchema>;

/** Tokens, as the server of the language model counted them. */
export const usageSchema = z.object({
  inputTokens: z.int().nonnegative(),
  outputTokens: z.int().nonnegative(),
});

/** The answer to a question: the body of a JSON response and of the `done` event. */
export const answerSchema = z.object({
  id: z.string(),
  question: z.string(),
  standaloneQuestion: z.string(),
  answered: z.boolean(),
  /** Probability that the shown evidence answers the question; null before calibration. */
  confidence: z.number().min(0).max(1).nullable(),
  refusal: refusalSchema.nullable(),
  /** The exact span the reader found, in the script of the article. */
  shortAnswer: z.string().nullable(),
  /**
   * Sentences, each followed by the numbers of its citations: `……[1]……[2]`. Empty when refused. The articles' own
   * sentences, or those that a language model wrote; of a sentence that is not `supported` notices say so.
   */
  answer: z.string(),
  sentences: z.array(answerSentenceSchema),
  citations: z.array(citationSchema),
  notices: z.array(noticeSchema),
  mode: z.enum(answerModes),
  /** The language model that was asked, as `provider:model`, whoever's sentences are shown; null where none was. */
  model: z.string().nullable(),
  /** Null where no model was asked, or its server counted nothing. */
  usage: usageSchema.nullable(),
  generation: z.string(),
  timings: timingsSchema,
  explain: explanationSchema.optional(),
});
export type Answer = z.infer<typeof answerSchema>;
