import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv, Parts } from '../context.js';
import { exampleCitation } from '../document-examples.js';
import { HttpError } from '../errors.js';
import { articleListSchema, articleQuerySchema, articleSchema } from '../schemas.js';
import type { Article, ArticleQuery, ArticleSummary, Service } from '../service.js';
import { errorResponses, onlyMethods } from './common.js';

const listRoute = createRoute({
  method: 'get',
  path: '/v1/articles',
  summary: 'The articles, newest first, undated last',
  request: { query: articleQuerySchema },
  responses: {
    200: { description: 'One page', content: { 'application/json': { schema: articleListSchema } } },
    ...errorResponses(400, 503),
  },
});

const articleRoute = createRoute({
  method: 'get',
  path: '/v1/articles/{id}',
  summary: 'One article; offsets of citations count UTF-16 units into its `text`',
  request: {
    params: z.object({
      id: z.string().openapi({ description: 'URL-encoded', example: exampleCitation.articleId }),
    }),
  },
  responses: {
    200: { description: 'The article', content: { 'application/json': { schema: articleSchema } } },
    ...errorResponses(404, 503),
  },
});

/** `GET /v1/articles` and `GET /v1/articles/{id}`. */
export function articleRoutes(app: OpenAPIHono<AppEnv>, parts: Parts): void {
  app.use('/v1/articles', onlyMethods('GET'));
  app.openapi(listRoute, async (c) => {
    const query = c.req.valid('query');
    const page = await parts.service.withCatalogue((catalogue) => catalogue.list(given(query)));
    return c.json({ articles: page.documents.map(summaryOf), nextCursor: page.nextCursor }, 200);
  });
  // By hand: an id holds slashes, and a proxy may have decoded them.
  app.openAPIRegistry.registerPath(articleRoute);
  app.use('/v1/articles/:id{[\\s\\S]+}', onlyMethods('GET'));
  app.get('/v1/articles/:id{[\\s\\S]+}', async (c) => {
    return c.json(shownArticle(await findArticle(parts.service, c.req.param('id'))));
  });
}

const longestId = 500;

/** Null for an id that no article has, whatever it holds. */
export async function lookUpArticle(service: Service, id: string): Promise<Article | null> {
  const plausible = id.length <= longestId && !id.includes('\0');
  return plausible ? service.withCatalogue((catalogue) => catalogue.document(id)) : null;
}

/** @throws HttpError 404 when the archive has no such article. */
export async function findArticle(service: Service, id: string): Promise<Article> {
  const article = await lookUpArticle(service, id);
  if (!article) throw new HttpError(404, 'http.article-not-found');
  return article;
}

/** The query with only what was given: an absent field and an undefined one are not the same to a catalogue. */
export function given(query: z.infer<typeof articleQuerySchema>): ArticleQuery {
  const { limit, ...rest } = query;
  return { limit, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) };
}

/** Field by field: what a catalogue keeps besides (paths, encodings) is nobody's business outside. */
export function shownArticle(article: Article): z.infer<typeof articleSchema> {
  return {
    id: article.id,
    title: article.title,
    text: article.text,
    publishedAt: article.publishedAt,
    modifiedAt: article.modifiedAt,
    source: article.source,
    author: article.author,
    url: article.url,
    contentHash: article.contentHash,
    repairs: article.repairs,
    reprints: [...article.reprints],
  };
}

function summaryOf(summary: ArticleSummary): ArticleSummary {
  const { id, title, publishedAt, source, author, url } = summary;
  return { id, title, publishedAt, source, author, url };
}
