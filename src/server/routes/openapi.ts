import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiDocument } from '../../pages/api-schema.js';
import { renderDocsPage } from '../../pages/docs-page.js';
import { adminSecurity } from '../admin.js';
import type { AppEnv, Parts } from '../context.js';
import { pageContext, sendPage } from '../page-context.js';
import { onlyMethods } from './common.js';
import { chosenLanguage } from './pages.js';

/** `GET /openapi.json`, and `GET /docs`, which shows it to people: made from the schemas that validate requests. Registered after the routes it describes. */
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
  app.use('/docs', onlyMethods('GET'), chosenLanguage);
  app.get('/docs', (c) => {
    const address = parts.options.publicUrl ?? new URL(c.req.url).origin;
    // The document is plain JSON, of which the page reads what it knows.
    return sendPage(c, renderDocsPage(pageContext(parts, c), document as unknown as ApiDocument, address));
  });
}
