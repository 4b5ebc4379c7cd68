import type { Browser, BrowserContextOptions, CDPSession } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumPath, launchChromium } from '../server/support/browser.js';
import { buildWidget } from '../support/build-widget.js';
import { startHostSite, type HostPage, type HostSite } from '../support/host-site.js';
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
import { expectAccessible, inElement, openPage, phone, type WidgetPage } from '../support/widget-page.js';

describe.skipIf(chromiumPath === null)('the manners of the widget', () => {
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
  const open = async (page: HostPage = {}, options: BrowserContextOptions = {}): Promise<WidgetPage> => {
    const widget = await openPage(browser, site.put({ body: tag(), ...page }), options);
    await widget.open();
    return widget;
  };
  const question = '青屿增长了多少？';

  describe('with an input method for Chinese', () => {
    const begin = async () => {
      const widget = await open();
      const keys: CDPSession = await widget.page.context().newCDPSession(widget.page);
      const compose = (text: string) =>
        keys.send('Input.imeSetComposition', {
          text,
          selectionStart: text.length,
          selectionEnd: text.length,
        });
      const commit = (text: string) => keys.send('Input.insertText', { text });
      /** A key that the input method takes for itself. */
      const taken = async (key: string) => {
        const event = { key, code: key, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
        await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
        await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
      };
      return { widget, compose, commit, taken };
    };
    const nothingSent = async (widget: WidgetPage) => {
      await widget.page.waitForTimeout(150);
      expect(await widget.turns.count()).toBe(0);
    };

    it('does not send when Enter takes what is composed, and sends at the next Enter', async () => {
      const { widget, compose, commit } = await begin();
      await compose("qing'yu");
      await widget.field.press('Enter');
      await nothingSent(widget);
      await commit('青屿');
      await nothingSent(widget);
      expect(await widget.field.inputValue()).toBe('青屿');
      await compose('pinyin');
      await widget.field.press('Enter');
      await commit('拼音');
      await nothingSent(widget);
      await widget.field.press('Enter');
      await widget.turns.first().waitFor();
      expect(service.asked.at(-1)?.body.question).toBe('青屿拼音');
      expect(await widget.field.inputValue()).toBe('');
    });

    it('does not send at an Enter that is marked 229 after the composition has ended, as in Safari', async () => {
      const { widget, compose, commit, taken } = await begin();
      await compose('qingyu');
      await commit('青屿');
      await widget.page.waitForTimeout(150);
      await taken('Enter');
      await nothingSent(widget);
      expect(await widget.field.inputValue()).toBe('青屿');
      await widget.field.press('Enter');
      await widget.turns.first().waitFor();
    });

    it.each([
      ['the end before an unmarked key', ['compositionstart', 'compositionend', 'Enter']],
      ['an unmarked key before a late end', ['compositionstart', 'Enter', 'compositionend']],
    ])('does not send where the browser tells %s', async (_what, events) => {
      const { widget } = await begin();
      await widget.field.fill('青屿');
      await inElement(
        widget.field,
        `${JSON.stringify(events)}.forEach((name) => element.dispatchEvent(name === 'Enter'
          ? new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true, cancelable: true, composed: true })
          : new CompositionEvent(name, { bubbles: true, composed: true })))`,
      );
      await nothingSent(widget);
      await widget.field.press('Enter');
      await widget.turns.first().waitFor();
    });

    it('does not close when Escape drops what is composed', async () => {
      const { widget, compose, taken } = await begin();
      await compose('qing');
      await widget.field.press('Escape');
      await taken('Escape');
      expect(await widget.panel.isVisible()).toBe(true);
    });

    it('starts a line with Shift+Enter, and grows with the lines, up to a limit', async () => {
      const widget = await open();
      const height = async () => (await widget.field.boundingBox())?.height ?? 0;
      const one = await height();
      await widget.field.pressSequentially('一');
      await widget.field.press('Shift+Enter');
      await widget.field.pressSequentially('二');
      expect(await widget.field.inputValue()).toBe('一\n二');
      expect(await height()).toBeGreaterThan(one + 10);
      await widget.field.fill('行\n'.repeat(80));
      expect(await height()).toBeLessThan(200);
      await widget.field.press('Enter');
      await widget.turns.first().waitFor();
      expect(await height()).toBe(one);
    });

    it('counts what is left near the limit, and takes no more', async () => {
      const widget = await open();
      await widget.field.fill('字'.repeat(1950));
      expect(await widget.host.locator('.count').innerText()).toBe('还可输入 50 字');
      expect(await widget.field.getAttribute('maxlength')).toBe('2000');
    });
  });

  describe('with the keyboard alone', () => {
    it('reaches everything, and Escape gives back step by step what was opened', async () => {
      const widget = await openPage(browser, site.put({ body: `<a href="#a">Link</a>${tag()}` }));
      const { keyboard } = widget.page;
      await widget.launcher.waitFor();
      await keyboard.press('Tab');
      await keyboard.press('Tab');
      expect(await widget.focused()).toBe('button.launcher');
      await keyboard.press('Enter');
      expect(await widget.focused()).toBe('textarea');
      await keyboard.type(question);
      await keyboard.press('Enter');
      await widget.last.locator('.answer[aria-busy=false]').waitFor();
      const back = async () => {
        await keyboard.press('Shift+Tab');
        return widget.focused();
      };
      expect([await back(), await back(), await back()]).toEqual(Array(3).fill('button.quiet.bare'));
      expect(await back()).toBe('button.pill');
      // The focus opens the card; Tab leads into it and out of it again.
      await widget.card.waitFor();
      expect(await widget.pills.nth(1).getAttribute('aria-expanded')).toBe('true');
      await keyboard.press('Tab');
      expect(await widget.focused()).toBe('a.strong');
      expect(await widget.card.isVisible()).toBe(true);
      await keyboard.press('Escape');
      await widget.card.waitFor({ state: 'detached' });
      expect(await widget.focused()).toBe('button.pill');
      await keyboard.press('Enter');
      await widget.card.waitFor();
      await keyboard.press('Tab');
      await keyboard.press('Tab');
      await keyboard.press('Tab');
      expect(await widget.focused()).toBe('button.quiet.bare');
      await widget.card.waitFor({ state: 'detached' });
      await keyboard.press('Escape');
      await widget.panel.waitFor({ state: 'hidden' });
      expect(await widget.focused()).toBe('button.launcher');
      await keyboard.press('Escape');
      expect(await widget.launcher.isVisible()).toBe(true);
    });

    it('gives the focus back to what opened it', async () => {
      const widget = await openPage(
        browser,
        site.put({
          body: `<button onclick="document.querySelector('yinju-chat').open()">问</button>${tag()}`,
        }),
      );
      await widget.launcher.waitFor();
      await widget.page.getByRole('button', { name: '问', exact: true }).focus();
      await widget.page.keyboard.press('Enter');
      expect(await widget.focused()).toBe('textarea');
      await widget.page.keyboard.press('Escape');
      expect(await widget.page.evaluate('document.activeElement.textContent')).toBe('问');
    });

    it('takes no focus when it is open from the beginning', async () => {
      const widget = await openPage(browser, site.put({ body: `<input autofocus>${tag('data-open')}` }));
      await widget.panel.waitFor();
      expect(await widget.focused()).toBe('input');
      const onPhone = await openPage(browser, site.put({ body: tag('data-open') }), phone);
      await onPhone.launcher.waitFor();
      expect(await onPhone.panel.isVisible()).toBe(false);
    });

    it('asks before it clears, and Escape says no', async () => {
      const widget = await open();
      await widget.ask(question);
      await widget.host.getByRole('button', { name: '清空对话' }).press('Enter');
      expect(await widget.focused()).toBe('button.quiet');
      await widget.page.keyboard.press('Escape');
      expect(await widget.host.locator('.confirm').isVisible()).toBe(false);
      expect(await widget.panel.isVisible()).toBe(true);
      expect(await widget.focused()).toBe('button.quiet.bare');
    });

    it('keeps what is written from the shortcuts of the page', async () => {
      const widget = await open({
        body: `<script>window.keys = []; document.addEventListener('keydown', ({ key }) => keys.push(key));</script>${tag()}`,
      });
      await widget.field.pressSequentially('s/?');
      await widget.field.press('Escape');
      await widget.page.keyboard.press('k');
      expect(await widget.page.evaluate('keys')).toEqual(['k']);
    });
  });

  describe('the card of a citation', () => {
    const answered = async (options: BrowserContextOptions = {}) => {
      const widget = await open({}, options);
      await widget.ask(question);
      return widget;
    };

    it('says which article, when, and its words, with the short answer marked', async () => {
      const widget = await answered();
      await widget.pills.first().hover();
      await widget.card.waitFor();
      expect(await widget.card.locator('.title').innerText()).toBe(citation(1).title);
      expect(await widget.card.locator('.meta').innerText()).toMatch(/青屿日报.*2022-09-19/s);
      expect(await widget.card.locator('blockquote').innerText()).toBe(first.text);
      expect(await widget.card.locator('mark').innerText()).toBe('148%');
      expect(await widget.pills.first().getAttribute('aria-label')).toBe(`出处 1：${citation(1).title}`);
      const link = widget.card.getByRole('link', { name: '在文章中查看这段话' });
      expect(await link.getAttribute('href')).toBe(`${service.url}${citation(1).href}`);
      expect(await link.getAttribute('rel')).toBe('noopener');
    });

    it('can be moved onto, stays, and goes at Escape without moving anything (WCAG 1.4.13)', async () => {
      const widget = await answered();
      await widget.pills.first().hover();
      await widget.card.hover();
      await widget.page.waitForTimeout(500);
      expect(await widget.card.isVisible()).toBe(true);
      await widget.page.keyboard.press('Escape');
      await widget.card.waitFor({ state: 'detached' });
      expect(await widget.panel.isVisible()).toBe(true);
      await widget.pills.nth(1).hover();
      await widget.card.waitFor();
      await widget.field.hover();
      await widget.card.waitFor({ state: 'detached' });
    });

    it('stays at a click until the next one, or one elsewhere', async () => {
      const widget = await answered();
      const pill = widget.pills.first();
      await pill.click();
      await widget.field.hover();
      await widget.page.waitForTimeout(500);
      expect(await widget.card.isVisible()).toBe(true);
      await pill.click();
      await widget.card.waitFor({ state: 'detached' });
      await pill.click();
      await widget.card.waitFor();
      await widget.page.mouse.click(10, 10);
      await widget.card.waitFor({ state: 'detached' });
    });

    it('opens at a tap, within the window, and closes at a tap elsewhere', async () => {
      const widget = await answered(phone);
      for (const pill of await widget.pills.all()) {
        await pill.tap();
        await widget.card.waitFor();
        const box = (await widget.card.boundingBox())!;
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(390);
        expect(box.y).toBeGreaterThanOrEqual(0);
        expect(box.y + box.height).toBeLessThanOrEqual(800);
        await widget.last.locator('.short').tap();
        await widget.card.waitFor({ state: 'detached' });
      }
    });

    it('goes along with its pill when the conversation is scrolled', async () => {
      const long = Array.from({ length: 60 }, (_, n) => sentence(`第${n}句话说的是同一件事。\n`, [1]));
      script = (asked) => {
        sendAnswer(asked, answer({ sentences: long, citations: [citation(1)] }));
      };
      const widget = await answered();
      await widget.pills.nth(2).click();
      const gap = async () => {
        const [card, pill] = [await widget.card.boundingBox(), await widget.pills.nth(2).boundingBox()];
        return Math.round((card?.y ?? 0) - (pill?.y ?? 0));
      };
      const before = await gap();
      const log = widget.host.locator('.log');
      await inElement(log, 'void (element.scrollTop += 30)');
      await expect.poll(gap).toBe(before);
      await inElement(log, 'void (element.scrollTop += 900)');
      await widget.card.waitFor({ state: 'detached' });
    });
  });

  describe('on a phone', () => {
    it('takes the whole window, hides the page behind it, and large enough to be tapped', async () => {
      const widget = await open(
        { body: `<a href="#a">Link</a>${'<p>正文</p>'.repeat(90)}${tag('data-suggestions="一？|二？"')}` },
        phone,
      );
      expect(await widget.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 800 });
      expect(await widget.page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      // A keyboard at once would hide what there is to read.
      expect(await widget.focused()).toBe('div.log');
      for (let i = 0; i < 12; i++) {
        await widget.page.keyboard.press('Tab');
        expect(await widget.focused()).not.toBe('a');
      }
      await widget.field.tap();
      await widget.field.fill(question);
      await widget.send.tap();
      await widget.last.locator('.answer[aria-busy=false]').waitFor();
      expect(await widget.focused()).not.toBe('textarea');
      await widget.last.getByRole('button', { name: '没有帮助' }).tap();
      for (const target of await widget.panel.locator('button:visible, .feedback label:visible').all()) {
        const { width, height } = (await target.boundingBox())!;
        const isPill = (await target.getAttribute('class')) === 'pill';
        expect(Math.min(width, height), await target.innerText()).toBeGreaterThanOrEqual(isPill ? 20 : 44);
      }
      expect(
        await inElement(widget.field, 'parseFloat(getComputedStyle(element).fontSize)'),
      ).toBeGreaterThanOrEqual(16);
      await widget.host.getByRole('button', { name: '关闭' }).tap();
      await widget.panel.waitFor({ state: 'hidden' });
    });

    it('leaves the room that an on-screen keyboard takes', async () => {
      const context = await browser.newContext({ locale: 'zh-CN', ...phone });
      // Chromium has no keyboard to show here: its part is played.
      await context.addInitScript(`(() => {
        const viewport = Object.assign(new EventTarget(), { height: 800, width: 390, offsetTop: 0, offsetLeft: 0, scale: 1 });
        Object.defineProperty(window, 'visualViewport', { value: viewport });
      })()`);
      const page = await context.newPage();
      await page.goto(site.put({ body: tag() }));
      await page.locator('yinju-chat .launcher').click();
      const panel = page.locator('yinju-chat .panel');
      await page.evaluate(
        `(Object.assign(visualViewport, { height: 430, offsetTop: 60 }), visualViewport.dispatchEvent(new Event('resize')))`,
      );
      await expect.poll(() => panel.boundingBox()).toEqual({ x: 0, y: 60, width: 390, height: 430 });
      const field = (await page.locator('yinju-chat .composer textarea').boundingBox())!;
      expect(field.y + field.height).toBeLessThanOrEqual(490);
      await page.evaluate(
        `(Object.assign(visualViewport, { height: 200, scale: 2.5 }), visualViewport.dispatchEvent(new Event('resize')))`,
      );
      expect((await panel.boundingBox())?.height).toBe(430);
    });

    it('keeps its place when the window turns from large to small', async () => {
      const widget = await open();
      await widget.ask(question);
      await widget.field.fill('草稿');
      await widget.page.setViewportSize({ width: 400, height: 800 });
      await expect.poll(async () => (await widget.panel.boundingBox())?.width).toBe(400);
      expect(await widget.field.inputValue()).toBe('草稿');
      expect(await widget.focused()).toBe('textarea');
      await widget.page.setViewportSize({ width: 1280, height: 800 });
      await expect.poll(async () => (await widget.panel.boundingBox())?.width).toBe(416);
    });
  });

  describe('in a page that styles everything', () => {
    const aggressive = `<style>
      * { all: unset !important; display: block !important; }
      div, span, p, dialog, section { display: none !important; }
      html { font-size: 60px !important; color: lime !important; letter-spacing: 9px; text-align: right; zoom: 1; }
      button { background: hotpink !important; padding: 40px !important; text-transform: uppercase !important; }
      yinju-chat { position: static !important; opacity: 0 !important; transform: rotate(20deg) !important; filter: blur(9px) !important;
        visibility: hidden !important; font-size: 90px !important; --ink: lime !important; --accent: lime; line-height: 5 !important; }
      ::part(panel) { display: none !important; }
    </style>`;

    it.each([
      ['with rules against everything', { head: aggressive }],
      ['written from right to left', { html: 'lang="ar" dir="rtl"' }],
    ])('looks the same in one %s', async (_what, page) => {
      const look = async (host: HostPage) => {
        const widget = await open({ body: `<p>正文</p>${tag('data-locale="zh-CN"')}`, ...host });
        await widget.ask(question);
        await widget.page.mouse.move(5, 5);
        await widget.pills.first().click();
        await widget.card.waitFor();
        await widget.page.evaluate(
          'Promise.all(document.querySelector("yinju-chat").shadowRoot.getAnimations().map(({ finished }) => finished))',
        );
        return widget.evaluate<unknown[]>(
          `[...chat.shadowRoot.querySelectorAll('*')].filter((element) => !element.closest('[role=status]')).map((element) => {
            const { x, y, width, height } = element.getBoundingClientRect();
            const style = getComputedStyle(element);
            return [element.localName + '.' + element.className, x, y, width, height, ...['color', 'backgroundColor', 'fontSize', 'fontFamily',
              'letterSpacing', 'lineHeight', 'opacity', 'visibility', 'textTransform', 'direction', 'textAlign', 'filter'].map((name) => style[name])];
          })`,
        );
      };
      const plain = await look({});
      expect(plain.length).toBeGreaterThan(60);
      expect(await look(page)).toEqual(plain);
    });
  });

  describe('to readers with needs of their own', () => {
    it('moves nothing for who wants no motion', async () => {
      const widget = await open({}, { reducedMotion: 'reduce' });
      script = (asked) => {
        asked.event('meta', { id: 'a' });
      };
      await widget.type(question);
      await widget.last.locator('.waiting').waitFor();
      expect(
        await widget.page.evaluate('document.querySelector("yinju-chat").shadowRoot.getAnimations().length'),
      ).toBe(0);
      const moving = await open({}, { reducedMotion: 'no-preference' });
      await moving.type(question);
      await moving.last.locator('.waiting').waitFor();
      expect(
        await moving.page.evaluate('document.querySelector("yinju-chat").shadowRoot.getAnimations().length'),
      ).toBeGreaterThan(0);
    });

    it('can be seen in colours of the reader’s own', async () => {
      const widget = await open({}, { forcedColors: 'active' });
      await widget.ask(question);
      for (const part of ['.panel', '.field', '.card', '.pill', '.seal']) {
        expect(
          await inElement(widget.host.locator(part).first(), 'getComputedStyle(element).borderTopWidth'),
        ).toBe('1px');
      }
    });

    it('grows with the text size of the browser', async () => {
      const widget = await open();
      expect(await inElement(widget.panel, 'getComputedStyle(element).fontSize')).toBe('15px');
      const keys = await widget.page.context().newCDPSession(widget.page);
      await keys.send('Page.enable');
      await keys.send('Page.setFontSizes', { fontSizes: { standard: 24 } });
      await expect.poll(() => inElement(widget.panel, 'getComputedStyle(element).fontSize')).toBe('22.5px');
    });

    describe.each([
      ['zh-CN', 'light', 'desktop', {}],
      ['zh-TW', 'dark', 'desktop', {}],
      ['en', 'light', 'phone', phone],
      ['zh-CN', 'dark', 'phone', phone],
    ] as const)('in %s, %s, on a %s', (locale, colorScheme, _device, device) => {
      const start = (attributes = '') =>
        open(
          { body: `<main><h1>榕湾日报</h1></main>${tag(`data-locale="${locale}" ${attributes}`)}` },
          { colorScheme, ...device },
        );

      it('has nothing that axe-core finds wrong, in any of its states', async () => {
        const widget = await start('data-suggestions="一？|二？" data-color="#e8a33d"');
        await expectAccessible(widget);
        await widget.ask(question);
        await expectAccessible(widget);
        await widget.pills.first().click();
        await widget.card.waitFor();
        await expectAccessible(widget);
        await widget.page.keyboard.press('Escape');
        await widget.last.locator('.actions button').nth(2).click();
        await widget.last.locator('.feedback').waitFor();
        await expectAccessible(widget);
        script = (asked) => {
          sendAnswer(asked, refusal);
        };
        await widget.ask('番茄炒蛋怎么做？');
        await expectAccessible(widget);
        script = (asked) => {
          refuse(asked, 429, 'too-many-requests', { 'retry-after': '60' });
        };
        await widget.ask('还有吗？');
        await expectAccessible(widget);
        script = (asked) => {
          asked.event('sources', { citations: [citation(1)] });
          asked.event('delta', { sentence: second });
        };
        await widget.type('在答？');
        await widget.last.locator('.sentence').waitFor();
        await expectAccessible(widget);
        await widget.page.waitForTimeout(600);
        await widget.send.click();
        await widget.last.locator('.notice').waitFor();
        await expectAccessible(widget);
        await widget.panel.locator('header button').first().click();
        await expectAccessible(widget);
        await widget.page.keyboard.press('Escape');
        await widget.panel.locator('header button').last().click();
        await widget.launcher.waitFor();
        await expectAccessible(widget);
      });
    });
  });
});
