import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { serve, type RunningServer } from '../../src/server/serve.js';
import { FakeService, type FakeOptions } from '../fakes/fake-service.js';
import { sampleAnswers, sampleArticles } from '../fakes/sample-articles.js';
import { chromiumPath, launchChromium } from '../server/support/browser.js';
import { deferred } from '../server/support/harness.js';
import { pagesSuite } from '../server/support/pages-suite.js';

const start = (fake: FakeOptions = {}): Promise<RunningServer> =>
  serve(new FakeService({ articles: sampleArticles, answers: sampleAnswers, ...fake }), {
    port: 0,
    shutdownMs: 100,
  });

pagesSuite('pages over a fake service', async () => {
  const server = await start({ pauseMs: 20 });
  return {
    url: server.url,
    answered: { question: '云栖港前四个月的集装箱吞吐量是多少？', contains: '218.6万标箱' },
    refused: { question: '火星上今天的天气怎么样？' },
    close: () => server.close(),
  };
});

describe.skipIf(chromiumPath === null)('hostile words and failures in a browser', () => {
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

  /** Opens a page of a fresh server and counts what must not happen in it. */
  const open = async (fake: FakeOptions, path = '/') => {
    const server = await start(fake);
    servers.push(server);
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    const misdeeds: string[] = [];
    page.on('dialog', (dialog) => {
      misdeeds.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url)) misdeeds.push(`request ${request.url()}`);
    });
    await page.goto(server.url + path);
    const ask = async (question: string) => {
      await page.getByRole('textbox').fill(question);
      await page.getByRole('button').click();
    };
    const inert = async () => {
      expect(await page.evaluate<unknown>('window.hacked')).toBeUndefined();
      expect(await page.locator('#result :is(script, img, iframe, source, b, i)').count()).toBe(0);
      expect(misdeeds).toEqual([]);
    };
    return { page, ask, inert, server };
  };

  it('shows markup in an answer as the text that it is, at every piece of the stream', async () => {
    const steps = { sources: deferred(), delta: deferred(), done: deferred() };
    const { page, ask, inert } = await open({
      before: async (type) => {
        if (type !== 'meta') await steps[type].promise;
      },
    });
    await ask('指令是什么？');
    await page.locator('.reading').waitFor();
    steps.sources.resolve();
    await page.locator('.source h3').waitFor();
    await inert();
    expect(await page.locator('.source h3').innerText()).toBe(sampleArticles[2]!.title);
    expect(await page.locator('.source .original').count()).toBe(0);
    steps.delta.resolve();
    await page.locator('.sentence').waitFor();
    await inert();
    expect(await page.locator('.sentence').innerText()).toContain('<img src=x onerror="window.hacked=1">');
    steps.done.resolve();
    await page.locator('#result[aria-busy="false"] .short-answer').waitFor();
    await inert();
    expect(await page.locator('a.cite').allInnerTexts()).toEqual(['1']);
  });

  it('runs no script that a page was made to hold: the policy forbids it', async () => {
    const { page } = await open({});
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('a'), { href: 'javascript:window.hacked=1', id: 'bad', textContent: 'x' }))`,
    );
    await page.locator('#bad').click();
    const inline = await page.evaluate<string>(
      `(() => { try { document.body.innerHTML += '<img src=x onerror="window.hacked=1">'; return 'taken'; } catch { return 'refused'; } })()`,
    );
    expect(inline).toBe('refused');
    expect(await page.evaluate<unknown>('window.hacked')).toBeUndefined();
  });

  it('shows a question full of markup as it was typed', async () => {
    const { page, ask, inert } = await open({});
    const question = '"><script>window.hacked=1</script>吞吐量';
    await ask(question);
    await page.locator('#result[aria-busy="false"] .sources').waitFor();
    await inert();
    await page.reload();
    expect(await page.getByRole('textbox').inputValue()).toBe(question);
    await inert();
  });

  it('says why when an answer fails on the way, and takes the next question', async () => {
    let failing = true;
    const { page, ask } = await open({
      before: (type) => {
        if (failing && type === 'delta') throw new Error('/srv/private/model');
      },
    });
    await ask('吞吐量是多少？');
    const notice = page.getByRole('alert');
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(/^服务出了问题，已记入日志，编号 [0-9a-f-]{36}。$/);
    failing = false;
    await ask('吞吐量是多少？');
    await page.locator('.short-answer').waitFor();
    expect(await notice.count()).toBe(0);
  });

  it('says so when the connection is lost, and when a question is refused', async () => {
    const never = new Promise<void>(() => undefined);
    const { page, ask, server } = await open({ before: (type) => (type === 'delta' ? never : undefined) });
    await ask('？！');
    const notice = page.getByRole('alert');
    await notice.waitFor();
    expect(await notice.innerText()).toContain('你的问题 里没有文字');
    await ask('吞吐量是多少？');
    await page.locator('.source').first().waitFor();
    await page.context().setOffline(true);
    await server.close();
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(/连接就断开了|服务正在停止/);
  });
});
