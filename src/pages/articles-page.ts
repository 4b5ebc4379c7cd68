import { articlePath } from '../domain/article-link.js';
import type { MonthCount } from '../domain/index-report.js';
import { markup, type Html } from './html.js';
import { languageField, layout, pagePath, words, type PageContext } from './layout.js';
import { metadataLine, type Metadata } from './metadata.js';
import { monthName, monthOf, monthOfYear, total, undatedMonth, yearsOf } from './months.js';

type ListedArticle = Metadata & { readonly id: string; readonly title: string };

export interface ArticlesPage {
  readonly documents: readonly ListedArticle[];
  readonly nextCursor: string | null;
  /** Of the whole archive, whatever is shown of it. */
  readonly months: readonly MonthCount[];
  /** What the reader looked for. */
  readonly words: string | undefined;
  /** The month that the list keeps to; null: the undated. */
  readonly month: string | null | undefined;
}

/** A page of the archive, newest first, with its months to choose from. */
export function renderArticlesPage(context: PageContext, page: ArticlesPage): Html {
  const say = words(context.locale);
  const asked: Record<string, string> = {
    ...(page.words === undefined ? {} : { words: page.words }),
    ...(page.month === undefined ? {} : { month: page.month ?? undatedMonth }),
  };
  const next =
    page.nextCursor !== null && pagePath(context, '/articles', { ...asked, cursor: page.nextCursor });
  return layout(context, {
    title: `${say('page.archive')} · ${say('page.brand')}`,
    place: '/articles',
    index: page.words === undefined,
    wide: true,
    inLanguage: (locale) => pagePath({ ...context, chosenLocale: locale }, '/articles', asked),
    main: markup`<div class="archive-page">
<header>
<h1>${say('page.archive')}</h1>
<p class="archive">${say('page.archive-count', { count: total(page.months).toLocaleString('en') })}</p>
${searchForm(context, page)}
${chosen(context, page)}
</header>
<div class="archive-list">
${page.documents.length === 0 ? markup`<p class="notice">${say('page.no-articles')}</p>` : groups(context, page)}
${next && markup`<p class="paging"><a class="button" rel="next" href="${next}">${say('page.next')}</a></p>`}
</div>
${monthsNav(context, page)}
</div>`,
  });
}

function searchForm(context: PageContext, { words: sought, month }: ArticlesPage): Html {
  const say = words(context.locale);
  return markup`<form class="question" method="get" action="${context.basePath}/articles" role="search">
<label for="words" class="visually-hidden">${say('page.find-label')}</label>
<input id="words" name="words" type="text" value="${sought ?? ''}" maxlength="200"
  placeholder="${say('page.find-label')}" dir="auto">
${month !== undefined && markup`<input type="hidden" name="month" value="${month ?? undatedMonth}">`}
${languageField(context)}
<button type="submit">${say('page.find')}</button>
</form>
<p class="to-months"><a href="#months">${say('archive.by-month')}</a></p>`;
}

/** What the list keeps to, and the way back to all. */
function chosen(context: PageContext, { words: sought, month }: ArticlesPage): Html | false {
  if (sought === undefined && month === undefined) return false;
  const say = words(context.locale);
  const parts = [
    month !== undefined && monthName(context.locale, month),
    sought !== undefined && say('archive.with-words', { words: sought }),
  ].filter((part) => part !== false);
  return markup`<p class="chosen"><bdi>${parts.join(say('list.separator'))}</bdi>
<a href="${pagePath(context, '/articles')}">${say('archive.all')}</a></p>`;
}

/** The articles of the page under the months that they are of. */
function groups(context: PageContext, { documents, months, words: sought }: ArticlesPage): Html[] {
  const say = words(context.locale);
  const byMonth = new Map<string | null, ListedArticle[]>();
  for (const article of documents) {
    const month = monthOf(article.publishedAt);
    byMonth.set(month, [...(byMonth.get(month) ?? []), article]);
  }
  const item = (article: ListedArticle): Html => {
    const address = pagePath(context, articlePath(article.id));
    const title = markup`<a href="${address}"><bdi>${article.title}</bdi></a>`;
    return markup`<li><h3>${title}</h3>${metadataLine(say, article, false)}</li>\n`;
  };
  return [...byMonth].map(([month, articles]) => {
    const count = months.find((one) => one.month === month)?.documents;
    // How many of a month hold the words that are looked for, nobody has counted.
    const shown = sought === undefined && count !== undefined && countMark(context, count);
    return markup`<section>
<h2>${monthName(context.locale, month)}${shown}</h2>
<ul>
${articles.map(item)}</ul>
</section>`;
  });
}

function monthsNav(context: PageContext, { months, month, words: sought }: ArticlesPage): Html {
  const say = words(context.locale);
  const kept = sought === undefined ? {} : { words: sought };
  const link = (value: string | null, name: string, documents: number): Html => {
    const address = pagePath(context, '/articles', { ...kept, month: value ?? undatedMonth });
    const isCurrent = value === month;
    return markup`<li><a href="${address}"${isCurrent && markup` aria-current="true"`}>${name}${countMark(context, documents)}</a></li>\n`;
  };
  const years = yearsOf(months);
  const open = month?.slice(0, 4) ?? [...years.keys()][0];
  const year = ([name, counts]: readonly [string, readonly MonthCount[]]): Html =>
    markup`<details${name === open && markup` open`}>
<summary>${say('archive.year', { year: name })}${countMark(context, total(counts))}</summary>
<ul>
${counts.map(({ month: one, documents }) => link(one, monthOfYear(context.locale, one ?? ''), documents))}</ul>
</details>`;
  const undated = months.find((one) => one.month === null);
  return markup`<nav class="months" id="months" aria-labelledby="months-title">
<h2 id="months-title">${say('archive.by-month')}</h2>
${[...years].map(year)}
${undated && markup`<ul>${link(null, say('page.undated'), undated.documents)}</ul>`}
</nav>`;
}

function countMark({ locale }: PageContext, count: number): Html {
  const figure = count.toLocaleString('en');
  const read = words(locale)('archive.count', { count: figure });
  return markup` <span class="count" aria-hidden="true">${figure}</span><span class="visually-hidden"> ${read}</span>`;
}
