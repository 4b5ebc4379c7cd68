import type { Figure } from './figures.js';

/** Parts of a date that a text gives; the others are null. */
interface DateParts {
  readonly year: string | null;
  readonly month: string | null;
  readonly day: string | null;
}

/** Reads `2022-09-19`, `2022-09`, `2022`, `--09-19`, `--09`, `---19`. */
function partsOf(value: string): DateParts {
  const [, lone] = /^---(\d\d)$/.exec(value) ?? [];
  if (lone !== undefined) return { year: null, month: null, day: lone };
  const [, year, month, day] = /^(\d{4}|-)(?:-(\d\d|-))?(?:-(\d\d))?$/.exec(value) ?? [];
  const given = (part: string | undefined) => (part === undefined || part === '-' ? null : part);
  return { year: given(year), month: given(month), day: given(day) };
}

/** The year, or year and month, in which a document was published; null when unknown. */
export interface Published {
  readonly year: number;
  readonly month: number | null;
}

/**
 * What a relative word means in an article of that time. Its value: years from the year of publication, and the month
 * and day behind them (去年9月: `-1|09`); or months from that month (上月: `m-1`).
 */
function resolve(figure: Figure, published: Published | null): DateParts | null {
  if (figure.kind !== 'relative') return partsOf(figure.value);
  if (published === null) return null;
  const [offset = '', month = null, day = null] = figure.value.split('|');
  if (!offset.startsWith('m')) return { year: String(published.year + Number(offset)), month, day };
  if (published.month === null) return null;
  const months = published.year * 12 + published.month - 1 + Number(offset.slice(1));
  return { year: String(Math.floor(months / 12)), month: String((months % 12) + 1).padStart(2, '0'), day };
}

/**
 * Whether a claimed date says no more and nothing else than a quoted one: 2023年 is in 2023年8月15日, 8月15日 is not
 * in 8月. What the quote leaves out is that of its
 * publication. `null`: it says nothing of some part, and contradicts none.
 */
export function datesAgree(claim: Figure, quote: Figure, published: Published | null): boolean | null {
  if (claim.kind === 'relative' && quote.kind === 'relative') return claim.value === quote.value;
  const [a, b] = [resolve(claim, published), resolve(quote, published)];
  if (a === null || b === null) return null;
  let open = false;
  let isWritten = true;
  for (const part of ['year', 'month', 'day'] as const) {
    if (a[part] === null) continue;
    if (b[part] === null) open = true;
    else if (a[part] !== b[part]) return false;
    if (filled(b, published)[part] !== a[part]) isWritten = false;
  }
  return !open || isWritten ? true : null;
}

/** A day or month without a year is taken to be of the time of publication. */
function filled(parts: DateParts, published: Published | null): DateParts {
  if (published === null || (parts.month === null && parts.day === null)) return parts;
  const month = parts.month ?? (published.month === null ? null : String(published.month).padStart(2, '0'));
  return { year: parts.year ?? String(published.year), month, day: parts.day };
}

/** Which parts a date gives, as a key: a year can be taken for another year, a day for another day. */
export function datePrecision(figure: Figure): string {
  if (figure.kind === 'relative')
    return figure.value.startsWith('m') ? 'ym' : 'ymd'.slice(0, figure.value.split('|').length);
  const { year, month, day } = partsOf(figure.value);
  return (year === null ? '' : 'y') + (month === null ? '' : 'm') + (day === null ? '' : 'd');
}
