import type { Document, PublicationDate } from '../domain/document.js';
import { parseDate } from '../text/dates.js';
import type { Descriptions } from './cleaning/boilerplate.js';
import { readDescriptions } from './description-clues.js';
import { safeUrl } from './given-metadata.js';
import type { GivenMetadata } from './given-metadata.js';
import type { HtmlMeta } from './html-meta.js';
import { isOutlet, outletOfTag } from './outlets.js';
import { dateInUrl, readTextClues } from './text-clues.js';

export type Metadata = Pick<
  Document,
  'publishedAt' | 'publishedPrecision' | 'modifiedAt' | 'source' | 'author' | 'url' | 'tags' | 'access'
>;

/** An article's words, normalised. */
export interface ArticleText {
  /** With boilerplate still in it. */
  readonly whole: string;
  /** Without. */
  readonly article: string;
  /** What was cut as description. */
  readonly descriptions: Descriptions;
}

/**
 * Everything known of an article beside its title and text. What is given in front matter or fields comes before
 * what the page says of itself, that before the lines around the text, and those before the address.
 *
 * @param tidy normalises a field's words
 */
export function readMetadata(
  given: GivenMetadata,
  meta: HtmlMeta | null,
  text: ArticleText,
  tidy: (words: string) => string,
): Metadata {
  const clues = readTextClues(text.whole, text.article);
  const described = readDescriptions(text.descriptions);
  const url = safeUrl(given.url) ?? safeUrl(meta?.url ?? null);
  const published =
    dateOf(given.date) ??
    dateOf(meta?.published ?? null) ??
    clues.date ??
    described.date ??
    (url === null ? null : dateInUrl(url));
  const tags = unique(
    (given.tags.length > 0 ? given.tags : (meta?.keywords?.split(/[,，、;；\s]+/u) ?? [])).map(tidy),
  );
  const author = firstWords([given.author, meta?.author ?? null], tidy) ?? clues.author ?? described.author;
  const source =
    firstWords([given.source, meta?.source ?? null], tidy) ??
    clues.source ??
    described.source ??
    tags.map(outletOfTag).find((outlet) => outlet !== null) ??
    (author !== null && isOutlet(author) ? author : null);
  return {
    publishedAt: published?.date ?? null,
    publishedPrecision: published?.precision ?? null,
    modifiedAt: dateOf(given.modified)?.date ?? dateOf(meta?.modified ?? null)?.date ?? null,
    source,
    author,
    url,
    tags,
    access: given.access,
  };
}

function dateOf(written: string | null): PublicationDate | null {
  return written === null ? null : parseDate(written);
}

function firstWords(values: readonly (string | null)[], tidy: (words: string) => string): string | null {
  for (const value of values) {
    const words = value === null ? '' : tidy(value);
    if (words !== '') return words;
  }
  return null;
}

function unique(tags: readonly string[]): string[] {
  return [...new Set(tags.filter((tag) => tag !== ''))];
}
