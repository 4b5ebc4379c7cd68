import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv, Parts } from '../context.js';
import { onlyMethods } from './common.js';

const healthSchema = z.object({ status: z.literal('ok') });
const readySchema = z.object({ ready: z.boolean(), reason: z.string().optional() });

const healthRoute = createRoute({
  method: 'get',
  path: '/healthz',
  summary: 'Whether the process lives',
  responses: { 200: { description: 'It does', content: { 'application/json': { schema: healthSchema } } } },
});

const readyRoute = createRoute({
  method: 'get',
  path: '/readyz',
  summary: 'Whether questions are answered now; for load balancers',
  responses: {
    200: { description: 'Ready', content: { 'application/json': { schema: readySchema } } },
    503: {
      description: 'Not ready, or stopping',
      content: { 'application/json': { schema: readySchema } },
    },
  },
});

/** `/healthz` and `/readyz`. */
export function healthRoutes(app: OpenAPIHono<AppEnv>, parts: Parts): void {
  app.use(healthRoute.path, onlyMethods('GET'));
  app.use(readyRoute.path, onlyMethods('GET'));
  app.openapi(healthRoute, (c) => c.json({ status: 'ok' as const }, 200));
  app.openapi(readyRoute, (c) => {
    if (parts.lifecycle.draining.aborted) return c.json({ ready: false, reason: 'stopping' }, 503);
    const readiness = parts.service.readiness();
    return readiness.ready
      ? c.json({ ready: true }, 200)
      : c.json({ ready: false, reason: readiness.reason }, 503);
  });
}
