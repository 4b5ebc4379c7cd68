import { z } from '@hono/zod-openapi';
import { explainedPassageSchema } from '../domain/answer.js';
import { documentSchema } from '../domain/document.js';
import { feedbackCountsSchema, ratings, storedFeedbackSchema } from '../domain/feedback.js';
import { askRequestSchema, filtersSchema, maxQuestionLength } from '../domain/question.js';
import { exampleCitation } from './document-examples.js';

/** The body of `POST /v1/search`. Unknown fields are refused. */
export const searchRequestSchema = z.strictObject({
  query: z.string().min(1).max(maxQuestionLength).describe('Words or a question'),
  topK: z.int().min(1).max(50).default(10).describe('How many passages are returned'),
  filters: askRequestSchema.shape.filters,
  explain: z.boolean().default(false).describe('Adds the ranks by meaning and by words'),
});
export type SearchRequest = z.infer<typeof searchRequestSchema>;

export const searchResultSchema = z.object({
  passageId: z.string(),
  articleId: z.string(),
  title: z.string(),
  text: z.string(),
  score: z.number().describe('Of the fused ranking: higher is better, comparable within one response only'),
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
  nextCursor: z.string().nullable().describe('For the next page; null on the last'),
});

export const maxArticlesPerPage = 100;

/** Query of `GET /v1/articles`. */
export const articleQuerySchema = z.strictObject({
  cursor: z.string().min(1).max(2000).optional().describe('`nextCursor` of the page before'),
  publishedFrom: filtersSchema.shape.publishedFrom,
  publishedTo: filtersSchema.shape.publishedTo,
  source: z.string().min(1).max(200).optional(),
  words: z.string().min(1).max(200).optional().describe('Only articles that hold these'),
  limit: z.coerce.number().int().min(1).max(maxArticlesPerPage).default(20),
});

/** Of what is coerced the document would say that it may be left out. */
const documentedOffset = (description: string, example: number) =>
  z.coerce
    .number()
    .int()
    .nonnegative()
    .openapi({ type: 'integer', description, example, param: { required: true } });

/** Query of `GET /v1/citations/resolve`: a citation, as an answer gave it. */
export const resolveQuerySchema = z.strictObject({
  articleId: z.string().min(1).max(500).openapi({ example: exampleCitation.articleId }),
  contentHash: z.string().min(1).max(64).openapi({ example: exampleCitation.contentHash }),
  start: documentedOffset('`sourceStart` of the citation', exampleCitation.sourceStart),
  end: documentedOffset('`sourceEnd` of the citation', exampleCitation.sourceEnd),
  quote: z.string().min(1).max(maxQuestionLength).openapi({ example: exampleCitation.quote }),
});

export const resolvedCitationSchema = z.object({
  status: z
    .enum(['found', 'changed', 'removed'])
    .describe('`changed`: the article is there, the words are not; `removed`: the article is not'),
  articleId: z.string(),
  contentHash: z.string().nullable().describe('Of the article’s present text; null where it was removed'),
  start: z
    .int()
    .nonnegative()
    .nullable()
    .describe('Into the present text; null where the words are not found, as are the rest'),
  end: z.int().nonnegative().nullable(),
  quote: z
    .string()
    .nullable()
    .describe('The words as they stand there now: another script or other white space make no other words'),
  href: z.string().nullable().describe('Page of the article at those words'),
});

/** `GET /v1/status`: what everyone may know of the service. */
export const serviceStatusSchema = z.object({
  version: z.string(),
  generation: z.string(),
  createdAt: z.string().describe('When the generation was built, ISO 8601 UTC'),
  articles: z.int().nonnegative(),
  passages: z.int().nonnegative(),
  embeddingModel: z.string(),
  readerModel: z.string().nullable().describe('Null where no reader is set'),
  languageModel: z
    .string()
    .nullable()
    .describe('As `provider:model`; null where answers are the articles’ own sentences'),
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
  counts: feedbackCountsSchema.describe('Of all that is kept, whatever the page shows'),
  nextCursor: z.string().nullable().describe('For the next page; null on the last'),
});

/** The body of every response that is not a success. */
export const errorBodySchema = z.object({
  error: z.object({
    code: z.string().describe('Stable, for programs'),
    message: z.string().describe('For people, in their language'),
    requestId: z.string(),
    details: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .describe('With `invalid-request`: every field that is wrong'),
  }),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;
