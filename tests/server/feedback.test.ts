import { mkdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/domain/answer.js';
import type { FeedbackCounts, StoredFeedback } from '../../src/domain/feedback.js';
import { locales } from '../../src/messages/index.js';
import { errorOf, logLines } from './support/harness.js';
import { stateServer, type StateServer } from './support/state-server.js';

const question = '吞吐量是多少？';
const running: StateServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});
async function start(...args: Parameters<typeof stateServer>): Promise<StateServer> {
  const server = await stateServer(...args);
  running.push(server);
  return server;
}

interface FeedbackList {
  feedback: StoredFeedback[];
  counts: FeedbackCounts;
  nextCursor: string | null;
}
const listOf = async (server: StateServer, query = ''): Promise<FeedbackList> => {
  const response = await server.asAdmin(`/v1/admin/feedback${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as FeedbackList;
};

describe('POST /v1/feedback', () => {
  it.each([false, true])(
    'keeps what was said and what is known of the answer, without the question (stream: %s)',
    async (stream) => {
      const server = await start();
      await (await server.post('/v1/ask', { question, stream })).text();
      const given = await server.post('/v1/feedback', {
        answerId: 'a1',
        rating: 'down',
        reasons: ['outdated'],
        note: '应为2024年的数字',
      });
      expect([given.status, await given.text()]).toEqual([204, '']);
      const { feedback, counts, nextCursor } = await listOf(server);
      expect(feedback).toEqual([
        {
          answerId: 'a1',
          rating: 'down',
          reasons: ['outdated'],
          note: '应为2024年的数字',
          createdAt: expect.stringMatching(/^\d{4}-/) as string,
          answer: {
            generation: 'g1',
            answered: true,
            refusal: null,
            confidence: null,
            mode: 'extractive',
            articleIds: [expect.any(String)],
            question: null,
          },
        },
      ]);
      expect(counts).toMatchObject({ total: 1, ratings: { up: 0, down: 1 }, reasons: { outdated: 1 } });
      expect(nextCursor).toBeNull();
    },
  );

  it('keeps the question where the operator wants it', async () => {
    const server = await start({ logQuestions: true });
    await server.post('/v1/ask', { question });
    await server.give({ answerId: 'a1', rating: 'up' });
    expect((await listOf(server)).feedback[0]?.answer?.question).toBe(question);
  });

  it('tells a refusal from an answer, for pages too', async () => {
    const server = await start();
    await (await server.get(`/?q=${encodeURIComponent('火星上的天气？')}`)).text();
    await server.give({ answerId: 'a1', rating: 'down', reasons: ['not-found'] });
    expect((await listOf(server)).feedback[0]?.answer).toMatchObject({
      answered: false,
      refusal: 'no-evidence',
      articleIds: [],
    });
  });

  it('takes an id that it does not know: it may have been started anew', async () => {
    const server = await start();
    expect(await server.give({ answerId: '4f1c9f0e-0d5b-4d63-9a8f-0f4c4b2f6f11', rating: 'up' })).toBe(204);
    expect((await listOf(server)).feedback[0]).toMatchObject({ rating: 'up', answer: null, note: null });
  });

  it('lets a reader change their mind', async () => {
    const server = await start();
    await server.post('/v1/ask', { question });
    await server.give({ answerId: 'a1', rating: 'down', reasons: ['wrong'], note: 'x' });
    await server.give({ answerId: 'a1', rating: 'up' });
    const { feedback, counts } = await listOf(server);
    expect(feedback).toHaveLength(1);
    expect(feedback[0]).toMatchObject({ rating: 'up', reasons: [], note: null });
    expect(feedback[0]?.answer).not.toBeNull();
    expect(counts).toMatchObject({ total: 1, ratings: { up: 1, down: 0 }, reasons: { wrong: 0 } });
  });

  it('keeps a note as text, without what nobody sees in it', async () => {
    const server = await start();
    const note = ' 第一行\u202e\u200b\r\n<script>alert(1)</script>\u0000\u001b[31m\ud800\n\n第三行 ';
    await server.give({ answerId: 'a', rating: 'down', note });
    await server.give({ answerId: 'b', rating: 'down', note: ' \n\u200b' });
    const [empty, text] = (await listOf(server)).feedback;
    expect(text?.note).toBe('第一行\n<script>alert(1)</script>  [31m\ufffd\n\n第三行');
    expect(empty?.note).toBeNull();
  });

  const good = { answerId: 'a1', rating: 'up' };
  it.each<[string, unknown, string, string]>([
    ['no answer id', { rating: 'up' }, 'answerId', 'answerId is missing.'],
    ['an empty answer id', { ...good, answerId: '' }, 'answerId', 'answerId must not be empty.'],
    ['an answer id of another type', { ...good, answerId: 7 }, 'answerId', 'answerId must be text.'],
    ['a long answer id', { ...good, answerId: 'a'.repeat(65) }, 'answerId', 'at most 64 characters'],
    ['an answer id that is a path', { ...good, answerId: '../../x' }, 'answerId', 'answerId is not valid.'],
    ['an answer id with NUL', { ...good, answerId: 'a\0' }, 'answerId', 'answerId is not valid.'],
    ['no rating', { answerId: 'a1' }, 'rating', 'rating is missing.'],
    ['another rating', { ...good, rating: 'meh' }, 'rating', 'rating must be one of up, down.'],
    ['a rating as number', { ...good, rating: 5 }, 'rating', 'rating must be one of up, down.'],
    ['reasons as text', { ...good, reasons: 'wrong' }, 'reasons', 'reasons must be a list.'],
    [
      'an unknown reason',
      { ...good, reasons: ['wrong', 'rude'] },
      'reasons[1]',
      'reasons[1] must be one of wrong, unsupported, outdated, incomplete, not-found, other.',
    ],
    [
      'a thousand reasons',
      { ...good, reasons: Array.from({ length: 1000 }, () => 'wrong') },
      'reasons',
      'reasons may hold at most 6 entries.',
    ],
    ['a long note', { ...good, note: '长'.repeat(2001) }, 'note', 'note may have at most 2000 characters.'],
    ['a note that is a list', { ...good, note: ['x'] }, 'note', 'note must be text.'],
    ['a note that is null', { ...good, note: null }, 'note', 'note must be text.'],
    ['an unknown field', { ...good, question }, 'question', 'question is not a field of this request.'],
    [
      '__proto__',
      '{"answerId":"a1","rating":"up","__proto__":{"note":"x"}}',
      '__proto__',
      '__proto__ is not a field',
    ],
    ['a list', [], 'body', 'body must be an object.'],
    ['null', null, 'body', 'body must be an object.'],
  ])('%s gets 400 naming the field, and nothing is stored', async (_, body, field, message) => {
    const server = await start();
    const response = await server.post('/v1/feedback', body === null ? 'null' : body);
    const error = await errorOf(response);
    expect(response.status).toBe(400);
    expect(error.code).toBe('invalid-request');
    expect(error.message).toContain(message);
    expect(error.details?.[0]).toEqual({ field, message: error.message });
    expect((await server.state.feedback.counts()).total).toBe(0);
  });

  it('takes a note of 2,000 characters, whatever they are', async () => {
    const server = await start();
    expect(await server.give({ ...good, note: '𠮷'.repeat(1000) })).toBe(204);
    expect((await listOf(server)).feedback[0]?.note).toBe('𠮷'.repeat(1000));
  });

  it('takes JSON by POST only, and no more than fits', async () => {
    const server = await start();
    expect((await server.get('/v1/feedback')).status).toBe(405);
    const form = await server.post('/v1/feedback', 'answerId=a', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(form.status).toBe(415);
    const large = await server.post('/v1/feedback', { ...good, note: 'x'.repeat(300_000) });
    expect([large.status, (await errorOf(large)).code]).toEqual([413, 'too-large']);
    const deep = await server.post('/v1/feedback', `${'{"note":'.repeat(1000)}1${'}'.repeat(1000)}`);
    expect([deep.status, (await errorOf(deep)).code]).toEqual([400, 'too-deep']);
  });

  it('takes readers of listed origins, and of no other', async () => {
    const server = await start({ corsOrigins: ['https://news.example'] });
    const preflight = (origin: string) =>
      server.send('/v1/feedback', {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        },
      });
    const granted = await preflight('https://news.example');
    expect(granted.status).toBe(204);
    expect(granted.headers.get('access-control-allow-origin')).toBe('https://news.example');
    expect(granted.headers.get('access-control-allow-headers')).toContain('Content-Type');
    for (const body of [good, { rating: 'up' }]) {
      const response = await server.post('/v1/feedback', body, { origin: 'https://news.example' });
      expect(response.headers.get('access-control-allow-origin')).toBe('https://news.example');
    }
    for (const origin of ['https://evil.example', 'null']) {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('in a flood is taken as fast as is bearable; the rest gets 429 with Retry-After', async () => {
    const server = await start({ feedbackRate: { burst: 20, perSecond: 0.001 }, maxFeedback: 15 });
    const responses = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        server.post('/v1/feedback', { answerId: `f${i}`, rating: 'down', note: 'x'.repeat(2000) }),
      ),
    );
    const refused = responses.filter(({ status }) => status === 429);
    expect(responses.filter(({ status }) => status === 204)).toHaveLength(20);
    expect(refused).toHaveLength(180);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await errorOf(refused[0]!)).code).toBe('too-many-requests');
    expect((await server.state.feedback.counts()).total).toBe(15);
    expect((await server.post('/v1/ask', { question })).status).toBe(200);
  });

  it('says 503 where nothing can be stored, and questions are answered all the same', async () => {
    const log = logLines();
    const server = await start({ logger: pino({}, log) });
    mkdirSync(join(server.folder, 'state.sqlite'));
    const response = await server.post('/v1/feedback', good);
    const error = await errorOf(response);
    expect([response.status, error.code]).toEqual([503, 'storage-unavailable']);
    expect(response.headers.get('retry-after')).toBe('30');
    expect(JSON.stringify(error)).not.toContain(server.folder);
    expect(log.lines.join('')).toMatch(/state\.forbidden.*unable to open database file/);
    expect((await server.post('/v1/ask', { question })).status).toBe(200);
    rmSync(join(server.folder, 'state.sqlite'), { recursive: true });
    expect(await server.give(good)).toBe(204);
  });

  it.each(locales)('speaks %s', async (locale) => {
    const server = await start({ feedbackRate: { burst: 0, perSecond: 1 } });
    const response = await server.post('/v1/feedback', good, { 'accept-language': locale });
    expect((await errorOf(response)).message).toMatch(
      { 'zh-CN': /提交过于频繁/, 'zh-TW': /提交過於頻繁/, en: /Too many at once/ }[locale],
    );
  });

  it('is not there, nor anything of it, where the service keeps no state', async () => {
    const server = await start({ state: null });
    expect((await server.post('/v1/feedback', good)).status).toBe(404);
    expect((await server.get('/v1/admin/feedback')).status).toBe(404);
  });
});

describe('GET /v1/admin/feedback', () => {
  it('goes through all of it page by page, newest first, and by rating', async () => {
    const server = await start();
    for (let i = 1; i <= 5; i++) await server.give({ answerId: `a${i}`, rating: i % 2 ? 'down' : 'up' });
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: FeedbackList = await listOf(server, `?limit=2${cursor && `&cursor=${cursor}`}`);
      expect(page.counts.total).toBe(5);
      ids.push(...page.feedback.map(({ answerId }) => answerId));
      cursor = page.nextCursor;
    }
    expect(ids).toEqual(['a5', 'a4', 'a3', 'a2', 'a1']);
    const up = await listOf(server, '?rating=up');
    expect(up.feedback.map(({ answerId }) => answerId)).toEqual(['a4', 'a2']);
    expect(up.counts.total).toBe(5);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=x', 'limit'],
    ['rating=meh', 'rating'],
    ['cursor=abc', 'cursor'],
    ['cursor=-1', 'cursor'],
    ['cursor=1%20OR%201', 'cursor'],
    ['cursor=99999999999999999999', 'cursor'],
    ['cursor=', 'cursor'],
    ['newest=1', 'newest'],
  ])('%s gets 400 naming the field', async (query, field) => {
    const server = await start();
    const response = await server.asAdmin(`/v1/admin/feedback?${query}`);
    expect(response.status).toBe(400);
    expect((await errorOf(response)).details?.[0]?.field).toBe(field);
  });

  it('is documented, as is what it asks for', async () => {
    const server = await start();
    const document = (await (await server.get('/openapi.json')).json()) as {
      paths: Record<string, Record<string, { security?: unknown; responses: Record<string, unknown> }>>;
      components: { securitySchemes: Record<string, object> };
    };
    const { '/v1/feedback': give, '/v1/admin/feedback': read, '/v1/status': status } = document.paths;
    expect(Object.keys(give!.post!.responses)).toEqual(['204', '400', '413', '415', '429', '503']);
    expect(Object.keys(read!.get!.responses)).toEqual(['200', '400', '401', '403', '503']);
    expect(read!.get!.security).toEqual([{ adminKey: [] }]);
    expect(status!.get!.security).toEqual([{}, { adminKey: [] }]);
    expect(document.components.securitySchemes.adminKey).toMatchObject({ type: 'http', scheme: 'bearer' });
    expect(JSON.stringify(document)).toContain('"maxLength":2000');
  });
});

describe('keys', () => {
  it('that do not fit, or come another way, get 401 and nothing else', async () => {
    const server = await start();
    await server.give({ answerId: 'a', rating: 'up', note: 'a secret' });
    const { key } = await server.state.keys.add('desk', { admin: true });
    const revoked = await server.state.keys.add('gone', { admin: true });
    await server.state.keys.revoke('gone');
    const wrong: Record<string, string>[] = [
      {},
      { authorization: '' },
      { authorization: 'Bearer' },
      { authorization: 'Bearer ' },
      { authorization: `Bearer ${key.slice(0, -1)}` },
      { authorization: `Bearer ${key.slice(0, 12)}` },
      { authorization: `Bearer ${key}A` },
      { authorization: `Bearer ${key.slice(0, -2)}xx` },
      { authorization: `Bearer ${key} ${key}` },
      { authorization: `Bearer ${revoked.key}` },
      { authorization: `Bearer ${'A'.repeat(10_000)}` },
      { authorization: key },
      { authorization: `Basic ${key}` },
      { authorization: `Basic ${Buffer.from(`desk:${key}`).toString('base64')}` },
      { 'x-api-key': key },
      { cookie: `key=${key}` },
      { 'proxy-authorization': `Bearer ${key}` },
    ];
    for (const headers of wrong) {
      for (const path of [
        '/v1/admin/feedback',
        '/v1/admin/feedback?limit=x',
        `/v1/admin/feedback?key=${key}`,
      ]) {
        const response = await server.get(path, headers);
        const text = await response.text();
        expect([response.status, response.headers.get('www-authenticate')], JSON.stringify(headers)).toEqual([
          401,
          'Bearer',
        ]);
        expect(text).toContain('"unauthorized"');
        expect(text).not.toContain('secret');
        expect(text).not.toContain(key.slice(6, 20));
      }
    }
    expect((await server.get('/v1/admin/feedback', { authorization: `bearer ${key}` })).status).toBe(200);
  });

  it('given twice in one request are not looked for one that fits', async () => {
    const server = await start();
    const { key } = await server.state.keys.add('desk', { admin: true });
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(
        `${server.server.url}/v1/admin/feedback`,
        { headers: ['Host', 'x', 'Authorization', 'Bearer x', 'Authorization', `Bearer ${key}`] },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sent.on('error', reject);
      sent.end();
    });
    expect(status).toBe(401);
  });

  it('of others than admins get 403', async () => {
    const server = await start();
    const { key } = await server.state.keys.add('reader', { admin: false });
    const response = await server.get('/v1/admin/feedback', { authorization: `Bearer ${key}` });
    expect([response.status, (await errorOf(response)).code]).toEqual([403, 'forbidden']);
  });

  it('that cannot be looked up are 503, not 401 and not a way in', async () => {
    const server = await start();
    mkdirSync(join(server.folder, 'state.sqlite'));
    const headers = { authorization: `Bearer yinju_${'A'.repeat(43)}` };
    for (const path of ['/v1/admin/feedback', '/v1/status']) {
      const response = await server.get(path, headers);
      expect([response.status, (await errorOf(response)).code]).toEqual([503, 'storage-unavailable']);
    }
    // What is no key of ours needs no look at the file.
    for (const authorization of ['', 'Bearer eyJhbGciOiJub25lIn0.e30.x']) {
      expect((await server.get('/v1/status', { authorization })).status).toBe(200);
      expect((await server.get('/v1/admin/feedback', { authorization })).status).toBe(401);
    }
  });

  it('are not asked for by any other route, and never stand in the log', async () => {
    const log = logLines();
    const server = await start({ logger: pino({ level: 'trace' }, log) });
    const { key } = await server.state.keys.add('desk', { admin: true });
    const answer = await server.post('/v1/ask', { question }, { authorization: 'Bearer nonsense' });
    expect(((await answer.json()) as Answer).answered).toBe(true);
    expect((await server.get('/v1/articles', { authorization: `Bearer ${key}` })).status).toBe(200);
    expect((await server.get('/v1/admin/feedback', { authorization: `Bearer ${key}` })).status).toBe(200);
    expect(log.lines.length).toBeGreaterThan(2);
    expect(log.lines.join('')).not.toContain(key.slice(6, 20));
  });
});

describe('GET /v1/status', () => {
  it('tells admins of questions and feedback, and nobody else', async () => {
    const server = await start();
    await server.post('/v1/ask', { question });
    await server.post('/v1/ask', { question, stream: true }).then((response) => response.text());
    await server.post('/v1/ask', { question: '火星上的天气？' });
    await server.give({ answerId: 'a1', rating: 'down', reasons: ['wrong'] });
    const plain = await server.state.keys.add('reader', { admin: false });
    const everyone: unknown = await (await server.get('/v1/status')).json();
    expect(everyone).not.toHaveProperty('questions');
    expect(everyone).not.toHaveProperty('feedback');
    for (const authorization of ['Bearer nonsense', `Bearer ${plain.key}`, 'Basic eDp5']) {
      const response = await server.get('/v1/status', { authorization });
      expect([response.status, await response.json()]).toEqual([200, everyone]);
    }
    expect(await (await server.asAdmin('/v1/status')).json()).toEqual({
      ...(everyone as object),
      questions: { since: expect.stringMatching(/^\d{4}-.*Z$/) as string, answered: 2, refused: 1 },
      feedback: {
        total: 1,
        ratings: { up: 0, down: 1 },
        reasons: { wrong: 1, unsupported: 0, outdated: 0, incomplete: 0, 'not-found': 0, other: 0 },
      },
    });
  });
});
