import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../context.js';
import { HttpError } from '../errors.js';
import { errorBodySchema } from '../schemas.js';

const descriptions = {
  400: 'A field of the request is wrong; the message and `details` name it',
  401: 'No key that fits',
  403: 'The key is not an admin’s, or the origin is not one that may ask',
  404: 'There is nothing at this address',
  413: 'The body is too large',
  415: 'The body is not JSON',
  429: 'Too many at once: see Retry-After',
  503: 'Busy, not ready or stopping: see Retry-After',
} as const;

/** Documentation of the errors that a route may answer with. */
export function errorResponses<Status extends keyof typeof descriptions>(...statuses: Status[]) {
  const content = { 'application/json': { schema: errorBodySchema } };
  const responses: Partial<Record<Status, { description: string; content: typeof content }>> = {};
  for (const status of statuses) responses[status] = { description: descriptions[status], content };
  return responses as Required<typeof responses>;
}

/** Answers OPTIONS, and every method that an address does not take with 405. */
export function onlyMethods(...methods: ('GET' | 'POST')[]): MiddlewareHandler<AppEnv> {
  const allowed = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
  const header = { Allow: allowed.join(', ') };
  return async (c, next) => {
    if (c.req.method === 'OPTIONS') return c.body(null, 204, header);
    if (!allowed.includes(c.req.method)) {
      throw new HttpError(405, 'http.method-not-allowed', { allowed: header.Allow }, { headers: header });
    }
    await next();
    return;
  };
}
