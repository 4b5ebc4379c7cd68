import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.js';
import { deferred, errorOf, logLines, sampleApp } from './support/harness.js';

const question = '吞吐量是多少？';

describe('cross-origin requests', () => {
  const corsOrigins = ['https://news.example', 'null'];

  it.each([
    'https://evil.example',
    'null',
    'https://news.example.evil.example',
    'https://sub.news.example',
    'http://news.example',
    'https://news.example:444',
    'HTTPS://NEWS.EXAMPLE',
    'https://news.example, https://evil.example',
  ])('from %s get no grant', async (origin) => {
    const { app, post } = sampleApp({ corsOrigins });
    const response = await post('/v1/ask', { question }, { origin });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await app.request('/v1/ask', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('get none by default', async () => {
    const { post } = sampleApp();
    const response = await post('/v1/ask', { question }, { origin: 'https://news.example' });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('from a listed origin are granted, errors too', async () => {
    const { app, post } = sampleApp({ corsOrigins });
    const origin = 'https://news.example';
    const preflight = await app.request('/v1/ask', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Content-Type');
    for (const body of [{ question }, {}]) {
      const response = await post('/v1/ask', body, { origin });
      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
      expect(response.headers.get('access-control-allow-credentials')).toBeNull();
      expect(response.headers.get('vary')).toContain('Origin');
    }
  });
});

describe('methods and addresses', () => {
  it.each([
    ['GET', '/v1/ask', 'POST, OPTIONS'],
    ['PUT', '/v1/search', 'POST, OPTIONS'],
    ['POST', '/v1/articles', 'GET, HEAD, OPTIONS'],
    ['DELETE', '/v1/articles/a', 'GET, HEAD, OPTIONS'],
    ['POST', '/healthz', 'GET, HEAD, OPTIONS'],
    ['POST', '/', 'GET, HEAD, OPTIONS'],
  ])('%s %s is 405 and says what is taken', async (method, path, allow) => {
    const { app } = sampleApp();
    const response = await app.request(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
    const options = await app.request(path, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, allow]);
  });

  it('HEAD has the headers of GET and no body', async () => {
    const { app } = sampleApp();
    const response = await app.request('/v1/status', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it.each(['/v1/nothing', '/v1', '/v1/'])('%s is 404 as JSON', async (path) => {
    const { get } = sampleApp();
    const response = await get(path);
    expect([response.status, (await errorOf(response)).code]).toEqual([404, 'not-found']);
  });

  it.each(['/nothing', '/assets/page.css', '/assets/..%2Fpackage.json', '/v2'])(
    '%s is 404 as a page',
    async (path) => {
      const { get } = sampleApp();
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    },
  );

  it.each(['/yinju', '/yinju/', '/'])(
    'is reached under the path of the public address and without it: %s',
    async (path) => {
      const { get } = sampleApp({ publicUrl: 'https://example.org/yinju/' });
      const page = await (await get(path)).text();
      expect(page).toContain('action="/yinju/"');
      const style = /href="(\/yinju\/assets\/[^"]+\.css)"/.exec(page)?.[1] ?? '';
      expect((await get(style)).status).toBe(200);
      expect((await get('/yinjuhealthz')).status).toBe(404);
    },
  );

  it.each([
    'ftp://example.org',
    'example.org',
    'https://example.org/?a=1',
    'https://u:p@example.org/',
    'https://e.org/#x',
  ])('takes no public address %s', (publicUrl) => {
    expect(() => sampleApp({ publicUrl })).toThrow(UsageError);
  });
});

describe('status and health', () => {
  it('tells the generation and the counts', async () => {
    const { get } = sampleApp();
    expect(await (await get('/v1/status')).json()).toMatchObject({ generation: 'g1', articles: 4 });
  });

  it('lives without being ready', async () => {
    const { get } = sampleApp({}, { readiness: () => ({ ready: false, reason: 'no-index' }) });
    expect((await get('/healthz')).status).toBe(200);
    const ready = await get('/readyz');
    expect([ready.status, await ready.json()]).toEqual([503, { ready: false, reason: 'no-index' }]);
    expect((await get('/v1/status')).status).toBe(503);
    const page = await get('/');
    expect([page.status, (await page.text()).includes('The index is not ready')]).toEqual([200, true]);
  });

  it('is no longer ready, and takes no question, while it stops', async () => {
    const draining = AbortSignal.abort();
    const { get, post } = sampleApp({}, {}, { draining, ended: new AbortController().signal });
    expect(await (await get('/readyz')).json()).toEqual({ ready: false, reason: 'stopping' });
    const response = await post('/v1/ask', { question });
    expect([response.status, response.headers.get('connection')]).toEqual([503, 'close']);
    expect((await errorOf(response)).code).toBe('stopping');
  });

  it('describes every route and its errors', async () => {
    const { get } = sampleApp({ version: '1.2.3' });
    const document = (await (await get('/openapi.json')).json()) as {
      openapi: string;
      info: { version: string };
      paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
    };
    expect([document.openapi, document.info.version]).toEqual(['3.1.0', '1.2.3']);
    expect(Object.keys(document.paths).sort()).toEqual([
      '/healthz',
      '/mcp',
      '/readyz',
      '/v1/articles',
      '/v1/articles/{id}',
      '/v1/ask',
      '/v1/chat/completions',
      '/v1/citations/resolve',
      '/v1/models',
      '/v1/models/{model}',
      '/v1/search',
      '/v1/status',
    ]);
    expect(Object.keys(document.paths['/v1/ask']!.post!.responses)).toEqual([
      '200',
      '400',
      '413',
      '415',
      '503',
    ]);
    expect(JSON.stringify(document)).toContain('"maximum":50');
  });
});

describe('headers of every response', () => {
  it.each(['/', '/nothing', '/v1/status', '/v1/nothing', '/articles/nobody'])('protect %s', async (path) => {
    const { get } = sampleApp();
    const { headers } = await get(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'self'|frame-ancestors 'none'/);
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('carry a request id: a sane one of the client, else a new one', async () => {
    const { get } = sampleApp();
    expect((await get('/healthz', { 'x-request-id': 'abc-1.2_3' })).headers.get('x-request-id')).toBe(
      'abc-1.2_3',
    );
    for (const id of ['', 'a b', '<script>', 'a'.repeat(65), '"x"', '../x']) {
      const echoed = (await get('/healthz', { 'x-request-id': id })).headers.get('x-request-id');
      expect(echoed).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    }
  });
});

describe('the log', () => {
  const logged = (options: { logQuestions?: boolean } = {}) => {
    const log = logLines();
    return { log, ...sampleApp({ logger: pino({}, log), ...options }) };
  };

  it('has one line a request, without the question', async () => {
    const { log, post, get } = logged();
    await post('/v1/ask', { question }, { 'x-request-id': 'r1' });
    await get(`/?q=${encodeURIComponent(question)}`);
    await get('/v1/articles/%E6%B8%AF%E5%8F%A3%2F2023');
    await get('/nothing?q=吞吐量');
    const lines = log.parsed();
    expect(lines.map(({ method, route, status }) => [method, route, status])).toEqual([
      ['POST', '/v1/ask', 200],
      ['GET', '/', 200],
      ['GET', '/v1/articles/:id{[\\s\\S]+}', 404],
      ['GET', 'none', 404],
    ]);
    expect(lines[0]).toMatchObject({ requestId: 'r1' });
    expect(lines[0]!.ms).toBeTypeOf('number');
    expect(log.lines.join('')).not.toMatch(/吞吐量|%E5%90%9E/);
  });

  it('has the question where the operator wants it, and nowhere else, by whichever door it comes', async () => {
    const call = { name: 'ask', arguments: { question } };
    const accept = { accept: 'application/json, text/event-stream' };
    for (const [path, body, headers] of [
      ['/v1/ask', { question }, {}],
      ['/v1/chat/completions', { messages: [{ role: 'user', content: question }] }, {}],
      ['/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/call', params: call }, accept],
    ] as const) {
      for (const logQuestions of [true, false]) {
        const { log, post } = logged({ logQuestions });
        expect((await post(path, body, headers)).status).toBe(200);
        expect([path, log.parsed().some((line) => line.question === question)]).toEqual([path, logQuestions]);
        expect([path, log.lines.join('').includes(question)]).toEqual([path, logQuestions]);
      }
    }
  });

  it('has the line of a stream when the stream is over, and the details of its failure', async () => {
    const wait = deferred();
    const log = logLines();
    const { post } = sampleApp(
      { logger: pino({}, log) },
      {
        before: async (type) => {
          if (type !== 'delta') return;
          await wait.promise;
          throw new Error('the disk is gone');
        },
      },
    );
    const response = await post('/v1/ask', { question, stream: true });
    expect(log.lines).toEqual([]);
    wait.resolve();
    await response.text();
    await expect.poll(() => log.lines.length).toBe(2);
    const [failure, request] = log.parsed();
    expect(failure).toMatchObject({ level: 50, err: { message: 'the disk is gone' } });
    expect(request).toMatchObject({ route: '/v1/ask', status: 200, failed: true });
  });
});
