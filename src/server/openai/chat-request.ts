import { z } from '@hono/zod-openapi';
import {
  askRequestSchema,
  maxHistoryTurns,
  maxQuestionLength,
  maxTurnLength,
  type AskRequest,
  type Turn,
} from '../../domain/question.js';
import { HttpError, invalidRequest } from '../errors.js';
import { cleanQuestion, requireWords } from '../question-text.js';
import { problem } from '../validation.js';

/** Models that clients may name, and how each answers. */
const chatModes = {
  yinju: 'auto',
  'yinju-extractive': 'extractive',
  'yinju-generated': 'generated',
} as const;
export type ChatModel = keyof typeof chatModes;
export const defaultChatModel: ChatModel = 'yinju';

/** @param languageModel whether there is one to generate answers */
export function chatModels(languageModel: boolean): readonly ChatModel[] {
  return languageModel ? ['yinju', 'yinju-extractive', 'yinju-generated'] : ['yinju', 'yinju-extractive'];
}

/** @throws HttpError 404, as OpenAI's own API answers */
export function requireChatModel(name: string, known: readonly ChatModel[]): ChatModel {
  const model = known.find((one) => one === name);
  if (!model) throw new HttpError(404, 'http.model-not-found', { known: known.join(', ') });
  return model;
}

const textPartSchema = z.looseObject({ type: z.string(), text: z.string().optional() });
const messageSchema = z.looseObject({
  role: z.string(),
  /** Null in turns of an assistant that only called tools. */
  content: z.union([z.string(), z.array(textPartSchema), z.null()]).optional(),
});

/**
 * The body of `POST /v1/chat/completions`, as far as it means anything here; any other field is ignored, as clients send
 * what they like. `filters`, `topK` and `locale` are ours.
 */
export const chatRequestSchema = z
  .looseObject({
    model: z.string().optional(),
    messages: z.array(messageSchema).min(1).max(2000),
    stream: z.boolean().nullish(),
    stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
    n: z.int().min(1).max(1).nullish(),
    filters: askRequestSchema.shape.filters.optional(),
    topK: askRequestSchema.shape.topK.optional(),
    locale: askRequestSchema.shape.locale,
  })
  .openapi({
    example: {
      model: defaultChatModel,
      messages: [{ role: 'user', content: '2022年青屿海关在跨境电商渠道查获多少件侵权商品？' }],
    },
  });
export type ChatRequest = z.infer<typeof chatRequestSchema>;

/**
 * The question that a conversation ends with, and what was said before. Messages of `system`, `developer` and `tool` are
 * instructions to a model: here nothing obeys them. Of a long conversation the newest turns count.
 * @throws HttpError 400 where there is no question, it is too long, or it holds more than text
 */
export function askRequestOf(
  body: ChatRequest,
  known: readonly ChatModel[],
  defaults: Pick<AskRequest, 'locale'>,
): AskRequest & { readonly model: ChatModel } {
  const model = requireChatModel(body.model ?? defaultChatModel, known);
  const turns = body.messages.flatMap((message, i) => turnOf(message, `messages[${i}].content`));
  const last = turns.findLastIndex(({ role }) => role === 'user');
  const asked = turns[last];
  if (!asked) throw invalidRequest([problem('messages', 'field.no-user-message')]);
  if (asked.content.length > maxQuestionLength) {
    throw invalidRequest([problem('messages', 'field.too-long', { limit: maxQuestionLength })]);
  }
  return {
    model,
    question: requireWords(asked.content, 'messages'),
    history: turns.slice(0, last).slice(-maxHistoryTurns),
    filters: body.filters ?? {},
    topK: body.topK ?? askRequestSchema.shape.topK.parse(undefined),
    mode: chatModes[model],
    stream: body.stream ?? false,
    explain: false,
    ...(defaults.locale ? { locale: defaults.locale } : {}),
  };
}

/** A turn of the conversation; none where it has no words or is no part of what the two said. */
function turnOf({ role, content }: z.infer<typeof messageSchema>, field: string): Turn[] {
  if (role !== 'user' && role !== 'assistant') return [];
  const text = typeof content === 'string' ? content : (content ?? []).map(textOf(field)).join('\n');
  if (cleanQuestion(text) === '') return [];
  // What is too long for a question is told to who asks it; of an earlier turn the beginning does.
  return [{ role, content: text.slice(0, maxTurnLength) }];
}

function textOf(field: string): (part: z.infer<typeof textPartSchema>) => string {
  return ({ type, text }) => {
    // A refusal is what an assistant said.
    if ((type === 'text' || type === 'input_text' || type === 'refusal') && text !== undefined) return text;
    throw invalidRequest([problem(field, 'field.only-text')]);
  };
}
