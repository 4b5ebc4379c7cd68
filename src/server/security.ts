import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from './context.js';

/** Pages: everything from here, nothing inline, framed by nobody else, no plugins, no forms to elsewhere. */
export const pagePolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Anything that is no page must do nothing even when a browser is made to open it. */
const dataPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

export function securityHeaders(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    const isPage = c.res.headers.get('content-type')?.startsWith('text/html') ?? false;
    c.header('Content-Security-Policy', isPage ? pagePolicy : dataPolicy);
    c.header('X-Content-Type-Options', 'nosniff');
    // The address of a page may hold a question: other sites are not told.
    c.header('Referrer-Policy', 'same-origin');
    c.header('X-Frame-Options', isPage ? 'SAMEORIGIN' : 'DENY');
    if (c.res.headers.get('cache-control') === null) c.header('Cache-Control', 'no-store');
  };
}

const exposedHeaders = 'X-Request-Id, Retry-After';

/**
 * Lets pages of listed origins, and of no other, call the API. The threat: any page that a reader has open could
 * ask a service on their own machine or network. `null` is what sandboxed pages and files send; it is no origin.
 */
export function crossOrigin(allowed: readonly string[]): MiddlewareHandler<AppEnv> {
  const origins = new Set(allowed.filter((origin) => origin !== 'null'));
  return async (c, next) => {
    const origin = c.req.header('origin');
    const granted = origin !== undefined && origins.has(origin);
    if (granted && c.req.method === 'OPTIONS' && c.req.header('access-control-request-method')) {
      return c.body(null, 204, {
        ...grant(origin),
        'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
        'Access-Control-Allow-Headers': allowedHeaders(c.req.header('access-control-request-headers')),
        'Access-Control-Max-Age': '600',
      });
    }
    await next();
    if (origins.size > 0) c.header('Vary', 'Origin', { append: true });
    if (granted) for (const [name, value] of Object.entries(grant(origin))) c.header(name, value);
    return;
  };
}

/** Those of our own clients, and what clients of OpenAI and of MCP send of themselves. */
function allowedHeaders(asked = ''): string {
  const theirs = asked.split(',').map((name) => name.trim().toLowerCase());
  const known = theirs.filter((name) =>
    /^(?:x-stainless-[a-z-]{1,40}|openai-[a-z-]{1,40}|mcp-[a-z-]{1,40}|last-event-id)$/.test(name),
  );
  return ['Content-Type', 'Accept', 'Authorization', 'X-Request-Id', ...known].join(', ');
}

function grant(origin: string): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': exposedHeaders,
    Vary: 'Origin',
  };
}
