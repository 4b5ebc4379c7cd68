import { html, type Html } from './html.js';
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
  const entries = [
    article.source && html`<bdi>${article.source}</bdi>`,
    html`<bdi>${article.publishedAt ?? say('page.undated')}</bdi>`,
    article.author && html`<bdi>${article.author}</bdi>`,
    address !== null &&
      html`<a class="original" href="${address}" rel="noopener noreferrer nofollow"
        >${say('page.original')}</a
      >`,
  ];
  return html`<p class="meta">
    ${entries.filter((entry) => entry !== null && entry !== false && entry !== '').map((entry) => html`<span>${entry}</span>`)}
  </p>`;
}
