import { byArticle, numberRanges, type Source } from '../answer.js';
import { el, icon } from '../dom.js';
import { articleAddress, webAddress } from '../link.js';
import type { ViewContext } from './context.js';
import { scriptOf } from './script.js';

/** Cards beyond these are folded away. */
const shownAtFirst = 3;

/** Cards that lead to the articles, one for each. `quotes` shows the beginning of the words on it. */
export function sourceList(
  context: ViewContext,
  heading: string,
  sources: readonly Source[],
  quotes = false,
): HTMLElement {
  const { say } = context;
  const items = byArticle(sources).map((cited) => el('li', {}, articleCard(context, cited, quotes)));
  const section = el(
    'div',
    { class: 'sources' },
    el('h4', { class: 'label' }, heading),
    el('ol', {}, ...items),
  );
  const rest = items.slice(shownAtFirst);
  if (rest.length > 0) {
    const more = el('button', { type: 'button', class: 'quiet', 'aria-expanded': 'false' });
    const fold = (folded: boolean): void => {
      for (const item of rest) item.hidden = folded;
      more.setAttribute('aria-expanded', String(!folded));
      more.textContent = folded ? say('more-sources', { count: rest.length }) : say('fewer-sources');
    };
    fold(true);
    more.addEventListener('click', () => {
      fold(more.getAttribute('aria-expanded') === 'true');
    });
    section.append(more);
  }
  return section;
}

function articleCard(
  context: ViewContext,
  cited: readonly [Source, ...Source[]],
  quotes: boolean,
): HTMLElement {
  const [source] = cited;
  const { title, quote } = source;
  const numbers = numberRanges(cited.map(({ number }) => number));
  const parts = [
    el('span', { class: 'number', 'aria-hidden': 'true' }, numbers),
    el(
      'span',
      { class: 'about' },
      el('bdi', { class: 'title', lang: scriptOf(title) }, title),
      metadata(context, source),
      quotes && quote !== '' && el('span', { class: 'excerpt', dir: 'auto', lang: scriptOf(quote) }, quote),
    ),
  ];
  const address = articleAddress(source.href, context.endpoint) ?? webAddress(source.url);
  if (address === null) return el('div', { class: 'card' }, ...parts);
  return outsideLink(context, source, address, 'card', ...parts);
}

/** Source and date, as the article gives them. */
export function metadata({ say }: ViewContext, { source, publishedAt }: Source): HTMLElement {
  return el(
    'span',
    { class: 'meta' },
    source !== null && el('bdi', {}, source),
    el('bdi', {}, publishedAt ?? say('undated')),
  );
}

/** A link out of the page. The page may take the click for itself. */
export function outsideLink(
  { say, actions }: ViewContext,
  source: Source,
  address: string,
  className: string,
  ...content: (Node | string)[]
): HTMLAnchorElement {
  const link = el(
    'a',
    { class: className, href: address, target: '_blank', rel: 'noopener' },
    ...content,
    el('span', { class: 'hidden' }, ` (${say('new-window')})`),
  );
  link.addEventListener('click', (event) => {
    if (!actions.follow(source, address)) event.preventDefault();
  });
  return link;
}

/** What a citation pill opens: which article, when, its words with the short answer marked, and the ways there. */
export function sourceDetails(context: ViewContext, source: Source): HTMLElement[] {
  const { say, endpoint } = context;
  const { quote, mark, title } = source;
  const words = mark
    ? [quote.slice(0, mark[0]), el('mark', {}, quote.slice(...mark)), quote.slice(mark[1])]
    : [quote];
  const inArticle = articleAddress(source.href, endpoint);
  const original = webAddress(source.url);
  const links = [
    inArticle !== null && outsideLink(context, source, inArticle, 'strong', say('open-article'), icon('out')),
    original !== null &&
      original !== inArticle &&
      outsideLink(context, source, original, '', say('original')),
  ];
  return [
    el('bdi', { class: 'title', lang: scriptOf(title) }, title),
    metadata(context, source),
    el('blockquote', { dir: 'auto', lang: scriptOf(quote) }, ...words),
    ...(source.repaired ? [el('p', { class: 'note' }, say('repaired'))] : []),
    ...(links.some(Boolean) ? [el('p', { class: 'links' }, ...links)] : []),
  ];
}
