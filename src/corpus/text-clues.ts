import type { PublicationDate } from '../domain/document.js';
import { findDates } from '../text/dates.js';
import type { DateMention } from '../text/dates.js';
import { isOutlet, outletBeforeDateline, outletBehindLabel, outletEnd } from './outlets.js';

/** What the first and last lines of an article say about it; null where they say nothing sure. */
export interface TextClues {
  readonly date: PublicationDate | null;
  readonly source: string | null;
  readonly author: string | null;
}

/** Lines at either end that may describe the article, and the longest of them, in UTF-16 units. */
const HEAD_LINES = 8;
const TAIL_LINES = 6;
const MAX_LINE = 120;
/** How far into an article without line breaks, and how far from its end, is looked. */
const HEAD_LENGTH = 300;
const TAIL_LENGTH = 240;

/** A label before a date, at the beginning or behind a space or stroke: `当地时间2023年7月5日` is of the story. */
const DATE_LABEL =
  /(?:^|[\s|｜丨/()（）【】[\]])(?:(?:发布|發布|發佈|发表|發表|刊发|刊發|更新|上线|发稿|發稿|发文|出版)?(?:时间|時間|日期)|发布于|發布於|發佈於|发表于|發表於|更新于|更新於|发布|發布|發佈|更新|刊发|Published(?: on)?|Posted(?: on)?|Updated(?: on)?|Date)\s{0,3}[:：]?\s{0,3}$/iu;
/** A time of day behind a date, and nothing said of it: `13:00-15:00时举行` is of the story. */
const TIME_OF_DAY =
  /^\s{0,9}(?:(?:星期|周|週).)?\s{0,9}[（(]?(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d)?(?=$|[\s)）\]］】，,|｜丨/来來作]|编辑)/u;
/** What may stand before a date on a line that describes an article: labels and names, no clause. */
const NO_CLAUSE = /^[^，,。；;、！？“”]{0,60}$/u;
const SOURCE_LABEL =
  /(?<![\p{Script=Han}])(?:文章|新闻|新聞|稿件|消息|信息|内容)?(?:来源|來源|稿源)\s{0,3}[:：|｜丨]\s{0,3}[“"「【《]?([^\s，。；;|｜）)\]】:：“”"」》]{2,40})/u;
const REPRINT_LABEL = /(?:转自|轉自|转载自|轉載自)\s{0,3}[:：]\s{0,3}([^\s，。；;|｜）)\]】]{2,30})/u;
const DATELINE = new RegExp(
  `(?:^|[\\n。：:\\s])((?:[\\p{Script=Han}A-Za-z]{1,10}?)${outletEnd})(?:[（(][^（）()\\n]{1,20}[）)])?(?:[\\p{Script=Han}]{0,10}?(?:\\d{4}年)?\\s?\\d{1,2}\\s?月\\s?\\d{1,2}\\s?日\\s?(?:电|電|讯|訊|消息|报道|報道)|讯\\s?[（(](?:记者|通讯员)|訊\\s?[（(](?:記者|通訊員))`,
  'u',
);
const DATELINE_DATE = /(\d{4}年\d{1,2}月\d{1,2}日)\s?(?:电|電|讯|訊|消息)/u;
const REPORTER =
  /[（(][^（）()\n]{0,30}?(?:特约|特約|见习|見習|本报|本報)?(?:记者|記者)\s{0,3}[:：|｜]?\s{0,3}([^（）()\n\d]{2,40})[）)]/u;
/** `海島商業評論 記者 簡以安／新北報導`, `〔記者簡以安／新北報導〕`: Taiwan's newspapers name the place behind a stroke. */
const STROKE_BYLINE =
  /(?:^|[\s〔［【（(\[])(?:([\p{Script=Han}]{2,12})\s{1,4})?(?:記者|记者)\s{0,4}([\p{Script=Han}]{2,4}(?:[、\s][\p{Script=Han}]{2,4}){0,3})\s{0,4}[／/]\s{0,4}[\p{Script=Han}]{2,12}(?:報導|报导|報道|报道)/u;
const AUTHOR_LABEL =
  /(?<![\p{Script=Han}])(?:作者|撰文|撰稿|记者|記者)\s{0,3}[:：|｜]\s{0,3}([^，。；;|｜）)\]】\n\d:：]{2,40})/u;
const OTHER_ROLE =
  /\s{0,3}(?:实习|實習|见习|見習|责编|責編|整理|总台|根据|制图|视觉|通讯员|通訊員|编辑|編輯|责任编辑|摄影|攝影|图\/|文\/|图片|视频|报道|報道|报导|摄|攝|来源|來源|时间|時間|发布|发自|审核|校对|日期)/u;

/**
 * Reads date, source and author from the lines around an article. A date counts only where the text shows it to be the article's own: beside a label, with a time of day, or
 * alone on a line; a dateline without a year gives none.
 *
 * @param text normalised, with boilerplate still in it
 * @param article the same without boilerplate: where it ends, reporters sign
 */
export function readTextClues(text: string, article: string): TextClues {
  const head = headOf(text);
  const headLines = head.split('\n');
  const tailLines = [...tailLinesOf(article), ...tailLinesOf(text)];
  const dateline = DATELINE.exec(head.slice(0, 160));
  return {
    date: firstOf(headLines, headDate) ?? firstOf(tailLines, labelledDate) ?? datelineDate(head),
    source:
      firstOf(headLines, (line) => sourceOf(SOURCE_LABEL, line)) ??
      firstOf(headLines, siteBesideDate) ??
      firstOf(headLines, (line) => STROKE_BYLINE.exec(line)?.[1] ?? null) ??
      firstOf(tailLines, (line) => sourceOf(SOURCE_LABEL, line)) ??
      (dateline?.[1] === undefined ? null : outletBeforeDateline(dateline[1])) ??
      firstOf([...headLines, ...tailLines], (line) => sourceOf(REPRINT_LABEL, line)),
    author: firstOf([...headLines, ...tailLines], authorOf),
  };
}

/** The day in a path such as `/2022/09/19/`, `/202209/19/` or `/20220919/`, as publishers' addresses have it. */
export function dateInUrl(url: string): PublicationDate | null {
  const match = /[/_t](20\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=[/_.]|\d{6}(?!\d)|[a-z]|$)/i.exec(url);
  if (!match) return null;
  const mention = findDates(`${match[1] ?? ''}-${match[2] ?? ''}-${match[3] ?? ''}`)[0];
  return mention ? dayOf(mention) : null;
}

/** A line that only describes the article: never its title. */
export function isDescription(line: string): boolean {
  return (
    headDate(line) !== null ||
    SOURCE_LABEL.test(line) ||
    AUTHOR_LABEL.test(line) ||
    STROKE_BYLINE.test(line) ||
    REPRINT_LABEL.test(line)
  );
}

function headOf(text: string): string {
  const lines: string[] = [];
  let at = 0;
  while (lines.length < HEAD_LINES && at < text.length) {
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    const line = text.slice(at, Math.min(stop, at + HEAD_LENGTH)).trim();
    if (line !== '') lines.push(line);
    // Behind a paragraph of the article itself no head follows.
    if (line.length > MAX_LINE) break;
    at = stop + 1;
  }
  return lines.join('\n');
}

function tailLinesOf(text: string): string[] {
  return text
    .slice(-TAIL_LENGTH * 4)
    .split('\n')
    .map((line) => line.trim().slice(-TAIL_LENGTH))
    .filter((line) => line !== '')
    .slice(-TAIL_LINES);
}

function headDate(line: string): PublicationDate | null {
  for (const mention of findDates(line)) {
    const day = dayOf(mention);
    if (day === null) continue;
    const before = line.slice(0, mention.start);
    const after = line.slice(mention.end);
    if (DATE_LABEL.test(before) && NO_CLAUSE.test(before)) return day;
    const isShort = line.length <= MAX_LINE && !/[。！？]/u.test(line);
    const opens = /^[\s[［【（(]{0,9}$/u.test(before);
    const isApart = isShort && NO_CLAUSE.test(before);
    if (TIME_OF_DAY.test(after) && (isApart || opens)) return day;
    if (opens && /^\s{0,99}[\]］】）)]{0,2}\s{0,99}(?:[，,]\s{0,3}正文[:：]|来源|來源|作者|$)/u.test(after))
      return day;
    // `中国贸易报 2023-08-17`
    if (isShort && line.length <= 40 && after.trim() === '' && /\s$/u.test(before) && isOutlet(before.trim()))
      return day;
  }
  return null;
}

function labelledDate(line: string): PublicationDate | null {
  for (const mention of findDates(line)) {
    if (DATE_LABEL.test(line.slice(0, mention.start))) return dayOf(mention);
  }
  return null;
}

function datelineDate(head: string): PublicationDate | null {
  const written = DATELINE_DATE.exec(head.slice(0, 160))?.[1];
  const mention = written === undefined ? undefined : findDates(written)[0];
  return mention ? dayOf(mention) : null;
}

function dayOf(mention: DateMention): PublicationDate | null {
  return mention.date === null || mention.precision !== 'day'
    ? null
    : { date: mention.date, precision: 'day' };
}

function sourceOf(label: RegExp, line: string): string | null {
  const value = label.exec(line)?.[1];
  return value === undefined ? null : outletBehindLabel(value);
}

/** `中國產業經濟信息網   時間:2024-03-11`: what stands before the date is the site. */
function siteBesideDate(line: string): string | null {
  if (line.length > MAX_LINE || headDate(line) === null) return null;
  const mention = findDates(line)[0];
  if (!mention) return null;
  const words = line.slice(0, mention.start).replace(DATE_LABEL, '').trim().split(/\s+/u);
  const site = words.at(-1) ?? '';
  return isOutlet(site) ? site : null;
}

function authorOf(line: string): string | null {
  const written = STROKE_BYLINE.exec(line)?.[2] ?? AUTHOR_LABEL.exec(line)?.[1] ?? REPORTER.exec(line)?.[1];
  if (written === undefined) return null;
  const next = written.search(OTHER_ROLE);
  const names = (next < 0 ? written : written.slice(0, next))
    .trim()
    .split(/(?:[\s、，,/／&]|首席记者|记者|記者)+/u)
    .filter((name) => name !== '');
  const arePeople =
    names.length > 0 &&
    names.every((name) =>
      /^(?:\p{Script=Han}{2,4}|\p{Script=Han}{1,8}·\p{Script=Han}{1,8}|[\p{Script=Latin}·.-]{2,30})$/u.test(
        name,
      ),
    );
  return arePeople ? names.join('、') : null;
}

function firstOf<T>(lines: readonly string[], read: (line: string) => T | null): T | null {
  for (const line of lines) {
    const found = read(line);
    if (found !== null) return found;
  }
  return null;
}
