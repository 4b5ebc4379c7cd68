import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { inTurn } from '../answering.js';
import { requestContext, type AppEnv, type Parts } from '../context.js';
import { jsonBody } from '../json-body.js';
import { requireWords } from '../question-text.js';
import { searchRequestSchema, searchResponseSchema } from '../schemas.js';
import { errorResponses, onlyMethods } from './common.js';

const example = { query: '海外仓', topK: 3 };

const route = createRoute({
  method: 'post',
  path: '/v1/search',
  summary: 'The passages nearest to a query',
  request: {
    body: {
      required: true,
      content: { 'application/json': { schema: searchRequestSchema, example } },
    },
  },
  responses: {
    200: {
      description: 'Passages, best first',
      content: { 'application/json': { schema: searchResponseSchema } },
    },
    ...errorResponses(400, 413, 415, 503),
  },
});

/** `POST /v1/search`. */
export function searchRoute(app: OpenAPIHono<AppEnv>, parts: Parts): void {
  app.use(route.path, onlyMethods('POST'));
  app.post(route.path, jsonBody(parts.options.maxBodyBytes));
  app.openapi(route, async (c) => {
    const body = c.req.valid('json');
    const request = { ...body, query: requireWords(body.query, 'query') };
    const found = await inTurn(parts, c, parts.searches, (signal) =>
      parts.service.search(request, requestContext(c, signal)),
    );
    return c.json(found, 200);
  });
}
