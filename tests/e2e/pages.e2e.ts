import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config.js';
import type { Answer } from '../../src/domain/answer.js';
import type { ServiceStatus } from '../../src/server/schemas.js';
import { chromiumPath, launchChromium } from '../server/support/browser.js';
import { openPage, type OpenedPage } from '../server/support/opened-page.js';
import { buildWidget } from '../support/build-widget.js';
import { startModelServer, type ModelServer } from '../support/model-server.js';
import { desktop, phone, WidgetPage } from '../support/widget-page.js';
import { startServer, yinju, type StartedServer } from '../support/yinju-process.js';

const vat = '匈牙利的增值税标准税率是多少？';
const unanswerable = '番茄炒蛋先放番茄还是先放蛋？';
const bridge = '沙洲跨海大桥的主跨有多长？';
const bridgeWords = '沙洲跨海大桥的主跨长1088米，桥面宽34米。';
const article = (...paragraphs: readonly string[]) =>
  ['# 沙洲跨海大桥合龙', ...paragraphs, '大桥全线预计明年春天通车。'].join('\n\n') + '\n';
const asked = (path: string, question: string) => `${path}?q=${encodeURIComponent(question)}`;

/**
 * A proxy as publishers have it: the service stands under a path of another address, which is taken away before it is
 * asked. Whatever lies outside of that path is not there.
 */
async function startProxy(path: string): Promise<{ url: string; to: (url: string) => void; server: Server }> {
  let target = '';
  const server = createServer((incoming, outgoing) => {
    if (!incoming.url?.startsWith(`${path}/`)) {
      outgoing.writeHead(404).end('outside');
      return;
    }
    const { method, headers } = incoming;
    const passed = forward(target + incoming.url.slice(path.length), { method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    outgoing.on('close', () => passed.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  return { url, to: (wanted) => (target = wanted), server };
}

describe.skipIf(chromiumPath === null)('pages of yinju serve behind a proxy, under a path', () => {
  let cwd: string;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let model: ModelServer;
  let server: StartedServer;
  let browser: Browser;

  const corpus = (name: string) => join(cwd, 'corpus', name);
  const settings = () => ({
    YINJU_PUBLIC_URL: proxy.url,
    YINJU_LLM: 'openai:test-model',
    YINJU_LLM_BASE_URL: `${model.url}/v1`,
  });

  beforeAll(async () => {
    await buildWidget();
    proxy = await startProxy('/paper/ask');
    model = await startModelServer();
    cwd = mkdtempSync(join(tmpdir(), 'yinju-pages-'));
    cpSync(join(packageRoot, 'corpus'), join(cwd, 'corpus'), { recursive: true });
    writeFileSync(corpus('bridge.md'), article(bridgeWords));
    writeFileSync(corpus('\u202enalp.pdf'), '%PDF-1.7\n%âãÏÓ\n');
    server = await startServer([], { cwd, env: settings() });
    proxy.to(server.url);
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    await model.close();
    proxy.server.close();
    proxy.server.closeAllConnections();
    rmSync(cwd, { recursive: true, force: true });
  });

  const open = (path: string, options: BrowserContextOptions = {}): Promise<OpenedPage> =>
    openPage(browser, proxy.url, path, options);
  const ask = async (question: string, more: object = {}): Promise<Answer> => {
    const response = await fetch(`${proxy.url}/v1/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question, mode: 'extractive', ...more }),
    });
    expect(response.status).toBe(200);
    return (await response.json()) as Answer;
  };
  const status = async () => (await (await fetch(`${proxy.url}/v1/status`)).json()) as ServiceStatus;
  /** Builds anew and waits until the new generation is served. */
  const rebuild = async () => {
    const { status: ended, stdout, stderr } = await yinju(['build', '--json'], { cwd });
    expect(ended, stderr).toBe(0);
    const { generation } = JSON.parse(stdout) as { generation: string };
    await expect.poll(async () => (await status()).generation, { timeout: 60_000 }).toBe(generation);
  };

  it('keep to the path: every address of every page is there, and nobody else is asked', async () => {
    const { href } = (await ask(vat)).citations[0]!;
    expect(href.startsWith(`${proxy.url}/articles/`)).toBe(true);
    const followed = new Map<string, number>();
    const opened = await open('/');
    const paths = [
      '/',
      asked('/', unanswerable),
      '/articles',
      asked('/explain', unanswerable),
      '/status',
      '/docs',
    ];
    for (const path of [...paths, href.slice(proxy.url.length)]) {
      await opened.page.goto(proxy.url + path);
      const addresses = await opened.page.evaluate<string[]>(
        `[...document.querySelectorAll('[href], [src], [action]')].flatMap((one) => one.href ?? one.src ?? one.action)
          .filter((address) => address.startsWith(location.origin)).map((address) => address.replace(/#.*/, ''))`,
      );
      for (const address of addresses) {
        if (followed.has(address)) continue;
        // Those that ask are only looked at: the widget's tests and others ask them.
        const asks = new URL(address).searchParams.has('q');
        followed.set(address, asks ? 200 : (await fetch(address)).status);
      }
      await opened.expectClean();
    }
    expect(
      [...followed].filter(([address, found]) => found !== 200 || !address.startsWith(proxy.url)),
    ).toEqual([]);
    expect(followed.size).toBeGreaterThan(60);
  });

  it.each([
    { ...desktop, colorScheme: 'light' as const },
    { ...phone, colorScheme: 'dark' as const },
  ])('show what a language model wrote as such: $colorScheme', async (options) => {
    model.reply({ pieces: ['沙洲跨海大桥的主跨长1088米。', '[1]'] });
    const opened = await open('/', options);
    const { page, complaints } = opened;
    expect(await page.locator('.lead').innerText()).toContain('语言模型');
    const chat = new WidgetPage(page, complaints, page.locator('#chat'));
    await chat.panel.waitFor();
    const turn = await chat.ask(bridge);
    expect(await turn.locator('.notice').allInnerTexts()).toEqual(['由语言模型写成，每句话都与出处核对过。']);
    expect(await opened.axe()).toEqual([]);
    await page.goto(proxy.url + asked('/', bridge));
    expect(await page.locator('.answer-text').innerText()).toContain('沙洲跨海大桥的主跨长1088米。');
    expect(await page.locator('.answer .hint').innerText()).toBe('由语言模型写成，每句话都与出处核对过。');
    expect(await opened.axe()).toEqual([]);
    await opened.expectClean();
  });

  it('tell a question’s whole way, as the service went it', async () => {
    // As over HTTP, but by a model where there is one: it has nothing to say here.
    model.reply({ status: 500 });
    const { explain } = await ask(vat, { explain: true });
    const part = explain!.parts[0]!;
    const opened = await open(asked('/explain', vat), { javaScriptEnabled: false });
    const { page } = opened;
    expect(await page.locator('.words li').allInnerTexts()).toEqual(part.words);
    const items = page.locator('.passages > li');
    expect(await items.count()).toBe(part.passages.length);
    for (const [index, passage] of part.passages.entries()) {
      const item = items.nth(index);
      expect(passage.fusedRank).toBe(index + 1);
      const [dense, keyword, fused, reading] = await item.locator('.placings > div').allInnerTexts();
      for (const [text, rank] of [
        [dense, passage.denseRank],
        [keyword, passage.keywordRank],
        [fused, passage.fusedRank],
      ] as const) {
        expect(text).toContain(rank === null ? '不在找到的之列' : `第 ${rank} 名`);
      }
      if (passage.reading === null) expect(reading).toContain('没有细读');
      else if (passage.reading.score > 0) expect(reading).toContain(passage.reading.span);
      else expect(reading).toContain('这里没有答案');
    }
    const sentences = page.locator('.sentences > li');
    expect(await sentences.locator('[dir]').allInnerTexts()).toEqual(
      part.sentences.map(({ text }) => text.replace(/\s+/g, ' ').trim()),
    );
    expect(await sentences.first().innerText()).toContain('用在回答里');
    expect(await page.locator('.outcome').innerText()).toContain('27%');
    await page.locator('details summary').click();
    const features = page.locator('details tbody tr');
    expect(await features.count()).toBe(Object.keys(part.features!).length);
    // From a passage to its article, at what was read there.
    await items.first().locator('h3 a').click();
    expect(await page.locator('mark#quote').innerText()).toBe('27%');
  });

  it('say of a refusal what was found, and claim no sentence of an answer', async () => {
    const opened = await open(asked('/explain', unanswerable));
    const { page } = opened;
    expect(await page.locator('.outcome.refused').innerText()).toMatch(/未回答[^]*门槛为 0\.40/);
    const marks = await page.locator('.sentences strong').allInnerTexts();
    expect(new Set(marks)).toEqual(new Set(['选作证据']));
    expect(await page.locator('.passages .none').count()).toBeGreaterThan(0);
    await opened.expectClean();
  });

  it('tell of the index what its status tells, what was skipped and why, and draw its months', async () => {
    const opened = await open('/status', { javaScriptEnabled: false });
    const { page } = opened;
    const { articles, passages, generation, embeddingModel, readerModel } = await status();
    const tiles = await page.locator('.tiles dd').allInnerTexts();
    expect(tiles.slice(0, 2)).toEqual([String(articles), String(passages)]);
    expect(tiles[2]).toMatch(/^\d+ [kM]B$/);
    const facts = await page.locator('.facts').innerText();
    for (const fact of [generation, embeddingModel, readerModel!, 'openai:test-model']) {
      expect(facts).toContain(fact);
    }
    expect(await page.locator('.reasons tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/nalp\.pdf[^]*PDF/) as string,
    ]);
    const encodings = await page.locator('.halves > div').last().innerText();
    for (const encoding of ['utf-8', 'gb18030', 'big5', 'utf-16le']) expect(encodings).toContain(encoding);
    const drawn = await page.locator('.month-chart .column title').allTextContents();
    const counted = drawn.map((title) => Number(/: (\d+)$/.exec(title)?.[1]));
    // All but those without a date: the sample has one, the bridge is another.
    expect(counted.reduce((sum, one) => sum + one, 0)).toBe(articles - 2);
  });

  it('find a quote again in a text that has changed, say when its words are gone, and when its article is', async () => {
    const { href, quote } = (await ask(bridge)).citations[0]!;
    expect(quote).toBe(bridgeWords);
    const { page } = await open(href.slice(proxy.url.length));
    const mark = page.locator('mark#quote');
    expect(await mark.innerText()).toBe(quote);
    expect(await page.locator('.notice, .moved').count()).toBe(0);

    const filler = Array.from(
      { length: 40 },
      (_, n) => `第${n + 1}根桥墩的浇筑用了${n + 12}天，工人换了三班。`,
    );
    writeFileSync(corpus('bridge.md'), article(...filler, bridgeWords));
    await rebuild();
    const opened = await open(href.slice(proxy.url.length), { ...phone, colorScheme: 'dark' });
    const moved = opened.page.locator('mark#quote');
    expect(await moved.innerText()).toBe(quote);
    expect(await opened.page.locator('.notice').innerText()).toContain('文章在被引用之后有改动');
    // The reader is led to the words, and told there.
    for (const seen of [moved, opened.page.locator('.moved')]) {
      const isSeen = async () => {
        const { y, height } = (await seen.boundingBox())!;
        return y > 0 && y + height < phone.viewport.height;
      };
      await expect.poll(isSeen).toBe(true);
    }
    expect(await opened.page.evaluate<number>('scrollY')).toBeGreaterThan(1000);
    expect(await opened.axe()).toEqual([]);

    writeFileSync(corpus('bridge.md'), article('沙洲跨海大桥的主跨长1092米，桥面宽36米。'));
    await rebuild();
    await opened.page.reload();
    expect(await opened.page.locator('mark').count()).toBe(0);
    expect(await opened.page.locator('.notice').innerText()).toContain('已经不在文中');
    await opened.expectClean();

    rmSync(corpus('bridge.md'));
    await rebuild();
    const gone = await opened.page.reload();
    expect(gone?.status()).toBe(404);
    expect(await opened.page.locator('h1').innerText()).toBe('被引用的文章已经不在文章库里。');
  });
});
