import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWidget } from '../support/build-widget.js';
import { logLines, sampleApp } from './support/harness.js';

interface Described {
  version: string;
  script: { path: string; integrity: string };
  module: { path: string; integrity: string };
}

let empty: string;
beforeAll(async () => {
  await buildWidget();
  empty = mkdtempSync(join(tmpdir(), 'yinju-widget-'));
});
afterAll(() => {
  rmSync(empty, { recursive: true, force: true });
});

const origin = 'https://anyone.example';
const describedBy = async (get: ReturnType<typeof sampleApp>['get']) =>
  (await (await get('/widget.json')).json()) as Described;

describe('the files of the widget', () => {
  it.each(['/widget.js', '/widget.mjs'])('%s may be loaded and read by pages of any origin', async (path) => {
    const { get } = sampleApp();
    const response = await get(path, { origin });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'content-type': 'text/javascript; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': expect.stringMatching(/^public, max-age=300\b/) as string,
    });
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(await response.text()).toContain('yinju-chat');
  });

  it('are not sent again to who has them', async () => {
    const { get } = sampleApp();
    const etag = (await get('/widget.js')).headers.get('etag') ?? '';
    const again = await get('/widget.js', { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(again.headers.get('access-control-allow-origin')).toBe('*');
    expect((await get('/widget.js', { 'if-none-match': 'W/"other"' })).status).toBe(200);
  });

  it.each([
    ['gzip', true],
    ['br, gzip;q=0.8', true],
    ['*', true],
    ['br', false],
    ['gzip;q=0', false],
    ['gzip; q=0.0, br', false],
    ['x-gzip-like', false],
  ])('are compressed for who accepts %s: %s', async (accepted, compressed) => {
    const { get } = sampleApp();
    const response = await get('/widget.js', { 'accept-encoding': accepted });
    expect(response.headers.get('content-encoding')).toBe(compressed ? 'gzip' : null);
    expect(response.headers.get('vary')).toContain('Accept-Encoding');
    const bytes = Buffer.from(await response.arrayBuffer());
    const plain = await (await get('/widget.js')).text();
    expect((compressed ? gunzipSync(bytes) : bytes).toString()).toBe(plain);
  });

  it('stand for ever under names with their hash, with the hash for integrity', async () => {
    const { get } = sampleApp({ version: '1.2.3', publicUrl: 'https://ask.example/yinju' });
    const described = await describedBy(get);
    expect(described.version).toBe('1.2.3');
    for (const { path, integrity } of [described.script, described.module]) {
      expect(path).toMatch(/^\/yinju\/widget\.[0-9a-f]{12}\.m?js$/);
      const response = await get(path, { origin });
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      const content = Buffer.from(await response.arrayBuffer());
      expect(`sha384-${createHash('sha384').update(content).digest('base64')}`).toBe(integrity);
    }
  });

  it.each(['/widget.000000000000.js', '/widget.js.map', '/widget.css', '/widget', '/widget.0.js'])(
    'are not at %s',
    async (path) => {
      const { get } = sampleApp();
      expect((await get(path)).status).toBe(404);
    },
  );

  it('take GET only', async () => {
    const { app } = sampleApp();
    const response = await app.request('/widget.js', { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  it('are said to be missing, in the log too, where they have not been built', async () => {
    const log = logLines();
    const { get } = sampleApp({ widgetFolder: empty, logger: pino({}, log) });
    for (const path of ['/widget.js', '/widget.mjs', '/widget.json']) {
      const response = await get(path);
      expect([response.status, await response.text()]).toEqual([
        503,
        'The chat widget has not been built. Run npm run build.',
      ]);
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
    expect(log.lines[0]).toContain('has not been built');
  });
});

describe('what the widget asks from a page of another origin', () => {
  const allowed = 'https://news.example';

  it.each([
    ['/v1/ask', { question: '吞吐量是多少？', stream: true }],
    ['/v1/status', undefined],
  ])('%s is granted to an allowed origin, preflight and events', async (path, body) => {
    const { app, post, get } = sampleApp({ corsOrigins: [allowed] });
    if (body) {
      const preflight = await app.request(path, {
        method: 'OPTIONS',
        headers: {
          origin: allowed,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        },
      });
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
      expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('content-type');
    }
    const response = await (body ? post(path, body, { origin: allowed }) : get(path, { origin: allowed }));
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(allowed);
    expect(response.headers.get('access-control-expose-headers')).toContain('Retry-After');
    expect(await response.text()).not.toBe('');
  });
});
