import type { Citation } from './citation.js';

/** Where in which version of an article a quote stands. */
export type QuotePlace = Pick<Citation, 'articleId' | 'sourceStart' | 'sourceEnd' | 'contentHash'>;

/** Fragment of the quote on the page of its article. */
export const quoteFragment = 'quote';

/**
 * Address of the page of an article. An id may hold any character; `/` becomes `%2F`, so that an id is one
 * segment of the path.
 * @param base `YINJU_PUBLIC_URL` or a path that the service stands under, without a slash at the end; '' for none.
 */
export function articlePath(articleId: string, base = ''): string {
  return `${base}/articles/${encodeURIComponent(wellFormed(articleId))}`;
}

/**
 * Address of a quote on the page of its article: `href` of a citation. The hash tells the page whether the
 * offsets still belong to the text that it has.
 */
export function quoteHref(place: QuotePlace, base = ''): string {
  const { articleId, sourceStart, sourceEnd, contentHash } = place;
  const query = `start=${sourceStart}&end=${sourceEnd}&hash=${encodeURIComponent(contentHash)}`;
  return `${articlePath(articleId, base)}?${query}#${quoteFragment}`;
}

/** encodeURIComponent throws at a lone surrogate. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
