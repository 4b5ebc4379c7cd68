import { maxQuestionLength } from '../domain/question.js';
import { markup, type Html } from './html.js';
import { languageField, words, type PageContext } from './layout.js';

/**
 * A form that asks a page of ours for `?q=…`; it needs no JavaScript.
 * @param path of the page, e.g. `/explain`
 * @param button what the button says
 */
export function askForm(context: PageContext, path: string, question: string, button: string): Html {
  const say = words(context.locale);
  const hints = markup`autocomplete="off" enterkeyhint="search" dir="auto"`;
  return markup`<form class="question" method="get" action="${context.basePath}${path}" role="search">
<label for="question" class="visually-hidden">${say('page.question-label')}</label>
<input id="question" name="q" type="text" value="${question}" maxlength="${maxQuestionLength}"
  placeholder="${say('page.placeholder')}" ${hints} required>
${languageField(context)}
<button type="submit">${button}</button>
</form>`;
}
