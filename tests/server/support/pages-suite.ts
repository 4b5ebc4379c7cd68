import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchChromium } from './browser.js';

/** A running service, and questions whose outcome on its archive is known. */
export interface PagesTarget {
  readonly url: string;
  /** A question it answers, and text that must be in the answer. */
  readonly answered: { readonly question: string; readonly contains: string };
  /** A question it refuses. */
  readonly refused: { readonly question: string };
  close(): Promise<void>;
}

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };

/**
 * What a person meets in a real browser, against any service: one with a fake behind it or `yinju serve` itself.
 * With `YINJU_SCREENSHOTS` set to a folder, pictures of every page are left there.
 */
export function pagesSuite(name: string, start: () => Promise<PagesTarget>): void {
  if (chromiumPath === null) console.warn(`${name}: skipped, no Chromium; set CHROMIUM_PATH.`);
  describe.skipIf(chromiumPath === null)(name, () => {
    let target: PagesTarget;
    let browser: Browser;
    const contexts: BrowserContext[] = [];

    beforeAll(async () => {
      target = await start();
      browser = await launchChromium();
    });
    afterEach(async () => {
      for (const context of contexts.splice(0)) await context.close();
    });
    afterAll(async () => {
      await browser.close();
      await target.close();
    });

    /** A page that notes everything a customer must not meet. */
    const open = async (path: string, options: Parameters<Browser['newContext']>[0] = {}) => {
      const context = await browser.newContext({ locale: 'zh-CN', viewport: desktop, ...options });
      contexts.push(context);
      const page = await context.newPage();
      const complaints: string[] = [];
      const foreign: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith(target.url)) foreign.push(request.url());
      });
      await page.goto(target.url + path);
      return { page, complaints, foreign };
    };

    const askByTyping = async (page: Page, question: string) => {
      await page.getByRole('textbox').fill(question);
      await page.getByRole('button').click();
      await page.locator('#result[aria-busy="false"] .sources').waitFor();
    };

    it('answers a typed question and leads from a citation to the marked words', async () => {
      const { page, complaints, foreign } = await open('/');
      await askByTyping(page, target.answered.question);
      expect(await page.locator('.answer').innerText()).toContain(target.answered.contains);
      const quote = await page.locator('.source blockquote').first().innerText();
      await page.locator('a.cite').first().click();
      const mark = page.locator('mark#quote');
      await mark.waitFor();
      expect(quote.startsWith(await mark.innerText())).toBe(true);
      await expect.poll(() => isInView(mark)).toBe(true);
      expect(complaints).toEqual([]);
      expect(foreign).toEqual([]);
    });

    it('shows the same answer with and without JavaScript', async () => {
      const { page } = await open('/');
      await askByTyping(page, target.answered.question);
      const plain = await open('/', { javaScriptEnabled: false });
      await plain.page.getByRole('textbox').fill(target.answered.question);
      await plain.page.getByRole('button').click();
      await plain.page.locator('.sources').waitFor();
      const markup = (one: Page) => one.locator('#result').innerHTML();
      expect(await markup(page)).toBe(await markup(plain.page));
      expect(new URL(page.url()).search).toBe(new URL(plain.page.url()).search);
    });

    it('says so when the archive has no answer, the same with and without JavaScript', async () => {
      const { page } = await open('/');
      await page.getByRole('textbox').fill(target.refused.question);
      await page.getByRole('button').click();
      await page.locator('#result .refusal').waitFor();
      const plain = await open(`/?q=${encodeURIComponent(target.refused.question)}`, {
        javaScriptEnabled: false,
      });
      const markup = (one: Page) => one.locator('#result').innerHTML();
      expect(await markup(page)).toBe(await markup(plain.page));
    });

    it('goes back to the question before', async () => {
      const { page } = await open('/');
      await askByTyping(page, target.answered.question);
      await page.getByRole('textbox').fill(target.refused.question);
      await page.getByRole('button').click();
      await page.locator('#result .refusal').waitFor();
      await page.goBack();
      await page.locator('#result .answer-text').waitFor();
      expect(await page.getByRole('textbox').inputValue()).toBe(target.answered.question);
    });

    it('fits a phone without scrolling sideways', async () => {
      for (const path of ['/', `/?q=${encodeURIComponent(target.answered.question)}`, '/articles']) {
        const { page } = await open(path, { viewport: phone });
        expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
          phone.width,
        );
      }
    });

    it('can be used by keyboard alone', async () => {
      const { page } = await open('/');
      await page.keyboard.type(target.answered.question);
      await page.keyboard.press('Enter');
      await page.locator('#result[aria-busy="false"] .sources').waitFor();
      await page.locator('a.cite').first().focus();
      await page.keyboard.press('Enter');
      await page.locator('mark#quote').waitFor();
    });

    const pictures = process.env.YINJU_SCREENSHOTS;
    const takePictures = async () => {
      for (const [device, viewport] of Object.entries({ desktop, phone })) {
        for (const colorScheme of ['light', 'dark'] as const) {
          const take = async (page: Page, what: string, fullPage = true) => {
            await page.screenshot({
              path: join(pictures ?? '.', `${what}-${device}-${colorScheme}.png`),
              fullPage,
            });
          };
          const { page } = await open('/', { viewport, colorScheme });
          await take(page, 'empty');
          await askByTyping(page, target.answered.question);
          await take(page, 'answered');
          await page.locator('a.cite').first().click();
          await page.locator('mark#quote').waitFor();
          await take(page, 'article', false);
          await page.goto(`${target.url}/articles`);
          await take(page, 'articles');
          await page.goto(`${target.url}/?q=${encodeURIComponent(target.refused.question)}`);
          await take(page, 'refused');
          await page.goto(`${target.url}/nowhere`);
          await take(page, 'not-found');
        }
      }
    };
    // Not a test unless somebody wants the pictures.
    if (pictures !== undefined) it('leaves pictures of every page', takePictures);
  });
}

/** Whether all of an element can be seen without scrolling. */
async function isInView(element: Locator): Promise<boolean> {
  const box = await element.boundingBox();
  const height = element.page().viewportSize()?.height ?? 0;
  return box !== null && box.y >= 0 && box.y + box.height <= height;
}
