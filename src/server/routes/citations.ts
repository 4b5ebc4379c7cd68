import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { quoteHref } from '../../domain/article-link.js';
import { quotePrint } from '../../text/quote-print.js';
import { resolveQuote } from '../../text/resolve-quote.js';
import type { AppEnv, Parts } from '../context.js';
import { resolvedCitationSchema, resolveQuerySchema } from '../schemas.js';
import { lookUpArticle } from './articles.js';
import { errorResponses, onlyMethods } from './common.js';

const route = createRoute({
  method: 'get',
  path: '/v1/citations/resolve',
  summary: 'Where the words of a citation are now, or that they were changed or their article removed',
  request: { query: resolveQuerySchema },
  responses: {
    200: { description: 'Known', content: { 'application/json': { schema: resolvedCitationSchema } } },
    ...errorResponses(400, 503),
  },
});

/** `GET /v1/citations/resolve`: what the page of an article does with the address of a quote, for programs. */
export function citationRoutes(app: OpenAPIHono<AppEnv>, parts: Parts): void {
  app.use(route.path, onlyMethods('GET'));
  app.openapi(route, async (c) => {
    const { articleId, contentHash, start, end, quote } = c.req.valid('query');
    const nowhere = { articleId, start: null, end: null, quote: null, href: null };
    const article = await lookUpArticle(parts.service, articleId);
    if (!article) return c.json({ ...nowhere, status: 'removed' as const, contentHash: null }, 200);
    const print = quotePrint(quote);
    const found = resolveQuote(article, { start, end, contentHash, print });
    if (!found) {
      return c.json({ ...nowhere, status: 'changed' as const, contentHash: article.contentHash }, 200);
    }
    const place = {
      articleId,
      contentHash: article.contentHash,
      sourceStart: found.start,
      sourceEnd: found.end,
      print,
    };
    return c.json(
      {
        status: 'found' as const,
        articleId,
        contentHash: article.contentHash,
        ...found,
        quote: article.text.slice(found.start, found.end),
        href: quoteHref(place, parts.options.publicUrl ?? ''),
      },
      200,
    );
  });
}
