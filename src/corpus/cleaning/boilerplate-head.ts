import { toSimplified } from '../../text/fold.js';

/** How much to cut from the side that was looked at, and why. */
export interface Cut {
  readonly length: number;
  readonly rule: string;
}

/** Date and time as the heads of articles have them: `2023-08-07 18:06`, `7-24 19:15`, `2023年08月09日 18:36:21`. */
const dateTime = String.raw`(?:\d{2,4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:\s{0,4}(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?))?`;
const stamp = new RegExp(dateTime, 'g');

/** Labels of the data about an article that pages put above or below it. */
const headLabel =
  /(?:文章|新闻|信息|稿件)?(?:来源|发布时间|发表时间|更新时间|时间|日期|发布日期|作者|记者|编辑|责任编辑|责编|字号|字体|浏览次数|浏览|阅读次数|阅读量|阅读|点击数|点击|评论|分享到?|来自|发布者|发布人|发布单位|信息来源)\s?[:：]?/g;

const navigation =
  /^(?:首页|返回首页|网站首页|主页|登录|注册|无障碍|无障碍浏览|设为首页|加入收藏|收藏|收藏本文|打印|打印本页|关闭|关闭窗口|举报|投诉|分享|分享到|转发|点赞|在看|评论|我要评论|大|中|小|字号|字体|繁体|简体|微信|微博|朋友圈|QQ空间|QQ好友|新浪微博|分享到微信|分享到微博|扫一扫|扫码分享|复制链接|上一篇|下一篇|返回|返回顶部|返回列表|返回目录|回到顶部|当前位置|更多|查看更多|纠错|客户端|手机版|正文|[A+-]{1,2})$/;

/** What stands between the entries of a navigation line. */
const separators = /[\s|｜丨>＞»›/\-·•—_:：,，、()（）【】[\]]+/;

/**
 * Whether a line (simplified characters) has nothing but navigation, share buttons and the like in it:
 * `返回新华网新闻｜返回首页`, `首页 > 新闻 > 正文`, `分享到： 微信 微博`.
 */
export function isNavigationLine(line: string): boolean {
  if (line.length > 80) return false;
  const entries = line.split(separators).filter((entry) => entry !== '');
  if (entries.length === 0) return false;
  const breadcrumb = /[>＞»›]/.test(line) && entries.length >= 2;
  const known = entries.filter(
    (entry) => navigation.test(entry) || /^返回.{1,8}(?:新闻|频道|栏目|列表)$/.test(entry),
  );
  if (breadcrumb) return known.length > 0 && entries.every((entry) => entry.length <= 10);
  // One word may be a heading of the article; several in a row are not.
  return known.length === entries.length && (entries.length > 1 || entries.join('').length > 3);
}

/** Whether a line (simplified characters) holds only a date, a source, counts and the like. */
export function isMetadataLine(line: string): boolean {
  if (line.length > 90 || /[。！？!?；;“”]|(?:图片?|照片|视频|数据|资料|素材)来源/.test(line)) return false;
  const dates = line.match(stamp)?.length ?? 0;
  const labels = line.match(headLabel)?.length ?? 0;
  if (dates + labels === 0) return false;
  // 时间：一切的答案 is a heading, 时间：2031-03-11 is not.
  if (dates === 0 && !/来源|作者|记者|编辑|责编|发布[者人单]|字[号体]|浏览|点击/.test(line)) return false;
  const rest = line
    .replace(stamp, ' ')
    .replace(headLabel, ' ')
    .split(separators)
    .filter((part) => part !== '');
  // What is left are values: names of people and places of publication, counts.
  const short = rest.every((part) => part.length <= 14) && rest.length <= labels + dates + 1;
  return short && (labels > 0 || rest.join('').length <= 14);
}

/** Looks at the beginning of an article (simplified characters) for something to cut. */
export function headCut(head: string, title: string | null): Cut | null {
  return markedBody(head) ?? prefix(head) ?? titleLine(head, title) ?? headLine(head);
}

/** `2023年08月09日 18:36:21，正文：`: what stands before the mark is data about the article. */
function markedBody(head: string): Cut | null {
  const mark = /[，,]\s?正文[:：]/.exec(head.slice(0, 160));
  if (!mark) return null;
  const before = head.slice(0, mark.index);
  if (/[。！？；“”《》]/.test(before)) return null;
  const data =
    before.trim() === '' || /\d{1,2}[-/.月:：]\d|[>＞»]/.test(before) || before.search(headLabel) >= 0;
  if (!data) return null;
  return { length: mark.index + mark[0].length, rule: 'head: body mark' };
}

function prefix(head: string): Cut | null {
  const label = /^[（(]?原标题[:：]\s{0,2}/.exec(head);
  if (label) {
    const closing = head.slice(0, 100).search(/[）)]/);
    const bracketed = /^[（(]/.test(label[0]) && closing > 0 && !/[。\n]/.test(head.slice(0, closing));
    if (bracketed) return { length: closing + 1, rule: 'head: original title' };
    return /^[（(]/.test(label[0]) ? null : { length: label[0].length, rule: 'head: original title label' };
  }
  const from = /^(?:本文)?(?:转自|转载自|来源于)[:：]?\s?【[^】\n]{1,20}】\s?[；;，,]?/.exec(head);
  return from ? { length: from[0].length, rule: 'head: taken from' } : null;
}

/** The first line when it only repeats the title. */
function titleLine(head: string, title: string | null): Cut | null {
  if (title === null) return null;
  const line = firstLine(head);
  const same = bare(line) !== '' && bare(line) === bare(toSimplified(title));
  return same && line.length < head.length ? { length: line.length, rule: 'head: title' } : null;
}

function headLine(head: string): Cut | null {
  const line = firstLine(head);
  if (line.length === head.length) return null;
  if (isNavigationLine(line)) return { length: line.length, rule: 'head: navigation' };
  return isMetadataLine(line) ? { length: line.length, rule: 'head: metadata' } : null;
}

/**
 * A line of data about the article, or of buttons, below its title: among the three lines after a first line that is
 * short and no sentence. With the white space behind it.
 */
export function lineUnderTitle(head: string): { start: number; end: number; rule: string } | null {
  const title = firstLine(head);
  if (title.length > 60 || /[。；;]$/.test(title)) return null;
  let start = title.length;
  for (let lines = 0; lines < 3; lines++) {
    while (/\s/.test(head[start] ?? '')) start++;
    const line = firstLine(head.slice(start));
    let end = start + line.length;
    if (line === '' || end === head.length) return null;
    if (isMetadataLine(line) || isNavigationLine(line)) {
      while (/\s/.test(head[end] ?? '')) end++;
      return { start, end, rule: 'head: metadata under title' };
    }
    start = end;
  }
  return null;
}

function firstLine(head: string): string {
  const end = head.indexOf('\n');
  return end < 0 ? head : head.slice(0, end);
}

/** Letters and digits only, for comparing a title with a line. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
