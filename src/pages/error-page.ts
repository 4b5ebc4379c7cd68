import { markup, type Html } from './html.js';
import { layout, pagePath, words, type PageContext } from './layout.js';

/** What a person sees when a page cannot be shown. */
export function renderErrorPage(context: PageContext, status: number, explanation: string): Html {
  const say = words(context.locale);
  return layout(context, {
    title: `${status} · ${say('page.brand')}`,
    main: markup`<section class="error-page">
<h1>${explanation}</h1>
<p><a class="button" href="${pagePath(context, '/')}">${say('page.home')}</a></p>
</section>`,
  });
}
