import type { Answer } from '../domain/answer.js';
import { maxQuestionLength } from '../domain/question.js';
import { answerView } from './answer-view.js';
import { markup, type Html } from './html.js';
import { layout, pagePath, words, type PageContext } from './layout.js';

export interface HomePage {
  /** As the reader typed it. */
  readonly question: string;
  /** Number of articles; null while the service is not ready. */
  readonly articles: number | null;
  readonly answer?: Answer;
  /** Why there is no answer, for people. */
  readonly problem?: string;
}

/** Words that static/ask.js puts into the page; it knows no language of its own. */
const scriptWords = [
  'page.reading',
  'page.short-answer',
  'page.sources',
  'page.refused',
  'page.nearest',
  'page.citation',
  'page.partial',
  'page.repaired',
  'page.original',
  'page.undated',
  'page.connection-lost',
  'page.brand',
] as const;

/** The page to ask. It works without JavaScript: the form then asks for `/?q=…` and the answer comes in the page. */
export function renderHomePage(context: PageContext, page: HomePage): Html {
  const say = words(context.locale);
  const empty = page.question.trim() === '';
  const query = empty ? undefined : { q: page.question };
  const result =
    page.problem === undefined
      ? page.answer && answerView(context, page.answer)
      : markup`<p class="notice" role="alert">${page.problem}</p>`;
  return layout(context, {
    title: empty
      ? `${say('page.brand')} · ${say('page.tagline')}`
      : `${page.question} · ${say('page.brand')}`,
    index: empty,
    script: true,
    inLanguage: (locale) => pagePath({ ...context, chosenLocale: locale }, '/', query),
    main: markup`<section class="ask${empty && ' empty'}">
<h1>${say('page.tagline')}</h1>
${askForm(context, page.question)}
<p class="archive">${archiveLine(context, page.articles)}</p>
</section>
<section id="result" aria-live="polite" aria-busy="false">${result}</section>`,
  });
}

function askForm(context: PageContext, question: string): Html {
  const say = words(context.locale);
  const { basePath, locale, chosenLocale } = context;
  const texts = Object.fromEntries(scriptWords.map((key) => [key.slice('page.'.length), say(key)]));
  const data = markup`data-base="${basePath}" data-locale="${locale}" data-words="${JSON.stringify(texts)}"`;
  const hints = markup`autocomplete="off" enterkeyhint="search" dir="auto"`;
  return markup`<form id="ask" method="get" action="${basePath}/" role="search" ${data}>
<label for="question" class="visually-hidden">${say('page.question-label')}</label>
<input id="question" name="q" type="text" value="${question}" maxlength="${maxQuestionLength}"
  placeholder="${say('page.placeholder')}" ${hints} required${question.trim() === '' && ' autofocus'}>
${chosenLocale && markup`<input type="hidden" name="lang" value="${chosenLocale}">`}
<button type="submit">${say('page.ask')}</button>
</form>`;
}

function archiveLine(context: PageContext, articles: number | null): Html {
  const say = words(context.locale);
  if (articles === null) return markup`${say('http.not-ready')}`;
  const count = say('page.archive-count', { count: articles.toLocaleString('en') });
  return markup`<a href="${pagePath(context, '/articles')}">${count}</a>`;
}
