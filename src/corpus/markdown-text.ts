import createParser from 'markdown-it';
import type { MarkdownIt, Token } from 'markdown-it';
import { readHtml } from './html-text.js';
import type { HtmlReading } from './html-text.js';

/** A line shorter than this, in UTF-16 units, was ended on purpose: its break is kept. */
const WRAPPED_LINE = 20;
const LINE_END = /[。！？!?…：:；;”’」』）)】\d]$/u;

/**
 * Reads Markdown, with HTML in it or none, as the text that people read: without marks, images and bare links, with
 * the words of links, the numbers of lists and the headings. Indented lines are text, not code, as Chinese articles
 * begin their paragraphs with spaces. Linear in the text's length.
 */
export function readMarkdown(text: string): HtmlReading {
  return readHtml(parser().render(text));
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
  rules.list_item_open = (tokens, index) => {
    const token = tokens[index];
    // `1)` and `3.` as they were written; a bullet is only a mark.
    return token === undefined || token.info === '' ? '<li>' : `<li>${token.info}${token.markup} `;
  };
  rules.link_open = (tokens, index) => (tokens[index]?.markup === 'autolink' ? '<template>' : '<a href>');
  rules.link_close = (tokens, index) => (tokens[index]?.markup === 'autolink' ? '</template>' : '</a>');
  rules.softbreak = (tokens, index) => {
    const line = lineBefore(tokens, index);
    return line.length < WRAPPED_LINE || LINE_END.test(line) ? '<br>\n' : '\n';
  };
  return markdown;
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
