import { parseDocument } from 'htmlparser2';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { desktop, phone, WidgetPage } from '../../support/widget-page.js';
import { chromiumPath, launchChromium } from './browser.js';
import { openPage, type OpenedPage } from './opened-page.js';

/** A running service, and questions whose outcome on its archive is known. */
export interface PagesTarget {
  readonly url: string;
  /** A question it answers, and text that must be in the answer. */
  readonly answered: { readonly question: string; readonly contains: string };
  /** A question it refuses. */
  readonly refused: { readonly question: string };
  /** An article with damaged places, and one that is printed elsewhere too, as paths. */
  readonly articles: readonly string[];
  close(): Promise<void>;
}

/** Languages, devices and schemes, each with each at least once. */
const variants: readonly (BrowserContextOptions & { readonly locale: string })[] = [
  { ...desktop, locale: 'zh-CN', colorScheme: 'light' },
  { ...phone, locale: 'zh-CN', colorScheme: 'dark' },
  { ...desktop, locale: 'zh-TW', colorScheme: 'dark' },
  { ...phone, locale: 'zh-TW', colorScheme: 'light' },
  { ...desktop, locale: 'en', colorScheme: 'dark' },
  { ...phone, locale: 'en', colorScheme: 'light' },
];

/** What a person meets in a real browser, against any service: one with a fake behind it or `yinju serve` itself. */
export function pagesSuite(name: string, start: () => Promise<PagesTarget>): void {
  if (chromiumPath === null) console.warn(`${name}: skipped, no Chromium; set CHROMIUM_PATH.`);
  describe.skipIf(chromiumPath === null)(name, () => {
    let target: PagesTarget;
    let browser: Browser;

    beforeAll(async () => {
      target = await start();
      browser = await launchChromium();
    });
    afterEach(async () => {
      for (const context of browser.contexts()) await context.close();
    });
    afterAll(async () => {
      await browser.close();
      await target.close();
    });

    const open = (path: string, options: BrowserContextOptions = {}): Promise<OpenedPage> =>
      openPage(browser, target.url, path, options);
    const chatOf = ({ page, complaints }: OpenedPage) =>
      new WidgetPage(page, complaints, page.locator('#chat'));
    const asked = (question: string, path = '/') => `${path}?q=${encodeURIComponent(question)}`;

    it('answers in the chat of the first page, and leads from a citation to the marked words', async () => {
      const opened = await open('/');
      const chat = chatOf(opened);
      await chat.panel.waitFor();
      expect(await opened.page.locator('form.question').isVisible()).toBe(false);
      const turn = await chat.ask(target.answered.question);
      expect(await turn.innerText()).toContain(target.answered.contains);
      await chat.pills.first().click();
      await chat.card.waitFor();
      const quote = await chat.card.locator('blockquote').innerText();
      const coming = opened.page.context().waitForEvent('page');
      await chat.card.getByRole('link').first().click();
      const article = await coming;
      const mark = article.locator('mark#quote');
      await mark.waitFor();
      expect(quote.startsWith(await mark.innerText())).toBe(true);
      await expect.poll(() => isInView(mark)).toBe(true);
      await opened.expectClean();
    });

    it('asks the chat an example question, which is answered', async () => {
      const opened = await open('/');
      const chat = chatOf(opened);
      const examples = opened.page.locator('#examples a');
      await expect
        .poll(async () => {
          await opened.page.reload();
          return examples.count();
        })
        .toBeGreaterThan(0);
      await chat.panel.waitFor();
      for (const example of await examples.all()) {
        const question = await example.innerText();
        const before = await chat.turns.count();
        await example.click();
        const turn = chat.turns.nth(before);
        await turn.locator('.answer[aria-busy=false]').waitFor();
        expect(await turn.locator('.question').innerText()).toContain(question);
        expect(await turn.locator('.refusal').count(), question).toBe(0);
        expect(await turn.locator('.pill').count(), question).toBeGreaterThan(0);
      }
      await opened.expectClean();
    });

    it('asks and answers without JavaScript, and leads to the marked words', async () => {
      const { page } = await open('/', { javaScriptEnabled: false });
      await page.getByRole('textbox').first().fill(target.answered.question);
      await page.locator('form.question').getByRole('button').click();
      await page.locator('.sources').waitFor();
      expect(await page.locator('.answer').innerText()).toContain(target.answered.contains);
      const quote = await page.locator('.source blockquote').first().innerText();
      await page.locator('a.cite').first().click();
      const mark = page.locator('mark#quote');
      await mark.waitFor();
      expect(quote.startsWith(await mark.innerText())).toBe(true);
      await expect.poll(() => isInView(mark)).toBe(true);
      await page.goto(target.url + asked(target.refused.question));
      await page.locator('.refusal').waitFor();
      expect(await page.locator('.source').count()).toBeGreaterThan(0);
    });

    it('leads through the archive to an article, by month and by words', async () => {
      const opened = await open('/articles');
      const { page } = opened;
      const [month] = await page.locator('.months details[open] a').all();
      const count = Number(await month!.locator('.count').innerText());
      await month!.click();
      await page.locator('.chosen').waitFor();
      expect(await page.locator('.archive-list h3').count()).toBe(count);
      const title = await page.locator('.archive-list h3').first().innerText();
      await page.locator('#words').fill(title.slice(0, 6));
      await page.keyboard.press('Enter');
      await page.locator('.archive-list h3 a', { hasText: title }).first().click();
      await page.locator('article h1', { hasText: title }).waitFor();
      await opened.expectClean();
    });

    it('writes the tag for other pages, and shows its options at once', async () => {
      const opened = await open('/', { permissions: ['clipboard-read', 'clipboard-write'] });
      const { page } = opened;
      const form = page.locator('#options');
      const preview = page.frameLocator('#preview').locator('yinju-chat');
      await preview.locator('.panel').waitFor();
      const snippet = page.locator('#snippet');
      expect(await snippet.innerText()).toBe(`<script async src="${target.url}/widget.js"></script>`);
      const title = '问问“本报” & "<b>';
      await form.getByLabel('语言').selectOption('zh-TW');
      await form.getByLabel('位置').selectOption('bottom-left');
      await form.getByLabel('深浅').selectOption('dark');
      await form.getByLabel('标题').fill(title);
      await form.getByLabel('开场白').fill('你好');
      await form.getByLabel('建议的问题').fill('春茶多少钱？\n\n 吞吐量是多少？ ');
      await form.getByLabel('颜色').evaluate(
        // eslint-disable-next-line @typescript-eslint/no-implied-eval -- of the test's own text, made for Playwright to send
        new Function(
          'input',
          `input.value = '#0b6b53'; input.dispatchEvent(new Event('input', { bubbles: true }))`,
        ) as (input: unknown) => void,
      );
      await preview.locator('h2, h1', { hasText: title }).first().waitFor();
      await preview.getByRole('button', { name: '吞吐量是多少？' }).waitFor();
      const written = await snippet.innerText();
      expect(written).toContain('data-title="问问“本报” &amp; &quot;&lt;b>"');
      const attributes = attributesOf(written);
      expect(attributes).toMatchObject({ src: `${target.url}/widget.js`, 'data-title': title });
      for (const name of ['locale', 'position', 'theme', 'color', 'title', 'greeting', 'suggestions']) {
        expect(attributes[`data-${name}`], name).toBe(await preview.getAttribute(`data-${name}`));
      }
      expect(await preview.getAttribute('data-suggestions')).toBe('春茶多少钱？|吞吐量是多少？');
      await page.locator('#copy').click();
      await page.getByRole('button', { name: '已复制' }).waitFor();
      expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(written);
      await form.getByLabel('位置').selectOption('inline');
      expect(await snippet.innerText()).toMatch(
        /^<yinju-chat\n[^]*><\/yinju-chat>\n<script async src="\S+" data-manual><\/script>$/,
      );
      await opened.expectClean();
    });

    it('can be used by keyboard alone', async () => {
      const { page } = await open('/articles');
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe('a.skip');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe('input');
      await page.locator('.months summary').last().focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('.chosen').waitFor();
      await page.goto(`${target.url}/explain`);
      await page.locator('#question').focus();
      await page.keyboard.type(target.answered.question);
      await page.keyboard.press('Enter');
      await page.locator('.outcome').waitFor();
    });

    it('prints an article without what is for the screen', async () => {
      const { page } = await open(target.articles[0] ?? '/');
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('article h1').isVisible()).toBe(true);
      for (const other of ['header.site nav', 'footer.site nav']) {
        expect(await page.locator(other).isVisible()).toBe(false);
      }
    });

    it.each(variants)(
      'is sound on every page: $locale, $colorScheme, $viewport.width wide',
      async (variant) => {
        const paths = [
          '/',
          asked(target.answered.question),
          asked(target.refused.question),
          asked('？？'),
          '/articles',
          '/articles?words=%E7%9A%84',
          ...target.articles,
          '/explain',
          asked(target.answered.question, '/explain'),
          asked(target.refused.question, '/explain'),
          '/status',
          '/preview',
          '/docs',
          '/nowhere',
        ];
        const opened = await open('/preview', variant);
        const { page, complaints } = opened;
        const violations: string[] = [];
        for (const path of paths) {
          // Ready with its scripts, and the preview in its frame: both hold the event back.
          await page.goto(target.url + path);
          await page.evaluate(`document.querySelectorAll('details').forEach((one) => (one.open = true))`);
          expect(await page.locator('html').getAttribute('lang')).toBe(variant.locale);
          violations.push(...(await opened.axe()).map((violation) => `${path} ${violation}`));
          const width = await page.evaluate<number>('document.documentElement.scrollWidth');
          expect(width, path).toBeLessThanOrEqual(variant.viewport?.width ?? 0);
          // A page that is not there says so in the console too.
          if (path === '/nowhere' || path.includes('%EF%BC%9F%EF%BC%9F')) complaints.length = 0;
          await opened.expectClean();
        }
        expect(violations).toEqual([]);
      },
    );
  });
}

function focused(page: Page): Promise<string> {
  return page.evaluate<string>(
    `(({ localName, className }) => localName + (className ? '.' + className : ''))(document.activeElement)`,
  );
}

/** Attributes of the first element, as a browser's parser reads them. */
function attributesOf(text: string): Readonly<Record<string, string>> {
  const [first] = parseDocument(text).children;
  return first && 'attribs' in first ? first.attribs : {};
}

/** Whether all of an element can be seen without scrolling. */
async function isInView(element: Locator): Promise<boolean> {
  const box = await element.boundingBox();
  const height = element.page().viewportSize()?.height ?? 0;
  return box !== null && box.y >= 0 && box.y + box.height <= height;
}
