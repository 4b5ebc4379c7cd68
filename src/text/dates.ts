/** A date as it is written: `2022-09-19`, `2022-09` or `2022`. Fits the domain's PublicationDate. */
export interface CalendarDate {
  readonly date: string;
  readonly precision: 'day' | 'month' | 'year';
}

/** A date as a text mentions it. What the text does not say is null: `9月19日` has no year. */
export interface DateMention {
  /** UTF-16 offsets: `text.slice(start, end)` is the mention as written. */
  readonly start: number;
  readonly end: number;
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  /** The finest part that is given. */
  readonly precision: CalendarDate['precision'];
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; null when the year is not given. */
  readonly date: string | null;
}

/** Years outside this range are read as numbers, not as years. */
const FIRST_YEAR = 1500;
const LAST_YEAR = 2199;
/** Only so much of a field's value is looked at, in code units. */
const FIELD_LENGTH = 200;

const MONTH_NAMES = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH_NAME = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?';
const HAN_YEAR = '[〇○零一二三四五六七八九]{4}';
const HAN_NUMBER = '[一二三四五六七八九十廿卅]{1,3}';
/** A day may be glued to a time of day: `2023-08-1710:00`. */
const DAY_BEFORE_TIME = '(?:\\d{1,2}(?!\\d)|\\d{2}(?=\\d{2}:\\d{2}))';

/**
 * Every shape of a date in running text, in the order in which they are tried at one place. All repetitions are
 * bounded, so the search is linear in the text.
 */
const MENTION = new RegExp(
  [
    `(?<![\\d.])(?<y1>\\d{4})\\s?年\\s?(?<m1>\\d{1,2})\\s?月\\s?(?:份\\s?)?(?:(?<d1>\\d{1,2})\\s?[日号號])?`,
    `(?<y2>${HAN_YEAR})年(?:(?<m2>${HAN_NUMBER})月(?:(?<d2>${HAN_NUMBER})[日号號])?)?`,
    `(?:民国|民國)\\s?(?<roc>\\d{1,3})\\s?年(?:\\s?(?<m7>\\d{1,2})\\s?月(?:\\s?(?<d7>\\d{1,2})\\s?[日号號])?)?`,
    `(?<![\\d.])(?<y3>\\d{4})\\s?年(?![级級])`,
    `(?<![\\d./-])(?<y4>\\d{4})(?<sep>[-/.])(?<m4>\\d{1,2})\\k<sep>(?<d4>${DAY_BEFORE_TIME})`,
    `(?<![\\p{L}\\d])(?<d5>\\d{1,2})(?:st|nd|rd|th)?[ -](?<m5>${MONTH_NAME}),?[ -](?<y5>\\d{4})(?!\\d)`,
    `(?<!\\p{L})(?<m6>${MONTH_NAME})\\s(?<d6>\\d{1,2})(?:st|nd|rd|th)?,?\\s(?<y6>\\d{4})(?!\\d)`,
    `(?<![\\d./])(?<m8>\\d{1,2})\\s?月\\s?(?:(?<d8>\\d{1,2})\\s?[日号號]|份|(?![球亮饼餅光牙台薪嫂]))`,
    `(?<![一二三四五六七八九十个個几幾半数數满滿])(?<m9>${HAN_NUMBER})月(?<d9>${HAN_NUMBER})[日号號]`,
  ].join('|'),
  'giu',
);

/**
 * Finds the dates that a text mentions, in order and without overlap. `2022年6月`, `2023年`, `9月19日`, `2022-09-19`,
 * `19 Sep 2022`, `二〇二二年九月十九日` and `民國111年9月` are dates; `3个月` and `2022年级` are not. A date that the
 * calendar does not have (`2022-02-30`) is left out.
 */
export function findDates(text: string): DateMention[] {
  const mentions: DateMention[] = [];
  for (const match of asciiDigits(text).matchAll(MENTION)) {
    const mention = mentionOf(match.groups ?? {}, match.index, match.index + match[0].trimEnd().length);
    if (mention) mentions.push(mention);
  }
  return mentions;
}

/**
 * Reads the value of a date field, with or without words and a time of day around it: `2022-06-07 14:54:07 +0800`,
 * `Mon, 19 Sep 2022 16:59:10 GMT`, `時間:2024-03-11`, `2022年9月`, `20220919`, `2022`, and seconds or milliseconds
 * since 1970. The day is the one that is written; time zones are never converted. Only seconds since 1970, which
 * name no day, are read in UTC.
 *
 * @returns null when there is no date with a year, or the calendar does not have it.
 */
export function parseDate(written: string): CalendarDate | null {
  const value = asciiDigits(written.slice(0, FIELD_LENGTH)).trim();
  if (/^\d+$/.test(value)) return parseDigits(value);
  const whole = parseWhole(value);
  if (whole !== undefined) return whole;
  let best: CalendarDate | null = null;
  for (const mention of findDates(value)) {
    if (mention.date === null) continue;
    const found = { date: mention.date, precision: mention.precision };
    if (found.precision === 'day') return found;
    if (best === null || (best.precision === 'year' && found.precision === 'month')) best = found;
  }
  return best;
}

/** The calendar date of a year, month and day; null when the calendar does not have it. */
export function calendarDate(year: number, month: number | null, day: number | null): CalendarDate | null {
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return null;
  const written = String(year);
  if (month === null) return day === null ? { date: written, precision: 'year' } : null;
  if (!(month >= 1 && month <= 12)) return null;
  if (day === null) return { date: `${written}-${twoDigits(month)}`, precision: 'month' };
  if (!(day >= 1 && day <= daysInMonth(year, month))) return null;
  return { date: `${written}-${twoDigits(month)}-${twoDigits(day)}`, precision: 'day' };
}

/** Fields that are nothing but a date in a shape too vague for running text; undefined when it is none of them. */
function parseWhole(value: string): CalendarDate | null | undefined {
  const month = /^(\d{4})[-/.](\d{1,2})$/.exec(value);
  if (month) return calendarDate(Number(month[1]), Number(month[2]), null);
  const dayOrMonthFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/.exec(value);
  if (dayOrMonthFirst) {
    const [first, second, year] = dayOrMonthFirst.slice(1).map(Number);
    if (first === undefined || second === undefined || year === undefined) return null;
    // 03/04/2022 may be March or April: not told, so not guessed.
    if (first > 12) return calendarDate(year, second, first);
    return second > 12 || first === second ? calendarDate(year, first, second) : null;
  }
  return undefined;
}

function parseDigits(digits: string): CalendarDate | null {
  if (digits.length === 4) return calendarDate(Number(digits), null, null);
  if (digits.length === 8 || digits.length === 12 || digits.length === 14) {
    const compact = calendarDate(
      Number(digits.slice(0, 4)),
      Number(digits.slice(4, 6)),
      Number(digits.slice(6, 8)),
    );
    if (compact) return compact;
  }
  if (digits.length === 6) return calendarDate(Number(digits.slice(0, 4)), Number(digits.slice(4)), null);
  const seconds =
    digits.length === 13
      ? Number(digits) / 1000
      : digits.length === 9 || digits.length === 10
        ? Number(digits)
        : NaN;
  if (Number.isNaN(seconds)) return null;
  return { date: new Date(seconds * 1000).toISOString().slice(0, 10), precision: 'day' };
}

function mentionOf(
  groups: Readonly<Record<string, string | undefined>>,
  start: number,
  end: number,
): DateMention | null {
  const roc = groups.roc;
  const year =
    roc === undefined ? number(firstOf(groups, ['y1', 'y2', 'y3', 'y4', 'y5', 'y6'])) : Number(roc) + 1911;
  const month = number(firstOf(groups, ['m1', 'm2', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9']));
  const day = number(firstOf(groups, ['d1', 'd2', 'd4', 'd5', 'd6', 'd7', 'd8', 'd9']));
  // A year that has 29 February stands in for one that is not told.
  const found = calendarDate(year ?? 2000, month, day);
  if (found === null) return null;
  return {
    start,
    end,
    year,
    month,
    day,
    precision: found.precision,
    date: year === null ? null : found.date,
  };
}

function firstOf(
  groups: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): string | undefined {
  for (const name of names) {
    if (groups[name] !== undefined) return groups[name];
  }
  return undefined;
}

/** Arabic digits, a month's English name, digits in Han characters, or a Han number up to 39; null when undefined. */
function number(written: string | undefined): number | null {
  if (written === undefined) return null;
  if (/^\d+$/.test(written)) return Number(written);
  if (/^[a-z]/i.test(written)) return MONTH_NAMES.indexOf(written.slice(0, 3).toLowerCase()) + 1;
  const digit = (char: string): number =>
    char === '○' || char === '零' ? 0 : '〇一二三四五六七八九'.indexOf(char);
  if (written.length === 4) return written.split('').reduce((value, char) => value * 10 + digit(char), 0);
  let value = 0;
  let ones = 0;
  for (const char of written) {
    if (char === '十') {
      value += (ones || 1) * 10;
      ones = 0;
    } else if (char === '廿') value += 20;
    else if (char === '卅') value += 30;
    else if (ones > 0) return NaN;
    else ones = digit(char);
  }
  return value + ones;
}

/** Full-width digits as ASCII, one for one, so that offsets stay. */
function asciiDigits(text: string): string {
  return text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
