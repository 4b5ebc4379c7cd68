import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { feedbackSchema } from '../../domain/feedback.js';
import type { State } from '../../state/state.js';
import { adminSecurity, requireAdmin } from '../admin.js';
import type { AppEnv, Parts } from '../context.js';
import { exampleAnswer } from '../document-examples.js';
import { invalidRequest, tooManyRequests } from '../errors.js';
import { jsonBody } from '../json-body.js';
import { cleanQuestion } from '../question-text.js';
import { RateLimit } from '../rate-limit.js';
import { feedbackListSchema, feedbackQuerySchema } from '../schemas.js';
import { problem } from '../validation.js';
import { errorResponses, onlyMethods } from './common.js';

const example = { answerId: exampleAnswer.id, rating: 'up' as const };

const giveRoute = createRoute({
  method: 'post',
  path: '/v1/feedback',
  summary: 'What a reader says of an answer; a second time takes the place of the first',
  request: { body: { required: true, content: { 'application/json': { schema: feedbackSchema, example } } } },
  responses: { 204: { description: 'Stored' }, ...errorResponses(400, 413, 415, 429, 503) },
});

const readRoute = createRoute({
  method: 'get',
  path: '/v1/admin/feedback',
  summary: 'What readers said, newest first; for admins',
  security: [{ [adminSecurity]: [] }],
  request: { query: feedbackQuerySchema },
  responses: {
    200: {
      description: 'One page, and the counts of all that is kept',
      content: { 'application/json': { schema: feedbackListSchema } },
    },
    ...errorResponses(400, 401, 403, 503),
  },
});

/** `POST /v1/feedback` and `GET /v1/admin/feedback`. */
export function feedbackRoutes(app: OpenAPIHono<AppEnv>, parts: Parts, { feedback, keys }: State): void {
  const limit = new RateLimit(parts.options.feedbackRate);
  app.use(giveRoute.path, onlyMethods('POST'));
  app.post(giveRoute.path, jsonBody(parts.options.maxBodyBytes));
  app.openapi(giveRoute, async (c) => {
    const body = c.req.valid('json');
    const seconds = limit.take();
    if (seconds > 0) throw tooManyRequests(seconds);
    await feedback.save({ ...body, note: cleanNote(body.note) }, parts.answers.find(body.answerId));
    return c.body(null, 204);
  });

  app.use(readRoute.path, onlyMethods('GET'), requireAdmin(keys));
  app.openapi(readRoute, async (c) => {
    const { limit: size, cursor, rating } = c.req.valid('query');
    const page = await feedback.list({ limit: size, before: positionOf(cursor), rating });
    return c.json(
      {
        feedback: [...page.feedback],
        counts: await feedback.counts(),
        nextCursor: page.next === null ? null : String(page.next),
      },
      200,
    );
  });
}

/** A note keeps its lines; what people do not see in it goes. */
function cleanNote(note: string): string {
  return note
    .split(/\r\n?|\n/)
    .map(cleanQuestion)
    .join('\n')
    .trim();
}

/** @throws HttpError naming the field when no page gave out this cursor */
function positionOf(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(cursor)) throw invalidRequest([problem('cursor', 'search.bad-cursor')]);
  return Number(cursor);
}
