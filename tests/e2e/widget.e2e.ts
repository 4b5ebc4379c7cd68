import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config.js';
import { chromiumPath, launchChromium } from '../server/support/browser.js';
import { buildWidget } from '../support/build-widget.js';
import { startHostSite, type HostSite } from '../support/host-site.js';
import { expectAccessible, inElement, openPage, phone, type WidgetPage } from '../support/widget-page.js';
import { startServer, yinju, type StartedServer } from '../support/yinju-process.js';

/** An article of bad intent: read as HTML, its text holds what looks like markup. */
const hostileArticle = {
  id: 'hostile/cable-car',
  title: '</title><script>window.hacked=1</script>岚山索道\u202e价票',
  text: '<p>岚山索道的票价是每张88元，&lt;img src=x onerror="window.hacked=1"&gt;儿童半价[7]。</p><p>岚山索道全长2160米，[点我](javascript:window.hacked=1)。</p>',
  source: '<b>岚山</b>周刊',
  url: 'javascript:window.hacked=1',
  date: '2024-03-05',
};

const vat = '匈牙利的增值税标准税率是多少？';
const unanswerable = '番茄炒蛋先放番茄还是先放蛋？';

describe.skipIf(chromiumPath === null)('the widget over yinju serve', () => {
  let cwd: string;
  let site: HostSite;
  let server: StartedServer;
  let browser: Browser;

  beforeAll(async () => {
    await buildWidget();
    site = await startHostSite();
    cwd = mkdtempSync(join(tmpdir(), 'yinju-widget-'));
    mkdirSync(join(cwd, 'hostile'));
    writeFileSync(join(cwd, 'hostile', 'articles.jsonl'), JSON.stringify(hostileArticle) + '\n');
    server = await startServer(['--corpus', join(packageRoot, 'corpus'), '--corpus', join(cwd, 'hostile')], {
      cwd,
      env: { YINJU_ALLOWED_ORIGINS: `https://other.example ${site.url}` },
    });
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    await site.close();
    rmSync(cwd, { recursive: true, force: true });
  });

  const open = async (attributes = '', options: BrowserContextOptions = {}): Promise<WidgetPage> => {
    const body = `<h1>榕湾日报</h1><script async src="${server.url}/widget.js" ${attributes}></script>`;
    const widget = await openPage(browser, site.put({ body }), options);
    await widget.open();
    return widget;
  };

  it('is loaded from the service, hashed for integrity', async () => {
    const described = (await (await fetch(`${server.url}/widget.json`)).json()) as {
      script: { path: string; integrity: string };
    };
    const { path, integrity } = described.script;
    const widget = await openPage(
      browser,
      site.put({ body: `<script src="${server.url}${path}" integrity="${integrity}" crossorigin></script>` }),
    );
    await widget.open();
    expect(widget.complaints).toEqual([]);
  });

  it('answers, and leads from a citation to the very words in the article', async () => {
    const widget = await open();
    const turn = await widget.ask(vat);
    expect(await turn.locator('.short').innerText()).toContain('27%');
    expect(await turn.locator('.card').count()).toBeGreaterThan(0);
    expect(await turn.locator('.sentence').first().innerText()).toContain('27%');
    await widget.pills.first().hover();
    await widget.card.waitFor();
    expect(await widget.card.locator('mark').innerText()).toContain('27%');
    const quote = await widget.card.locator('blockquote').innerText();
    const opened = widget.page.context().waitForEvent('page');
    await widget.card.getByRole('link', { name: '在文章中查看这段话' }).click();
    const article = await opened;
    await article.locator('mark').first().waitFor();
    expect((await article.locator('mark').allInnerTexts()).join('')).toBe(quote);
    expect(article.url().startsWith(`${server.url}/articles/`)).toBe(true);
    expect(widget.complaints).toEqual([]);
  });

  it('understands a follow-up question by what was said before', async () => {
    const widget = await open();
    await widget.ask(vat);
    const turn = await widget.ask('那意大利呢？');
    expect(await turn.locator('.answer').innerText()).toMatch(/意大利.*22%/s);
  });

  it.each([
    ['zh-CN', '文章库里没有答案', '最接近的文章', /文章库/],
    ['zh-TW', '文章庫裡沒有答案', '最接近的文章', /文章庫/],
    ['en', 'The archive does not answer this', 'Nearest articles', /archive/],
  ])('refuses in %s and offers the nearest articles', async (locale, heading, nearest, message) => {
    const widget = await open(`data-locale="${locale}"`);
    const turn = await widget.ask(unanswerable);
    expect(await turn.locator('.refusal .heading').innerText()).toBe(heading);
    expect(await turn.locator('.refusal').innerText()).toMatch(message);
    expect(await turn.locator('.sources h4').innerText()).toBe(nearest);
    expect(await turn.locator('a.card').count()).toBeGreaterThan(0);
    await expectAccessible(widget);
  });

  it('stops while it waits, lets the service know, and tries again', async () => {
    const widget = await open();
    // More than are answered at once: the question of the widget waits behind them.
    const gone = new AbortController();
    const others = Array.from({ length: 30 }, () =>
      fetch(`${server.url}/v1/ask`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ question: vat }),
        signal: gone.signal,
      }).catch(() => null),
    );
    await widget.type(vat);
    await widget.page.waitForTimeout(700);
    const ended = widget.page.waitForEvent('requestfailed');
    await widget.send.click();
    await widget.last.locator('.notice', { hasText: '已停止' }).waitFor();
    expect((await ended).url()).toBe(`${server.url}/v1/ask`);
    gone.abort();
    await Promise.all(others);
    await widget.last.getByRole('button', { name: '再试一次' }).click();
    await widget.last.locator('.short').waitFor();
    expect(await widget.turns.count()).toBe(1);
  });

  it('sends a rating that the operator reads', async () => {
    const widget = await open();
    const turn = await widget.ask(vat);
    await turn.getByRole('button', { name: '没有帮助' }).click();
    await turn.getByLabel('已经过时').check();
    await turn.locator('.feedback').getByRole('textbox').fill('2025年已调整。');
    await turn.getByRole('button', { name: '提交' }).click();
    await turn.getByText('谢谢').waitFor();
    const { stdout, stderr } = await yinju(['feedback', '--json'], { cwd });
    expect(stdout, stderr).not.toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      feedback: [
        { rating: 'down', reasons: ['outdated'], note: '2025年已调整。', answer: { answered: true } },
      ],
    });
  });

  it('copies an answer with its numbered sources and their addresses', async () => {
    const widget = await open();
    await widget.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const turn = await widget.ask(vat);
    const copy = turn.getByRole('button', { name: '连同出处复制' });
    await copy.click();
    await turn.getByText('已复制').waitFor();
    const text = await widget.page.evaluate<string>('navigator.clipboard.readText()');
    expect(text).toMatch(/^问：匈牙利的增值税标准税率是多少？\n\n简答：27%[^]*\[1\][^]*\n\n出处：\n\[1\] 《/);
    const address = /\n {4}(http\S+)/.exec(text)?.[1] ?? '';
    expect(await (await fetch(address)).text()).toContain('<mark');
    // Pages that are not secure have no such clipboard.
    await widget.page
      .evaluate(`(window.copied = [], document.addEventListener('copy', () => copied.push(getSelection().toString() || 1)),
      Object.defineProperty(navigator, 'clipboard', { value: undefined }))`);
    await copy.click();
    await expect.poll(() => widget.page.evaluate('copied.length')).toBe(1);
    await turn.getByText('已复制').waitFor();
    expect(await widget.host.locator('.panel textarea').count()).toBe(1);
  });

  it('says so at an origin that is not allowed, and names the setting to the publisher', async () => {
    const stranger = await startHostSite();
    const body = `<script async src="${server.url}/widget.js"></script>`;
    const widget = await openPage(browser, stranger.put({ body }));
    await widget.open();
    const turn = await widget.ask(vat);
    expect(await turn.locator('.failure').innerText()).toBe(
      '这个网站还没有获准使用问答服务，请告诉网站的管理员。',
    );
    expect(widget.complaints.join('\n')).toContain(
      `请把 ${stranger.url} 加入服务的设置 YINJU_ALLOWED_ORIGINS`,
    );
    await stranger.close();
  });

  it('shows an article of bad intent as the words that it is', async () => {
    const widget = await open();
    const foreign: string[] = [];
    widget.page.on('request', (request) => {
      if (![server.url, site.url].some((url) => request.url().startsWith(url))) foreign.push(request.url());
    });
    const turn = await widget.ask('岚山索道的票价是多少？');
    const text = await turn.innerText();
    expect(text).toContain('88元');
    expect(text).toContain('<img src=x onerror="window.hacked=1">');
    expect(text).not.toContain('\u202e');
    await widget.pills.first().click();
    await widget.card.waitFor();
    expect(await widget.host.locator('script, img, b').count()).toBe(0);
    for (const link of await widget.host.locator('a').all()) {
      expect(await inElement<string>(link, 'element.href')).toMatch(/^http:\/\/127\.0\.0\.1/);
    }
    expect(await widget.page.evaluate('window.hacked')).toBeUndefined();
    expect(foreign).toEqual([]);
    expect(widget.complaints).toEqual([]);
  });

  it('says of a text that is no question that it is none', async () => {
    const widget = await open();
    await widget.ask('？！……');
    expect(await widget.last.locator('.failure').innerText()).toContain('这不像一个问题');
    expect(await widget.last.getByRole('button').count()).toBe(0);
  });

  it.each([
    ['desktop', 'light', {}],
    ['desktop', 'dark', {}],
    ['phone', 'light', phone],
    ['phone', 'dark', phone],
  ] as const)('is used by hand on a %s, %s', async (_device, colorScheme, device) => {
    const widget = await open(`data-suggestions="${vat}"`, { colorScheme, ...device });
    await widget.host.getByRole('button', { name: vat }).click();
    await widget.last.locator('.short', { hasText: '27%' }).waitFor();
    await expectAccessible(widget);
    await widget.pills.first().click();
    await widget.card.waitFor();
    await expectAccessible(widget);
    await widget.page.reload();
    await widget.open();
    expect(await widget.turns.count()).toBe(1);
    expect(widget.complaints).toEqual([]);
  });

  it('stands in the service’s own pages, under their policy', async () => {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    // One that has no chat of its own.
    await page.goto(`${server.url}/articles`);
    await page.evaluate(
      `import('${server.url}/widget.mjs').then(({ mount }) => mount({ position: 'inline', target: document.querySelector('main') }))`,
    );
    const field = page.locator('yinju-chat textarea');
    await field.fill(vat);
    await field.press('Enter');
    await page.locator('yinju-chat .short', { hasText: '27%' }).waitFor();
    expect(complaints).toEqual([]);
  });
});
