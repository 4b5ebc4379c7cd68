import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config.js';
import { answerEventSchema, type AnswerEvent } from '../../src/domain/answer-event.js';
import { answerSchema, type Answer } from '../../src/domain/answer.js';
import { searchResponseSchema } from '../../src/server/schemas.js';
import { launchChromium, chromiumPath } from '../server/support/browser.js';
import type { ErrorJson } from '../server/support/harness.js';
import { pagesSuite } from '../server/support/pages-suite.js';
import { postQuestion, textOf } from '../server/support/sockets.js';
import { expectExactWords } from '../support/ask-harness.js';
import { startServer, yinju, type StartedServer } from '../support/yinju-process.js';

const corpus = join(packageRoot, 'corpus');
let cwd: string;
let server: StartedServer;
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'yinju-serve-'));
  // There is no index yet: it builds first.
  server = await startServer(['--corpus', corpus], { cwd });
});
afterAll(async () => {
  await server.stop();
  rmSync(cwd, { recursive: true, force: true });
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const ask = async (body: Record<string, unknown>): Promise<Answer> => {
  const response = await post('/v1/ask', body);
  expect(response.status).toBe(200);
  const answer = answerSchema.parse(await response.json());
  await expectExactWords(answer, articles);
  return answer;
};
/** The articles as everyone gets them. */
const articles = {
  document: async (id: string) => {
    const response = await fetch(`${server.url}/v1/articles/${encodeURIComponent(id)}`);
    return response.ok ? ((await response.json()) as never) : null;
  },
};
const eventsOf = (stream: string): AnswerEvent[] =>
  [...stream.matchAll(/^event: (\w+)\ndata: (.*)\n\n/gm)].map(([, type, data]) => {
    const body = JSON.parse(data ?? '') as object;
    return answerEventSchema.parse(type === 'done' ? { type, answer: body } : { type, ...body });
  });

const vat = { question: '匈牙利的增值税标准税率是多少？' };

describe('yinju serve, started without an index', () => {
  it('builds it, says where it answers, and is ready', async () => {
    expect(server.stderr()).toMatch(
      /Generation \S+ is ready: 24 articles[^]*Yinju answers at http:\/\/127\.0\.0\.1:\d+ from 24 articles/,
    );
    for (const path of ['/healthz', '/readyz', '/openapi.json', '/']) {
      expect((await fetch(server.url + path)).status, path).toBe(200);
    }
    expect(await (await fetch(`${server.url}/v1/status`)).json()).toMatchObject({ articles: 24 });
  });

  it('answers in JSON with exact words', async () => {
    expect(await ask(vat)).toMatchObject({ answered: true, shortAnswer: '27%', ...vat });
    const traditional = await ask({ question: '鶯歌那家老窯的壺，現在摔壞的比例降到多少？' });
    expect(traditional.citations[0]).toMatchObject({ articleId: '2024/tw-tea-ware' });
  });

  it('streams the same answer as events', async () => {
    for (const response of [
      await post('/v1/ask', { ...vat, stream: true }),
      await post('/v1/ask', vat, { accept: 'text/event-stream' }),
    ]) {
      expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
      const events = eventsOf(await response.text());
      expect(events.map(({ type }) => type).join(' ')).toMatch(/^meta sources( delta)+ done$/);
      const done = events.at(-1);
      if (done?.type !== 'done') throw new Error('not done');
      const { answer } = done;
      const told = events.map((event) => (event.type === 'delta' ? event.text : '')).join('');
      expect(told).toBe(answer.answer);
      const plain = await ask(vat);
      expect({ ...answer, id: '', timings: null }).toEqual({ ...plain, id: '', timings: null });
    }
  });

  it.each([
    ['番茄炒蛋先放番茄还是先放蛋？', 'zh-CN'],
    ['How do I change the strings of a guitar?', 'en'],
    ['How tall is Mount Everest?', 'zh-TW'],
  ])('refuses %s, naming the nearest articles', async (question, locale) => {
    const { answered, refusal } = await ask({ question, locale });
    expect(answered).toBe(false);
    expect(refusal?.nearest.length).toBeGreaterThan(0);
    expect(refusal?.message).toMatch({ 'zh-CN': /文章/, 'zh-TW': /文章/, en: /archive/ }[locale]!);
  });

  it('keeps to the filters, and says when they leave nothing', async () => {
    const question = '青屿跨境电商进出口额是多少？';
    const { citations } = await ask({
      question,
      filters: { publishedFrom: '2025', publishedTo: '2025-12-31' },
    });
    for (const { publishedAt } of citations) expect(publishedAt).toMatch(/^2025/);
    const none = await ask({ question, filters: { articleIds: ['nowhere', '../../etc/passwd'] } });
    expect(none.refusal?.reason).toBe('filtered');
  });

  it('searches across scripts and explains', async () => {
    const response = await post('/v1/search', { query: '青禾窑的破损率', topK: 3, explain: true });
    const { results } = searchResponseSchema.parse(await response.json());
    expect(results).toHaveLength(3);
    expect(results[0]).toMatchObject({ articleId: '2024/tw-tea-ware', explain: { fusedRank: 1 } });
  });

  it.each<[string, unknown, number, RegExp]>([
    ['an empty question', { question: '' }, 400, /question/],
    ['a blank one', { question: ' \u3000\n' }, 400, /question/],
    ['one of 5,000 characters', { question: '问'.repeat(5000) }, 400, /question.*2,?000/],
    ['one that is no text', { question: 42 }, 400, /question/],
    ['only punctuation', { question: '？！……' }, 400, /question/],
    ['no JSON', '{"question":', 400, /JSON/],
    ['a history that is no list', { ...vat, history: 'user: hi' }, 400, /history/],
    ['a turn of nobody', { ...vat, history: [{ role: 'system', content: 'x' }] }, 400, /history/],
    [
      'a history too long',
      { ...vat, history: Array.from({ length: 51 }, () => ({ role: 'user', content: 'x' })) },
      400,
      /history/,
    ],
    ['a turn too long', { ...vat, history: [{ role: 'user', content: 'x'.repeat(8001) }] }, 400, /history/],
    ['a body of 10 MB', { ...vat, history: [{ role: 'user', content: 'x'.repeat(1e7) }] }, 413, /large/],
    ['a topK beyond measure', { ...vat, topK: 1e9 }, 400, /topK/],
    ['an unknown field', { ...vat, temperature: 1 }, 400, /temperature/],
    ['a date that is none', { ...vat, filters: { publishedFrom: '2022-99' } }, 400, /publishedFrom/],
  ])('answers %s with a clear error, and the next one as ever', async (_what, body, status, text) => {
    const response = await post('/v1/ask', body, { 'accept-language': 'en' });
    expect(response.status).toBe(status);
    const { error } = (await response.json()) as ErrorJson;
    expect(JSON.stringify(error)).toMatch(text);
    expect(error.requestId).not.toBe('');
    expect((await ask(vat)).answered).toBe(true);
  });

  it.each(['nowhere', '..%2F..%2Fetc%2Fpasswd', '%2e%2e', '%00', 'a'.repeat(2000)])(
    'knows no article %s',
    async (id) => {
      const response = await fetch(`${server.url}/v1/articles/${id}`);
      expect([400, 404]).toContain(response.status);
      expect(((await response.json()) as ErrorJson).error.message).not.toBe('');
    },
  );

  it('serves others while one asks for much and goes away', async () => {
    const gone = Array.from({ length: 8 }, () =>
      postQuestion(Number(new URL(server.url).port), { ...vat, stream: true }),
    );
    for (const { destroy } of gone) destroy();
    expect((await ask(vat)).answered).toBe(true);
  });

  it('says that its port is taken: status 2', async () => {
    const { status, stderr } = await yinju(['serve', '--port', new URL(server.url).port], { cwd });
    expect(stderr).toContain(`Port ${new URL(server.url).port} of 127.0.0.1 is in use`);
    expect(stderr).toContain('--port');
    expect(status).toBe(2);
  });

  it('says what is wrong with a corpus that is not there', async () => {
    const missing = await yinju(['serve', '--port', '0', '--index', 'other', '--corpus', 'nowhere'], { cwd });
    expect(missing).toMatchObject({ status: 1, stderr: expect.stringContaining('nowhere') as string });
  });

  it.skipIf(chromiumPath === null)('marks the very words in the article', async () => {
    const answer = await ask(vat);
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      for (const { href, quote } of answer.citations) {
        await page.goto(new URL(href, server.url).href);
        const marked = await page.locator('mark').allInnerTexts();
        expect(marked.join('')).toBe(quote);
      }
    } finally {
      await browser.close();
    }
  });
});

describe('yinju serve, told to stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s finishes the answers under way and ends with status 0',
    async (signal) => {
      const stopping = await startServer([], { cwd });
      const port = Number(new URL(stopping.url).port);
      // More than it answers at once: some are waiting when it is told.
      const asked = Array.from({ length: 6 }, () => postQuestion(port, { ...vat, stream: true }));
      const responses = await Promise.all(asked.map(({ response }) => response));
      const texts = responses.map((response) => textOf(response));
      const finished = stopping.stop(signal);
      for (const text of await Promise.all(texts)) expect(eventsOf(text).at(-1)?.type).toBe('done');
      const { status, stderr } = await finished;
      expect(stderr).toContain('Stopping');
      expect(status).toBe(0);
      await expect(fetch(`${stopping.url}/healthz`)).rejects.toThrow();
    },
  );
});

pagesSuite('pages over yinju serve', async () => {
  const started = await startServer([], { cwd });
  return {
    url: started.url,
    answered: { question: vat.question, contains: '27%' },
    refused: { question: '番茄炒蛋先放番茄还是先放蛋？' },
    articles: ['/articles/2024%2Freturns-second-life', '/articles/jinchuan-train-100'],
    close: async () => {
      await started.stop();
    },
  };
});
