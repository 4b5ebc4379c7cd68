import type { Document } from '../domain/document.js';

/** So much of a body is looked at to tell its format, in UTF-16 units. */
const SAMPLE = 1 << 18;

/**
 * Longest Markdown that is parsed, in UTF-16 units: a parser's tokens take a hundred times the room of its text. What is
 * longer is no article, and is read as HTML or plain text.
 */
const MAX_MARKDOWN = 1 << 20;

const BLOCK_TAG =
  /<\/?(?:p|div|br|section|article|main|h[1-6]|ul|ol|li|table|tr|td|th|blockquote|center|figure|figcaption|pre|hr|html|body|head|meta|title|script|style|template)(?:\s[^<>]{0,2000})?\/?>|<!--/gi;
const INLINE_TAG =
  /<(?:strong|b|em|i|u|span|font|a|img|sub|sup|small|video|iframe)(?:\s[^<>]{0,2000})?\/?>/gi;
const PAGE = /<(?:!doctype\s{1,9}html|html|head|body)[\s>]/i;

/**
 * Marks that hardly stand in plain text; any of them makes Markdown. Names are hidden as `李**与王**`: emphasis must not
 * begin within a word.
 */
const MARKDOWN =
  /^#{1,6} {1,9}\S|^(?:`{3}|~~~)[\w-]{0,20}$|!\[[^[\]\n]{0,300}\]\([^\s()]{1,2000}|\[[^[\]\n]{1,300}\]\((?:https?:|mailto:|\/|#|\.)[^\s()]{0,2000}|<https?:\/\/[^\s<>]{1,2000}>|(?:^|[\s。，：；、！？（“])\*\*[^\s*][^*\n]{0,300}\*\*(?!\*)|^\|? ?:?-{2,20}:? ?\|[ |:-]{0,200}$/m;

/** Tells what a body is written in by its content alone. */
export function detectFormat(body: string): Document['format'] {
  const sample = body.slice(0, SAMPLE);
  if (sample.trimStart().startsWith('<') && PAGE.test(sample.slice(0, 4096))) return 'html';
  // Markdown after a long HTML part stands at the end.
  const tail = body.length > SAMPLE ? body.slice(-4096) : '';
  // Jekyll posts are HTML with lines of Markdown after it.
  const hasHtml = (sample.match(BLOCK_TAG)?.length ?? 0) > 0 || (sample.match(INLINE_TAG)?.length ?? 0) > 1;
  const isMarkdown =
    body.length <= MAX_MARKDOWN &&
    (MARKDOWN.test(hasHtml ? withoutTags(sample) : sample) ||
      MARKDOWN.test(tail) ||
      (!hasHtml && hasList(sample)));
  if (isMarkdown) return 'markdown';
  return hasHtml ? 'html' : 'text';
}

/** An item of a list. `- 5` may be a negative number, `* 注` a footnote. */
const ITEM = /^[-*] {1,3}(?![\s\d$€£¥￥注註])/;

/** Whether a text has a list of two items or more that stands apart: below an empty line or a colon, and above an empty line. */
function hasList(sample: string): boolean {
  if (!/^[-*] /m.test(sample)) return false;
  let items = 0;
  let isApart = true;
  for (const line of sample.split('\n')) {
    if (line.trim() === '') {
      if (items > 1) return true;
      isApart = true;
    } else if (isApart && ITEM.test(line)) items++;
    else if (items === 0 || !/^[ \t]{2}/.test(line)) {
      items = 0;
      // `三点建议：` with its list straight below.
      isApart = /[:：]$/u.test(line.trimEnd());
    }
  }
  return items > 1;
}

/** Marks within tags and comments are not Markdown. */
function withoutTags(sample: string): string {
  return sample.replace(/<[a-z/!][^<>]{0,4000}>/gi, (tag) => (/^<https?:/i.test(tag) ? tag : ''));
}
