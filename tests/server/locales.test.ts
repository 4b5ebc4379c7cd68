import { afterAll, describe, expect, it } from 'vitest';
import {
  locales,
  message,
  type Locale,
  type MessageKey,
  type MessageParams,
} from '../../src/messages/index.js';
import type { ApiDocument } from '../../src/pages/api-schema.js';
import { sampleApp } from './support/harness.js';
import { stateServer } from './support/state-server.js';

/** A request that is wrong, and what must be said of it. */
interface Wrong {
  readonly path?: string;
  readonly body?: object;
  readonly says: readonly [MessageKey, MessageParams?];
  /** What is wrong is not the request: the index is not there. */
  readonly unready?: boolean;
}

const calling = (given: object) => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'ask', arguments: given },
});

/** One for each route of the API; null where a route says nothing to people. */
const wrong: Readonly<Record<string, Wrong | null>> = {
  'post /v1/ask': { body: { question: '？？' }, says: ['field.no-words', { field: 'question' }] },
  'post /v1/search': { body: { query: 5 }, says: ['field.not-text', { field: 'query' }] },
  'post /v1/chat/completions': {
    body: { messages: [{ role: 'user', content: '？？' }] },
    says: ['field.no-words', { field: 'messages[0].content' }],
  },
  'get /v1/models': { unready: true, says: ['http.not-ready'] },
  'get /v1/models/{model}': {
    path: '/v1/models/none',
    says: ['http.model-not-found', { known: 'yinju, yinju-extractive' }],
  },
  'get /v1/articles': {
    path: '/v1/articles?publishedFrom=soon',
    says: ['field.date', { field: 'publishedFrom' }],
  },
  'get /v1/articles/{id}': { path: '/v1/articles/none', says: ['http.article-not-found'] },
  'get /v1/citations/resolve': { says: ['field.missing', { field: 'articleId' }] },
  'post /v1/feedback': { body: { rating: 'up' }, says: ['field.missing', { field: 'answerId' }] },
  'get /v1/admin/feedback': { says: ['http.unauthorized'] },
  'post /mcp': { body: calling({ question: 5 }), says: ['field.not-text', { field: 'question' }] },
  'get /v1/status': { unready: true, says: ['http.not-ready'] },
  'get /healthz': null,
  'get /readyz': null,
};

const server = await stateServer();
afterAll(() => server.close());
const unready = sampleApp({}, { readiness: () => ({ ready: false, reason: 'x' }) });

async function saidOf(route: string, headers: Record<string, string>, more: object = {}): Promise<string> {
  const [method, named = ''] = route.split(' ');
  const { path = named, body, unready: isUnready = false } = wrong[route]!;
  const { get, post } = isUnready ? unready : server;
  const given = { accept: 'application/json, text/event-stream', ...headers };
  const response = await (method === 'get' ? get(path, given) : post(path, { ...body, ...more }, given));
  const answer = (await response.json()) as {
    error?: { message: string };
    result?: { isError: boolean; content: { text: string }[] };
  };
  return answer.error?.message ?? answer.result!.content[0]!.text;
}

const speaking = Object.entries(wrong).flatMap(([route, one]) => (one ? [[route, one] as const] : []));
const other: Readonly<Record<Locale, Locale>> = { 'zh-CN': 'en', 'zh-TW': 'zh-CN', en: 'zh-TW' };

describe('errors', () => {
  it('are tried on every route of the API', async () => {
    const { paths = {} } = (await (await server.get('/openapi.json')).json()) as ApiDocument;
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(Object.keys(wrong).sort()).toEqual(routes.sort());
  });

  it.each(speaking)(
    'of %s are in the language of Accept-Language',
    async (route, { says: [key, params] }) => {
      for (const locale of locales) {
        expect(await saidOf(route, { 'accept-language': locale })).toBe(message(locale, key, params));
      }
    },
  );

  it.each(speaking.filter(([, { body }]) => body !== undefined && !('jsonrpc' in body)))(
    'of %s are in the language of `locale`, whatever Accept-Language says',
    async (route, { says: [key, params] }) => {
      for (const locale of locales) {
        const said = await saidOf(route, { 'accept-language': other[locale] }, { locale });
        expect(said).toContain(message(locale, key, params));
      }
    },
  );

  it('of a tool are in the language of its `locale`, whatever Accept-Language says', async () => {
    for (const locale of locales) {
      const more = calling({ question: 5, locale });
      const said = await saidOf('post /mcp', { 'accept-language': other[locale] }, more);
      expect(said).toBe(message(locale, 'field.not-text', { field: 'question' }));
    }
  });

  it('of addresses that are none, bodies that are none and origins that may not ask are too', async () => {
    for (const locale of locales) {
      const headers = { 'accept-language': locale };
      for (const [response, key, params] of [
        [server.get('/v1/nothing', headers), 'http.not-found', {}],
        [server.post('/v1/ask', '{', headers), 'http.bad-json', {}],
        [server.post('/v1/chat/completions', '{', headers), 'http.bad-json', {}],
        [server.post('/mcp', '[', headers), 'http.bad-json', {}],
        [
          server.post('/mcp', '{}', { ...headers, origin: 'https://x.example' }),
          'http.origin-not-allowed',
          {},
        ],
        [server.get('/v1/ask', headers), 'http.method-not-allowed', { allowed: 'POST, OPTIONS' }],
      ] as const) {
        const { error } = (await (await response).json()) as { error: { message: string } };
        expect(error.message).toBe(message(locale, key, params));
      }
    }
  });
});
