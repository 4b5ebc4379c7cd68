import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { citationSchema } from '../../domain/citation.js';
import { lastAnswer, startAnswer } from '../answering.js';
import type { AppContext, AppEnv, Parts } from '../context.js';
import { exampleAnswer } from '../document-examples.js';
import { notReady, toHttpError } from '../errors.js';
import { eventStream, streamHeaders } from '../event-stream.js';
import { jsonBody } from '../json-body.js';
import { safeDescription } from '../log.js';
import { openAiError } from '../openai/chat-errors.js';
import {
  askRequestOf,
  chatModels,
  chatRequestSchema,
  defaultChatModel,
  requireChatModel,
  type ChatModel,
} from '../openai/chat-request.js';
import { chatTextOf, chunkOf, chunksOf, completionOf, type CompletionHead } from '../openai/chat-response.js';
import { errorResponses, onlyMethods } from './common.js';

/** Conversations are longer than questions, and carry the schemas of tools. */
const bodyFactor = 8;
const maxDepth = 64;

const completionSchema = z
  .looseObject({
    id: z.string(),
    object: z.literal('chat.completion'),
    created: z.int(),
    model: z.string(),
    choices: z.array(z.looseObject({ message: z.looseObject({ content: z.string() }) })),
    citations: z.array(citationSchema),
    answered: z.boolean(),
  })
  .openapi({ description: 'A chat completion as OpenAI’s API gives it, with our fields beside' });

const example = completionOf(
  { id: `chatcmpl-${exampleAnswer.id}`, created: 1795689969, model: defaultChatModel },
  exampleAnswer,
  chatTextOf(exampleAnswer, 'http://127.0.0.1:8080', 'en'),
);

const completionsRoute = createRoute({
  method: 'post',
  path: '/v1/chat/completions',
  summary: 'An answer in the form of OpenAI’s chat completions, for clients made for that',
  description:
    'The last message of the user is the question, the messages before are its history; system messages and unknown ' +
    'fields are ignored. `annotations` of type `url_citation` say which part of the text cites which page, offsets in ' +
    'UTF-16 units; `citations` are those of `POST /v1/ask`. A stream sends whole sentences once they can no longer be ' +
    'replaced.',
  request: { body: { required: true, content: { 'application/json': { schema: chatRequestSchema } } } },
  responses: {
    200: {
      description: 'The completion; with `stream: true` its chunks as events, the last one `[DONE]`',
      content: {
        'application/json': { schema: completionSchema, example },
        'text/event-stream': { schema: { type: 'string' } },
      },
    },
    ...errorResponses(400, 404, 413, 415, 503),
  },
});

const modelSchema = z.object({
  id: z.string(),
  object: z.literal('model'),
  created: z.int().openapi({ description: 'When the articles were last indexed, seconds since 1970' }),
  owned_by: z.string(),
});

const modelsRoute = createRoute({
  method: 'get',
  path: '/v1/models',
  summary: 'The models that chat completions may name',
  responses: {
    200: {
      description: 'All of them',
      content: {
        'application/json': {
          schema: z.object({ object: z.literal('list'), data: z.array(modelSchema) }),
        },
      },
    },
    ...errorResponses(503),
  },
});

const modelRoute = createRoute({
  method: 'get',
  path: '/v1/models/{model}',
  summary: 'One of the models',
  request: { params: z.object({ model: z.string().openapi({ example: defaultChatModel }) }) },
  responses: {
    200: { description: 'The model', content: { 'application/json': { schema: modelSchema } } },
    ...errorResponses(404, 503),
  },
});

/** `POST /v1/chat/completions`, `GET /v1/models` and `GET /v1/models/{model}`, as OpenAI's clients want them. */
export function chatCompletionRoutes(app: OpenAPIHono<AppEnv>, parts: Parts): void {
  app.use(completionsRoute.path, onlyMethods('POST'));
  app.post(completionsRoute.path, jsonBody(bodyFactor * parts.options.maxBodyBytes, maxDepth));
  app.openapi(completionsRoute, (c) => complete(parts, c, c.req.valid('json')) as never);

  app.use('/v1/models', onlyMethods('GET'));
  app.use('/v1/models/:model', onlyMethods('GET'));
  app.openapi(modelsRoute, async (c) => {
    const { created, known } = await modelsOf(parts);
    const data = known.map((id) => modelOf(id, created));
    return c.json({ object: 'list' as const, data }, 200);
  });
  app.openapi(modelRoute, async (c) => {
    const { created, known } = await modelsOf(parts);
    return c.json(modelOf(requireChatModel(c.req.valid('param').model, known), created), 200);
  });
}

function modelOf(id: ChatModel, created: number) {
  return { id, object: 'model' as const, created, owned_by: 'yinju' };
}

/** What may be named, and since when it is what it is. */
async function modelsOf({ service }: Parts): Promise<{ created: number; known: readonly ChatModel[] }> {
  if (!service.readiness().ready) throw notReady();
  const { createdAt, languageModel } = await service.status();
  return { created: seconds(Date.parse(createdAt)), known: chatModels(languageModel !== null) };
}

async function complete(
  parts: Parts,
  c: AppContext,
  body: z.infer<typeof chatRequestSchema>,
): Promise<Response> {
  const { options } = parts;
  const { locale } = c.var;
  const { known } = await modelsOf(parts);
  const { model, ...request } = askRequestOf(body, known, { locale });
  const base = options.publicUrl ?? new URL(c.req.url).origin;
  const headOf = (id: string): CompletionHead => ({
    id: `chatcmpl-${id}`,
    created: seconds(Date.now()),
    model,
  });
  const answering = startAnswer(parts, c, request);
  if (!request.stream) {
    const answer = await lastAnswer(answering.events);
    return c.json(completionOf(headOf(answer.id), answer, chatTextOf(answer, base, locale)), 200);
  }

  async function* chunks(): AsyncGenerator<string> {
    let head = headOf(c.var.requestId);
    // A sentence that was sent cannot be taken back here: what is said is sent when it is certain.
    for await (const event of answering.events) {
      if (event.type === 'meta') {
        head = headOf(event.id);
        yield data(chunkOf(head, { role: 'assistant', content: '' }));
      } else if (event.type === 'done') {
        const text = chatTextOf(event.answer, base, locale);
        const wantsUsage = body.stream_options?.include_usage ?? false;
        for (const chunk of chunksOf(head, event.answer, text, wantsUsage)) yield data(chunk);
      }
    }
    yield 'data: [DONE]\n\n';
  }

  c.set('streaming', true);
  return c.body(
    eventStream(chunks(), {
      heartbeatMs: options.heartbeatMs,
      failureText: (error) => {
        const { status } = toHttpError(error, c.var.requestId);
        return data({ error: openAiError(status, safeDescription(parts, c, error)) });
      },
      onGone: answering.abandon,
      onEnd: c.var.finishLog,
    }),
    200,
    streamHeaders,
  );
}

function data(value: object): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
