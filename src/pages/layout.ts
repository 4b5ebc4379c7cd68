import { locales, message, type Locale, type MessageKey, type MessageParams } from '../messages/index.js';
import type { PageAssets } from './assets.js';
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

export interface PageParts {
  readonly title: string;
  readonly main: Html;
  /** The page as it is, in another language. */
  readonly inLanguage?: (locale: Locale) => string;
  /** Result pages and errors are not for search engines. */
  readonly index?: boolean;
  readonly script?: boolean;
}

/** The frame that all pages share. */
export function layout(context: PageContext, page: PageParts): Html {
  const say = words(context.locale);
  const { assets, basePath } = context;
  const home = pagePath(context, '/');
  const asset = (name: string): string => `${basePath}/assets/${name}`;
  return markup`<!doctype html>
<html lang="${context.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${page.index !== true && markup`<meta name="robots" content="noindex">`}
<title>${page.title}</title>
<link rel="icon" type="image/svg+xml" href="${asset(assets.icon.name)}">
<link rel="stylesheet" href="${asset(assets.style.name)}">
${page.script === true && markup`<script type="module" src="${asset(assets.script.name)}"></script>`}
</head>
<body>
<a class="skip" href="#main">${say('page.skip')}</a>
<header class="site">
<a class="brand" href="${home}"><span class="seal" aria-hidden="true">引</span>${say('page.brand')}</a>
<nav>
<a href="${home}">${say('page.home')}</a>
<a href="${pagePath(context, '/articles')}">${say('page.archive')}</a>
</nav>
</header>
<main id="main">
${page.main}
</main>
<footer class="site">
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
