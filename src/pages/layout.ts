import { locales, message, type Locale, type MessageKey, type MessageParams } from '../messages/index.js';
import type { PageAsset, PageAssets } from './assets.js';
import { markup, type Html } from './html.js';

/** What every page needs to know of the request it answers. */
export interface PageContext {
  readonly locale: Locale;
  /** Set when the reader chose the language by `?lang=`: links keep it. */
  readonly chosenLocale: Locale | undefined;
  /** Path that the service stands under: '' or `/yinju`. */
  readonly basePath: string;
  readonly assets: PageAssets;
}

const languageNames: Record<Locale, string> = { 'zh-CN': '简体', 'zh-TW': '繁體', en: 'English' };

/** The words of one language. */
export type Words = (key: MessageKey, params?: MessageParams) => string;
export const words =
  (locale: Locale): Words =>
  (key, params) =>
    message(locale, key, params);

/** Path of a page of ours, with the chosen language kept. */
export function pagePath(context: PageContext, path: string, query: Record<string, string> = {}): string {
  const all = { ...query, ...(context.chosenLocale ? { lang: context.chosenLocale } : {}) };
  const search = new URLSearchParams(all).toString();
  return context.basePath + path + (search === '' ? '' : `?${search}`);
}

/** The hidden field by which a form keeps the chosen language. */
export function languageField({ chosenLocale }: PageContext): Html | false {
  return chosenLocale !== undefined && markup`<input type="hidden" name="lang" value="${chosenLocale}">`;
}

/** The pages that the head of every page leads to. */
const places = [
  ['/', 'page.home'],
  ['/articles', 'page.archive'],
  ['/explain', 'page.explain'],
  ['/status', 'page.status'],
] as const satisfies readonly (readonly [string, MessageKey])[];

export interface PageParts {
  readonly title: string;
  readonly main: Html;
  /** Which of the pages in the head it is, or belongs to. */
  readonly place?: (typeof places)[number][0];
  /** The page as it is, in another language. */
  readonly inLanguage?: (locale: Locale) => string;
  /** Result pages and errors are not for search engines. */
  readonly index?: boolean;
  /** Modules of ours. */
  readonly script?: PageAsset;
  /** As wide as two columns need. */
  readonly wide?: boolean;
}

/** What stands in the head of every document. */
export function headOf({ basePath, assets }: PageContext, title: string, index: boolean): Html {
  return markup`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${!index && markup`<meta name="robots" content="noindex">`}
<title>${title}</title>
<link rel="icon" type="image/svg+xml" href="${basePath}/assets/${assets.icon.name}">
<link rel="stylesheet" href="${basePath}/assets/${assets.style.name}">`;
}

/** The frame that all pages share. */
export function layout(context: PageContext, page: PageParts): Html {
  const say = words(context.locale);
  const { basePath } = context;
  const link = ([path, key]: (typeof places)[number]): Html =>
    markup`<a href="${pagePath(context, path)}"${path === page.place && markup` aria-current="page"`}>${say(key)}</a>\n`;
  return markup`<!doctype html>
<html lang="${context.locale}">
<head>
${headOf(context, page.title, page.index === true)}
${page.script && markup`<script type="module" src="${basePath}/assets/${page.script.name}"></script>`}
</head>
<body>
<a class="skip" href="#main">${say('page.skip')}</a>
<header class="site">
<a class="brand" href="${pagePath(context, '/')}"><span class="seal" aria-hidden="true">引</span>${say('page.brand')}</a>
<nav aria-label="${say('page.pages')}">
${places.map(link)}</nav>
</header>
<main id="main"${page.wide === true && markup` class="wide"`}>
${page.main}
</main>
<footer class="site">
<p>${say('page.colophon')} <a href="${pagePath(context, '/docs')}">${say('page.api')}</a></p>
<nav aria-label="${say('page.language')}">
${languageLinks(context, page)}
</nav>
</footer>
</body>
</html>
`;
}

function languageLinks(context: PageContext, page: PageParts): Html[] {
  const address = page.inLanguage ?? ((locale) => pagePath({ ...context, chosenLocale: locale }, '/'));
  return locales.map((locale) =>
    locale === context.locale
      ? markup`<span lang="${locale}" aria-current="true">${languageNames[locale]}</span>`
      : markup`<a lang="${locale}" hreflang="${locale}" href="${address(locale)}">${languageNames[locale]}</a>`,
  );
}
