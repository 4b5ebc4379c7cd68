import type { OpenAPIHono } from '@hono/zod-openapi';
import { adminSecurity } from '../admin.js';
import type { AppEnv, Parts } from '../context.js';
import { onlyMethods } from './common.js';

/** `GET /openapi.json`: made from the schemas that validate requests. Registered after the routes it describes. */
export function openApiRoute(app: OpenAPIHono<AppEnv>, parts: Parts): void {
  app.openAPIRegistry.registerComponent('securitySchemes', adminSecurity, {
    type: 'http',
    scheme: 'bearer',
    description: 'A key made by `yinju keys add NAME --admin`',
  });
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Yinju 引据',
      version: parts.options.version,
      description: 'Answers over an archive of articles, in which every sentence cites the exact words.',
    },
    servers: [{ url: parts.options.publicUrl ?? '/' }],
  });
  app.use('/openapi.json', onlyMethods('GET'));
  app.get('/openapi.json', (c) => c.json(document));
}
