import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumPath, launchChromium } from '../server/support/browser.js';
import { deferred } from '../server/support/harness.js';
import { buildWidget } from '../support/build-widget.js';
import { startHostSite, type HostSite } from '../support/host-site.js';
import { startScriptedService, type Asked, type ScriptedService } from '../support/scripted-service.js';
import {
  answer,
  citation,
  first,
  refusal,
  refuse,
  second,
  sendAnswer,
  sentence,
} from '../support/widget-answers.js';
import { inElement, openPage, type WidgetPage } from '../support/widget-page.js';
import { takeWidgetPictures } from '../support/widget-pictures.js';

describe.skipIf(chromiumPath === null)('what the widget shows of an answer on its way', () => {
  let browser: Browser;
  let site: HostSite;
  let service: ScriptedService;
  /** Answers the next question; set by each test. */
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

  const open = async (attributes = '', options = {}): Promise<WidgetPage> => {
    const body = `<p>正文</p><script async src="${service.url}/widget.js" ${attributes}></script>`;
    const widget = await openPage(browser, site.put({ body }), options);
    await widget.open();
    return widget;
  };
  const failing = (widget: WidgetPage) => widget.last.locator('.failure');

  describe('streaming', () => {
    it('shows sources, then the short answer, then sentence after sentence, and moves nothing', async () => {
      const steps = { sources: deferred(), sentence: deferred(), done: deferred() };
      script = async (asked) => {
        asked.event('meta', { id: 'answer-1', standaloneQuestion: '', generation: 'g' });
        await steps.sources.promise;
        asked.event('sources', { citations: [citation(1), citation(2)] });
        await steps.sentence.promise;
        asked.event('delta', { text: '', sentence: first });
        await steps.done.promise;
        asked.event('delta', { text: '', sentence: second });
        asked.event('done', answer());
        asked.end();
      };
      const widget = await open();
      await widget.type('青屿增长了多少？');
      expect(await widget.last.locator('.waiting').innerText()).toBe('正在查找、阅读……');
      expect(await widget.send.getAttribute('aria-label')).toBe('停止');
      steps.sources.resolve();
      await widget.last.locator('.card').first().waitFor();
      expect(await widget.last.locator('.short').innerText()).toContain('148%');
      expect(await widget.last.locator('.sentence').count()).toBe(0);
      steps.sentence.resolve();
      await widget.last.locator('.sentence').waitFor();
      // Whoever reads a card while the answer goes on does not lose it.
      await widget.pills.first().click();
      await widget.card.waitFor();
      const before = await widget.pills.first().boundingBox();
      steps.done.resolve();
      await widget.last.locator('.answer[aria-busy=false]').waitFor();
      expect(await widget.card.isVisible()).toBe(true);
      expect(await widget.pills.first().boundingBox()).toEqual(before);
      expect(await widget.last.locator('.sentence').allInnerTexts()).toEqual([first.text, second.text]);
      expect(await widget.last.locator('.tag').innerText()).toBe('部分有据');
      expect(await widget.last.locator('.waiting').count()).toBe(0);
      expect(widget.complaints).toEqual([]);
    });

    it('shows an article that is cited more than once as one, with all its numbers', async () => {
      const citations = [1, 2, 3, 4].map((n) => citation(n, n === 3 ? {} : { articleId: 'same' }));
      const sentences = citations.map(({ number }) => sentence(`第${number}句话。`, [number]));
      script = (asked) => {
        sendAnswer(asked, answer({ citations, sentences }));
      };
      const widget = await open();
      const turn = await widget.ask('有哪些？');
      expect(await turn.locator('.number').allInnerTexts()).toEqual(['1, 2, 4', '3']);
      // As many sources as that are those of a list: a line each.
      const lines = await Promise.all(
        (await turn.locator('.piece').all()).map((piece) => piece.boundingBox()),
      );
      expect(new Set(lines.map((box) => box?.y)).size).toBe(4);
    });

    it('reads a stream that arrives byte by byte', async () => {
      script = async (asked) => {
        const parts = [
          ': keep-alive\n\n',
          `event: meta\ndata: {"id":"answer-1"}\n\n`,
          `event: sources\r\ndata: ${JSON.stringify({ citations: [citation(1)] })}\r\n\r\n`,
          `event: delta\ndata: ${JSON.stringify({ sentence: first })}\n\n`,
          `event: unheard-of\ndata: {}\n\n`,
          `event: done\ndata: ${JSON.stringify(answer({ sentences: [first], citations: [citation(1)] }))}\n\n`,
        ];
        const bytes = Buffer.from(parts.join(''));
        // One by one where a character or a line end could be cut, then in larger pieces.
        for (let from = 0; from < bytes.length; from += from < 600 ? 1 : 37) {
          asked.raw(bytes.subarray(from, from + (from < 600 ? 1 : 37)));
          await new Promise((resolve) => setImmediate(resolve));
        }
        asked.end();
      };
      const widget = await open();
      const turn = await widget.ask('青屿增长了多少？');
      expect(await turn.locator('.sentence').allInnerTexts()).toEqual([first.text]);
    });

    it('puts what comes instead in the place of what was sent', async () => {
      const taken = deferred();
      const other = sentence('应为同比增长14.8%。', [1]);
      script = async (asked) => {
        asked.event('sources', { citations: [citation(1)] });
        asked.event('delta', { sentence: first });
        await taken.promise;
        asked.event('replace', { shortAnswer: '14.8%', sentences: [other], citations: [citation(1)] });
        asked.event('done', answer({ shortAnswer: '14.8%', sentences: [other], citations: [citation(1)] }));
        asked.end();
      };
      const widget = await open();
      await widget.type('青屿增长了多少？');
      await widget.last.locator('.sentence').waitFor();
      taken.resolve();
      await widget.last.locator('.answer[aria-busy=false]').waitFor();
      expect(await widget.last.locator('.sentence').allInnerTexts()).toEqual([other.text]);
      expect(await widget.last.locator('.short').innerText()).toContain('14.8%');
    });

    it('tells a screen reader that it answers, and the answer once, not its pieces', async () => {
      const done = deferred();
      script = async (asked) => {
        asked.event('sources', { citations: [citation(1), citation(2)] });
        asked.event('delta', { sentence: first });
        await done.promise;
        sendAnswer(asked);
      };
      const widget = await open();
      await widget.page.evaluate(`window.heard = [];
        new MutationObserver(() => heard.push(document.querySelector('yinju-chat').shadowRoot.querySelector('[role=status]').textContent))
          .observe(document.querySelector('yinju-chat').shadowRoot.querySelector('[role=status]'), { childList: true })`);
      await widget.type('青屿增长了多少？');
      await widget.last.locator('.sentence').first().waitFor();
      done.resolve();
      await widget.last.locator('.answer[aria-busy=false]').waitFor();
      const heard = await widget.page.evaluate<string[]>('heard');
      expect(heard).toHaveLength(2);
      expect(heard[0]).toBe('正在回答……');
      expect(heard[1]).toContain('148%');
      expect(heard[1]).toContain(second.text);
      expect(await widget.host.locator('[aria-live], [role=log], [role=alert]').count()).toBe(0);
    });

    it('never takes a reader from where they read', async () => {
      const more = deferred();
      const long = Array.from({ length: 12 }, (_, n) =>
        sentence(`第${n + 1}条措施是对新建海外仓的企业按面积给予补助。\n`, [1]),
      );
      script = async (asked) => {
        asked.event('sources', { citations: [citation(1)] });
        for (const one of long) asked.event('delta', { sentence: one });
        await more.promise;
        for (const one of long) asked.event('delta', { sentence: one });
        asked.event('done', answer({ sentences: [...long, ...long], citations: [citation(1)] }));
        asked.end();
      };
      const widget = await open();
      await widget.type('有哪些措施？');
      await widget.last.locator('.sentence').nth(11).waitFor();
      const question = widget.last.locator('.question');
      const top = async () => Math.round((await question.boundingBox())?.y ?? 0);
      // The question stands at the top, and the answer goes on below what can be seen.
      const panelTop = (await widget.host.locator('.log').boundingBox())?.y ?? 0;
      expect((await top()) - panelTop).toBeLessThan(60);
      await inElement(widget.host.locator('.log'), 'void (element.scrollTop += 70)');
      const reading = await top();
      const latest = widget.host.locator('.latest');
      await latest.waitFor();
      more.resolve();
      await widget.last.locator('.answer[aria-busy=false]').waitFor();
      expect(await top()).toBe(reading);
      await latest.click();
      await latest.waitFor({ state: 'hidden' });
      expect(await widget.last.locator('.actions').isVisible()).toBe(true);
    });

    it('shows on the launcher that an answer came while the panel was closed', async () => {
      const done = deferred();
      script = async (asked) => {
        await done.promise;
        sendAnswer(asked);
      };
      const widget = await open();
      await widget.type('青屿增长了多少？');
      await widget.host.getByRole('button', { name: '关闭' }).click();
      done.resolve();
      await widget.host.locator('.launcher.news').waitFor();
      expect(await widget.launcher.getAttribute('aria-label')).toContain('有新的回答');
      await widget.open();
      expect(await widget.last.locator('.sentence').count()).toBe(2);
      await widget.host.getByRole('button', { name: '关闭' }).click();
      expect(await widget.host.locator('.launcher.news').count()).toBe(0);
    });
  });

  describe('when something goes wrong', () => {
    it.each([
      [429, 'too-many-requests', '短时间内提问太多，请稍等片刻。'],
      [503, 'busy', '现在提问的人很多，请稍等片刻。'],
      [503, 'not-ready', '索引正在准备，很快就好。'],
      [503, 'stopping', '服务正在重新启动，请稍等片刻。'],
    ])('says so at %i %s, counts down and lets try again', async (status, code, words) => {
      script = (asked) => {
        refuse(asked, status, code, { 'retry-after': '42' });
      };
      const widget = await open();
      await widget.page.clock.install();
      await widget.ask('青屿增长了多少？');
      const again = failing(widget).getByRole('button');
      expect(await failing(widget).locator('p').first().innerText()).toBe(words);
      expect(await again.innerText()).toBe('42 秒后可再试');
      await again.click({ force: true });
      expect(service.asked.at(-1)?.body.question).toBe('青屿增长了多少？');
      const count = service.asked.length;
      await widget.page.clock.runFor(10_000);
      expect(await again.innerText()).toBe('32 秒后可再试');
      expect(await widget.status.innerText()).toBe(words);
      await widget.page.clock.runFor(33_000);
      expect(await again.innerText()).toBe('再试一次');
      expect(await widget.status.innerText()).toBe('现在可以再试了。');
      expect(service.asked).toHaveLength(count);
      script = sendAnswer;
      await again.click();
      await widget.last.locator('.short').waitFor();
      expect(await widget.turns.count()).toBe(1);
      expect(await failing(widget).count()).toBe(0);
      // The button that was pressed is gone; the focus is not.
      expect(await widget.focused()).toBe('textarea');
    });

    it('says so at a fault of the service, with the number to find it by', async () => {
      script = (asked) => {
        refuse(asked, 500, 'internal');
      };
      const widget = await open();
      await widget.ask('青屿增长了多少？');
      expect(await failing(widget).innerText()).toMatch(/问答服务出了问题。\s*编号 request-1/);
    });

    it('keeps what came before an error event, and what came before the connection broke', async () => {
      const widget = await open();
      for (const [end, words] of [
        [
          (asked: Asked) => {
            asked.event('error', { code: 'internal', message: '/srv/secret', requestId: 'r-7' });
            asked.end();
          },
          '问答服务出了问题。',
        ],
        [
          (asked: Asked) => {
            asked.breakOff();
          },
          '回答还没有结束，连接就断开了。',
        ],
        [
          (asked: Asked) => {
            asked.end();
          },
          '回答还没有结束，连接就断开了。',
        ],
      ] as const) {
        script = async (asked) => {
          asked.event('sources', { citations: [citation(1)] });
          asked.event('delta', { sentence: first });
          // What was written must be out before the connection goes.
          await new Promise((resolve) => setTimeout(resolve, 200));
          end(asked);
        };
        const turn = await widget.ask('青屿增长了多少？');
        expect(await turn.locator('.sentence').innerText()).toBe(first.text);
        expect(await failing(widget).innerText()).toContain(words);
        expect(await widget.panel.innerText()).not.toContain('/srv/secret');
      }
    });

    it('tells a service that is gone from a reader who is offline', async () => {
      const gone = await startScriptedService(sendAnswer);
      const widget = await open(`data-endpoint="${gone.url}"`);
      await gone.close();
      await widget.ask('青屿增长了多少？');
      expect(await failing(widget).innerText()).toContain('连接不上问答服务');
      await widget.page.context().setOffline(true);
      await failing(widget).getByRole('button').click();
      await expect.poll(() => failing(widget).innerText()).toContain('当前处于离线状态');
    });

    it('says when it takes longer, and can be stopped', async () => {
      script = (asked) => {
        asked.event('meta', { id: 'a' });
      };
      const widget = await open();
      await widget.page.clock.install();
      await widget.type('青屿增长了多少？');
      await widget.page.clock.runFor(8500);
      expect(await widget.last.locator('.waiting').innerText()).toContain('还在查找');
      expect(await widget.status.innerText()).toContain('还在查找');
      await widget.page.clock.runFor(1000);
      await widget.send.click();
      expect(await widget.last.locator('.notice').innerText()).toContain('已停止。');
      await service.asked.at(-1)?.closed;
    });

    it('gives a connection up that has fallen silent', async () => {
      script = (asked) => {
        asked.event('sources', { citations: [citation(1)] });
      };
      const widget = await open();
      await widget.page.clock.install();
      await widget.type('青屿增长了多少？');
      await widget.last.locator('.card').waitFor();
      await widget.page.clock.runFor(30_000);
      expect(await failing(widget).count()).toBe(0);
      await widget.page.clock.runFor(20_000);
      expect(await failing(widget).innerText()).toContain('连接就断开了');
      await service.asked.at(-1)?.closed;
    });

    it('reads an answer that does not stream, and says so of one that is none', async () => {
      const widget = await open();
      script = (asked) => {
        asked.respond(200, answer());
      };
      const turn = await widget.ask('青屿增长了多少？');
      expect(await turn.locator('.sentence').count()).toBe(2);
      script = (asked) => {
        asked.respond(200, '<html>', { 'content-type': 'text/html' });
      };
      await widget.ask('那去年呢？');
      expect(await failing(widget).innerText()).toContain('问答服务出了问题');
    });
  });

  describe('stopping', () => {
    it('keeps what came, ends the work of the service, and tries again', async () => {
      script = (asked) => {
        asked.event('sources', { citations: [citation(1)] });
        asked.event('delta', { sentence: first });
      };
      const widget = await open();
      await widget.type('青屿增长了多少？');
      await widget.last.locator('.sentence').waitFor();
      // The second press of a double click does not stop what the first one sent.
      await widget.page.waitForTimeout(600);
      await widget.send.click();
      await service.asked.at(-1)?.closed;
      expect(await widget.last.locator('.sentence').innerText()).toBe(first.text);
      expect(await widget.last.locator('.notice').innerText()).toContain('已停止。以上是停止前收到的内容。');
      script = sendAnswer;
      await widget.last.getByRole('button', { name: '再试一次' }).click();
      await widget.last.locator('.sentence').nth(1).waitFor();
      expect(await widget.turns.count()).toBe(1);
    });

    it('is not what a double click on send does', async () => {
      script = (asked) => {
        asked.event('sources', { citations: [citation(1)] });
      };
      const widget = await open();
      await widget.field.fill('青屿增长了多少？');
      await widget.send.dblclick();
      await widget.last.locator('.card').waitFor();
      expect(await widget.last.locator('.answer').getAttribute('aria-busy')).toBe('true');
    });
  });

  describe('what it sends', () => {
    it('is the question with what was said before, without cookies and without the address of the page', async () => {
      const widget = await open('data-locale="zh-TW"');
      await widget.page.context().addCookies([{ name: 'session', value: 'secret', url: service.url }]);
      await widget.ask('青嶼增長了多少？');
      script = (asked) => {
        sendAnswer(asked, refusal);
      };
      await widget.ask('番茄炒蛋怎麼做？');
      script = sendAnswer;
      await widget.ask('那去年呢？');
      const { body, headers } = service.asked.at(-1)!;
      expect(body).toEqual({
        question: '那去年呢？',
        locale: 'zh-TW',
        stream: true,
        history: [
          { role: 'user', content: '青嶼增長了多少？' },
          { role: 'assistant', content: `${first.text}[1]${second.text}[2]` },
          { role: 'user', content: '番茄炒蛋怎麼做？' },
        ],
      });
      expect(headers.cookie).toBeUndefined();
      expect(headers.referer).toBeUndefined();
      expect(headers.authorization).toBeUndefined();
    });

    it('is a rating with reasons and a note, and says when it did not arrive', async () => {
      const widget = await open();
      const turn = await widget.ask('青屿增长了多少？');
      await turn.getByRole('button', { name: '没有帮助' }).click();
      const form = turn.locator('.feedback');
      await form.getByLabel('出处没有这样说').check();
      await form.getByLabel('已经过时').check();
      await form.getByRole('textbox').fill('  2023年的数字不同。 ');
      script = (asked) => {
        refuse(asked, 429, 'too-many-requests');
      };
      await form.getByRole('button', { name: '提交' }).click();
      await form.locator('.failed').waitFor();
      expect(await widget.status.innerText()).toBe('评价没有送达，请再试一次。');
      expect(await form.getByRole('textbox').inputValue()).toContain('2023年');
      script = (asked) => {
        asked.respond(204, null);
      };
      await form.getByRole('button', { name: '提交' }).click();
      await form.waitFor({ state: 'detached' });
      expect(service.asked.at(-1)).toMatchObject({
        path: '/v1/feedback',
        body: {
          answerId: 'answer-1',
          rating: 'down',
          reasons: ['unsupported', 'outdated'],
          note: '2023年的数字不同。',
        },
      });
      const down = turn.getByRole('button', { name: '没有帮助' });
      expect(await down.getAttribute('aria-pressed')).toBe('true');
      expect(await widget.focused()).toContain('button');
      expect(await widget.status.innerText()).toBe('谢谢，已收到你的评价。');
      await turn.getByRole('button', { name: '有帮助', exact: true }).click();
      await expect.poll(() => down.getAttribute('aria-pressed')).toBe('false');
      expect(service.asked.at(-1)?.body).toEqual({ answerId: 'answer-1', rating: 'up' });
    });
  });

  describe('a refusal', () => {
    it('looks like one and offers the nearest articles', async () => {
      script = (asked) => {
        sendAnswer(asked, refusal);
      };
      const widget = await open();
      const turn = await widget.ask('番茄炒蛋怎么做？');
      expect(await turn.locator('.refusal .heading').innerText()).toBe('文章库里没有答案');
      expect(await turn.locator('.short, .sentence, .pill').count()).toBe(0);
      expect(await turn.locator('a.card').count()).toBe(3);
      expect(await turn.locator('.sources h4').innerText()).toBe('最接近的文章');
      expect(await widget.status.innerText()).toMatch(/^文章库里没有答案/);
      await turn.getByRole('button', { name: '没有帮助' }).click();
      expect(await turn.locator('.feedback label').allInnerTexts()).toEqual(['文章库里其实有答案', '其他']);
    });
  });

  const pictures = process.env.YINJU_SCREENSHOTS;
  // Not a test unless somebody wants the pictures.
  if (pictures !== undefined) {
    it('leaves pictures of every state', () => takeWidgetPictures(browser, pictures), 600_000);
  }
});
