import { quoteHref } from '../domain/article-link.js';
import type { Citation } from '../domain/citation.js';
import type { RepairKind } from '../domain/document.js';
import type { Passage } from '../domain/passage.js';
import type { StoredDocument } from '../indexing/catalogue.js';
import type { TextRange } from '../text/sentences.js';

/** Words of an article to be cited. Offsets into the article's text. */
export interface Quote extends TextRange {
  readonly passage: Passage;
  /** The short answer within the quote; null where the quote does not carry it. */
  readonly answer: TextRange | null;
}

/** After these repairs the text is not what was delivered: a reader is told. */
const restored: ReadonlySet<RepairKind> = new Set([
  'gbk-shift-repaired',
  'gbk-shift-unrepaired',
  'undecodable',
]);

/**
 * A citation of the exact words of `document`.
 * @param publicUrl address that the service is reached under, without a slash at the end; '' for links within it
 */
export function citationOf(
  document: StoredDocument,
  quote: Quote,
  number: number,
  publicUrl: string,
): Citation {
  const { start, end, passage, answer } = quote;
  const place = {
    articleId: document.id,
    sourceStart: start,
    sourceEnd: end,
    contentHash: document.contentHash,
  };
  return {
    number,
    articleId: document.id,
    title: document.title,
    url: document.url,
    source: document.source,
    author: document.author,
    publishedAt: document.publishedAt,
    passageId: passage.id,
    quote: document.text.slice(start, end),
    sourceStart: start,
    sourceEnd: end,
    answerStart: answer?.start ?? null,
    answerEnd: answer?.end ?? null,
    contentHash: document.contentHash,
    repaired: document.repairs.some(
      (repair) => restored.has(repair.kind) && repair.start < end && repair.end > start,
    ),
    href: quoteHref(place, publicUrl),
  };
}
