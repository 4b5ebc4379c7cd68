import { articlePath, quoteFragment } from '../domain/article-link.js';
import type { Document } from '../domain/document.js';
import { toSimplified } from '../text/fold.js';
import { markup, type Html } from './html.js';
import { layout, words, type PageContext } from './layout.js';
import { metadataLine } from './metadata.js';

export type ArticleView = Pick<
  Document,
  'id' | 'title' | 'text' | 'publishedAt' | 'source' | 'author' | 'url' | 'contentHash'
>;

/** What stands in the address of a quote, as the browser sent it. */
export interface QuoteQuery {
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly hash: string | undefined;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** An article, with the quote marked when the address names one and the text is still the one that was cited. */
export function renderArticlePage(context: PageContext, article: ArticleView, query: QuoteQuery): Html {
  const say = words(context.locale);
  const changed = query.hash !== undefined && query.hash !== article.contentHash;
  const script = scriptOf(article.text);
  const quote = changed ? null : quoteRange(article.text, query);
  return layout(context, {
    title: `${article.title} · ${say('page.brand')}`,
    index: query.start === undefined,
    inLanguage: (locale) => `${articlePath(article.id, context.basePath)}?${sameQuote(query, locale)}`,
    main: markup`<article class="article"${script && markup` lang="${script}"`}>
<header>
<h1><bdi>${article.title}</bdi></h1>
${metadataLine(say, article, true)}
${changed && markup`<p class="notice" lang="${context.locale}">${say('page.changed-since')}</p>`}
</header>
<div class="text">
${paragraphs(article.text, quote)}</div>
</article>`,
  });
}

function sameQuote({ start, end, hash }: QuoteQuery, locale: string): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ start, end, hash, lang: locale })) {
    if (value !== undefined) query.set(name, value);
  }
  return query.toString();
}

/** Offsets that lie within the text and cut no character in two, or null. */
function quoteRange(text: string, query: QuoteQuery): Range | null {
  const start = offset(query.start);
  const end = offset(query.end);
  if (start === null || end === null || start >= end || end > text.length) return null;
  return splitsPair(text, start) || splitsPair(text, end) ? null : { start, end };
}

function offset(value: string | undefined): number | null {
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : null;
}

function splitsPair(text: string, at: number): boolean {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

/** Lines as paragraphs. A quote over several lines is marked in each; only the first mark is what links lead to. */
function paragraphs(text: string, quote: Range | null): Html[] {
  const result: Html[] = [];
  let begin = 0;
  let marked = false;
  for (const line of text.split('\n')) {
    const from = quote === null ? 0 : Math.max(0, quote.start - begin);
    const to = quote === null ? 0 : Math.min(line.length, quote.end - begin);
    if (line.trim() !== '') {
      const isMarked = from < to;
      const id = isMarked && !marked && markup` id="${quoteFragment}"`;
      const content = isMarked
        ? markup`${line.slice(0, from)}<mark${id}>${line.slice(from, to)}</mark>${line.slice(to)}`
        : line;
      result.push(markup`<p dir="auto">${content}</p>\n`);
      marked ||= isMarked;
    }
    begin += line.length + 1;
  }
  return result;
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
