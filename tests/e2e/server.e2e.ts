import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { articlePath } from '../../src/domain/article-link.js';
import { serve, type RunningServer } from '../../src/server/serve.js';
import { FakeService, fakeArticle, type FakeOptions } from '../fakes/fake-service.js';
import { sampleAnswers, sampleArticles } from '../fakes/sample-articles.js';
import { chromiumPath, launchChromium } from '../server/support/browser.js';
import { deferred } from '../server/support/harness.js';
import { openPage } from '../server/support/opened-page.js';
import { pagesSuite } from '../server/support/pages-suite.js';
import { buildWidget } from '../support/build-widget.js';
import { WidgetPage } from '../support/widget-page.js';

const text = '青屿海关查获侵权商品5.7万件。\n这里原是乱码，这里缺了\ufffd字。';
const repair = (kind: 'gbk-shift-repaired' | 'undecodable', words: string) => {
  const start = text.indexOf(words);
  return { kind, start, end: start + words.length };
};
const damaged = fakeArticle('customs', '青屿海关查获侵权商品5.7万件', text, {
  repairs: [repair('gbk-shift-repaired', '乱码'), repair('undecodable', '\ufffd')],
  reprints: ['港口/2023-长江'],
  modifiedAt: '2023-06-01',
});
const articles = [...sampleArticles, damaged];
const answers = [
  ...sampleAnswers,
  {
    about: '侵权商品',
    articleId: 'customs',
    quotes: ['青屿海关查获侵权商品5.7万件。'],
    shortAnswer: '5.7万件',
  },
];
const skipped = [
  {
    path: '\u202e<img src=x onerror="window.hacked=1">.pdf',
    reason: 'skip.unsupported-format' as const,
    detail: 'PDF',
  },
];

const start = async (fake: FakeOptions = {}): Promise<RunningServer> => {
  await buildWidget();
  return serve(new FakeService({ articles, answers, report: { skipped, skippedTotal: 30 }, ...fake }), {
    port: 0,
    shutdownMs: 100,
  });
};

pagesSuite('pages over a fake service', async () => {
  const server = await start({ pauseMs: 20 });
  return {
    url: server.url,
    answered: { question: '云栖港前四个月的集装箱吞吐量是多少？', contains: '218.6万标箱' },
    refused: { question: '火星上今天的天气怎么样？' },
    articles: [
      `${articlePath('customs')}?start=0&end=9`,
      articlePath('hostile/markup'),
      articlePath('茶葉合作社'),
      // The words are gone; and an article that nobody has.
      `${articlePath('customs')}?start=0&end=9&hash=0&print=9-00000000000000`,
    ],
    close: () => server.close(),
  };
});

describe.skipIf(chromiumPath === null)('hostile words in a browser', () => {
  let browser: Browser;
  const servers: RunningServer[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    for (const server of servers.splice(0)) await server.close();
  });
  afterAll(() => browser.close());

  /** Opens a page of a fresh server. */
  const open = async (fake: FakeOptions, path = '/') => {
    const server = await start(fake);
    servers.push(server);
    const opened = await openPage(browser, server.url, path);
    const { page, complaints, reports } = opened;
    const inert = async () => {
      expect(await page.locator('main :is(img, source, b, i, script:not([src]))').count()).toBe(0);
      await opened.expectClean();
    };
    return { page, complaints, reports, inert };
  };

  it('stay text in the chat of the first page, at every piece of the stream', async () => {
    const steps = { sources: deferred(), delta: deferred(), done: deferred() };
    let isReader = false;
    const { page, inert, complaints } = await open({
      before: async (type) => {
        if (isReader && type !== 'meta' && type !== 'replace') await steps[type].promise;
      },
    });
    isReader = true;
    const chat = new WidgetPage(page, complaints, page.locator('#chat'));
    await chat.type('指令是什么？');
    await chat.last.locator('.waiting').waitFor();
    steps.sources.resolve();
    await chat.last.locator('.card .title').waitFor();
    await inert();
    expect(await chat.last.locator('.card .title').innerText()).toBe(sampleArticles[2]!.title);
    steps.delta.resolve();
    await chat.last.locator('.sentence').waitFor();
    await inert();
    expect(await chat.last.locator('.sentence').innerText()).toContain(
      '<img src=x onerror="window.hacked=1">',
    );
    steps.done.resolve();
    await chat.last.locator('.answer[aria-busy=false]').waitFor();
    await inert();
    expect(await chat.pills.allInnerTexts()).toEqual(['1']);
  });

  it.each([
    ['an answer', '/?q=指令是什么？'],
    ['a question', `/?q=${encodeURIComponent('"><script>window.hacked=1</script>吞吐量')}`],
    ['an article', articlePath('hostile/markup')],
    ['an explanation', '/explain?q=指令是什么？'],
    ['the archive', '/articles'],
    ['the name of a file', '/status'],
    [
      'an address of a quote',
      `${articlePath('customs')}?start=0&end=9&hash=${encodeURIComponent('"><script>window.hacked=1</script>')}`,
    ],
  ])('stay text in %s', async (_what, path) => {
    const { page, inert } = await open({}, path);
    await inert();
    for (const link of await page.locator('a').all()) {
      expect(await link.getAttribute('href')).toMatch(/^(?:\/|#|https:\/\/news\.example\/)/);
    }
  });

  it('run no script that a page was made to hold: the policy forbids it, and says so', async () => {
    const { page, reports } = await open({});
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('a'), { href: 'javascript:window.hacked=1', id: 'bad', textContent: 'x' }))`,
    );
    await page.locator('#bad').click();
    const inline = await page.evaluate<string>(
      `(() => { try { document.body.innerHTML += '<img src=x onerror="window.hacked=1">'; return 'taken'; } catch { return 'refused'; } })()`,
    );
    expect(inline).toBe('refused');
    expect(await page.evaluate<unknown>('window.hacked')).toBeUndefined();
    await expect.poll(() => reports.join()).toMatch(/script-src[^]*require-trusted-types-for/);
  });
});
