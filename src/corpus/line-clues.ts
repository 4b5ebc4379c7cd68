import type { PublicationDate } from '../domain/document.js';
import { findDates } from '../text/dates.js';
import type { DateMention } from '../text/dates.js';
import { isOutlet, isNameless, outletBehindLabel } from './outlets.js';

/** Longest line that may describe an article, in UTF-16 units. */
export const MAX_LINE = 120;
/** A label before a date, at the beginning or behind a space or stroke: `当地时间2023年7月5日` is of the story. */
const DATE_LABEL =
  /(?:^|[\s|｜丨/()（）【】[\]])(?:(?:发布|發布|發佈|发表|發表|刊发|刊發|更新|上线|发稿|發稿|发文|出版)?(?:时间|時間|日期)|发布于|發布於|發佈於|发表于|發表於|更新于|更新於|发布|發布|發佈|更新|刊发|Published(?: on)?|Posted(?: on)?|Updated(?: on)?|Date)\s{0,3}[:：]?\s{0,3}$/iu;
/** A time of day behind a date, and nothing said of it: `13:00-15:00时举行` is of the story. */
const TIME_OF_DAY =
  /^\s{0,9}(?:(?:星期|周|週).)?\s{0,9}[（(]?(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d)?(?=$|[\s)）\]］】，,|｜丨/来來作]|编辑)/u;
/** What may stand before a date on a line that describes an article: labels and names, no clause. */
const NO_CLAUSE = /^[^，,。；;、！？“”]{0,60}$/u;
/** Captures what stands behind `来源：`; `图片来源` is no source of the article. */
export const SOURCE_LABEL =
  /(?<![\p{Script=Han}])(?:文章|新闻|新聞|稿件|消息|信息|内容)?(?:来源|來源|稿源)\s{0,3}[:：|｜丨]\s{0,3}[“"「【《]?([^\s，。；;|｜）)\]】:：“”"」》]{2,40})/u;
/** Captures what stands behind `转自：`. */
export const REPRINT_LABEL = /(?:转自|轉自|转载自|轉載自)\s{0,3}[:：]\s{0,3}([^\s，。；;|｜）)\]】]{2,30})/u;
const REPORTER =
  /[（(][^（）()\n]{0,30}?(?:特约|特約|见习|見習|本报|本報)?(?:记者|記者)\s{0,3}[:：|｜丨]?\s{0,3}([^（）()\n\d]{2,40})[）)]/u;
/** `海島商業評論 記者 簡以安／新北報導`, `〔記者簡以安／新北報導〕`: Taiwan's newspapers name the place behind a stroke. */
const STROKE_BYLINE =
  /(?:^|[\s〔［【（(\[])(?:([\p{Script=Han}]{2,12})\s{1,4})?(?:記者|记者)\s{0,4}([\p{Script=Han}]{2,4}(?:[、\s][\p{Script=Han}]{2,4}){0,3})\s{0,4}[／/]\s{0,4}[\p{Script=Han}]{2,12}(?:報導|报导|報道|报道)/u;
const AUTHOR_LABEL =
  /(?<![\p{Script=Han}])(?:作者|撰文|撰稿|记者|記者)\s{0,3}[:：|｜丨]\s{0,3}([^，。；;|｜）)\]】\n\d:：]{2,40})/u;
const OTHER_ROLE =
  /\s{0,3}(?:实习|實習|见习|見習|责编|責編|整理|总台|根据|制图|视觉|通讯员|通訊員|编辑|編輯|责任编辑|摄影|攝影|图\/|文\/|图片|视频|报道|報道|报导|摄|攝|来源|來源|时间|時間|发布|发自|审核|校对|日期|航拍|统筹|統籌|剪辑|剪輯|策划|策劃|出镜|配音|文案)/u;

/** `青屿日报 记者 林晓禾 2024-09-10`, `椰岛网 记者林晓禾 通讯员周一帆`: no mark but spaces. */
const BYLINE =
  /(?:^|[\s|｜丨/／])(?:[\p{Script=Han}A-Za-z]{0,12})(?:记者|記者)(\s{0,4})([\p{Script=Han}]{2,8}(?:[、，\s]{1,3}[\p{Script=Han}]{2,8}){0,6})(?=$|[\s|｜丨/／\d(（])/u;
/** What opens a line of which a byline is all; `专访记者 …` is a headline. */
const BYLINE_OPENING =
  /^(?:(\S{2,16})\s{1,4})?(?:本[报報网網刊社台]|特约|特約|见习|見習|实习|實習|首席|融媒体)?(?:记者|記者)\s/u;
/** Words that columns are called after reporters: `记者 手记`. */
const COLUMN =
  /手记|手記|观察|觀察|调查|調查|来信|來信|走访|走訪|直击|直擊|连线|連線|探访|探訪|体验|體驗|见闻|見聞|札记|札記|视点|視點|现场|現場|追踪|追蹤|专栏|專欄|协会|協會|之家|获悉|獲悉|从|從/u;
const NAME =
  /^(?:\p{Script=Han}{2,3}|(?:欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|夏侯|皇甫|慕容|令狐|司徒|端木|尉迟|尉遲)\p{Script=Han}{2})$/u;
const REPORTS = /^(?:报道|報道|报导|報導|摄影|攝影|文|图)$/u;
const WITH_PLACE = /^\p{Script=Han}{2,8}(?:报道|報道|报导|報導|摄|攝|电|電)$/u;

/** A line that only describes the article: never its title. */
export function isDescription(line: string): boolean {
  return (
    headDate(line) !== null ||
    SOURCE_LABEL.test(line) ||
    AUTHOR_LABEL.test(line) ||
    STROKE_BYLINE.test(line) ||
    REPRINT_LABEL.test(line) ||
    headByline(line) !== null
  );
}

/** The day of publication that a line above an article tells, where the line shows it to be that. */
export function headDate(line: string): PublicationDate | null {
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

/** The day behind a label such as `发布时间：`. */
export function labelledDate(line: string): PublicationDate | null {
  for (const mention of findDates(line)) {
    if (DATE_LABEL.test(line.slice(0, mention.start))) return dayOf(mention);
  }
  return null;
}

/** A mention's day; null for what names only a month or no year. */
export function dayOf(mention: DateMention): PublicationDate | null {
  return mention.date === null || mention.precision !== 'day'
    ? null
    : { date: mention.date, precision: 'day' };
}

/** The outlet that a label of a line names. */
export function sourceOf(label: RegExp, line: string): string | null {
  const value = label.exec(line)?.[1];
  return value === undefined ? null : outletBehindLabel(value);
}

/** `中國產業經濟信息網   時間:2024-03-11`: what stands before the date is the site. */
export function siteBesideDate(line: string): string | null {
  if (line.length > MAX_LINE || headDate(line) === null) return null;
  const mention = findDates(line)[0];
  if (!mention) return null;
  const words = line.slice(0, mention.start).replace(DATE_LABEL, '').trim().split(/\s+/u);
  const site = words.at(-1) ?? '';
  return isOutlet(site) ? site : null;
}

/** `海島商業評論 記者 簡以安／新北報導`: who stands before the reporter. */
export function outletOfStroke(line: string): string | null {
  const name = STROKE_BYLINE.exec(line)?.[1];
  return name === undefined || isNameless(name) ? null : name;
}

/** Reporters on a line that is known to be description, where only spaces part them from the rest. */
export function bylineOf(line: string): string | null {
  const written = BYLINE.exec(line)?.[2];
  if (written === undefined) return null;
  const next = written.search(/(?:实习|實習|见习|見習|通讯员|通訊員|编辑|編輯|摄影|攝影|责编|責編)/u);
  const names = (next < 0 ? written : written.slice(0, next))
    .split(/[\s、，]+/u)
    .filter((name) => name !== '' && !WITH_PLACE.test(name) && !isOutlet(name));
  return names.length > 0 && names.every((name) => NAME.test(name) && !COLUMN.test(name))
    ? names.join('、')
    : null;
}

/** Reporters on a line above an article of which a byline is all: `本报记者 林晓禾 周一帆`. */
export function headByline(line: string): string | null {
  const opening = BYLINE_OPENING.exec(line);
  if (opening === null || line.length > 60) return null;
  if (/[，。；;！？!?“”：:《》]/u.test(line.replace(/\d[:：]\d/gu, ''))) return null;
  const [, outlet] = opening;
  return outlet === undefined || isOutlet(outlet) || isNameless(outlet) ? bylineOf(line) : null;
}

/** Who wrote an article, behind a label, in brackets or before a stroke. */
export function authorOf(line: string): string | null {
  const written = STROKE_BYLINE.exec(line)?.[2] ?? AUTHOR_LABEL.exec(line)?.[1] ?? REPORTER.exec(line)?.[1];
  if (written === undefined) return null;
  const next = written.search(OTHER_ROLE);
  const names = (next < 0 ? written : written.slice(0, next))
    .trim()
    .split(/(?:[\s、，,/／&|｜丨]|首席记者|记者|記者)+/u)
    .filter((name) => name !== '' && !REPORTS.test(name));
  const arePeople =
    names.length > 0 &&
    names.every((name) =>
      /^(?:\p{Script=Han}{2,4}|\p{Script=Han}{1,8}·\p{Script=Han}{1,8}|[\p{Script=Latin}·.-]{2,30})$/u.test(
        name,
      ),
    );
  return arePeople ? names.join('、') : null;
}

/** What the first line that tells something tells. */
export function firstOf<T>(lines: readonly string[], read: (line: string) => T | null): T | null {
  for (const line of lines) {
    const found = read(line);
    if (found !== null) return found;
  }
  return null;
}
