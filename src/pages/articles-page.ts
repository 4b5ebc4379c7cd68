import { articlePath } from '../domain/article-link.js';
import { markup, type Html } from './html.js';
import { layout, pagePath, words, type PageContext } from './layout.js';
import { metadataLine, type Metadata } from './metadata.js';

export interface ArticlesPage {
  readonly documents: readonly (Metadata & { readonly id: string; readonly title: string })[];
  readonly nextCursor: string | null;
  /** What the reader looked for. */
  readonly words: string | undefined;
}

/** A page of the list of articles, newest first. */
export function renderArticlesPage(context: PageContext, page: ArticlesPage): Html {
  const say = words(context.locale);
  const found: Record<string, string> = page.words === undefined ? {} : { words: page.words };
  const lang = context.chosenLocale;
  const item = (article: ArticlesPage['documents'][number]): Html => {
    const address = articlePath(article.id, context.basePath) + (lang ? `?lang=${lang}` : '');
    const title = markup`<a href="${address}"><bdi>${article.title}</bdi></a>`;
    return markup`<li><h2>${title}</h2>${metadataLine(say, article, false)}</li>\n`;
  };
  const next =
    page.nextCursor !== null && pagePath(context, '/articles', { ...found, cursor: page.nextCursor });
  return layout(context, {
    title: `${say('page.archive')} · ${say('page.brand')}`,
    index: page.words === undefined,
    inLanguage: (locale) => pagePath({ ...context, chosenLocale: locale }, '/articles', found),
    main: markup`<section class="archive-list">
<h1>${say('page.archive')}</h1>
<form method="get" action="${context.basePath}/articles" role="search">
<label for="words" class="visually-hidden">${say('page.find-label')}</label>
<input id="words" name="words" type="text" value="${page.words ?? ''}" maxlength="200"
  placeholder="${say('page.find-label')}" dir="auto">
${lang && markup`<input type="hidden" name="lang" value="${lang}">`}
<button type="submit">${say('page.find')}</button>
</form>
${
  page.documents.length === 0
    ? markup`<p class="notice">${say('page.no-articles')}</p>`
    : markup`<ul>\n${page.documents.map(item)}</ul>`
}
${next && markup`<p class="paging"><a class="button" rel="next" href="${next}">${say('page.next')}</a></p>`}
</section>`,
  });
}
