import type { Answer } from '../domain/answer.js';
import { maxQuestionLength } from '../domain/question.js';
import { answerView } from './answer-view.js';
import { html, type Html } from './html.js';
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
  'page.error',
  'page.brand',
] as const;

/** The page to ask. It works without JavaScript: the form then asks for `/?q=…` and the answer comes in the page. */
export function renderHomePage(context: PageContext, page: HomePage): Html {
  const say = words(context.locale);
  const empty = page.question.trim() === '';
  const query = empty ? undefined : { q: page.question };
  return layout(context, {
    title: empty
      ? `${say('page.brand')} · ${say('page.tagline')}`
      : `${page.question} · ${say('page.brand')}`,
    index: empty,
    script: true,
    inLanguage: (locale) => pagePath({ ...context, chosenLocale: locale }, '/', query),
    main: html`<section class="ask${empty && ' empty'}">
        <h1>${say('page.tagline')}</h1>
        <form
          id="ask"
          method="get"
          action="${context.basePath}/"
          role="search"
          data-base="${context.basePath}"
          data-locale="${context.locale}"
          data-words="${JSON.stringify(Object.fromEntries(scriptWords.map((key) => [key.slice('page.'.length), say(key)])))}"
        >
          <label for="question" class="visually-hidden">${say('page.question-label')}</label>
          <input
            id="question"
            name="q"
            type="text"
            value="${page.question}"
            maxlength="${maxQuestionLength}"
            placeholder="${say('page.placeholder')}"
            autocomplete="off"
            enterkeyhint="search"
            dir="auto"
            required${empty && html` autofocus`}
          />
          ${context.chosenLocale && html`<input type="hidden" name="lang" value="${context.chosenLocale}" />`}
          <button type="submit">${say('page.ask')}</button>
        </form>
        <p class="archive">
          ${
            page.articles === null
              ? say('http.not-ready')
              : html`<a href="${pagePath(context, '/articles')}"
                  >${say('page.archive-count', { count: page.articles.toLocaleString('en') })}</a
                >`
          }
        </p>
      </section>
      <section id="result" aria-live="polite" aria-busy="false">
        ${
          page.problem !== undefined
            ? html`<p class="notice" role="alert">${page.problem}</p>`
            : page.answer && answerView(context, page.answer)
        }
      </section>`,
  });
}
