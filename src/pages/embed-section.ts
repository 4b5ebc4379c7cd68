import { locales } from '../messages/index.js';
import { markup, type Html, type HtmlValue } from './html.js';
import { pagePath, words, type PageContext } from './layout.js';

/** The widget's own colour: src/widget/palette.ts. Chosen here, it need not be named. */
const ownColor = '#a5301d';

/**
 * How to put the chat into another page: the tag to copy, and, with JavaScript, its options with a preview that shows
 * them. static/home.js writes the tag anew.
 * @param publicAddress that the tag loads the chat from
 */
export function embedSection(context: PageContext, publicAddress: string): Html {
  const say = words(context.locale);
  const script = `${publicAddress}/widget.js`;
  return markup`<section class="embed" id="embed">
<header>
<h2>${say('embed.title')}</h2>
<p>${say('embed.lead')}</p>
</header>
<div class="embed-columns">
<div>
${optionsForm(context)}
<div class="snippet">
<pre tabindex="0" aria-label="${say('embed.snippet')}"><code id="snippet" data-src="${script}">${`<script async src="${script}"></script>`}</code></pre>
<button type="button" id="copy" data-copied="${say('embed.copied')}" hidden>${say('embed.copy')}</button>
<p role="status" class="visually-hidden" id="copy-status"></p>
</div>
<p class="hint">${say('embed.allow')} <code>YINJU_ALLOWED_ORIGINS="https://www.example.com"</code></p>
</div>
<figure class="preview" hidden>
<figcaption>${say('embed.preview')}</figcaption>
<iframe id="preview" title="${say('embed.preview')}" data-src="${pagePath(context, '/preview')}"></iframe>
</figure>
</div>
</section>`;
}

function optionsForm(context: PageContext): Html {
  const say = words(context.locale);
  const field = (name: string, label: string, control: HtmlValue): Html =>
    markup`<p><label for="embed-${name}">${label}</label>${control}</p>\n`;
  const choice = (name: string, options: readonly (readonly [string, string])[]): Html =>
    markup`<select id="embed-${name}" name="${name}">${options.map(
      ([value, text]) => markup`<option value="${value}">${text}</option>`,
    )}</select>`;
  const text = (name: string, more: HtmlValue = null): Html =>
    markup`<input id="embed-${name}" name="${name}" type="text" maxlength="200" dir="auto"${more}>`;
  const languages = [['', say('embed.locale-page')] as const, ...locales.map((one) => [one, one] as const)];
  return markup`<form class="options" id="options" autocomplete="off" hidden>
${field('locale', say('embed.locale'), choice('locale', languages))}
${field(
  'position',
  say('embed.position'),
  choice('position', [
    ['', say('embed.position-right')],
    ['bottom-left', say('embed.position-left')],
    ['inline', say('embed.position-inline')],
  ]),
)}
${field(
  'theme',
  say('embed.theme'),
  choice('theme', [
    ['', say('embed.theme-auto')],
    ['light', say('embed.theme-light')],
    ['dark', say('embed.theme-dark')],
  ]),
)}
${field(
  'color',
  say('embed.color'),
  markup`<input id="embed-color" name="color" type="color" value="${ownColor}" data-own="${ownColor}">`,
)}
${field('title', say('embed.name'), text('title', markup` placeholder="${say('embed.name-example')}"`))}
${field('greeting', say('embed.greeting'), text('greeting', markup` placeholder="${say('embed.greeting-example')}"`))}
${field(
  'suggestions',
  say('embed.suggestions'),
  markup`<textarea id="embed-suggestions" name="suggestions" rows="3" maxlength="1000" dir="auto"></textarea>`,
)}
</form>`;
}
