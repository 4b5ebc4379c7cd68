import { markup, type Html } from './html.js';
import type { Words } from './layout.js';
import { webAddress } from './web-address.js';

export interface Metadata {
  readonly source: string | null;
  readonly publishedAt: string | null;
  readonly author: string | null;
  readonly url: string | null;
}

/** Source, date, author and the publisher's own page; each isolated, so that its direction touches nothing else. */
export function metadataLine(say: Words, article: Metadata, withLink: boolean): Html {
  const address = withLink ? webAddress(article.url) : null;
  const entries = [article.source, article.publishedAt ?? say('page.undated'), article.author]
    .filter((entry) => entry !== null && entry !== '')
    .map((entry) => markup`<bdi>${entry}</bdi>`);
  if (address !== null) {
    const rel = 'noopener noreferrer nofollow';
    entries.push(markup`<a class="original" href="${address}" rel="${rel}">${say('page.original')}</a>`);
  }
  return markup`<p class="meta">${entries.map((entry) => markup`<span>${entry}</span>`)}</p>`;
}
