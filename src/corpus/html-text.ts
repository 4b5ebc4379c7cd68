import { isNavigation, selectArticle } from './html-blocks.js';
import type { HtmlBlock } from './html-blocks.js';
import { readHtmlEvents } from './html-events.js';
import type { Attributes, HtmlHandler } from './html-events.js';
import { HtmlMetaCollector } from './html-meta.js';
import type { HtmlMeta } from './html-meta.js';
import { collapseSpace } from './html-space.js';

export interface HtmlReading {
  /** Paragraphs apart by `\n\n`, list items and table rows by `\n`. */
  readonly text: string;
  readonly meta: HtmlMeta;
  /** The first heading of the text, of any level. */
  readonly heading: string | null;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Never part of what people read. `rt` and `rp` are readings set above characters. */
const dropped = words(
  'script style template noscript noembed noframes iframe object embed svg canvas audio video map datalist select option button ' +
    'textarea input rt rp head title math applet frameset nav',
);
const paragraphs = words(
  'p div section article main header footer nav aside address blockquote center dir dl fieldset figcaption figure form ' +
    'hgroup menu ol pre ul table caption hr details summary dialog body html search legend',
);
const typefaces = words('b strong i em u font mark span');
const headings = words('h1 h2 h3 h4 h5 h6');
const items = words('li dt dd');
const lists = words('ul ol dl menu dir');
const chrome = words('footer aside');
const chromeRoles = words('navigation contentinfo complementary search banner menu');
const furniture =
  /(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|footer|sidebar|share|related|recommend(?:ed|ation)?|comments?|copyright|advert|ads?|toolbar|pagination|pager|login)(?:$|[\s_-])/i;
/** The same as whole names: `top-story` is no furniture, `top` is. */
const furnitureName =
  /(?:^|\s)(?:top|bottom|foot|header|topbar|bottombar|sitemap|friendlinks?|hot|rank|banner|qrcode|ewm|tools?)(?=\s|$)/i;
const SEPARATORS = /^[\s|｜·•›»>＞/／、,，\-—【】[\]()（）：:&]*$/u;

/** Marks within the raw text of a block. Control characters of the input never get that far. */
const LINE = '\u2028';
const CELL = '\u2029';
const SOFT_PARAGRAPH = '\u001e';
/** Where bold type and the like ended. */
const MARKUP_END = '\u001f';
/** Cells longer than this, in UTF-16 units, make a table that lays out a page, not one of data. */
const MAX_CELL = 200;

/**
 * Reads HTML, whole pages and fragments alike, as the text that people read. Time and memory are linear in its
 * length and do not depend on how deep it is nested.
 */
export function readHtml(html: string): HtmlReading {
  const reader = new BlockReader();
  readHtmlEvents(html, reader);
  const blocks = reader.finish().filter((block) => !isNavigation(block));
  const isPage = /<(?:!doctype\s{1,9}html|html|head|body)[\s>]/i.test(html.slice(0, 1 << 16));
  const chosen = isPage ? selectArticle(blocks) : blocks;
  let text = '';
  for (const block of chosen)
    text += text === '' ? block.text : (block.gap === 1 ? '\n' : '\n\n') + block.text;
  const mainHeading = blocks.find((block) => block.level === 1 && !block.inHinted)?.text ?? null;
  const heading = chosen.find((block) => block.level > 0)?.text ?? null;
  return { text, meta: reader.meta.result(isPage ? mainHeading : null), heading };
}

/** What an open element changes for what stands in it, and has to undo when it closes. */
interface Frame {
  readonly drops: boolean;
  readonly chrome: boolean;
  readonly hinted: boolean;
  readonly main: boolean;
}

class BlockReader implements HtmlHandler {
  readonly meta = new HtmlMetaCollector();
  readonly #blocks: HtmlBlock[] = [];
  readonly #frames: Frame[] = [];
  readonly #numbers: (number | null)[] = [];
  #dropDepth = 0;
  #chromeDepth = 0;
  #hintDepth = 0;
  #articleDepth = 0;
  #articles = 0;
  #mainDepth = 0;
  #titleDepth = 0;
  /** Drawings have titles too; the page's comes first. */
  #titles = 0;
  #rowDepth = 0;
  #preDepth = 0;
  #linkDepth = 0;
  #headingLevel = 0;
  #isItem = false;

  #raw: string[] = [];
  #prefix = '';
  #linkLength = 0;
  #links = 0;
  #outside = '';
  #gap: 1 | 2 = 2;

  open(name: string, attributes: Attributes): void {
    this.meta.element(name, attributes);
    const frame: Frame = {
      drops: dropped.has(name) || isHidden(name, attributes),
      chrome: isChrome(name, attributes, this.#articleDepth + this.#mainDepth),
      hinted: isFurniture(attributes),
      main: name === 'main' || attributes.get('role') === 'main',
    };
    this.#boundary(name, true, attributes);
    this.#frames.push(frame);
    if (frame.drops) this.#dropDepth++;
    if (frame.chrome) this.#chromeDepth++;
    if (frame.hinted) this.#hintDepth++;
    if (name === 'title' && this.#titleDepth++ === 0) this.#titles++;
    if (name === 'article' && this.#articleDepth++ === 0) this.#articles++;
    if (frame.main) this.#mainDepth++;
  }

  close(name: string): void {
    const frame = this.#frames.pop();
    if (frame?.drops) this.#dropDepth--;
    // Left as it was entered: an element that drops its content is itself seen at both ends.
    this.#boundary(name, false);
    if (frame?.chrome) this.#chromeDepth--;
    if (frame?.hinted) this.#hintDepth--;
    if (name === 'title') this.#titleDepth--;
    if (name === 'article') this.#articleDepth--;
    if (frame?.main) this.#mainDepth--;
  }

  text(text: string): void {
    if (this.#titleDepth > 0 && this.#titles === 1) this.meta.titleText(text);
    if (this.#dropDepth > 0) return;
    const marked = text.replace(/[\u001e\u001f\u2028\u2029]/g, ' ');
    this.#raw.push(this.#preDepth > 0 ? marked.replaceAll('\n', LINE) : marked);
    if (this.#linkDepth > 0) this.#linkLength += marked.trim().length;
    else if (this.#outside.length < 200) this.#outside += marked;
  }

  finish(): readonly HtmlBlock[] {
    this.#flush(2);
    return this.#blocks;
  }

  /** Where an element opens or closes, a block may end. */
  #boundary(name: string, opens: boolean, attributes?: Attributes): void {
    if (this.#dropDepth > 0) return;
    const step = opens ? 1 : -1;
    if (name === 'br') {
      if (opens) this.#raw.push(LINE);
    } else if (name === 'a') {
      this.#linkDepth += step;
      if (opens) this.#links++;
    } else if (typefaces.has(name)) {
      if (!opens) this.#raw.push(MARKUP_END);
    } else if (name === 'q') this.#raw.push(opens ? '“' : '”');
    else if (headings.has(name)) {
      this.#flush(2);
      this.#headingLevel = opens ? Number(name.charAt(1)) : 0;
    } else if (items.has(name)) {
      this.#flush(1);
      this.#isItem = opens;
      if (opens && name === 'li') this.#prefix = this.#nextNumber();
    } else if (name === 'tr') {
      this.#flush(1);
      this.#rowDepth += step;
    } else if (name === 'thead' || name === 'tbody' || name === 'tfoot') this.#flush(1);
    else if (name === 'td' || name === 'th') {
      if (opens && this.#rowDepth > 0) this.#raw.push(CELL);
    } else if (paragraphs.has(name)) this.#paragraph(name, opens, attributes);
  }

  #paragraph(name: string, opens: boolean, attributes: Attributes | undefined): void {
    if (name === 'pre') this.#preDepth += opens ? 1 : -1;
    if (this.#rowDepth > 0 && (name === 'p' || name === 'div' || name === 'center')) {
      this.#raw.push(SOFT_PARAGRAPH);
      return;
    }
    const inList = this.#numbers.length > 0;
    if (lists.has(name)) {
      this.#flush(inList && this.#numbers.length > (opens ? 0 : 1) ? 1 : 2);
      if (opens) this.#numbers.push(name === 'ol' ? startOf(attributes) : null);
      else this.#numbers.pop();
      this.#isItem = opens;
      return;
    }
    this.#flush(inList ? 1 : 2);
  }

  #nextNumber(): string {
    const last = this.#numbers.length - 1;
    const number = this.#numbers[last];
    if (number === null || number === undefined) return '';
    this.#numbers[last] = number + 1;
    return `${number}. `;
  }

  /** Ends the block that is being read. @param gap line breaks before the next one */
  #flush(gap: 1 | 2): void {
    const raw = this.#raw.join('');
    const isRow = raw.includes(CELL);
    const texts = isRow ? rowTexts(raw) : [collapseSpace(raw)];
    for (const [index, text] of texts.entries()) {
      if (text === '') continue;
      this.#blocks.push({
        kind:
          this.#headingLevel > 0
            ? 'heading'
            : this.#isItem
              ? 'item'
              : isRow && texts.length === 1
                ? 'row'
                : 'paragraph',
        text: this.#prefix !== '' && !/^\d/.test(text) ? this.#prefix + text : text,
        gap: index === 0 ? this.#gap : 2,
        level: this.#headingLevel,
        linkLength: this.#linkLength,
        links: this.#links,
        onlyLinks: SEPARATORS.test(this.#outside),
        inChrome: this.#chromeDepth > 0,
        inHinted: this.#hintDepth > 0,
        article: this.#articleDepth > 0 ? this.#articles : 0,
        inMain: this.#mainDepth > 0,
      });
      this.#gap = gap;
      this.#prefix = '';
    }
    if (gap === 2) this.#gap = 2;
    this.#raw = [];
    this.#linkLength = 0;
    this.#links = 0;
    this.#outside = '';
  }
}

/** A row of data as one line, `1月 | 3.2亿元`; the cells of a table that lays out a page as paragraphs. */
function rowTexts(raw: string): string[] {
  const cells = raw.split(CELL).slice(raw.startsWith(CELL) ? 1 : 0);
  const oneLine = cells
    .map((cell) => collapseSpace(cell.replaceAll(SOFT_PARAGRAPH, ' ').replaceAll(LINE, ' ')))
    .filter((cell) => cell !== '');
  if (oneLine.length > 1 && oneLine.every((cell) => cell.length <= MAX_CELL)) return [oneLine.join(' | ')];
  return cells.flatMap((cell) => cell.split(SOFT_PARAGRAPH).map(collapseSpace));
}

function startOf(attributes: Attributes | undefined): number {
  const start = attributes?.get('start') ?? '';
  return /^\d{1,9}$/.test(start) ? Number(start) : 1;
}

function isHidden(name: string, attributes: Attributes): boolean {
  if (attributes.has('hidden')) return true;
  if (name === 'dialog') return !attributes.has('open');
  const style = attributes.get('style');
  return (
    style !== undefined &&
    /(?:^|[;\s])(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)/i.test(style)
  );
}

function isFurniture(attributes: Attributes): boolean {
  const names = `${attributes.get('class') ?? ''} ${attributes.get('id') ?? ''}`;
  return names !== ' ' && (furniture.test(names) || furnitureName.test(names));
}

/** @param articleDepth open article and main elements: a header within one holds its headline, not the site's */
function isChrome(name: string, attributes: Attributes, articleDepth: number): boolean {
  if (chrome.has(name) || chromeRoles.has(attributes.get('role') ?? '')) return true;
  return name === 'header' && articleDepth === 0;
}
