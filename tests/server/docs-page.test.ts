import { describe, expect, it } from 'vitest';
import { answerSchema } from '../../src/domain/answer.js';
import { exampleOf, jsonSchema, type ApiDocument } from '../../src/pages/api-schema.js';
import { sampleApp } from './support/harness.js';
import { pageOf } from './support/page-of.js';

const documentOf = async (get: (path: string) => Promise<Response>) =>
  (await (await get('/openapi.json')).json()) as ApiDocument;

describe('/docs', () => {
  it('shows every route of the document, with its fields', async () => {
    const { get } = sampleApp({ version: '1.2.3' });
    const api = await documentOf(get);
    const page = await pageOf(get('/docs', { 'accept-language': 'en' }));
    const titles = page.texts('h2');
    for (const [path, methods] of Object.entries(api.paths ?? {})) {
      for (const method of Object.keys(methods)) expect(titles).toContain(`${method.toUpperCase()} ${path}`);
    }
    expect(page.texts('tr')).toContain('questionstringrequired · 1–2000 As one would ask a person');
    expect(page.texts('tr')).toContain('topKintegerdefault 8 · 1–50 How many passages are looked at');
    expect(page.texts('p').join()).toContain('version 1.2.3');
  });

  it('gives examples that the routes take', async () => {
    const { get, post } = sampleApp();
    const api = await documentOf(get);
    let tried = 0;
    for (const [path, { post: operation }] of Object.entries(api.paths ?? {})) {
      const schema = jsonSchema(operation?.requestBody);
      if (!schema) continue;
      const headers = path === '/mcp' ? { accept: 'application/json, text/event-stream' } : {};
      const response = await post(path, exampleOf(api, schema), headers);
      expect([path, response.status]).toEqual([path, 200]);
      tried++;
    }
    expect(tried).toBeGreaterThanOrEqual(4);
  });

  it('says of every field of a request that our own routes take what it is', async () => {
    const { get } = sampleApp();
    const { paths = {} } = await documentOf(get);
    for (const path of ['/v1/ask', '/v1/search']) {
      const { properties = {} } = jsonSchema(paths[path]?.post?.requestBody) ?? {};
      for (const [name, { description }] of Object.entries(properties)) {
        expect([path, name, description]).toEqual([path, name, expect.stringMatching(/\w+ \w+/)]);
      }
    }
  });

  it('shows answers that are as the schemas say', async () => {
    const { get } = sampleApp();
    const { paths = {} } = await documentOf(get);
    const exampleOn = (path: string) => jsonSchema(paths[path]?.post?.responses?.['200'])?.example;
    const answer = answerSchema.parse(exampleOn('/v1/ask'));
    const [sentence] = answer.sentences;
    expect(answer.answer.slice(sentence!.start, sentence!.end)).toBe(answer.citations[0]!.quote);
    expect(exampleOn('/v1/chat/completions')).toMatchObject({
      choices: [{ message: { content: answer.answer } }],
      citations: answer.citations,
    });
    const page = await pageOf(get('/docs'));
    expect(page.texts('pre').some((text) => text.includes('"shortAnswer": "5.7万件"'))).toBe(true);
  });

  it('writes calls whose every word is one to a shell', async () => {
    const { get } = sampleApp();
    const page = await pageOf(get('/docs'));
    const calls = page.texts('pre').filter((text) => text.startsWith('curl'));
    expect(calls).toHaveLength(page.all('section').length);
    const resolve = calls.find((text) => text.includes('/v1/citations/resolve'));
    expect(resolve).toMatch(
      /^curl -s '\S+\?articleId=2023%2Fqingyu\S+&start=418&end=487&quote=%E5%9C%A8\S+'$/,
    );
    for (const call of calls) expect(call).not.toMatch(/…|undefined|\{\w+\}/);
    expect(page.source).not.toMatch(/`\w/);
  });

  it.each([
    ['zh-CN', 'HTTP 接口'],
    ['zh-TW', 'HTTP 介面'],
    ['en', 'HTTP interface'],
  ])('is in %s', async (locale, title) => {
    const { get } = sampleApp();
    const page = await pageOf(get('/docs', { 'accept-language': locale }));
    expect(page.headers.get('content-language')).toBe(locale);
    expect(page.texts('h1')).toEqual([title]);
  });

  it('names the public address in its calls', async () => {
    const { get } = sampleApp({ publicUrl: 'https://qa.example/yinju' });
    const html = await (await get('/yinju/docs')).text();
    expect(html).toContain('https://qa.example/yinju/v1/ask');
    expect(html).toContain('href="/yinju/openapi.json"');
  });
});

describe('exampleOf', () => {
  const api: ApiDocument = {
    info: { version: '1' },
    components: {
      schemas: { Turn: { type: 'object', required: ['role'], properties: { role: { enum: ['user'] } } } },
    },
  };

  it('takes the example, else the default, else what is required', () => {
    expect(exampleOf(api, { type: 'string', example: 'x' })).toBe('x');
    expect(exampleOf(api, { type: 'integer', default: 8, minimum: 1 })).toBe(8);
    expect(exampleOf(api, { type: 'integer', minimum: 1 })).toBe(1);
    expect(exampleOf(api, { type: 'array', items: { $ref: '#/components/schemas/Turn' } })).toEqual([
      { role: 'user' },
    ]);
    expect(
      exampleOf(api, {
        type: 'object',
        required: ['a'],
        properties: { a: { const: '2.0' }, b: { type: 'string' } },
      }),
    ).toEqual({ a: '2.0' });
  });
});
