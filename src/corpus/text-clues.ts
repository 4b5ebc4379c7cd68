import type { PublicationDate } from '../domain/document.js';
import { findDates } from '../text/dates.js';
import {
  authorOf,
  dayOf,
  firstOf,
  headByline,
  headDate,
  labelledDate,
  MAX_LINE,
  outletOfStroke,
  REPRINT_LABEL,
  siteBesideDate,
  SOURCE_LABEL,
  sourceOf,
} from './line-clues.js';
import { outletBeforeDateline, outletEnd } from './outlets.js';

/** What the first and last lines of an article say about it; null where they say nothing sure. */
export interface TextClues {
  readonly date: PublicationDate | null;
  readonly source: string | null;
  readonly author: string | null;
}

/** Lines at either end that may describe the article. */
const HEAD_LINES = 8;
const TAIL_LINES = 6;
/** How far into an article without line breaks, and how far from its end, is looked. */
const HEAD_LENGTH = 300;
const TAIL_LENGTH = 240;

const DATELINE = new RegExp(
  `(?:^|[\\n。：:\\s])((?:[\\p{Script=Han}A-Za-z]{1,10}?)${outletEnd})(?:[（(][^（）()\\n]{1,20}[）)])?(?:[\\p{Script=Han}]{0,10}?(?:\\d{4}年)?\\s?\\d{1,2}\\s?月\\s?\\d{1,2}\\s?日\\s?(?:电|電|讯|訊|消息|报道|報道)|讯\\s?[（(](?:记者|通讯员)|訊\\s?[（(](?:記者|通訊員))`,
  'u',
);
const DATELINE_DATE = /(\d{4}年\d{1,2}月\d{1,2}日)\s?(?:电|電|讯|訊|消息)/u;

/**
 * Reads date, source and author from the lines around an article. A date counts only where the text shows it to be
 * the article's own: beside a label, with a time of day, or alone on a line; a dateline without a year gives none.
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
      firstOf(headLines, outletOfStroke) ??
      firstOf(tailLines, (line) => sourceOf(SOURCE_LABEL, line)) ??
      (dateline?.[1] === undefined ? null : outletBeforeDateline(dateline[1])) ??
      firstOf([...headLines, ...tailLines], (line) => sourceOf(REPRINT_LABEL, line)),
    author: firstOf([...headLines, ...tailLines], authorOf) ?? firstOf(headLines, headByline),
  };
}

/** The day in a path such as `/2022/09/19/`, `/202209/19/` or `/20220919/`, as publishers' addresses have it. */
export function dateInUrl(url: string): PublicationDate | null {
  const match = /[/_t](20\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=[/_.]|\d{6}(?!\d)|[a-z]|$)/i.exec(url);
  if (!match) return null;
  const mention = findDates(`${match[1] ?? ''}-${match[2] ?? ''}-${match[3] ?? ''}`)[0];
  return mention ? dayOf(mention) : null;
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

function datelineDate(head: string): PublicationDate | null {
  const written = DATELINE_DATE.exec(head.slice(0, 160))?.[1];
  const mention = written === undefined ? undefined : findDates(written)[0];
  return mention ? dayOf(mention) : null;
}
