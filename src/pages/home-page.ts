import { askForm } from './ask-form.js';
import { embedSection } from './embed-section.js';
import { markup, type Html } from './html.js';
import { layout, pagePath, words, type PageContext } from './layout.js';

export interface HomePage {
  /** Number of articles; null while the service is not ready. */
  readonly articles: number | null;
  /** Whether a language model writes the answers. */
  readonly isWritten: boolean;
  /** Questions that the archive is known to answer. */
  readonly examples: readonly string[];
  /** Address that others reach the service under, without a slash at the end. */
  readonly publicAddress: string;
}

/** What this is, the chat, questions to begin with, and how to put the chat into a page of one's own. */
export function renderHomePage(context: PageContext, page: HomePage): Html {
  const say = words(context.locale);
  return layout(context, {
    title: `${say('page.brand')} · ${say('page.tagline')}`,
    place: '/',
    index: true,
    wide: true,
    script: context.assets.homeScript,
    main: markup`<div class="hero">
<section class="intro">
<h1>${say('page.tagline')}</h1>
<p class="lead">${say(page.isWritten ? 'home.lead-written' : 'home.lead')}</p>
<p class="archive">${archiveLine(context, page.articles)}</p>
</section>
${chat(context)}
${page.examples.length > 0 && examples(context, page.examples)}
</div>
${promises(context, page.isWritten)}
${embedSection(context, page.publicAddress)}`,
  });
}

/** The chat, and a plain form in its place where there is no JavaScript or no widget. */
function chat(context: PageContext): Html {
  const say = words(context.locale);
  const { basePath, locale } = context;
  return markup`<section class="chat" aria-label="${say('page.ask')}">
<yinju-chat id="chat" data-position="inline" data-locale="${locale}" data-greeting="${say('home.greeting')}"></yinju-chat>
<div class="without-chat">
${askForm(context, '/', '', say('page.ask'))}
</div>
<script async src="${basePath}/widget.js" data-manual></script>
</section>`;
}

function archiveLine(context: PageContext, articles: number | null): Html {
  const say = words(context.locale);
  if (articles === null) return markup`${say('http.not-ready')}`;
  const count = say('page.archive-count', { count: articles.toLocaleString('en') });
  return markup`<a href="${pagePath(context, '/articles')}">${count}</a>`;
}

function examples(context: PageContext, questions: readonly string[]): Html {
  const item = (question: string): Html =>
    markup`<li><a href="${pagePath(context, '/', { q: question })}" dir="auto">${question}</a></li>\n`;
  return markup`<section class="examples">
<h2>${words(context.locale)('home.examples')}</h2>
<ul id="examples">
${questions.map(item)}</ul>
</section>`;
}

function promises(context: PageContext, isWritten: boolean): Html {
  const say = words(context.locale);
  const promise = (name: 'exact' | 'checked' | 'followed' | 'refused', path: string): Html =>
    markup`<li><h2>${say(`home.${name}`)}</h2><p>${say(`home.${name}-text`)}</p>
<a href="${pagePath(context, path)}">${say(`home.${name}-link`)}</a></li>\n`;
  return markup`<ul class="promises">
${[promise(isWritten ? 'checked' : 'exact', '/articles'), promise('followed', '/explain'), promise('refused', '/status')]}</ul>`;
}
