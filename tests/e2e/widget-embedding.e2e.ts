import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumPath, launchChromium } from '../server/support/browser.js';
import { deferred } from '../server/support/harness.js';
import { buildWidget } from '../support/build-widget.js';
import { startHostSite, type HostPage, type HostSite } from '../support/host-site.js';
import { startScriptedService, type Asked, type ScriptedService } from '../support/scripted-service.js';
import { answer, citation, first, sendAnswer, sentence } from '../support/widget-answers.js';
import { inElement, openIn, openPage, WidgetPage } from '../support/widget-page.js';

describe.skipIf(chromiumPath === null)('the widget in the page of a publisher', () => {
  let browser: Browser;
  let site: HostSite;
  let service: ScriptedService;
  let script: (asked: Asked) => Promise<void> | void;

  beforeAll(async () => {
    await buildWidget();
    browser = await launchChromium();
    site = await startHostSite();
    service = await startScriptedService((asked) => script(asked));
  });
  beforeEach(() => {
    script = sendAnswer;
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    await service.close();
  });

  const tag = (attributes = '') => `<script async src="${service.url}/widget.js" ${attributes}></script>`;
  const open = (page: HostPage, options: BrowserContextOptions = {}) =>
    openPage(browser, site.put(page), options);
  const question = '青屿增长了多少？';

  describe('under a strict policy', () => {
    const policy = () =>
      [
        "default-src 'none'",
        `script-src ${service.url}`,
        `connect-src ${service.url}`,
        "style-src 'none'",
        "img-src 'none'",
        "font-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ].join('; ');

    it('does everything, and the policy has nothing to report', async () => {
      const widget = await open({ policy: policy(), body: `<p>正文</p>${tag()}` });
      await widget.open();
      expect((await widget.panel.boundingBox())?.width).toBe(416);
      const turn = await widget.ask(question);
      await widget.pills.first().hover();
      await widget.card.waitFor();
      const box = await widget.card.boundingBox();
      expect(box?.width).toBe(340);
      await widget.page.keyboard.press('Escape');
      await turn.getByRole('button', { name: '没有帮助' }).click();
      await turn.locator('.feedback').getByLabel('其他').check();
      await widget.page.setViewportSize({ width: 390, height: 700 });
      await widget.page.setViewportSize({ width: 1280, height: 700 });
      await widget.evaluate(`chat.setAttribute('data-color', 'rebeccapurple')`);
      await widget.turns.first().waitFor();
      await widget.evaluate('chat.reset()');
      expect(await widget.host.locator('[style]').count()).toBe(0);
      expect(await widget.page.evaluate(`document.querySelectorAll('style, link, [style]').length`)).toBe(0);
      expect(widget.complaints).toEqual([]);
      expect(site.reports).toEqual([]);
    });

    it('would be reported if it did what the policy forbids', async () => {
      const widget = await open({ policy: policy(), body: tag() });
      await widget.page.evaluate(
        `document.body.append(Object.assign(document.createElement('style'), { textContent: 'p {}' }))`,
      );
      await expect.poll(() => site.reports.length).toBeGreaterThan(0);
    });

    it('is loaded only as it is known: integrity', async () => {
      const bytes = await (await fetch(`${service.url}/widget.js`)).arrayBuffer();
      const hash = Buffer.from(await crypto.subtle.digest('SHA-384', bytes)).toString('base64');
      const withHash = (integrity: string) =>
        `<script src="${service.url}/widget.js" crossorigin integrity="sha384-${integrity}"></script>`;
      const widget = await open({ body: withHash(hash) });
      await widget.launcher.waitFor();
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(site.put({ body: withHash(`A${hash.slice(1)}`) }));
      expect(await page.locator('yinju-chat').count()).toBe(0);
    });

    it('works in a page that is isolated from other origins', async () => {
      const isolated = {
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-opener-policy': 'same-origin',
      };
      const widget = await open({
        headers: isolated,
        body: `<script async crossorigin src="${service.url}/widget.js"></script>`,
      });
      await widget.open();
      expect(await widget.page.evaluate('crossOriginIsolated')).toBe(true);
      await (await widget.ask(question)).locator('.short').waitFor();
    });
  });

  describe('its options', () => {
    it('come from the tag, and change while it is open', async () => {
      const widget = await open({
        body: tag(
          `data-locale="zh-TW" data-title="榕灣問答" data-greeting="你好，想問什麼？" data-position="bottom-left"
           data-suggestions="港口吞吐量多少？|春茶多少錢？" data-theme="dark" data-color="#ffd400"`,
        ),
      });
      await widget.open();
      expect(await widget.panel.locator('h2').innerText()).toBe('榕灣問答');
      expect(await widget.host.locator('.greeting').innerText()).toBe('你好，想問什麼？');
      expect((await widget.panel.boundingBox())?.x).toBe(20);
      const background = () => inElement<string>(widget.panel, 'getComputedStyle(element).backgroundColor');
      expect(await background()).toBe('rgb(23, 21, 18)');
      await widget.host.getByRole('button', { name: '春茶多少錢？' }).click();
      await widget.last.locator('.answer[aria-busy=false]').waitFor();
      expect(service.asked.at(-1)?.body.question).toBe('春茶多少錢？');
      expect(await widget.focused()).toBe('textarea');
      await widget.field.fill('草稿');
      await widget.evaluate(
        `chat.setAttribute('data-theme', 'light'), chat.setAttribute('data-locale', 'en')`,
      );
      await widget.host.locator('.root[lang=en]').waitFor({ state: 'attached' });
      // The conversation, the draft and the open panel stay.
      expect(await background()).toBe('rgb(250, 247, 241)');
      expect(await widget.turns.count()).toBe(1);
      expect(await widget.field.inputValue()).toBe('草稿');
      expect(await widget.panel.isVisible()).toBe(true);
    });

    it('are told to the publisher where they are not understood', async () => {
      const widget = await open({ body: tag('data-position="middle" data-locale="zh-CN"') });
      await widget.launcher.waitFor();
      expect(widget.complaints).toEqual(['引据：无法理解 data-position="middle"，已忽略。']);
    });

    it.each([
      ['<html lang>', 'lang="zh-Hant-TW"', 'zh-CN', '提問'],
      ['the browser', '', 'en-US', 'Ask'],
    ])('take the language from %s', async (_what, html, locale, name) => {
      const widget = await open({ html, body: tag() }, { locale });
      expect(await widget.launcher.innerText()).toContain(name);
    });

    it('put it into the page, with an element or with mount()', async () => {
      const widget = await open({
        body: `<div id="box"></div><yinju-chat data-position="inline" data-endpoint="${service.url}" data-locale="en"></yinju-chat>
          <script type="module">
            import { mount } from '${service.url}/widget.mjs';
            window.chat = mount({ target: document.getElementById('box'), suggestions: ['一？', '二|？'], storageKey: 'b', locale: 'zh-CN', position: 'inline', title: '甲' });
            chat.addEventListener('yinju:ready', () => { window.ready = true; });
          </script>${tag('data-manual')}`,
      });
      const mounted = new WidgetPage(widget.page, [], widget.page.locator('#box yinju-chat'));
      await mounted.panel.waitFor();
      expect(await widget.page.evaluate('window.ready')).toBe(true);
      expect(await mounted.host.locator('.suggestion').allInnerTexts()).toEqual(['一？', '二|？']);
      expect(await widget.page.locator('yinju-chat').count()).toBe(2);
      const element = new WidgetPage(widget.page, [], widget.page.locator('body > yinju-chat'));
      expect(await element.panel.locator('h2').innerText()).toBe('Ask the archive');
      expect(await element.launcher.count()).toBe(0);
      await element.ask(question);
      expect(await element.turns.count()).toBe(1);
      expect(await mounted.turns.count()).toBe(0);
      // As high as its content, but no higher than the window: what is asked last stands at the top.
      for (const more of ['一？', '二？', '三？']) await element.ask(more);
      const box = (await element.panel.boundingBox())!;
      expect(box.height).toBeGreaterThan(410);
      expect(box.height).toBeLessThanOrEqual(0.85 * 800);
      const top = (await element.last.locator('.question').boundingBox())!.y;
      expect(top - box.y).toBeLessThan(100);
      // Without a place of its own it stands beside the body, where no page that replaces its body takes it away.
      const place = `import('${service.url}/widget.mjs').then(({ mount }) => mount({ storageKey: 'c' }).parentNode.localName)`;
      expect(await widget.page.evaluate(place)).toBe('html');
      expect(widget.complaints).toEqual([]);
    });
  });

  describe('its methods and events', () => {
    it('tell what happens, with what it is about', async () => {
      const widget = await open({
        body: `<script>
          window.events = [];
          for (const name of ['ready', 'open', 'close', 'ask', 'answer', 'citation-click', 'feedback', 'error'])
            document.addEventListener('yinju:' + name, (event) => { events.push([name, event.detail]); if (name === 'citation-click') event.preventDefault(); });
        </script>${tag()}`,
      });
      await widget.launcher.waitFor();
      script = (asked) => {
        if (asked.path === '/v1/feedback') asked.respond(204, null);
        else sendAnswer(asked);
      };
      await widget.evaluate(`chat.ask('${question}')`);
      await widget.last.locator('.answer[aria-busy=false]').waitFor();
      await widget.last.locator('a.card').first().click();
      expect(widget.page.context().pages()).toHaveLength(1);
      await widget.last.getByRole('button', { name: '有帮助', exact: true }).click();
      await widget.host.getByText('谢谢').last().waitFor();
      script = (asked) => {
        asked.respond(500, {});
      };
      await widget.ask('那去年呢？');
      await widget.evaluate('chat.close()');
      await widget.evaluate('chat.close()');
      const events = await widget.page.evaluate<[string, Record<string, unknown>][]>('events');
      expect(events.map(([name]) => name)).toEqual([
        'ready',
        'open',
        'ask',
        'answer',
        'citation-click',
        'feedback',
        'ask',
        'error',
        'close',
      ]);
      const detail = (name: string) => events.find(([one]) => one === name)?.[1];
      expect(detail('ask')).toEqual({ question });
      expect(detail('answer')).toMatchObject({
        id: 'answer-1',
        question,
        answered: true,
        shortAnswer: '148%',
        sources: [{ number: 1 }, { number: 2 }],
      });
      expect(detail('citation-click')).toMatchObject({
        address: `${service.url}/articles/article-1?start=100&end=160&hash=h#quote`,
        source: { articleId: 'article-1' },
      });
      expect(detail('feedback')).toEqual({ answerId: 'answer-1', rating: 'up' });
      expect(detail('error')).toEqual({ question: '那去年呢？', kind: 'service', requestId: '' });
    });

    it('asks one question at a time, and no empty one', async () => {
      const go = deferred();
      script = async (asked) => {
        await go.promise;
        sendAnswer(asked);
      };
      const widget = await open({ body: tag() });
      await widget.launcher.waitFor();
      const before = service.asked.length;
      await widget.evaluate(`(chat.ask('   '), chat.ask('一？'), chat.ask('二？'))`);
      go.resolve();
      await widget.last.locator('.answer[aria-busy=false]').waitFor();
      expect(service.asked.slice(before).map(({ body }) => body.question)).toEqual(['一？']);
    });

    it('leaves nothing behind when it is destroyed, even in the middle of an answer', async () => {
      script = (asked) => {
        asked.event('sources', { citations: [citation(1)] });
        asked.event('delta', { sentence: first });
      };
      const widget = await open({
        body: `<script>
          // Every listener on what outlives the element, and every timer, is counted until it is gone.
          window.left = new Set();
          for (const target of [window, document, visualViewport, MediaQueryList.prototype, document.documentElement]) {
            const add = target.addEventListener;
            target.addEventListener = function (type, listener, options) {
              const entry = { type, listener };
              left.add(entry);
              options?.signal?.addEventListener('abort', () => left.delete(entry));
              const once = (event) => { left.delete(entry); listener.call(this, event); };
              return add.call(this, type, options?.once ? once : listener, options);
            };
          }
          for (const kind of ['Timeout', 'Interval']) {
            const [set, clear] = ['set' + kind, 'clear' + kind].map((name) => window[name].bind(window));
            window['set' + kind] = (action, ms) => {
              const id = set(() => { if (kind === 'Timeout') left.delete(id); action(); }, ms);
              left.add(id);
              return id;
            };
            window['clear' + kind] = (id) => { left.delete(id); clear(id); };
          }
        </script>${tag()}`,
      });
      await widget.launcher.waitFor();
      const before = await widget.page.evaluate<string>(
        'document.documentElement.outerHTML.replace(/<yinju-chat.*?<\\/yinju-chat>/, "")',
      );
      await widget.open();
      await widget.type(question);
      await widget.last.locator('.sentence').waitFor();
      await widget.pills.first().hover();
      await widget.card.waitFor();
      expect(await widget.page.evaluate<number>('left.size')).toBeGreaterThan(5);
      await widget.evaluate('(window.chat = chat, chat.destroy())');
      await service.asked.at(-1)?.closed;
      expect(await widget.page.evaluate('document.documentElement.outerHTML')).toBe(before);
      expect(await widget.page.evaluate('[...left].map((entry) => entry.type ?? "timer")')).toEqual([]);
      expect(await widget.page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
      expect(await widget.page.evaluate('chat.shadowRoot.childNodes.length')).toBe(0);
      // Whoever still holds the element can call what they like.
      await widget.page.evaluate(`(chat.open(), chat.ask('x'), chat.close(), chat.reset(), chat.destroy())`);
      expect(widget.complaints).toEqual([]);
    });
  });

  describe('in pages that go from one view to the next', () => {
    it('keeps the conversation when the element is taken out and put back, or moved', async () => {
      const widget = await open({ body: `<main></main>${tag()}` });
      await widget.open();
      await widget.ask(question);
      await widget.field.fill('草稿');
      await widget.evaluate('(window.chat = chat, document.querySelector("main").append(chat))');
      expect(await widget.panel.isVisible()).toBe(true);
      await widget.evaluate('chat.remove()');
      await widget.page.evaluate('new Promise((resolve) => setTimeout(resolve, 50))');
      expect(await widget.page.evaluate('chat.shadowRoot.childNodes.length')).toBe(0);
      await widget.page.evaluate('document.body.append(chat)');
      expect(await widget.turns.count()).toBe(1);
      expect(await widget.field.inputValue()).toBe('草稿');
      expect(await widget.panel.isVisible()).toBe(true);
    });

    it('counts an answer under way as stopped when the element goes', async () => {
      script = (asked) => {
        asked.event('sources', { citations: [citation(1)] });
        asked.event('delta', { sentence: first });
      };
      const widget = await open({ body: tag() });
      await widget.open();
      await widget.type(question);
      await widget.last.locator('.sentence').waitFor();
      await widget.evaluate('(window.chat = chat, chat.remove())');
      await service.asked.at(-1)?.closed;
      await widget.page.evaluate('document.body.append(chat)');
      expect(await widget.last.locator('.notice').innerText()).toContain('已停止');
      expect(await widget.last.locator('.sentence').innerText()).toBe(first.text);
    });

    it('stays when the body is replaced, and does not come twice when its tag runs again', async () => {
      const widget = await open({ body: tag() });
      await widget.open();
      await widget.ask(question);
      await widget.page.evaluate(`(() => {
        const body = document.createElement('body');
        const again = document.createElement('script');
        again.src = '${service.url}/widget.js';
        again.dataset.title = '新的标题';
        body.append('下一页', again);
        document.body.replaceWith(body);
      })()`);
      await widget.panel.locator('h2', { hasText: '新的标题' }).waitFor();
      expect(await widget.page.locator('yinju-chat').count()).toBe(1);
      expect(await widget.turns.count()).toBe(1);
    });

    it('keeps the conversation over a reload and shares it with other windows, until it is cleared', async () => {
      const widget = await open({ body: tag() });
      await widget.open();
      await widget.ask(question);
      const other = await openIn(widget.page.context(), widget.page.url());
      await other.open();
      expect(await other.turns.count()).toBe(1);
      await other.ask('那去年呢？');
      await expect.poll(() => widget.turns.count()).toBe(2);
      await widget.page.reload();
      await widget.open();
      expect(await widget.turns.count()).toBe(2);
      expect(await widget.last.locator('.question').innerText()).toContain('那去年呢？');
      await widget.host.getByRole('button', { name: '清空对话' }).click();
      const confirm = widget.host.locator('.confirm');
      await confirm.getByRole('button', { name: '取消' }).click();
      expect(await widget.turns.count()).toBe(2);
      await widget.host.getByRole('button', { name: '清空对话' }).click();
      await confirm.getByRole('button', { name: '清空', exact: true }).click();
      expect(await widget.turns.count()).toBe(0);
      await expect.poll(() => other.turns.count()).toBe(0);
      expect(await widget.page.evaluate('localStorage.length')).toBe(0);
    });

    it('keeps nothing where the publisher wants nothing kept', async () => {
      const widget = await open({ body: tag('data-storage="none"') });
      await widget.open();
      await widget.ask(question);
      expect(
        await widget.page.evaluate('localStorage.length + sessionStorage.length + document.cookie.length'),
      ).toBe(0);
      await widget.page.reload();
      await widget.open();
      expect(await widget.turns.count()).toBe(0);
    });

    it('lives without storage where the browser gives none', async () => {
      const widget = await open({
        body: `<iframe sandbox="allow-scripts" srcdoc='${tag('data-open')}' width="700" height="700"></iframe><yinju-chat></yinju-chat>`,
      });
      const frame = widget.page.frameLocator('iframe');
      await frame.locator('.composer textarea').fill(question);
      await frame.locator('.composer textarea').press('Enter');
      await frame.locator('.short').waitFor();
    });
  });

  it('stands twice in one page, each with its own service, words and conversation', async () => {
    const second = await startScriptedService((asked) => {
      sendAnswer(
        asked,
        answer({
          id: 'b',
          shortAnswer: '二',
          sentences: [sentence('另一个回答。', [1])],
          citations: [citation(1, { answerStart: null })],
        }),
      );
    });
    const widget = await open({
      body: `${tag('data-title="甲"')}${tag(`data-title="乙" data-position="bottom-left" data-endpoint="${second.url}" data-color="teal"`)}`,
    });
    await expect.poll(() => widget.page.locator('yinju-chat').count()).toBe(2);
    const at = (title: string) =>
      new WidgetPage(widget.page, widget.complaints, widget.page.locator(`yinju-chat[data-title=${title}]`));
    const [left, right] = [at('乙'), at('甲')];
    await left.open();
    await right.open();
    await left.ask('问乙？');
    await right.ask('问甲？');
    expect(await left.turns.allInnerTexts()).toEqual([expect.stringContaining('另一个回答。')]);
    expect(await right.turns.allInnerTexts()).toEqual([expect.stringContaining('148%')]);
    expect(second.asked.map(({ body }) => body.question)).toEqual(['问乙？']);
    await left.evaluate(`document.querySelector('yinju-chat[data-title=乙]').reset()`);
    expect([await left.turns.count(), await right.turns.count()]).toEqual([0, 1]);
    expect(await widget.page.evaluate('Object.keys(localStorage)')).toEqual([`yinju-chat:${service.url}`]);
    expect(widget.complaints).toEqual([]);
    await second.close();
  });

  describe('at an origin that is not allowed', () => {
    it('says so to the reader, and to the publisher by the name of the setting', async () => {
      const strict = await startScriptedService(sendAnswer, ['https://elsewhere.example']);
      const widget = await open({ body: `<script async src="${strict.url}/widget.js"></script>` });
      await widget.open();
      const turn = await widget.ask(question);
      expect(await turn.locator('.failure').innerText()).toBe(
        '这个网站还没有获准使用问答服务，请告诉网站的管理员。',
      );
      expect(
        widget.complaints.some((text) => text.includes('YINJU_ALLOWED_ORIGINS') && text.includes(site.url)),
      ).toBe(true);
      await strict.close();
    });
  });

  describe('with words of bad intent', () => {
    const script1 = '</title><script>window.hacked=1</script><img src=x onerror="window.hacked=1">';
    const markdown = '[点我](javascript:window.hacked=1) **粗** ![x](https://evil.example/x.png)';
    const bidi = '\u202e报日假\u202c\u2066abc\u2069\u2069\u200f 真';
    const words = `${script1}${markdown}${bidi}`;
    const hostile = () => {
      const one = citation(1, {
        title: words,
        source: words,
        author: words,
        publishedAt: script1,
        quote: words,
        sourceStart: 0,
        answerStart: 0,
        answerEnd: 30,
        url: 'javascript:window.hacked=1',
        href: 'javascript:window.hacked=1',
      });
      return answer({
        shortAnswer: words,
        sentences: [sentence(words, [1])],
        citations: [one, citation(2, { href: '//evil.example/a', url: 'data:text/html,<script>1</script>' })],
        notices: [{ code: 'x', message: words }],
        answered: true,
      });
    };

    it('shows them as the words that they are, at every piece, and follows no address that is none', async () => {
      const whole = hostile();
      const steps = [deferred(), deferred()];
      script = async (asked) => {
        asked.event('sources', { citations: whole.citations });
        await steps[0]!.promise;
        asked.event('delta', { sentence: whole.sentences[0] });
        await steps[1]!.promise;
        asked.event('done', whole);
        asked.end();
      };
      const widget = await open({ body: tag(`data-title='${words.replaceAll("'", '')}'`) });
      const foreign: string[] = [];
      widget.page.on('request', (request) => {
        if (!request.url().startsWith(service.url) && !request.url().startsWith(site.url))
          foreign.push(request.url());
      });
      const inert = async () => {
        expect(await widget.page.evaluate('window.hacked')).toBeUndefined();
        expect(await widget.host.locator('script, img, iframe, b, strong:not(a), em, source').count()).toBe(
          0,
        );
        for (const link of await widget.host.locator('a').all()) {
          expect(await inElement<string>(link, 'element.href')).toMatch(
            /^https?:\/\/(?:127\.0\.0\.1|news\.example)/,
          );
        }
        expect(foreign).toEqual([]);
      };
      await widget.open();
      await widget.type(words);
      await widget.last.locator('.card').first().waitFor();
      await inert();
      steps[0]!.resolve();
      await widget.last.locator('.sentence').waitFor();
      await inert();
      steps[1]!.resolve();
      await widget.last.locator('.answer[aria-busy=false]').waitFor();
      await inert();
      await widget.pills.first().click();
      await widget.card.waitFor();
      await inert();
      expect(await widget.card.locator('a').count()).toBe(0);
      const shown = await widget.panel.innerText();
      expect(shown).toContain('<script>window.hacked=1</script>');
      expect(shown).toContain('[点我](javascript:window.hacked=1) **粗**');
      expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200f]/);
      await widget.page.reload();
      await widget.open();
      await inert();
      expect(await widget.last.locator('.sentence').innerText()).toContain('<script>');
    });
  });
});
