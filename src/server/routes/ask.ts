import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { answerSchema } from '../../domain/answer.js';
import { askRequestSchema } from '../../domain/question.js';
import { lastAnswer, startAnswer } from '../answering.js';
import type { AppEnv, Parts } from '../context.js';
import { exampleAnswer, exampleQuestion } from '../document-examples.js';
import { eventStream, eventTexts, formatEvent, streamHeaders } from '../event-stream.js';
import { jsonBody } from '../json-body.js';
import { safeDescription } from '../log.js';
import { acceptsEventStream } from '../negotiation.js';
import { requireWords } from '../question-text.js';
import { errorResponses, onlyMethods } from './common.js';

const example = { question: exampleQuestion };

const route = createRoute({
  method: 'post',
  path: '/v1/ask',
  summary: 'An answer whose every sentence cites the exact words of an article',
  description:
    '`shortAnswer` is the span that answers, `sentences` what is said and by which citations, `confidence` the ' +
    'probability that the evidence answers (null before calibration). Where it does not, `answered` is false and ' +
    '`refusal` says why and names the nearest articles. `notices` are to be shown to the reader. Offsets are into ' +
    '`answer`, those of citations into the `text` of the article.',
  request: {
    body: {
      required: true,
      content: { 'application/json': { schema: askRequestSchema, example } },
    },
  },
  responses: {
    200: {
      description:
        'The answer; with `stream: true` or `Accept: text/event-stream` as events: meta, sources, delta*, replace? ' +
        '(takes the place of all sentences before), done, or error as the last one.',
      content: {
        'application/json': { schema: answerSchema, example: exampleAnswer },
        'text/event-stream': { schema: { type: 'string' } },
      },
    },
    ...errorResponses(400, 413, 415, 503),
  },
});

/** `POST /v1/ask`. */
export function askRoute(app: OpenAPIHono<AppEnv>, parts: Parts): void {
  app.use(route.path, onlyMethods('POST'));
  app.post(route.path, jsonBody(parts.options.maxBodyBytes));
  app.openapi(route, async (c) => {
    const body = c.req.valid('json');
    const request = {
      ...body,
      question: requireWords(body.question, 'question'),
      locale: c.var.locale,
    };
    const answer = startAnswer(parts, c, request);
    if (!request.stream && !acceptsEventStream(c.req.header('accept'))) {
      return c.json(await lastAnswer(answer.events), 200);
    }
    c.set('streaming', true);
    return c.body(
      eventStream(eventTexts(answer.events), {
        heartbeatMs: parts.options.heartbeatMs,
        failureText: (error) => formatEvent('error', safeDescription(parts, c, error)),
        onGone: answer.abandon,
        onEnd: c.var.finishLog,
      }),
      200,
      streamHeaders,
    );
  });
}
