import { OpenAPIHono } from '@hono/zod-openapi';
import { loadPageAssets } from '../pages/assets.js';
import { renderErrorPage } from '../pages/error-page.js';
import type { AppContext, AppEnv, Lifecycle, Parts } from './context.js';
import { ClientGone, errorPayload, notFound, toHttpError } from './errors.js';
import { Gate } from './gate.js';
import { logFailure } from './log.js';
import { isOpenAiPath, openAiError } from './openai/chat-errors.js';
import { basePathOf, checkedPublicUrl, defaultAppOptions, type AppOptions } from './options.js';
import { pageContext } from './page-context.js';
import { RecentAnswers } from './recent-answers.js';
import { pathWithoutBase } from './request-path.js';
import { requestScope } from './request-scope.js';
import { articleRoutes } from './routes/articles.js';
import { askRoute } from './routes/ask.js';
import { chatCompletionRoutes } from './routes/chat-completions.js';
import { citationRoutes } from './routes/citations.js';
import { feedbackRoutes } from './routes/feedback.js';
import { healthRoutes } from './routes/health.js';
import { mcpRoute } from './routes/mcp.js';
import { openApiRoute } from './routes/openapi.js';
import { pageRoutes } from './routes/pages.js';
import { searchRoute } from './routes/search.js';
import { statusRoute } from './routes/status.js';
import { widgetRoutes } from './routes/widget.js';
import { crossOrigin, securityHeaders } from './security.js';
import type { Service } from './service.js';
import { invalidFields } from './validation.js';
import { loadWidgetFiles } from './widget-files.js';

const never: Lifecycle = { draining: new AbortController().signal, ended: new AbortController().signal };

/**
 * The HTTP side of the service, without a socket: give it requests with `app.request(…)` or serve it with
 * `serve`.
 * @throws UsageError when the public address is not one.
 */
export function createApp(
  service: Service,
  given: Partial<AppOptions> = {},
  lifecycle: Lifecycle = never,
): OpenAPIHono<AppEnv> {
  const options = { ...defaultAppOptions, ...given };
  const publicUrl = checkedPublicUrl(options.publicUrl);
  const basePath = basePathOf(publicUrl);
  const parts: Parts = {
    service,
    options: { ...options, publicUrl },
    lifecycle,
    questions: new Gate(options.maxConcurrentQuestions, options.maxQueuedQuestions),
    searches: new Gate(options.maxConcurrentQuestions, options.maxQueuedQuestions),
    answers: new RecentAnswers(options.logQuestions),
    assets: loadPageAssets(),
    widget: loadWidgetFiles(options.widgetFolder),
    basePath,
  };
  const app = new OpenAPIHono<AppEnv>({
    getPath: (request) => pathWithoutBase(request, basePath),
    defaultHook: (result) => {
      if (!result.success) throw invalidFields(result.error, (result as { data?: unknown }).data);
    },
  });
  app.use(requestScope(parts.options, lifecycle));
  app.use(securityHeaders());
  app.use('/v1/*', crossOrigin(options.corsOrigins));
  askRoute(app, parts);
  searchRoute(app, parts);
  chatCompletionRoutes(app, parts);
  articleRoutes(app, parts);
  citationRoutes(app, parts);
  if (options.state) feedbackRoutes(app, parts, options.state);
  mcpRoute(app, parts);
  statusRoute(app, parts);
  healthRoutes(app, parts);
  openApiRoute(app, parts);
  widgetRoutes(app, parts);
  pageRoutes(app, parts);
  app.notFound((c) => failure(parts, c, notFound()));
  app.onError((error, c) => failure(parts, c, error));
  return app;
}

/** Any failure as a response: JSON for programs, a page for people; details only in the log. */
function failure(parts: Parts, c: AppContext, thrown: unknown): Response {
  const { requestId, locale } = c.var;
  // Nobody is there to read it: a body that broke off, or a reader who left.
  if (thrown instanceof ClientGone || c.var.clientGone.aborted) return new Response(null, { status: 499 });
  const error = toHttpError(thrown, requestId);
  logFailure(parts.options.logger, requestId, error);
  for (const [name, value] of Object.entries(error.headers)) c.header(name, value);
  const payload = errorPayload(error, locale, requestId);
  if (isOpenAiPath(c.req.path)) return c.json({ error: openAiError(error.status, payload) }, error.status);
  if (!isForPeople(c)) return c.json({ error: payload }, error.status);
  return c.html(renderErrorPage(pageContext(parts, c), error.status, payload.message).text, error.status);
}

/** Everything outside the API and what watches the service is a page. */
function isForPeople(c: AppContext): boolean {
  return !/^\/(?:v1\/|v1$|mcp$|healthz$|readyz$|openapi\.json$)/.test(c.req.path);
}
