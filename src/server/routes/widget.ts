import type { OpenAPIHono } from '@hono/zod-openapi';
import { message } from '../../messages/index.js';
import type { AppContext, AppEnv, Parts } from '../context.js';
import type { WidgetFile } from '../widget-files.js';
import { onlyMethods } from './common.js';

/** Publishers get a new version within minutes, without asking for every page. */
const shortly = 'public, max-age=300, stale-while-revalidate=86400';
/** The name holds the hash of the content, so it never changes. */
const forEver = 'public, max-age=31536000, immutable';

/**
 * The chat widget, for pages of any origin: `/widget.js` and `/widget.mjs`, the same under names with their hash, and
 * `/widget.json`, which tells those names and the hashes for `integrity`. What the widget may ask is another matter:
 * see `crossOrigin`.
 */
export function widgetRoutes(app: OpenAPIHono<AppEnv>, parts: Parts): void {
  const { widget, basePath, options } = parts;
  if (!widget) options.logger.warn(message('en', 'serve.widget-missing'));
  app.use('/:name{widget(\\.[0-9a-f]{12})?\\.(?:js|mjs|json)}', onlyMethods('GET'), async (c, next) => {
    await next();
    c.header('Access-Control-Allow-Origin', '*');
    c.header('Cross-Origin-Resource-Policy', 'cross-origin');
  });
  if (!widget) {
    app.get('/:name{widget\\.(?:js|mjs|json)}', (c) =>
      c.text(message(c.var.locale, 'serve.widget-missing'), 503),
    );
    return;
  }
  for (const file of [widget.script, widget.module]) {
    app.get(`/${file.name}`, (c) => send(c, file, shortly));
    app.get(`/${file.hashedName}`, (c) => send(c, file, forEver));
  }
  const told = ({ hashedName, integrity }: WidgetFile) => ({ path: `${basePath}/${hashedName}`, integrity });
  app.get('/widget.json', (c) => {
    c.header('Cache-Control', 'no-cache');
    return c.json({ version: options.version, script: told(widget.script), module: told(widget.module) });
  });
}

function send(c: AppContext, file: WidgetFile, caching: string): Response {
  c.header('ETag', file.etag);
  c.header('Cache-Control', caching);
  c.header('Vary', 'Accept-Encoding');
  if (c.req.header('if-none-match') === file.etag) return c.body(null, 304);
  const type = { 'Content-Type': 'text/javascript; charset=utf-8' };
  const takesGzip = /(?:^|[\s,])(?:gzip|\*)(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(
    c.req.header('accept-encoding') ?? '',
  );
  return takesGzip
    ? c.body(file.gzipped, 200, { ...type, 'Content-Encoding': 'gzip' })
    : c.body(file.content, 200, type);
}
