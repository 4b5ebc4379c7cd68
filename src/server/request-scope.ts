import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { AppContext, AppEnv, Lifecycle } from './context.js';
import { ClientGone } from './errors.js';
import { acceptedLocale } from './negotiation.js';
import type { AppOptions } from './options.js';

/** Ids of others are taken over when they are plain: they go into a header and the log. */
const plainId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Gives a request its id, language and signal, and writes its line in the log when it is over. */
export function requestScope(options: AppOptions, lifecycle: Lifecycle): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const startedAt = performance.now();
    const given = c.req.header('x-request-id');
    const requestId = given !== undefined && plainId.test(given) ? given : randomUUID();
    c.set('requestId', requestId);
    c.set('locale', acceptedLocale(c.req.header('accept-language'), options.locale));
    c.set('clientGone', c.req.raw.signal);
    c.set('streaming', false);
    let route = '';
    c.set('finishLog', (error) => {
      const gone = error instanceof ClientGone || c.var.clientGone.aborted;
      options.logger.info({
        requestId,
        method: c.req.method,
        route,
        status: gone ? 499 : c.res.status,
        ms: Math.round((performance.now() - startedAt) * 10) / 10,
        ...(error === undefined || gone ? {} : { failed: true }),
      });
    });
    await next();
    // The pattern, never the address itself: that may hold a question.
    route = matchedRoute(c);
    c.header('X-Request-Id', requestId);
    if (lifecycle.draining.aborted) c.header('Connection', 'close');
    if (!c.var.streaming) c.var.finishLog();
  };
}

function matchedRoute(c: AppContext): string {
  const path = routePath(c, -1);
  return path === '/*' || path === '*' ? 'none' : path;
}
