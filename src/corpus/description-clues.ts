import type { PublicationDate } from '../domain/document.js';
import { findDates } from '../text/dates.js';
import type { Descriptions } from './cleaning/boilerplate.js';
import {
  authorOf,
  bylineOf,
  dayOf,
  firstOf,
  headDate,
  REPRINT_LABEL,
  SOURCE_LABEL,
  sourceOf,
} from './line-clues.js';
import { isOutlet } from './outlets.js';
import type { TextClues } from './text-clues.js';

/** `本文转自【海边日报】；` */
const TAKEN_FROM = /(?:转自|轉自|转载自|轉載自|来源于|來源於)[:：]?\s?【([^】\n]{1,20})】/u;
/** `《 人民日报 》（ 2023年08月02日 06 版）` */
const NEWSPAPER_PAGE = /《\s?([^《》\n]{2,14}?)\s?》\s?[（(]\s?\d{4}年/u;
const BREADCRUMB = /[>＞»›]/;

/**
 * Reads what cleaning took for descriptions of the article. Here no proof is needed that a day is the article's own, as
 * a line that holds nothing else is about it; so whatever is cut has been read.
 */
export function readDescriptions({ head, tail }: Descriptions): TextClues {
  const lines = [...head, ...tail];
  return {
    date: firstOf(lines, dayIn),
    source:
      firstOf(lines, (line) => sourceOf(SOURCE_LABEL, line)) ??
      firstOf(head, siteIn) ??
      firstOf(tail, (line) => NEWSPAPER_PAGE.exec(line)?.[1] ?? null) ??
      firstOf(lines, (line) => sourceOf(REPRINT_LABEL, line) ?? sourceOf(TAKEN_FROM, line)),
    author: firstOf(lines, (line) => authorOf(line) ?? bylineOf(line)),
  };
}

function dayIn(line: string): PublicationDate | null {
  return (
    headDate(line) ??
    findDates(line)
      .map(dayOf)
      .find((day) => day !== null) ??
    null
  );
}

/** Of `海边网 > 新闻 > 港口 2031-07-29` the first entry, of `椰岛网 记者 王晶 2031-07-29` the last that is an outlet. */
function siteIn(line: string): string | null {
  const day = findDates(line)[0];
  const before = day === undefined ? line : line.slice(0, day.start);
  const entries = before
    .split(BREADCRUMB.test(before) ? BREADCRUMB : /[\s|｜丨/／]+/u)
    .map((entry) => entry.trim());
  if (BREADCRUMB.test(before)) return isOutlet(entries[0] ?? '') ? (entries[0] ?? null) : null;
  return entries.findLast(isOutlet) ?? null;
}
