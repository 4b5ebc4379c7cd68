import { articlePath, quoteFragment } from '../domain/article-link.js';
import type { Document } from '../domain/document.js';
import { toSimplified } from '../text/fold.js';
import { resolveQuote } from '../text/resolve-quote.js';
import { articleText, damagedPlaces, type DamagedPlace, type Range } from './article-text.js';
import { markup, type Html } from './html.js';
import { layout, pagePath, words, type PageContext } from './layout.js';
import { metadataLine, type Metadata } from './metadata.js';

export type ArticleView = Pick<
  Document,
  | 'id'
  | 'title'
  | 'text'
  | 'publishedAt'
  | 'modifiedAt'
  | 'source'
  | 'author'
  | 'url'
  | 'contentHash'
  | 'repairs'
>;

/** Another article that prints the same text. */
export type Reprint = Metadata & { readonly id: string; readonly title: string };

/** What stands in the address of a quote, as the browser sent it. */
export interface QuoteQuery {
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly hash: string | undefined;
  readonly print: string | undefined;
}

/** So many damaged places are listed below the text; a broken article may have thousands. */
const placesListed = 12;

/**
 * An article as people read it, with the quote marked that the address names: at its offsets, or where its words stand
 * now if the text has changed.
 */
export function renderArticlePage(
  context: PageContext,
  article: ArticleView,
  reprints: readonly Reprint[],
  query: QuoteQuery,
): Html {
  const say = words(context.locale);
  const script = scriptOf(article.text);
  const quote = quoteRange(article, query);
  const places = damagedPlaces(article.repairs, article.text);
  const ours = markup` lang="${context.locale}"`;
  return layout(context, {
    title: `${article.title} · ${say('page.brand')}`,
    place: '/articles',
    index: query.start === undefined,
    inLanguage: (locale) => `${articlePath(article.id, context.basePath)}?${sameQuote(query, locale)}`,
    main: markup`<article class="article"${script && markup` lang="${script}"`}>
<header>
<h1><bdi>${article.title}</bdi></h1>
${metadataLine(say, article, true)}
${notice(context, article, query, quote)}
${places.length > 0 && markup`<p class="hint"${ours}><a href="#notes">${say('article.damaged')}</a></p>`}
</header>
<div class="text">
${articleText(say, article.text, quote, places, quote && movedNote(context, article, query))}</div>
</article>
<footer class="about-article">
${reprints.length > 0 && reprintList(context, reprints)}
${notes(context, article, places)}
</footer>`,
  });
}

/** What there is to say of the quote: that it was found again, that it is gone, or how to get to it. */
function notice(
  { locale }: PageContext,
  { contentHash }: ArticleView,
  { start, hash, print }: QuoteQuery,
  quote: Range | null,
): Html | null {
  if (start === undefined) return null;
  const say = words(locale);
  const changed = hasChanged(contentHash, hash);
  const lead = quote && markup` <a href="#${quoteFragment}">${say('article.to-quote')}</a>`;
  if (!changed) return lead && markup`<p class="hint" lang="${locale}">${lead}</p>`;
  const key = quote
    ? 'article.found-again'
    : print === undefined
      ? 'page.changed-since'
      : 'article.words-gone';
  return markup`<p class="notice" lang="${locale}">${say(key)}${lead}</p>`;
}

function hasChanged(contentHash: string, cited: string | undefined): boolean {
  return cited !== undefined && cited !== contentHash;
}

/** The same beside the quote: a link leads past the top of the page. */
function movedNote({ locale }: PageContext, { contentHash }: ArticleView, { hash }: QuoteQuery): Html | null {
  if (!hasChanged(contentHash, hash)) return null;
  return markup`<p class="moved" lang="${locale}">${words(locale)('article.moved-here')}</p>\n`;
}

function sameQuote(query: QuoteQuery, locale: string): string {
  const { start, end, hash, print } = query;
  const kept = new URLSearchParams();
  for (const [name, value] of Object.entries({ start, end, hash, print, lang: locale })) {
    if (value !== undefined) kept.set(name, value);
  }
  return kept.toString();
}

function quoteRange(article: ArticleView, { start, end, hash, print }: QuoteQuery): Range | null {
  return resolveQuote(article, {
    start: offset(start),
    end: offset(end),
    contentHash: hash ?? null,
    print: print ?? null,
  });
}

/** NaN, which lies in no text, for what is no offset. */
function offset(value: string | undefined): number {
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : NaN;
}

function reprintList(context: PageContext, reprints: readonly Reprint[]): Html {
  const say = words(context.locale);
  const item = (reprint: Reprint): Html => {
    const address = pagePath(context, articlePath(reprint.id));
    return markup`<li><a href="${address}"><bdi>${reprint.title}</bdi></a>${metadataLine(say, reprint, false)}</li>\n`;
  };
  return markup`<section class="reprints">
<h2>${say('article.reprints')}</h2>
<ul>
${reprints.map(item)}</ul>
</section>`;
}

/** What cleaning did to the text; tidied spaces are no news. */
function notes(
  { locale }: PageContext,
  { repairs, modifiedAt }: ArticleView,
  places: readonly DamagedPlace[],
): Html | false {
  const say = words(locale);
  const kinds = new Set(repairs.map(({ kind }) => kind));
  const removed = (['gloss-removed', 'boilerplate-removed', 'control-removed'] as const)
    .filter((kind) => kinds.has(kind))
    .map((kind) => say(`article.${kind}`));
  const damage = (['mended', 'lost'] as const).map((kind) => {
    const own = places.filter((place) => place.damage === kind);
    const links = own
      .slice(0, placesListed)
      .map(({ id }, index) => markup` <a href="#${id}">${say('article.place', { number: index + 1 })}</a>`);
    const sample = markup`<span class="${kind}">${say(`article.${kind}-sample`)}</span>`;
    return (
      own.length > 0 &&
      markup`<li>${sample} ${say(`article.${kind}-note`, { count: own.length })}${links}</li>`
    );
  });
  const items = [
    damage,
    removed.length > 0 &&
      markup`<li>${say('article.removed', { list: removed.join(say('list.separator')) })}</li>`,
    modifiedAt !== null && markup`<li>${say('article.modified', { date: modifiedAt })}</li>`,
  ];
  const isEmpty = places.length === 0 && removed.length === 0 && modifiedAt === null;
  return (
    !isEmpty &&
    markup`<section class="notes" id="notes"><h2>${say('article.notes')}</h2><ul>${items}</ul></section>`
  );
}

/** Browsers choose the shapes of characters by language: traditional text in simplified shapes looks wrong. */
function scriptOf(text: string): 'zh-Hant' | 'zh-Hans' | null {
  const sample = text.slice(0, 600).replace(/\P{Script=Han}/gu, '');
  if (sample.length === 0) return null;
  const simplified = toSimplified(sample);
  let different = 0;
  for (let i = 0; i < sample.length; i++) if (sample[i] !== simplified[i]) different++;
  return different * 10 > sample.length ? 'zh-Hant' : 'zh-Hans';
}
