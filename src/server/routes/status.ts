import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv, Parts } from '../context.js';
import { notReady } from '../errors.js';
import { serviceStatusSchema } from '../schemas.js';
import { errorResponses, onlyMethods } from './common.js';

const route = createRoute({
  method: 'get',
  path: '/v1/status',
  summary: 'The generation that is served, and how much it holds',
  responses: {
    200: { description: 'Ready', content: { 'application/json': { schema: serviceStatusSchema } } },
    ...errorResponses(503),
  },
});

/** `GET /v1/status`. */
export function statusRoute(app: OpenAPIHono<AppEnv>, parts: Parts): void {
  app.use(route.path, onlyMethods('GET'));
  app.openapi(route, async (c) => {
    if (!parts.service.readiness().ready) throw notReady();
    return c.json(await parts.service.status(), 200);
  });
}
