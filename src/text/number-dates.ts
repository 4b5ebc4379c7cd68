import { parseHan } from './number-han.js';
import { isDigit } from './number-units.js';

/** A calendar date or clock time inside a text, in the reduced forms of ISO 8601. */
export interface DateMatch {
  readonly end: number;
  /** `2022-09-19`, `2022-09`, `2022`, `--09-19` (no year), `--09`, `---19` (day alone); a time `14:54` or `14:54:07`. */
  readonly value: string;
  readonly kind: 'date' | 'time';
}

/**
 * Reads a date or time at `at` of a narrowed text: `2022年9月19日`, `2022-09-19`, `2022/9/19`, `2022.9.19`, `2022-09`,
 * `2022年度`, `9月19日`, `9月`, `19日`, `二〇二二年九月`, `14:54:07`. A year has four digits, 1000 to 2999: `98年` may
 * be a duration and stays a quantity. Months run to 12 and days to 31; the length of months is not checked.
 */
export function parseDate(text: string, at: number): DateMatch | null {
  const first = part(text, at);
  if (first === null) return null;
  return numericDate(text, at, first) ?? clock(text, at, first) ?? writtenDate(text, first);
}

interface Part {
  readonly number: number;
  readonly digits: number;
  readonly end: number;
  readonly han: boolean;
}

/** One to four digits, or a Chinese numeral up to 2999 (positional with four digits for years). */
function part(text: string, at: number): Part | null {
  let end = at;
  while (end < at + 5 && isDigit(text.charCodeAt(end))) end++;
  if (end > at) {
    return end - at > 4 ? null : { number: Number(text.slice(at, end)), digits: end - at, end, han: false };
  }
  const han = parseHan(text, at);
  const value = han?.values[0];
  if (
    han === null ||
    value === undefined ||
    han.values.length > 1 ||
    han.headless ||
    !/^\d{1,4}$/.test(value)
  )
    return null;
  const positionalYear = han.bare && han.end - at === 4;
  if (!positionalYear && Number(value) > 31) return null;
  return { number: Number(value), digits: positionalYear ? 4 : 2, end: han.end, han: true };
}

function numericDate(text: string, at: number, year: Part): DateMatch | null {
  if (year.han || !isYear(year)) return null;
  const separator = text.charAt(year.end);
  if (separator !== '-' && separator !== '/' && separator !== '.') return null;
  const month = part(text, year.end + 1);
  if (month === null || month.han || month.digits > 2 || !isMonth(month)) return null;
  if (text.charAt(month.end) === separator) {
    const day = part(text, month.end + 1);
    if (day === null || day.han || day.digits > 2 || !isDay(day) || isDigit(text.charCodeAt(day.end)))
      return null;
    if (text.charAt(day.end) === separator && isDigit(text.charCodeAt(day.end + 1))) return null;
    return date(day.end, iso(year, month, day));
  }
  // 2022-09 is a month; 2022/9 and 2022.9 may be anything, 2019-22年 is a span of years.
  if (separator !== '-' || month.digits !== 2 || isDigit(text.charCodeAt(month.end))) return null;
  return /^[年%个万亿]/.test(text.slice(month.end, month.end + 1)) ? null : date(month.end, iso(year, month));
}

function clock(text: string, at: number, hour: Part): DateMatch | null {
  if (hour.han || hour.digits > 2 || hour.number > 24 || text.charAt(hour.end) !== ':') return null;
  if (text.charAt(at - 1) === ':') return null;
  const minute = part(text, hour.end + 1);
  if (minute === null || minute.han || minute.digits !== 2 || minute.number > 59) return null;
  const start = `${pad(hour)}:${pad(minute)}`;
  if (text.charAt(minute.end) !== ':') return { end: minute.end, value: start, kind: 'time' };
  const second = part(text, minute.end + 1);
  if (second === null || second.han || second.digits !== 2 || second.number > 60) return null;
  return { end: second.end, value: `${start}:${pad(second)}`, kind: 'time' };
}

function writtenDate(text: string, first: Part): DateMatch | null {
  const next = unspaced(text, first.end);
  if (isYear(first)) {
    const named = /^(?:财?年度?|会计年度|财政年度)/.exec(text.slice(next, next + 4));
    if (named === null || text.startsWith('年代', next)) return null;
    const end = next + named[0].length;
    return monthDay(text, unspaced(text, end), first) ?? date(end, iso(first));
  }
  return monthDay(text, next, null, first);
}

/** `9月19日` or `9月` after a year or alone; `19日` alone. `given` is the number already read at the start. */
function monthDay(text: string, at: number, year: Part | null, given?: Part): DateMatch | null {
  const month = given ?? part(text, at);
  if (month === null || month.digits > 2) return null;
  const sign = given === undefined ? unspaced(text, month.end) : at;
  if (text.charAt(sign) === '月' && isMonth(month)) {
    const day = part(text, unspaced(text, sign + 1));
    if (day !== null && day.digits <= 2 && isDay(day)) {
      const end = unspaced(text, day.end);
      if (/[日号]/.test(text.charAt(end)) && !isYen(text, end)) return date(end + 1, iso(year, month, day));
    }
    return date(sign + (text.charAt(sign + 1) === '份' ? 2 : 1), iso(year, month));
  }
  if (year === null && text.charAt(sign) === '日' && isDay(month) && !isYen(text, sign)) {
    return date(sign + 1, iso(null, null, month));
  }
  return null;
}

function isYen(text: string, at: number): boolean {
  return /^日[元圆]/.test(text.slice(at, at + 2));
}

function iso(year: Part | null, month?: Part | null, day?: Part): string {
  const parts = [year === null ? '-' : String(year.number)];
  if (month) parts.push(pad(month));
  else if (day) parts.push('');
  if (day) parts.push(pad(day));
  return parts.join('-');
}

function date(end: number, value: string): DateMatch {
  return { end, value, kind: 'date' };
}

function isYear(part: Part): boolean {
  return part.digits === 4 && part.number >= 1000 && part.number <= 2999;
}

function isMonth(part: Part): boolean {
  return part.number >= 1 && part.number <= 12;
}

function isDay(part: Part): boolean {
  return part.number >= 1 && part.number <= 31;
}

function pad(part: Part): string {
  return String(part.number).padStart(2, '0');
}

/** `at`, or behind one space: `2022 年 9 月`. */
function unspaced(text: string, at: number): number {
  return text.charAt(at) === ' ' ? at + 1 : at;
}
