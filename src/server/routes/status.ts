import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { adminSecurity, isAdmin } from '../admin.js';
import type { AppEnv, Parts } from '../context.js';
import { notReady } from '../errors.js';
import { statusResponseSchema } from '../schemas.js';
import { errorResponses, onlyMethods } from './common.js';

const route = createRoute({
  method: 'get',
  path: '/v1/status',
  summary: 'The generation that is served, and how much it holds; for admins also questions and feedback',
  security: [{}, { [adminSecurity]: [] }],
  responses: {
    200: { description: 'Ready', content: { 'application/json': { schema: statusResponseSchema } } },
    ...errorResponses(503),
  },
});

/** `GET /v1/status`. */
export function statusRoute(app: OpenAPIHono<AppEnv>, parts: Parts): void {
  app.use(route.path, onlyMethods('GET'));
  app.openapi(route, async (c) => {
    if (!parts.service.readiness().ready) throw notReady();
    const status = await parts.service.status();
    const { state } = parts.options;
    // Who sends no key that fits sees what everyone sees: a proxy may send tokens of its own.
    if (!state || !(await isAdmin(state.keys, c))) return c.json(status, 200);
    return c.json(
      { ...status, questions: parts.answers.counts, feedback: await state.feedback.counts() },
      200,
    );
  });
}
