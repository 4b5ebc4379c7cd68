import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { renderArticlePage } from '../../pages/article-page.js';
import { renderArticlesPage } from '../../pages/articles-page.js';
import { parseMonth } from '../../pages/months.js';
import { renderStatusPage } from '../../pages/status-page.js';
import type { AppEnv, Parts } from '../context.js';
import { HttpError, notFound, notReady } from '../errors.js';
import { asLocale } from '../negotiation.js';
import { pageContext, sendPage } from '../page-context.js';
import { articleQuerySchema } from '../schemas.js';
import type { Article, ArticleSummary, Service } from '../service.js';
import { invalidFields } from '../validation.js';
import { given, lookUpArticle } from './articles.js';
import { askPages } from './ask-pages.js';
import { onlyMethods } from './common.js';

const articlePattern = '/articles/:id{[\\s\\S]+}';

/** Pages for people: `/`, `/explain`, `/articles`, `/articles/{id}`, `/status`, and the files they need. */
export function pageRoutes(app: OpenAPIHono<AppEnv>, parts: Parts): void {
  const { service, assets } = parts;
  const paths = ['/', '/explain', '/preview', '/articles', articlePattern, '/status', '/assets/:name'];
  for (const path of paths) app.use(path, onlyMethods('GET'), chosenLanguage);
  askPages(app, parts);
  app.get('/articles', async (c) => {
    const { month: wanted } = c.req.query();
    const month = wanted === undefined || wanted === '' ? undefined : parseMonth(wanted);
    // A month that is none is no page; one without articles is an empty one.
    if (wanted !== undefined && wanted !== '' && month === undefined) throw notFound();
    const asked = { words: emptyAsAbsent(c.req.query('words')), cursor: c.req.query('cursor') };
    const parsed = articleQuerySchema.safeParse(asked);
    if (!parsed.success) throw invalidFields(parsed.error, asked);
    const query = { ...given(parsed.data), ...(month === undefined ? {} : { month }) };
    const page = await service.withCatalogue(async (catalogue) => ({
      ...(await catalogue.list(query)),
      months: await catalogue.months(),
      words: parsed.data.words,
      month,
    }));
    return sendPage(c, renderArticlesPage(pageContext(parts, c), page));
  });
  app.get(articlePattern, async (c) => {
    const { start, end, hash, print } = c.req.query();
    const article = await lookUpArticle(service, c.req.param('id'));
    if (!article)
      throw new HttpError(404, hash === undefined ? 'http.article-not-found' : 'article.removed-since');
    const reprints = await reprintsOf(service, article);
    const quote = { start, end, hash, print };
    return sendPage(c, renderArticlePage(pageContext(parts, c), article, reprints, quote));
  });
  app.get('/status', async (c) => {
    if (!service.readiness().ready) throw notReady();
    return sendPage(c, renderStatusPage(pageContext(parts, c), await service.report()));
  });
  app.get('/assets/:name', (c, next) => {
    const asset = assets.byName.get(c.req.param('name'));
    if (!asset) return next();
    c.header('ETag', asset.etag);
    // The name holds the hash of the content, so it never changes.
    c.header('Cache-Control', 'public, max-age=31536000, immutable');
    if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304);
    return c.body(asset.content, 200, { 'Content-Type': asset.type });
  });
}

export const chosenLanguage: MiddlewareHandler<AppEnv> = async (c, next) => {
  const chosen = asLocale(c.req.query('lang'));
  if (chosen) c.set('locale', chosen);
  await next();
};

/** A form sends an empty field as an empty text. */
function emptyAsAbsent(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === '' ? undefined : trimmed;
}

/** A story may have been reprinted a hundred times. */
const reprintsShown = 20;

function reprintsOf(service: Service, { reprints }: Article): Promise<ArticleSummary[]> {
  return service.withCatalogue(async (catalogue) => {
    const found = await Promise.all(reprints.slice(0, reprintsShown).map((id) => catalogue.document(id)));
    return found.filter((article) => article !== null);
  });
}
