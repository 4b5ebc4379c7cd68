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
import { withoutRemarks } from './chat-response.js';

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

/**
 * Of a long conversation so many of the newest messages are looked at, those of tools among them, and no message may hold
 * more parts than this: a body of two megabytes could hold a million of either, each wrong.
 */
const newestMessages = 200;
const mostParts = 100;

const partSchema = z.object({ type: z.string(), text: z.string().nullish(), refusal: z.string().nullish() });
/** Null in turns of an assistant that only called tools. */
const contentSchema = z.union([z.string(), z.array(partSchema).max(mostParts), z.null()]).optional();
type Content = z.infer<typeof contentSchema>;
const messageSchema = z.object({
  role: z.string().describe('`user` or `assistant`; what others say is passed over'),
  content: contentSchema.describe('Text, or parts of type `text`'),
});

/**
 * The body of `POST /v1/chat/completions`, as far as it means anything here; any other field is ignored, as clients send
 * what they like. `filters`, `topK` and `locale` are ours.
 */
export const chatRequestSchema = z
  .object({
    model: z.string().nullish().describe('One of `GET /v1/models`; `yinju` if absent'),
    messages: z
      .preprocess(newest, z.array(messageSchema).min(1))
      .describe('Oldest first; of a long conversation the newest count'),
    stream: z.boolean().nullish().describe('Whether the answer comes as events'),
    stream_options: z
      .object({
        include_usage: z.boolean().nullish().describe('Whether a last chunk holds the tokens used'),
      })
      .nullish(),
    n: z.literal(1).nullish().describe('There is one answer'),
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

function newest(messages: unknown): unknown {
  return Array.isArray(messages) ? messages.slice(-newestMessages) : messages;
}

/**
 * The question that a conversation ends with, and what was said before. Messages of `system`, `developer` and `tool` are
 * instructions to a model: here nothing obeys them.
 * @throws HttpError 400 where there is no question, it is too long, or it holds more than text
 */
export function askRequestOf(
  body: ChatRequest,
  known: readonly ChatModel[],
  defaults: Pick<AskRequest, 'locale'>,
): AskRequest & { readonly model: ChatModel } {
  const model = requireChatModel(body.model ?? defaultChatModel, known);
  const last = body.messages.findLastIndex(({ role }) => role === 'user');
  const asked = body.messages[last];
  if (!asked) throw invalidRequest([problem('messages', 'field.no-user-message')]);
  return {
    model,
    question: questionOf(asked.content, `messages[${last}].content`),
    history: body.messages.slice(0, last).flatMap(turnOf).slice(-maxHistoryTurns),
    filters: body.filters ?? {},
    topK: body.topK ?? askRequestSchema.shape.topK.parse(undefined),
    mode: chatModes[model],
    stream: body.stream ?? false,
    explain: false,
    ...(defaults.locale ? { locale: defaults.locale } : {}),
  };
}

/** A picture that is asked about cannot be passed over; one that was spoken of before can. */
function questionOf(content: Content, field: string): string {
  const isText = typeof content === 'string' || (content ?? []).every((part) => textOf(part) !== null);
  if (!isText) throw invalidRequest([problem(field, 'field.only-text')]);
  const text = wordsOf(content);
  if (text.length > maxQuestionLength) {
    throw invalidRequest([problem(field, 'field.too-long', { limit: maxQuestionLength })]);
  }
  return requireWords(text, field);
}

/** A turn of the conversation; none where it has no words or is no part of what the two said. */
function turnOf({ role, content }: z.infer<typeof messageSchema>): Turn[] {
  if (role !== 'user' && role !== 'assistant') return [];
  const text = role === 'assistant' ? withoutRemarks(wordsOf(content)) : wordsOf(content);
  // What is too long for a question is told to who asks it; of an earlier turn the beginning does.
  return cleanQuestion(text) === '' ? [] : [{ role, content: text.slice(0, maxTurnLength) }];
}

function wordsOf(content: Content): string {
  if (typeof content === 'string') return content;
  return (content ?? []).flatMap((part) => textOf(part) ?? []).join('\n');
}

/** Null where the part is no text. A refusal is what an assistant said. */
function textOf({ type, text, refusal }: z.infer<typeof partSchema>): string | null {
  if (type === 'refusal') return refusal ?? null;
  return type === 'text' || type === 'input_text' ? (text ?? null) : null;
}
