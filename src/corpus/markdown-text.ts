import createParser from 'markdown-it';
import type { MarkdownIt, Token } from 'markdown-it';
import { readHtml } from './html-text.js';
import type { HtmlReading } from './html-text.js';

/** A line shorter than this, in UTF-16 units, was ended on purpose: its break is kept. */
const WRAPPED_LINE = 20;
const LINE_END = /[。！？!?…：:；;”’」』）)】\d]$/u;

export interface MarkdownReading extends HtmlReading {
  /** From 0 to 1: how much of the text stands in blocks of HTML. */
  readonly htmlShare: number;
}

/** A bullet before a number is a sign: `+ 5 个百分点`. */
const SIGNED = /^[\d$€£¥￥]/;

/**
 * Reads Markdown, with HTML in it or none, as the text that people read: without marks, images and bare links, with
 * the words of links, the numbers of lists and the headings. Indented lines are text, not code, as Chinese articles
 * begin their paragraphs with spaces. Linear in the text's length.
 */
export function readMarkdown(text: string): MarkdownReading {
  const markdown = parser();
  const env = {};
  const tokens = markdown.parse(text, env);
  const reading = readHtml(markdown.renderer.render(tokens, markdown.options, env));
  return { ...reading, htmlShare: htmlShare(tokens) };
}

/** The share of a text's length that stands in blocks of HTML; what is written in Markdown counts without addresses. */
function htmlShare(tokens: readonly Token[]): number {
  let html = 0;
  let own = 0;
  for (const { type, content, children } of tokens) {
    if (type === 'html_block') html += content.length;
    else if (children !== null) own += wordsOf(children);
    else own += content.length;
  }
  return html === 0 ? 0 : html / (html + own);
}

function wordsOf(tokens: readonly Token[]): number {
  let length = 0;
  let isAddress = false;
  for (const { type, markup, content } of tokens) {
    if (type === 'link_open') isAddress = markup === 'autolink';
    else if (type === 'link_close') isAddress = false;
    else if (type !== 'image' && !isAddress) length += content.length;
  }
  return length;
}

function parser(): MarkdownIt {
  const markdown = createParser('default', { html: true, linkify: false, typographer: false, breaks: false });
  markdown.disable('code');
  // Every scheme is read alike: addresses are dropped, and a link that is not recognised would show its brackets.
  markdown.validateLink = () => true;
  const { rules } = markdown.renderer;
  rules.image = () => '';
  rules.ordered_list_open = () => '<ul>';
  rules.ordered_list_close = () => '</ul>';
  rules.list_item_open = (tokens, index) =>
    opensParagraph(tokens, index + 1) ? '<li>' : `<li>${markOf(tokens, index)}`;
  // Within the paragraph of a spaced-out list, so that number and words stay on one line.
  rules.paragraph_open = (tokens, index) =>
    opensParagraph(tokens, index) ? `<p>${markOf(tokens, index - 1)}` : '';
  rules.link_open = (tokens, index) => (tokens[index]?.markup === 'autolink' ? '<template>' : '<a href>');
  rules.link_close = (tokens, index) => (tokens[index]?.markup === 'autolink' ? '</template>' : '</a>');
  rules.softbreak = (tokens, index) => {
    const line = lineBefore(tokens, index);
    return line.length < WRAPPED_LINE || LINE_END.test(line) ? '<br>\n' : '\n';
  };
  return markdown;
}

function opensParagraph(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  return token?.type === 'paragraph_open' && !token.hidden;
}

/** What stands before the words of a list's item: `1)` and `3.` as they were written; a bullet is only a mark. */
function markOf(tokens: readonly Token[], index: number): string {
  const token = tokens[index];
  if (token?.type !== 'list_item_open') return '';
  if (token.info !== '') return `${token.info}${token.markup} `;
  return token.markup === '+' && SIGNED.test(tokens[index + 2]?.content ?? '') ? '+ ' : '';
}

/** The words of the line that a soft break ends. */
function lineBefore(tokens: readonly Token[], index: number): string {
  let line = '';
  for (let at = index - 1; at >= 0; at--) {
    const token = tokens[at];
    if (token === undefined || token.type === 'softbreak' || token.type === 'hardbreak') break;
    line = token.content + line;
  }
  return line.trim();
}
