import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Answer } from '../../domain/answer.js';
import { askRequestSchema } from '../../domain/question.js';
import { message } from '../../messages/index.js';
import { renderAnswerPage } from '../../pages/answer-page.js';
import { renderExplainPage } from '../../pages/explain-page.js';
import { renderHomePage } from '../../pages/home-page.js';
import { renderPreviewPage } from '../../pages/preview-page.js';
import { lastAnswer, startAnswer } from '../answering.js';
import type { AppContext, AppEnv, Parts } from '../context.js';
import { ClientGone, toHttpError, type ErrorStatus } from '../errors.js';
import { ExampleQuestions } from '../example-questions.js';
import { logFailure } from '../log.js';
import { pageContext, sendPage } from '../page-context.js';
import { requireWords } from '../question-text.js';
import { invalidFields } from '../validation.js';

/** Pages that ask: `/`, with and without `?q=`, and `/explain`; and the page that the chat is tried on. */
export function askPages(app: OpenAPIHono<AppEnv>, parts: Parts): void {
  const { service, questions, lifecycle, options } = parts;
  const examples = new ExampleQuestions(service, questions, lifecycle.draining, options.locale);
  app.get('/', async (c) => {
    const context = pageContext(parts, c);
    const question = c.req.query('q') ?? '';
    if (question.trim() !== '') {
      const { status, ...result } = await answerTo(parts, c, question, false);
      return sendPage(c, renderAnswerPage(context, { question, ...result }), status);
    }
    const isReady = service.readiness().ready && !lifecycle.draining.aborted;
    const status = isReady ? await service.status() : null;
    const page = {
      articles: status?.articles ?? null,
      isWritten: (status?.languageModel ?? null) !== null,
      examples: isReady ? await examples.get() : [],
      publicAddress: options.publicUrl ?? new URL(c.req.url).origin,
    };
    return sendPage(c, renderHomePage(context, page));
  });
  app.get('/explain', async (c) => {
    const context = pageContext(parts, c);
    const question = c.req.query('q') ?? '';
    if (question.trim() === '') return sendPage(c, renderExplainPage(context, { question: '' }));
    const { status, ...result } = await answerTo(parts, c, question, true);
    const ids = result.answer?.explain?.passages.map(({ passageId }) => passageId) ?? [];
    const passages = await service.withCatalogue((catalogue) => catalogue.passages(ids));
    return sendPage(c, renderExplainPage(context, { question, passages, ...result }), status);
  });
  app.get('/preview', (c) => sendPage(c, renderPreviewPage(pageContext(parts, c))));
}

interface Outcome {
  readonly status: ErrorStatus | 200;
  readonly answer?: Answer;
  /** Why there is no answer, for people. */
  readonly problem?: string;
}

/** An answer for a page, or what to tell the reader instead. */
async function answerTo(parts: Parts, c: AppContext, question: string, explain: boolean): Promise<Outcome> {
  try {
    const asked = { question, explain, locale: c.var.locale };
    const parsed = askRequestSchema.safeParse(asked);
    if (!parsed.success) throw invalidFields(parsed.error, asked);
    const request = { ...parsed.data, question: requireWords(question, 'question') };
    return { status: 200, answer: await lastAnswer(startAnswer(parts, c, request).events) };
  } catch (thrown) {
    if (thrown instanceof ClientGone) throw thrown;
    const error = toHttpError(thrown, c.var.requestId);
    logFailure(parts.options.logger, c.var.requestId, error);
    for (const [name, value] of Object.entries(error.headers)) c.header(name, value);
    // People see a form, not a field of a request.
    const field = message(c.var.locale, 'page.question-label');
    const problem = message(c.var.locale, error.code, { ...error.params, field });
    // The space is meant for the Latin names of fields.
    return { status: error.status, problem: problem.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '') };
  }
}
