import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { AppContext, AppEnv, Parts } from '../context.js';
import { HttpError, invalidRequest } from '../errors.js';
import { jsonBody } from '../json-body.js';
import { mcpServer } from '../mcp-server.js';
import { crossOrigin } from '../security.js';
import { problem } from '../validation.js';
import { errorResponses, onlyMethods } from './common.js';

const route = createRoute({
  method: 'post',
  path: '/mcp',
  summary: 'The Model Context Protocol, streamable HTTP without sessions: tools ask, search, get_article',
  request: {
    headers: z.object({ accept: z.literal('application/json, text/event-stream') }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .looseObject({
              jsonrpc: z.literal('2.0'),
              id: z.union([z.string(), z.int()]),
              method: z.string(),
            })
            .openapi({ example: { jsonrpc: '2.0', id: 1, method: 'tools/list' } }),
        },
      },
    },
  },
  responses: {
    200: {
      description: 'The answer of JSON-RPC; what a tool was asked wrongly is told in it',
      content: { 'application/json': { schema: z.looseObject({ jsonrpc: z.literal('2.0') }) } },
    },
    ...errorResponses(400, 403, 413, 415),
  },
});

/** A call holds a question with its history, as a body of our own does, and more around it. */
const bodyFactor = 2;

/**
 * `POST /mcp`: the Model Context Protocol over streamable HTTP, without sessions: every request stands for itself, so that
 * any process can serve it and nothing is kept. There is no stream of the server's own to `GET`.
 */
export function mcpRoute(app: OpenAPIHono<AppEnv>, parts: Parts): void {
  const { corsOrigins, maxBodyBytes } = parts.options;
  app.use('/mcp', crossOrigin(corsOrigins), onlyMethods('POST'), async (c, next) => {
    requireKnownOrigin(c, parts);
    await next();
  });
  app.openAPIRegistry.registerPath(route);
  app.post('/mcp', jsonBody(bodyFactor * maxBodyBytes), async (c) => {
    const body = await c.req.json<unknown>();
    // The protocol has given batches up: within one, a call that another message cancels would never be answered.
    if (Array.isArray(body)) throw invalidRequest([problem('body', 'field.not-object')]);
    const server = mcpServer(parts, c);
    // Answers come in one piece: as JSON, which needs no stream to be kept open.
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    try {
      await server.connect(transport);
      return await transport.handleRequest(c.req.raw, { parsedBody: body });
    } finally {
      await server.close();
    }
  });
}

/**
 * A page that a reader has open must not ask a service on their own machine (DNS rebinding): a browser names the page's
 * origin, which must be the service's own or a listed one. Programs that are no browsers name none.
 * @throws HttpError 403
 */
function requireKnownOrigin(c: AppContext, { options }: Parts): void {
  const origin = c.req.header('origin');
  if (origin === undefined || (origin !== 'null' && options.corsOrigins.includes(origin))) return;
  if (options.publicUrl !== undefined && origin === new URL(options.publicUrl).origin) return;
  throw new HttpError(403, 'http.origin-not-allowed');
}
