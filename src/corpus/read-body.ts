import type { Document } from '../domain/document.js';
import { detectFormat } from './body-format.js';
import { readHtmlEvents } from './html-events.js';
import type { HtmlMeta } from './html-meta.js';
import { readHtml } from './html-text.js';
import { readMarkdown } from './markdown-text.js';

export interface BodyReading {
  /** What people read; for plain text, as it was written. */
  readonly text: string;
  readonly format: Document['format'];
  /** What a page says of itself; null for plain text. */
  readonly meta: HtmlMeta | null;
  /** The first heading that is marked as one. */
  readonly heading: string | null;
}

/** A body with this share of it in blocks of HTML is HTML with a line of Markdown after it, as Jekyll posts are. */
const NEARLY_ALL = 0.9;

const ENTITY = /&(?:[a-z]{2,31}\d{0,2}|#\d{1,7}|#x[\da-f]{1,6});/gi;

/** Reads a body in the format that its content shows: HTML, Markdown (with HTML in it or none) or plain text. */
export function readBody(body: string): BodyReading {
  const format = detectFormat(body);
  if (format === 'html') return { ...readHtml(body), format };
  if (format === 'markdown') {
    const { htmlShare, ...reading } = readMarkdown(body);
    return { ...reading, format: htmlShare >= NEARLY_ALL ? 'html' : 'markdown' };
  }
  return { text: decodeEntities(body), format, meta: null, heading: null };
}

/** Text of a field that should be plain, as an index page may have given it: `<em>出海</em>&nbsp;2.0`. */
export function readInlineText(value: string): string {
  return /<\/?[a-z][^<>]{0,2000}>/i.test(value) ? readHtml(value).text : decodeEntities(value);
}

/** Resolves character references that are written out in full (`&nbsp;`, `&#8220;`); `AT&T` and `?a=1&copy=2` stay. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  const known = new Map<string, string>();
  return text.replace(ENTITY, (reference) => {
    const decoded = known.get(reference) ?? decodeEntity(reference);
    known.set(reference, decoded);
    return decoded;
  });
}

function decodeEntity(reference: string): string {
  const parts: string[] = [];
  readHtmlEvents(reference, { open: ignore, close: ignore, text: (part) => parts.push(part) });
  const decoded = parts.join('');
  // `&notaname;` begins with the old `&not`, which needs no semicolon: not what was written.
  return decoded.length > 1 && decoded.endsWith(';') ? reference : decoded;
}

function ignore(): void {
  // References hold no elements.
}
