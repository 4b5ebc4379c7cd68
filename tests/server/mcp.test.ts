import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterEach, describe, expect, it } from 'vitest';
import { answerSchema } from '../../src/domain/answer.js';
import { locales, message } from '../../src/messages/index.js';
import { articleSchema, searchResponseSchema } from '../../src/server/schemas.js';
import { serve, type RunningServer, type ServeOptions } from '../../src/server/serve.js';
import type { FakeOptions } from '../fakes/fake-service.js';
import { deferred, errorOf, sampleApp, sampleService } from './support/harness.js';

const running: (RunningServer | Client)[] = [];
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.close();
});

/** A server over real HTTP, and the protocol's own client connected to it. */
async function start(options: Partial<ServeOptions> = {}, fake: FakeOptions = {}) {
  const service = sampleService(fake);
  const server = await serve(service, { port: 0, locale: 'en', shutdownMs: 100, ...options });
  running.push(server);
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`)));
  running.push(client);
  const call = async (name: string, given: Record<string, unknown>) => {
    const { content, structuredContent, isError } = await client.callTool({ name, arguments: given });
    const [first] = content as { type: string; text: string }[];
    return { text: first!.text, structuredContent, isError: isError ?? false };
  };
  return { service, server, client, call };
}

const port = '云栖港前四个月的集装箱吞吐量是多少？';

describe('the client of the Model Context Protocol', () => {
  it('finds three tools that say what they take and give', async () => {
    const { client } = await start();
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['ask', 'search', 'get_article']);
    for (const { description, inputSchema, outputSchema, annotations } of tools) {
      expect(description).toMatch(/\w/);
      expect(Object.keys(inputSchema.properties ?? {}).length).toBeGreaterThan(0);
      expect(outputSchema?.type).toBe('object');
      expect(annotations?.readOnlyHint).toBe(true);
    }
    expect(tools[0]!.inputSchema.required).toEqual(['question']);
  });

  it('asks, and gets the answer with its citations, as an object and to read', async () => {
    const { call, server } = await start();
    const { text, structuredContent } = await call('ask', { question: port });
    const answer = answerSchema.parse(structuredContent);
    expect(answer.shortAnswer).toBe('218.6万标箱');
    expect(text.startsWith(answer.answer)).toBe(true);
    expect(text).toContain('\n[1] 云栖港上半年吞吐量创新高 · 云栖日报 · 2023-05-17 · ');
    const [link] = /http\S+/.exec(text) ?? [];
    expect(await (await fetch(link!)).text()).toContain('<mark id="quote"');
    expect(link!.startsWith(server.url)).toBe(true);
  });

  it('is refused what the archive does not answer, and told of errors, in the language asked for', async () => {
    const { call, service } = await start();
    for (const [locale, words] of [
      ['zh-TW', /裡沒有文字/],
      ['en', /holds no words/],
    ] as const) {
      const { text, structuredContent, isError } = await call('ask', {
        question: '今天天气怎么样？',
        locale,
      });
      expect(answerSchema.parse(structuredContent).answered).toBe(false);
      expect(text).toContain('\n- 云栖港上半年吞吐量创新高 (云栖日报');
      expect(isError).toBe(false);
      expect(service.asked.at(-1)!.context.locale).toBe(locale);
      expect((await call('ask', { question: '？？', locale })).text).toMatch(words);
    }
  });

  it('sends history and filters on', async () => {
    const { call, service } = await start();
    const history = [{ role: 'user', content: '春茶多少钱？' }];
    await call('ask', { question: port, history, filters: { sources: ['云栖日报'] }, topK: 3 });
    expect(service.asked[0]!.request).toMatchObject({ history, filters: { sources: ['云栖日报'] }, topK: 3 });
  });

  it('searches, and reads the article that it found', async () => {
    const { call } = await start();
    const found = await call('search', { query: '吞吐量', topK: 2 });
    const [first] = searchResponseSchema.parse(found.structuredContent).results;
    expect(found.text).toContain(first!.text);
    const article = await call('get_article', { id: first!.articleId });
    const { text, title } = articleSchema.parse(article.structuredContent);
    expect(article.text).toBe(
      `${title}\n云栖日报 · 林晓 · 2023-05-17 · https://news.example/ports/2023?a=1&b=2\n\n${text}`,
    );
  });

  it.each([
    ['ask', { question: '' }, /question/],
    ['ask', { question: '？？' }, /holds no words/],
    ['ask', { question: port, topK: 9999 }, /topK/],
    ['ask', { question: port, filters: { publishedFrom: 'soon' } }, /publishedFrom/],
    ['search', {}, /query/],
    ['get_article', { id: 'nobody' }, /no article of this id/],
  ])('is told what is wrong with %s %j', async (name, given, words) => {
    const { call, service } = await start();
    const { text, isError } = await call(name, given);
    expect(isError).toBe(true);
    expect(text).toMatch(words);
    expect(service.asked).toHaveLength(0);
  });

  it('is told everything that is wrong with arguments, in the language asked for', async () => {
    const { call } = await start();
    const wrong = { question: port, topK: 9999, filters: { sources: 'x' }, colour: 'red', locale: 'zh-TW' };
    const { text, isError } = await call('ask', wrong);
    expect(isError).toBe(true);
    expect(text.split('\n')).toEqual([
      message('zh-TW', 'field.not-list', { field: 'filters.sources' }),
      message('zh-TW', 'field.too-big', { field: 'topK', limit: 50 }),
      message('zh-TW', 'field.unknown', { field: 'colour' }),
    ]);
  });

  it('is told that there is no such tool', async () => {
    const { client } = await start();
    await expect(client.callTool({ name: 'constructor' })).rejects.toThrow(/No tool constructor/);
  });

  it('is told of a failure without its details', async () => {
    const { call } = await start(
      {},
      {
        before: () => {
          throw new Error('/secret/path');
        },
      },
    );
    const { text, isError } = await call('ask', { question: port });
    expect(isError).toBe(true);
    expect(text).toMatch(/Something went wrong/);
    expect(text).not.toContain('secret');
  });

  it('ends the work when it goes away', async () => {
    const waiting = deferred();
    const { client, service } = await start(
      {},
      {
        before: (_type, { signal }) =>
          new Promise((_, reject) => {
            waiting.resolve();
            signal.addEventListener('abort', () => {
              reject(signal.reason as Error);
            });
          }),
      },
    );
    const asked = client.callTool({ name: 'ask', arguments: { question: port } });
    const failed = expect(asked).rejects.toThrow();
    await waiting.promise;
    await client.close();
    await failed;
    await expect.poll(() => service.stopped).toBe(1);
  });
});

describe('POST /mcp', () => {
  const initialize = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
  };
  const accept = { accept: 'application/json, text/event-stream' };

  it('is closed to pages of other origins', async () => {
    const { post } = sampleApp({
      corsOrigins: ['https://news.example'],
      publicUrl: 'https://qa.example/yinju',
    });
    const from = (origin: string) => post('/yinju/mcp', initialize, { ...accept, origin });
    expect((await from('https://news.example')).status).toBe(200);
    expect((await from('https://qa.example')).status).toBe(200);
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:8080']) {
      const response = await from(origin);
      expect(response.status).toBe(403);
      expect((await errorOf(response)).code).toBe('origin-not-allowed');
    }
  });

  it('takes no lists, in which a call could be cancelled and waited for', async () => {
    const { post, service } = sampleApp();
    const call = (id: number) => ({
      jsonrpc: '2.0',
      id,
      method: 'tools/call',
      params: { name: 'ask', arguments: { question: port } },
    });
    const cancel = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } };
    for (const list of [[call(1), cancel], [call(1), call(2)], []]) {
      const response = await post('/mcp', list, accept);
      expect(response.status).toBe(400);
      expect((await errorOf(response)).details?.[0]?.field).toBe('body');
    }
    expect(service.asked).toHaveLength(0);
  });

  it('says tools and errors in the language of the request', async () => {
    const { post } = sampleApp();
    const called = (name: string, given: object) => ({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name, arguments: given },
    });
    for (const locale of locales) {
      const headers = { ...accept, 'accept-language': locale };
      const missing = await (await post('/mcp', called('get_article', { id: 'nobody' }), headers)).text();
      expect(missing).toContain(message(locale, 'http.article-not-found'));
      const empty = await (await post('/mcp', called('search', { query: '？' }), headers)).text();
      expect(empty).toContain(message(locale, 'field.no-words', { field: 'query' }));
    }
  });

  it('changes no prototype, whatever the arguments are called', async () => {
    const { post } = sampleApp();
    const body = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"ask",
      "arguments":{"question":"${port}","__proto__":{"polluted":1}}}}`;
    expect((await post('/mcp', body, accept)).status).toBe(200);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('answers what is no message of the protocol with a clear error', async () => {
    const { post, app } = sampleApp();
    expect((await post('/mcp', '{', accept)).status).toBe(400);
    expect((await post('/mcp', { hello: 1 }, accept)).status).toBe(400);
    expect((await post('/mcp', '['.repeat(100) + ']'.repeat(100), accept)).status).toBe(400);
    expect((await post('/mcp', initialize, { accept: 'text/html' })).status).toBe(406);
    expect((await post('/mcp', { ...initialize, x: '长'.repeat(1_000_000) }, accept)).status).toBe(413);
    for (const method of ['GET', 'DELETE', 'PUT']) {
      expect((await app.request('/mcp', { method })).status).toBe(405);
    }
  });
});
