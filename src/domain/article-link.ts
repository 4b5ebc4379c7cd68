import type { Citation } from './citation.js';

/** Where in which version of an article a quote stands. */
export interface QuotePlace extends Pick<
  Citation,
  'articleId' | 'sourceStart' | 'sourceEnd' | 'contentHash'
> {
  /** Print of the quoted words (src/text/quote-print.ts), by which they are found again. */
  readonly print?: string;
}

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
 * offsets still belong to the text that it has; the print, where the words are if they do not.
 */
export function quoteHref(place: QuotePlace, base = ''): string {
  const { articleId, sourceStart, sourceEnd, contentHash, print } = place;
  const offsets = `start=${sourceStart}&end=${sourceEnd}&hash=${encodeURIComponent(contentHash)}`;
  const query = print === undefined ? offsets : `${offsets}&print=${encodeURIComponent(print)}`;
  return `${articlePath(articleId, base)}?${query}#${quoteFragment}`;
}

/** encodeURIComponent throws at a lone surrogate. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
