import { describe, expect, it } from 'vitest';
import { locales } from '../../src/messages/index.js';
import { errorOf, sampleApp } from './support/harness.js';

const question = '吞吐量是多少？';
const deep = (levels: number) => `${'{"filters":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('a bad body of POST /v1/ask', () => {
  it.each<[string, unknown, string, string]>([
    ['no question', {}, 'question', 'question is missing.'],
    ['empty question', { question: '' }, 'question', 'question must not be empty.'],
    ['blank question', { question: ' \u3000\n' }, 'question', 'question holds no words.'],
    ['only punctuation', { question: '？！。' }, 'question', 'question holds no words.'],
    [
      '5,000 characters',
      { question: '问'.repeat(5000) },
      'question',
      'question may have at most 2000 characters.',
    ],
    ['a question that is no text', { question: 7 }, 'question', 'question must be text.'],
    ['a question that is null', { question: null }, 'question', 'question must be text.'],
    [
      'an unknown field',
      { question, temperature: 1 },
      'temperature',
      'temperature is not a field of this request.',
    ],
    ['topK 1e9', { question, topK: 1e9 }, 'topK', 'topK must be at most 50.'],
    ['topK 0', { question, topK: 0 }, 'topK', 'topK must be at least 1.'],
    ['topK 2.5', { question, topK: 2.5 }, 'topK', 'topK must be a whole number.'],
    ['topK as text', { question, topK: '8' }, 'topK', 'topK must be a number.'],
    ['stream as text', { question, stream: 'yes' }, 'stream', 'stream must be true or false.'],
    [
      'an unknown mode',
      { question, mode: 'magic' },
      'mode',
      'mode must be one of auto, extractive, generated.',
    ],
    ['an unknown locale', { question, locale: 'fr' }, 'locale', 'locale must be one of zh-CN, zh-TW, en.'],
    ['history that is no list', { question, history: 'x' }, 'history', 'history must be a list.'],
    ['a turn that is no object', { question, history: ['x'] }, 'history[0]', 'history[0] must be an object.'],
    [
      'a turn of another role',
      { question, history: [{ role: 'system', content: 'x' }] },
      'history[0].role',
      'history[0].role must be one of user, assistant.',
    ],
    [
      'a turn without content',
      { question, history: [{ role: 'user' }] },
      'history[0].content',
      'history[0].content is missing.',
    ],
    [
      'a turn with a field too many',
      { question, history: [{ role: 'user', content: 'x', name: 'y' }] },
      'history[0].name',
      'history[0].name is not a field',
    ],
    [
      'a thousand turns',
      { question, history: Array.from({ length: 1000 }, () => ({ role: 'user', content: 'x' })) },
      'history',
      'history may hold at most 50 entries.',
    ],
    [
      'a turn of 100,000 characters',
      { question, history: [{ role: 'user', content: 'x'.repeat(100_000) }] },
      'history[0].content',
      'history[0].content may have at most 8000 characters.',
    ],
    [
      'a date that is none',
      { question, filters: { publishedFrom: 'yesterday' } },
      'filters.publishedFrom',
      'filters.publishedFrom must be a date such as 2022-09-19',
    ],
    ['an unknown filter', { question, filters: { tag: 'x' } }, 'filters.tag', 'filters.tag is not a field'],
    ['filters that are a list', { question, filters: [] }, 'filters', 'filters must be an object.'],
    ['a list', [], 'body', 'body must be an object.'],
    ['a number', 7, 'body', 'body must be an object.'],
    ['null', null, 'body', 'body must be an object.'],
  ])('%s gets 400 naming the field', async (_, body, field, message) => {
    const { post, service } = sampleApp();
    const response = await post('/v1/ask', JSON.stringify(body));
    const error = await errorOf(response);
    expect(response.status).toBe(400);
    expect(error.code).toBe('invalid-request');
    expect(error.message).toContain(message);
    expect(error.details?.[0]).toEqual({ field, message: error.message });
    expect(service.asked).toHaveLength(0);
  });

  it.each([
    ['NaN', '{"question":"a","topK":NaN}'],
    ['text that is no JSON', 'question=a'],
    ['nothing', ''],
    ['a cut body', '{"question":"a'],
    ['a comment', '{"question":"a"} // hello'],
  ])('%s gets 400', async (_, body) => {
    const { post } = sampleApp();
    const response = await post('/v1/ask', body);
    expect(response.status).toBe(400);
    expect((await errorOf(response)).code).toBe('bad-json');
  });

  it('1e999 is no number to count with', async () => {
    const { post } = sampleApp();
    const error = await errorOf(await post('/v1/ask', '{"question":"a","topK":1e999}'));
    expect(error.details?.[0]?.field).toBe('topK');
  });

  it('bytes that are no UTF-8 get 400', async () => {
    const { app } = sampleApp();
    const body = new Uint8Array([
      ...Buffer.from('{"question":"'),
      0xce,
      0xca,
      0xcc,
      0xe2,
      ...Buffer.from('"}'),
    ]);
    const response = await app.request('/v1/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect((await errorOf(response)).code).toBe('bad-json');
  });

  it.each([17, 100_000 / 12])('JSON %d levels deep gets 400 before it is parsed', async (levels) => {
    const { post } = sampleApp({ maxBodyBytes: 10_000_000 });
    const response = await post('/v1/ask', deep(Math.floor(levels)));
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({
      code: 'too-deep',
      message: 'The body is nested deeper than 16 levels.',
    });
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'a field %s is unknown and changes nothing',
    async (name) => {
      const { post } = sampleApp();
      const response = await post('/v1/ask', `{"question":"谁","${name}":{"polluted":true}}`);
      expect(response.status).toBe(400);
      expect((await errorOf(response)).details?.[0]?.field).toBe(name);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    },
  );

  it('a hundred thousand unknown fields get a short answer', async () => {
    const { post } = sampleApp({ maxBodyBytes: 10_000_000 });
    const fields = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`f${i}`, 1]));
    const response = await post('/v1/ask', { question, ...fields });
    expect(response.status).toBe(400);
    expect((await errorOf(response)).details).toHaveLength(20);
  });

  it('a field name of a client is cut and cannot break the line', async () => {
    const { post } = sampleApp();
    const response = await post('/v1/ask', { question, [`a\n\u202e${'b'.repeat(5000)}`]: 1 });
    const { field } = (await errorOf(response)).details![0]!;
    expect(field.startsWith('a\ufffd\ufffdbbb')).toBe(true);
    expect(field.length).toBeLessThan(100);
  });

  it.each(locales)('is explained in %s', async (locale) => {
    const { post } = sampleApp();
    const error = await errorOf(await post('/v1/ask', { question, topK: 99 }, { 'accept-language': locale }));
    expect(error.message).toMatch({ 'zh-CN': /最大为 50/, 'zh-TW': /最大為 50/, en: /at most 50/ }[locale]);
  });
});

describe('the type and size of a body', () => {
  it.each([
    ['text/plain', {}],
    ['application/x-www-form-urlencoded', {}],
    ['', {}],
    ['application/json; charset=gbk', {}],
    ['application/json', { 'content-encoding': 'gzip' }],
  ])('%j %j gets 415', async (type, more) => {
    const { app, service } = sampleApp();
    const response = await app.request('/v1/ask', {
      method: 'POST',
      headers: { 'content-type': type, ...more },
      body: JSON.stringify({ question }),
    });
    expect(response.status).toBe(415);
    expect((await errorOf(response)).code).toBe('unsupported-media-type');
    expect(service.asked).toHaveLength(0);
  });

  it.each(['application/json; charset=utf-8', 'Application/JSON', 'application/json;charset="UTF-8"'])(
    '%j is fine',
    async (type) => {
      const { app } = sampleApp();
      const init = { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify({ question }) };
      expect((await app.request('/v1/ask', init)).status).toBe(200);
    },
  );

  it('a body over the limit gets 413, at the limit it passes', async () => {
    const body = JSON.stringify({ question });
    const bytes = Buffer.byteLength(body);
    expect((await sampleApp({ maxBodyBytes: bytes }).post('/v1/ask', body)).status).toBe(200);
    const response = await sampleApp({ maxBodyBytes: bytes - 1 }).post('/v1/ask', body);
    expect(response.status).toBe(413);
    expect((await errorOf(response)).message).toContain(`larger than ${bytes - 1} bytes`);
  });
});

describe('POST /v1/search', () => {
  it('finds passages', async () => {
    const { post, service } = sampleApp();
    const response = await post('/v1/search', { query: '标箱', topK: 3 });
    expect(await response.json()).toMatchObject({
      results: [{ articleId: '港口/2023-长江', sourceStart: 0 }],
    });
    expect(service.searched[0]!.request).toEqual({ query: '标箱', topK: 3, filters: {}, explain: false });
  });

  it.each<[unknown, string]>([
    [{}, 'query'],
    [{ query: '。。' }, 'query'],
    [{ query: 'x', topK: 51 }, 'topK'],
    [{ query: 'x', question: 'y' }, 'question'],
    [{ query: 'x', filters: { sources: 'a' } }, 'filters.sources'],
  ])('%j gets 400 naming %s', async (body, field) => {
    const { post } = sampleApp();
    const response = await post('/v1/search', body);
    expect(response.status).toBe(400);
    expect((await errorOf(response)).details?.[0]?.field).toBe(field);
  });
});
