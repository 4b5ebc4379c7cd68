import { z } from '@hono/zod-openapi';
import { explainedPassageSchema } from '../domain/answer.js';
import { documentSchema } from '../domain/document.js';
import { feedbackCountsSchema, ratings, storedFeedbackSchema } from '../domain/feedback.js';
import { filtersSchema, maxQuestionLength } from '../domain/question.js';

/** The body of `POST /v1/search`. Unknown fields are refused. */
export const searchRequestSchema = z.strictObject({
  query: z.string().min(1).max(maxQuestionLength),
  topK: z.int().min(1).max(50).default(10),
  filters: filtersSchema.default({}),
  explain: z.boolean().default(false),
});
export type SearchRequest = z.infer<typeof searchRequestSchema>;

export const searchResultSchema = z.object({
  passageId: z.string(),
  articleId: z.string(),
  title: z.string(),
  text: z.string(),
  /** Score of the fused ranking: higher is better, comparable within one response only. */
  score: z.number(),
  sourceStart: z.int().nonnegative(),
  sourceEnd: z.int().nonnegative(),
  publishedAt: z.string().nullable(),
  source: z.string().nullable(),
  url: z.string().nullable(),
  explain: explainedPassageSchema
    .omit({ passageId: true, articleId: true, title: true, reading: true })
    .optional(),
});
export type SearchResult = z.infer<typeof searchResultSchema>;

export const searchResponseSchema = z.object({ results: z.array(searchResultSchema) });
export type SearchResponse = z.infer<typeof searchResponseSchema>;

export const articleSchema = documentSchema
  .pick({
    id: true,
    title: true,
    text: true,
    publishedAt: true,
    modifiedAt: true,
    source: true,
    author: true,
    url: true,
    contentHash: true,
    repairs: true,
  })
  .extend({ reprints: z.array(z.string()) });

export const articleSummarySchema = articleSchema.pick({
  id: true,
  title: true,
  publishedAt: true,
  source: true,
  author: true,
  url: true,
});

export const articleListSchema = z.object({
  articles: z.array(articleSummarySchema),
  /** For the next page; null on the last. */
  nextCursor: z.string().nullable(),
});

export const maxArticlesPerPage = 100;

/** Query of `GET /v1/articles`. */
export const articleQuerySchema = z.strictObject({
  cursor: z.string().min(1).max(2000).optional(),
  publishedFrom: filtersSchema.shape.publishedFrom,
  publishedTo: filtersSchema.shape.publishedTo,
  source: z.string().min(1).max(200).optional(),
  words: z.string().min(1).max(200).optional(),
  limit: z.coerce.number().int().min(1).max(maxArticlesPerPage).default(20),
});

const offset = z.coerce.number().int().nonnegative();

/** Query of `GET /v1/citations/resolve`: a citation, as an answer gave it. */
export const resolveQuerySchema = z.strictObject({
  articleId: z.string().min(1).max(500),
  contentHash: z.string().min(1).max(64),
  start: offset.openapi({ description: 'sourceStart of the citation' }),
  end: offset.openapi({ description: 'sourceEnd of the citation' }),
  quote: z.string().min(1).max(maxQuestionLength),
});

export const resolvedCitationSchema = z.object({
  /** `changed`: the article is there, the words are not; `removed`: the article is not. */
  status: z.enum(['found', 'changed', 'removed']),
  articleId: z.string(),
  /** Of the article's present text; null where it was removed. */
  contentHash: z.string().nullable(),
  /** Into the present text; null where the words are not found, as are the rest. */
  start: z.int().nonnegative().nullable(),
  end: z.int().nonnegative().nullable(),
  /** The words as they stand there now: another script or other white space make no other words. */
  quote: z.string().nullable(),
  /** Page of the article at those words. */
  href: z.string().nullable(),
});

/** `GET /v1/status`: what everyone may know of the service. */
export const serviceStatusSchema = z.object({
  version: z.string(),
  generation: z.string(),
  /** When the generation was built, ISO 8601 UTC. */
  createdAt: z.string(),
  articles: z.int().nonnegative(),
  passages: z.int().nonnegative(),
  embeddingModel: z.string(),
  /** Null where no reader is set. */
  readerModel: z.string().nullable(),
  /** As `provider:model`; null where answers are the articles' own sentences. */
  languageModel: z.string().nullable(),
});
export type ServiceStatus = z.infer<typeof serviceStatusSchema>;

/** `GET /v1/status` as it is answered: what only admins may know is there for them alone. */
export const statusResponseSchema = serviceStatusSchema.extend({
  /** Questions since the service was started. */
  questions: z
    .object({ since: z.string(), answered: z.int().nonnegative(), refused: z.int().nonnegative() })
    .optional(),
  feedback: feedbackCountsSchema.optional(),
});

/** Query of `GET /v1/admin/feedback`. */
export const feedbackQuerySchema = z.strictObject({
  cursor: z.string().min(1).max(100).optional(),
  rating: z.enum(ratings).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export const feedbackListSchema = z.object({
  feedback: z.array(storedFeedbackSchema),
  /** Of all that is kept, whatever the page shows. */
  counts: feedbackCountsSchema,
  /** For the next page; null on the last. */
  nextCursor: z.string().nullable(),
});

/** The body of every response that is not a success. */
export const errorBodySchema = z.object({
  error: z.object({
    /** Stable, for programs. */
    code: z.string(),
    /** For people, in their language. */
    message: z.string(),
    requestId: z.string(),
    /** With `invalid-request`: every field that is wrong. */
    details: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  }),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;
