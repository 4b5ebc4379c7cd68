/** One paragraph, heading, caption, list item or table row of a page, with what tells whether it is of the article. */
export interface HtmlBlock {
  readonly kind: 'paragraph' | 'heading' | 'item' | 'row';
  /** Space is tidied as in a browser; holds `\n` where a line was broken and `\n\n` after an empty line. */
  readonly text: string;
  /** Line breaks before it: 1 within a list or table, otherwise 2. */
  readonly gap: 1 | 2;
  /** 1–6 for headings, otherwise 0. */
  readonly level: number;
  /** UTF-16 units of its text that stand in links, and the number of links. */
  readonly linkLength: number;
  readonly links: number;
  /** Whether what stands outside the links is separators only. */
  readonly onlyLinks: boolean;
  /** Within footer, aside, or a header that is not the article's. */
  readonly inChrome: boolean;
  /** Within an element whose class or id speaks of menus, sharing, comments and the like. */
  readonly inHinted: boolean;
  /** Number of the outermost article element around it, 0 for none. */
  readonly article: number;
  readonly inMain: boolean;
}

/** An element must hold this share of the text to be taken for the article. */
const MAIN_SHARE = 0.5;
/** If less than this share is left without headers, footers and asides, the page misuses them. */
const LEAST_SHARE = 0.2;
/** What class names call furniture is dropped only if at least this share of the text remains. */
const REMAINING_SHARE = 0.6;
/** Paragraphs of a page with more of their text in links than this, and no sentence, are menus. */
const MENU_LINK_SHARE = 0.7;

const SENTENCE_END = /[。！？!?；;…][”’」』）)]?/u;
const NAVIGATION_START =
  /^(?:返回|回到|查看|更多|上一|下一|首页|首頁|阅读原文|閱讀原文|原文链接|原文鏈接|点击|點擊|分享)/u;

/**
 * The blocks of a whole page that belong to its article: furniture is dropped, and `article` or `main` is preferred
 * when most of the text stands in it.
 */
export function selectArticle(blocks: readonly HtmlBlock[]): readonly HtmlBlock[] {
  const apart = blocks.filter((block) => !block.inChrome);
  const outside = lengthOf(apart) >= lengthOf(blocks) * LEAST_SHARE ? apart : blocks;
  const total = lengthOf(outside);
  const largest = largestArticle(outside);
  let chosen = outside;
  if (lengthOf(largest) >= total * MAIN_SHARE) chosen = largest;
  else {
    const main = outside.filter((block) => block.inMain);
    if (lengthOf(main) >= total * MAIN_SHARE) chosen = main;
  }
  const plain = chosen.filter((block) => !block.inHinted);
  if (lengthOf(plain) >= lengthOf(chosen) * REMAINING_SHARE) chosen = plain;
  return orAll(
    chosen.filter((block) => !isMenu(block)),
    chosen,
  );
}

/** Whether a block is nothing but links to elsewhere: `返回新闻｜返回首页`. */
export function isNavigation(block: HtmlBlock): boolean {
  if (block.links === 0 || !block.onlyLinks || block.kind === 'heading' || SENTENCE_END.test(block.text))
    return false;
  return (
    block.kind === 'paragraph' &&
    (block.links > 1 || (block.text.length <= 12 && NAVIGATION_START.test(block.text)))
  );
}

function isMenu(block: HtmlBlock): boolean {
  if (block.kind === 'heading' || SENTENCE_END.test(block.text)) return false;
  return block.linkLength > block.text.length * MENU_LINK_SHARE;
}

function largestArticle(blocks: readonly HtmlBlock[]): readonly HtmlBlock[] {
  const byArticle = new Map<number, HtmlBlock[]>();
  for (const block of blocks) {
    if (block.article === 0) continue;
    const group = byArticle.get(block.article);
    if (group) group.push(block);
    else byArticle.set(block.article, [block]);
  }
  let largest: readonly HtmlBlock[] = [];
  let most = 0;
  for (const group of byArticle.values()) {
    const length = lengthOf(group);
    if (length > most) [largest, most] = [group, length];
  }
  return largest;
}

function orAll(some: readonly HtmlBlock[], all: readonly HtmlBlock[]): readonly HtmlBlock[] {
  return some.length > 0 ? some : all;
}

function lengthOf(blocks: readonly HtmlBlock[]): number {
  return blocks.reduce((sum, block) => sum + block.text.length, 0);
}
