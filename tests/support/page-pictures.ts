import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Answer } from '../../src/domain/answer.js';
import { desktop, phone, WidgetPage } from './widget-page.js';

interface Picture {
  readonly name: string;
  readonly path: string;
  /** Brings the page into the state to be shown. */
  readonly act?: (page: Page) => Promise<unknown>;
  /** As a reader with a high window sees it; the whole page if absent. */
  readonly window?: boolean;
}

const question = '匈牙利的增值税标准税率是多少？';
/** As README asks it. */
const readmeQuestion = '2022年青屿海关在跨境电商渠道查获多少件侵权商品？';
const unanswerable = '番茄炒蛋先放番茄还是先放蛋？';
const asking = (path: string, text: string) => `${path}?q=${encodeURIComponent(text)}`;

/** Asks the chat of the first page. */
const askChat = async (page: Page, text: string): Promise<void> => {
  const chat = new WidgetPage(page, [], page.locator('#chat'));
  await chat.panel.waitFor();
  await chat.ask(text);
};

/** Address of the first quote of an answer. */
async function quoteOf(service: string, text: string): Promise<URL> {
  const response = await fetch(`${service}/v1/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question: text }),
  });
  const { citations } = (await response.json()) as Answer;
  return new URL(citations[0]?.href ?? '/', service);
}

/** Pages that hang on the articles of the archive: addresses of a quote, as citations give them. */
async function articlePictures(service: string): Promise<Picture[]> {
  const { pathname, search, hash } = await quoteOf(service, question);
  const moved = new URLSearchParams(search);
  const at = (name: string) => Number(moved.get(name));
  const [start, end] = [at('start'), at('end')];
  moved.set('hash', 'f'.repeat(64));
  moved.set('start', String(start + 5));
  moved.set('end', String(end + 5));
  const gone = new URLSearchParams(moved);
  gone.set('print', '9-00000000000000');
  const { articles } = (await (await fetch(`${service}/v1/articles?limit=100`)).json()) as {
    articles: { id: string }[];
  };
  let damaged = '/articles';
  for (const { id } of articles) {
    const one = (await (await fetch(`${service}/v1/articles/${encodeURIComponent(id)}`)).json()) as {
      repairs: { kind: string }[];
    };
    if (one.repairs.some(({ kind }) => kind === 'gbk-shift-repaired')) {
      damaged = `/articles/${encodeURIComponent(id)}`;
    }
  }
  return [
    { name: 'article-quote', path: pathname + search + hash, window: true },
    { name: 'article-quote-moved', path: `${pathname}?${moved.toString()}${hash}`, window: true },
    { name: 'article-quote-gone', path: `${pathname}?${gone.toString()}`, window: true },
    { name: 'article-repaired', path: damaged },
  ];
}

const pictures: readonly Picture[] = [
  { name: 'home', path: '/' },
  { name: 'home-answered', path: '/', act: (page) => askChat(page, question), window: true },
  { name: 'home-refused', path: '/', act: (page) => askChat(page, unanswerable), window: true },
  { name: 'answer', path: asking('/', question) },
  { name: 'answer-refused', path: asking('/', unanswerable) },
  { name: 'answer-problem', path: asking('/', '？？') },
  { name: 'archive', path: '/articles' },
  { name: 'archive-words', path: '/articles?words=%E6%B5%B7%E5%A4%96%E4%BB%93' },
  { name: 'archive-nothing', path: '/articles?words=zzzz' },
  { name: 'explain-empty', path: '/explain' },
  { name: 'explain', path: asking('/explain', question) },
  { name: 'explain-refused', path: asking('/explain', unanswerable) },
  { name: 'status', path: '/status' },
  { name: 'preview', path: '/preview', window: true },
  { name: 'docs', path: '/docs' },
  { name: 'not-found', path: '/nowhere' },
];

const variants: Readonly<Record<string, BrowserContextOptions>> = {
  desktop: { ...desktop, locale: 'zh-CN' },
  'desktop-dark': { ...desktop, locale: 'zh-CN', colorScheme: 'dark' },
  phone: { ...phone, locale: 'zh-CN' },
  'phone-dark': { ...phone, locale: 'zh-CN', colorScheme: 'dark' },
  'desktop-en': { ...desktop, locale: 'en' },
  'desktop-zh-TW': { ...desktop, locale: 'zh-TW' },
};

/** Leaves the pictures of docs/images in a folder: small enough for a page of text. */
export async function takeReadmePictures(browser: Browser, service: string, folder: string): Promise<void> {
  const quote = await quoteOf(service, readmeQuestion);
  const shown: readonly (Picture & { readonly options: BrowserContextOptions })[] = [
    { name: 'ask', path: '/', act: (page) => askChat(page, readmeQuestion), options: small },
    { name: 'article', path: quote.pathname + quote.search + quote.hash, options: small },
    { name: 'explain', path: asking('/explain', readmeQuestion), options: small },
    { name: 'status', path: '/status', options: small },
    {
      name: 'ask-phone-dark',
      path: '/',
      act: async (page) => {
        await askChat(page, readmeQuestion);
        await page.evaluate('scrollTo(0, 0)');
      },
      options: { ...phone, colorScheme: 'dark' },
    },
  ];
  for (const { name, path, act, options } of shown) {
    const context = await browser.newContext({ locale: 'zh-CN', ...options });
    const page = await context.newPage();
    await page.goto(service + path);
    await page.waitForLoadState('networkidle');
    await act?.(page);
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await context.close();
  }
}

const small = { viewport: { width: 960, height: 640 } };

/** Leaves a picture of every page of a service over corpus/ in a folder: `page-<name>-<device>.png`. */
export async function takePagePictures(browser: Browser, service: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [device, options] of Object.entries(variants)) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    for (const { name, path, act, window = false } of [...pictures, ...(await articlePictures(service))]) {
      await page.goto(service + path);
      await page.waitForLoadState('networkidle');
      await page.evaluate('localStorage.clear()');
      await act?.(page);
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(folder, `page-${name}-${device}.png`), fullPage: !window });
    }
    await context.close();
  }
}
