import type { Answer } from '../domain/answer.js';
import { answerView } from './answer-view.js';
import { askForm } from './ask-form.js';
import { markup, type Html } from './html.js';
import { layout, pagePath, words, type PageContext } from './layout.js';

export interface AnsweredPage {
  /** As the reader typed it. */
  readonly question: string;
  readonly answer?: Answer;
  /** Why there is no answer, for people. */
  readonly problem?: string;
}

/** The answer to `/?q=…`: a page of its own, which can be linked to and needs no JavaScript. */
export function renderAnswerPage(context: PageContext, { question, answer, problem }: AnsweredPage): Html {
  const say = words(context.locale);
  const query = { q: question };
  return layout(context, {
    title: `${question} · ${say('page.brand')}`,
    place: '/',
    inLanguage: (locale) => pagePath({ ...context, chosenLocale: locale }, '/', query),
    main: markup`<h1 class="visually-hidden">${question}</h1>
${askForm(context, '/', question, say('page.ask'))}
<section id="result">${
      problem === undefined
        ? answer && answerView(context, answer)
        : markup`<p class="notice" role="alert">${problem}</p>`
    }</section>
${
  answer &&
  markup`<p class="onward"><a href="${pagePath(context, '/explain', query)}">${say('page.how-answered')}</a>
<a href="${pagePath(context, '/')}">${say('page.ask-on')}</a></p>`
}`,
  });
}
