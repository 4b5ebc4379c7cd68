import { isMetadataLine, isNavigationLine, type Cut } from './boilerplate-head.js';
import { disclaimerBlock, findNotice, relatedBlock } from './boilerplate-notices.js';

export interface TailContext {
  /** The stretch that is looked at is all that is left of the article. */
  readonly whole: boolean;
  /** Something behind it was boilerplate already, so it may well be, too. */
  readonly inner: boolean;
}

/** Fixed endings, wherever they begin: no sentence of an article reads so. */
const endings: readonly (readonly [rule: string, ending: RegExp])[] = [
  ['more on portal', /返回搜狐[，,]?\s?查看更多(?:\s{0,3}责任编辑[:：]?\s?[\p{Script=Han}]{0,4})?$/u],
  ['more on channel', /更多精彩内容请进入\s?.{2,10}(?:频道|新闻)$/u],
  [
    'share',
    /(?:分享让更多人看到|[【[]纠错[】\]]|点击(?:查看|进入)更多(?:精彩|内容|新闻)?|\[?打印\]?\s?\[?关闭\]?|阅读\s?[（(]\d+[）)])$/u,
  ],
  ['share', /(?:[↓▼👇\s]*(?:点亮|点个|点击|记得点)\s?[“"]?(?:在看|赞|关注)[”"]?[^。！？\n]{0,12})$/u],
  ['end mark', /(?:[（(]\s?(?:完|本文完|全文完)\s?[）)]|[-—=~§\s*·]{0,6}\b(?:THE )?END\b[-—=~§\s*·]{0,6})$/u],
  ['copyright', /本文属于原创文章[，,]如若转载[，,]请注明来源[:：][^。]{0,120}?https?:\/\/[!-~]{1,200}$/u],
  [
    'link',
    /(?:(?:本文|原文|文章|新闻)(?:链接|地址|网址)\s?[:：]?\s?|(?<=[。！？”）)】\n])\s?|[<＜])https?:\/\/[!-~]{1,300}[>＞]?$/u,
  ],
  ['stray mark', /(?:\n[?？|｜×xX↓▼■□◆●▲△\s]{1,6})$/u],
  [
    'newspaper page',
    /[（(]?《\s?[^《》\n]{2,14}\s?》\s?[（(]\s?\d{4}年\d{1,2}月\d{1,2}日\s{0,6}(?:第?\s{0,3}\d{1,3}\s{0,3}版)?\s?[）)]{1,2}$/u,
  ],
];

/** Labels that end an article with the name of who worked on it; `strong` ones are never the end of a sentence. */
const strongLabel =
  '责任编辑|本文责编|责编|网络编辑|流程编辑|值班编辑|执行编辑|实习编辑|新媒体编辑|文字编辑|图文编辑|视频编辑|栏目编辑|值班主任|值班编委|值班主编|值班主任|本期编辑|执行主编|校对|责校|初审|复审|终审|一审|二审|三审|审签|审读|编审|签发|监制|总监制|排版|美编|一读|二读|三读';
const weakLabel =
  '主编|副主编|总编|编辑|审核|审校|审稿|编|审|校|责任|制作|来源|作者|文章来源|稿件来源|信息来源|新闻来源|律师顾问|转自|转载自|本文转自|本文来源|内容来源|素材来源|投稿';
const labels = new RegExp(`(?:${strongLabel}|${weakLabel})`, 'gu');
const strong = new RegExp(`^(?:${strongLabel})$`, 'u');
/** Values behind a label: names with what separates them; a source may be longer and in quotation marks. */
const names =
  /^\s{0,3}[:：/／|｜丨\s]\s{0,4}[\p{Script=Han}A-Za-z·•.\d—-]{1,16}(?:[\s、,，/&][\p{Script=Han}A-Za-z·•.\d—-]{1,12}){0,6}\s?$/u;
const sourceValue = /^\s{0,3}[:：|｜丨\s]\s{0,3}[“"「《]?[^。！？；:：“”"\n]{1,28}[”"」》]?\s?$/u;
const sourceLabel = /来源|转自|转载自|投稿/;
/** A credit that ends where the next begins: 编辑 张三二审 李四. */
const chained = new RegExp(`(?:${strongLabel}|${weakLabel})[\\s:：|丨/]{1,3}\\p{Script=Han}{2,4}$`, 'u');
/** What may not stand before a label: it would be another word, as in 收入来源 or 图片来源. */
const boundWord =
  /(?:图片?|照片|视频|数据|资料|收入|资金|财政|食物|能量|经济|信息|主要|重要|唯一|生活|利润|客源|货源|稳定|其他|海报|截图|头图|封面|配图|制图)$/u;

/** What the inside of a bracketed credit begins with. */
const bracketed =
  /^(?:本文|本网|网页|网站|文章|稿件|信息|内容|新闻)?(?:责任编辑|责编|编辑|校对|审核|监制|主编|来源|综合来源|转自|转载自|总编|编审|校审)\s?[:：/丨|\s]/u;

/** Looks at the end of an article (simplified characters) for something to cut. */
export function tailCut(tail: string, context: TailContext): Cut | null {
  return (
    fixedEnding(tail) ??
    bracketedCredit(tail) ??
    credit(tail, context) ??
    lastLine(tail) ??
    relatedBlock(tail, context) ??
    disclaimerBlock(tail) ??
    lastNotice(tail, context)
  );
}

function fixedEnding(tail: string): Cut | null {
  const near = tail.slice(-420);
  for (const [rule, ending] of endings) {
    const match = ending.exec(near);
    if (match && match[0] !== '') return { length: match[0].length, rule: `tail: ${rule}` };
  }
  return null;
}

/** `（责任编辑：张三 CN070）`, `【编辑:李岩】`, `（来源：新华网）`: in brackets a label at the beginning is proof enough. */
function bracketedCredit(tail: string): Cut | null {
  const close = tail.at(-1) ?? '';
  const open = { '）': /[（(]/g, ')': /[（(]/g, '】': /【/g, ']': /[[【]/g }[close];
  if (!open) return null;
  const near = tail.slice(-100, -1);
  let last: RegExpExecArray | null = null;
  for (const match of near.matchAll(open)) last = match;
  if (!last) return null;
  const inside = near.slice(last.index + 1).trim();
  const length = near.length - last.index + 1;
  return bracketed.test(inside) && !inside.includes('。') ? { length, rule: 'tail: bracketed credit' } : null;
}

/** `编辑 白爽 校对 李立军`, `来源：新华社`: one label with its names at a time, from the last inward. */
function credit(tail: string, context: TailContext): Cut | null {
  const near = tail.slice(-70);
  let last: RegExpExecArray | null = null;
  for (const match of near.matchAll(labels)) last = match;
  if (!last) return null;
  const [label] = last;
  const before = near.slice(0, last.index);
  const value = near.slice(last.index + label.length);
  const ofSource = sourceLabel.test(label);
  const bare = value.trim() === '' || /^\s?[:：]\s?$/.test(value);
  if (!bare && !(ofSource ? sourceValue : names).test(value)) return null;
  if (bare && !(label.startsWith('责') && /[:：]/.test(value))) return null;
  if (/[）)】\]]/.test(value) && !/[（(【[]/.test(value)) return null;
  if (boundWord.test(before)) return null;
  const apart =
    before === ''
      ? tail.length === near.length
      : /[\s。！？!?；;…”’）)】\]》|｜丨/／*■●▪□、，,:：\d]$/u.test(before);
  // 编辑张三 without a mark, or a label that continues a word, may be the end of a sentence.
  const marked = /[:：/／|｜丨]/.test(value);
  const certain = strong.test(label)
    ? apart || context.inner || marked || chained.test(before)
    : context.inner
      ? apart || label.length > 1
      : apart && (marked || /[\s。！？）)”】]$/u.test(before));
  if (!certain) return null;
  const stray = /[\s|｜丨/／*■●▪□[【（(]{0,4}$/u.exec(before)?.[0].length ?? 0;
  return { length: label.length + value.length + stray, rule: ofSource ? 'tail: source' : 'tail: credit' };
}

/** `主办单位：… 网站标识码：…`, `建议使用1024×768以上分辨率浏览`, `Copyright © …`: what a site says of itself below every page. */
const siteFooter =
  /网站标识码\s?[:：]?\s?[\dA-Za-z]{6}|ICP[备证]\s?(?:[\d号]|[:：])|公网安备\s?\d|^(?:建议|推荐|请)您?使用.{0,80}(?:分辨率|浏览器).{0,20}$|^copyright\s?(?:©|\(c\)|\d{4})|all rights reserved\.?$/iu;

function isSiteFooter(line: string): boolean {
  return line.length <= 200 && !/[。！？]/u.test(line) && siteFooter.test(line);
}

function lastLine(tail: string): Cut | null {
  const line = tail.slice(tail.lastIndexOf('\n') + 1);
  if (line.length === tail.length) return null;
  if (isNavigationLine(line)) return { length: line.length, rule: 'tail: navigation' };
  if (isSiteFooter(line)) return { length: line.length, rule: 'tail: site footer' };
  return isMetadataLine(line) && /[:：]/.test(line) ? { length: line.length, rule: 'tail: metadata' } : null;
}

/** The last sentence when it speaks of the publisher and not of the news. */
function lastNotice(tail: string, context: TailContext): Cut | null {
  const start = sentenceStart(tail);
  if (start === 0 && !context.whole) return null;
  const notice = findNotice(tail.slice(start));
  return notice ? { length: tail.length - start - notice.start, rule: `tail: ${notice.name}` } : null;
}

/** Where the last sentence begins: behind the end of the one before, or on a line of its own. */
function sentenceStart(tail: string): number {
  const body = tail.replace(/[。！？!?”’」』）)】\]\s]{1,8}$/u, '');
  const ends = [...body.matchAll(/[。！？!?][”’」』）)】]{0,2}|\n/gu)];
  const last = ends.at(-1);
  return last ? last.index + last[0].length : 0;
}
