import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { askRequestSchema } from '../../domain/question.js';
import { message } from '../../messages/index.js';
import { renderArticlePage } from '../../pages/article-page.js';
import { renderArticlesPage } from '../../pages/articles-page.js';
import { renderHomePage } from '../../pages/home-page.js';
import { lastAnswer, startAnswer } from '../answering.js';
import type { AppContext, AppEnv, Parts } from '../context.js';
import { ClientGone, toHttpError, type ErrorStatus } from '../errors.js';
import { logFailure } from '../log.js';
import { asLocale } from '../negotiation.js';
import { pageContext } from '../page-context.js';
import { requireWords } from '../question-text.js';
import { articleQuerySchema } from '../schemas.js';
import { invalidFields } from '../validation.js';
import { findArticle, given } from './articles.js';
import { onlyMethods } from './common.js';

/** Pages for people: `/`, `/articles`, `/articles/{id}` and the files they need. */
export function pageRoutes(app: OpenAPIHono<AppEnv>, parts: Parts): void {
  for (const path of ['/', '/articles', '/articles/:id{[\\s\\S]+}', '/assets/:name']) {
    app.use(path, onlyMethods('GET'), chosenLanguage);
  }
  app.get('/', (c) => home(parts, c));
  app.get('/articles', async (c) => {
    const asked = { words: emptyAsAbsent(c.req.query('words')), cursor: c.req.query('cursor') };
    const parsed = articleQuerySchema.safeParse(asked);
    if (!parsed.success) throw invalidFields(parsed.error, asked);
    const list = await parts.service.withCatalogue((catalogue) => catalogue.list(given(parsed.data)));
    return page(c, renderArticlesPage(pageContext(parts, c), { ...list, words: parsed.data.words }).text);
  });
  app.get('/articles/:id{[\\s\\S]+}', async (c) => {
    const article = await findArticle(parts.service, c.req.param('id'));
    const { start, end, hash } = c.req.query();
    return page(c, renderArticlePage(pageContext(parts, c), article, { start, end, hash }).text);
  });
  app.get('/assets/:name', (c, next) => {
    const asset = parts.assets.byName.get(c.req.param('name'));
    if (!asset) return next();
    c.header('ETag', asset.etag);
    // The name holds the hash of the content, so it never changes.
    c.header('Cache-Control', 'public, max-age=31536000, immutable');
    if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304);
    return c.body(asset.content, 200, { 'Content-Type': asset.type });
  });
}

const chosenLanguage: MiddlewareHandler<AppEnv> = async (c, next) => {
  const chosen = asLocale(c.req.query('lang'));
  if (chosen) c.set('locale', chosen);
  await next();
};

/** A form sends an empty field as an empty text. */
function emptyAsAbsent(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === '' ? undefined : trimmed;
}

async function home(parts: Parts, c: AppContext): Promise<Response> {
  const question = c.req.query('q') ?? '';
  const context = pageContext(parts, c);
  const articles = await articleCount(parts);
  if (question.trim() === '') return page(c, renderHomePage(context, { question: '', articles }).text);
  try {
    const asked = { question, locale: c.var.locale };
    const parsed = askRequestSchema.safeParse(asked);
    if (!parsed.success) throw invalidFields(parsed.error, asked);
    const request = { ...parsed.data, question: requireWords(question, 'question') };
    const answer = await lastAnswer(startAnswer(parts, c, request).events);
    return page(c, renderHomePage(context, { question, articles, answer }).text);
  } catch (thrown) {
    if (thrown instanceof ClientGone) throw thrown;
    const error = toHttpError(thrown, c.var.requestId);
    logFailure(parts.options.logger, c.var.requestId, error);
    for (const [name, value] of Object.entries(error.headers)) c.header(name, value);
    // People see a form, not a field of a request.
    const field = message(c.var.locale, 'page.question-label');
    const problem = message(c.var.locale, error.code, { ...error.params, field });
    return page(c, renderHomePage(context, { question, articles, problem }).text, error.status);
  }
}

/** Null while there is nothing to count: the page then says that the service is not ready. */
async function articleCount(parts: Parts): Promise<number | null> {
  if (!parts.service.readiness().ready) return null;
  return (await parts.service.status()).articles;
}

function page(c: AppContext, html: string, status: ErrorStatus | 200 = 200): Response {
  c.header('Content-Language', c.var.locale);
  c.header('Vary', 'Accept-Language');
  return c.html(html, status);
}
