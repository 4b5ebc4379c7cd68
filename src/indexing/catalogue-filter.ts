import { UsageError } from '../errors.js';
import { foldText } from '../text/fold.js';

/** Which passages may be found. Absent fields do not restrict; an empty list matches nothing. */
export interface PassageFilter {
  /**
   * Inclusive: `YYYY-MM-DD`, or `YYYY-MM` or `YYYY` for all of a month or year. A document known only by month
   * or year matches if its day may lie in the range, that is, if its span and the range share a day; a document
   * without a date matches no range.
   */
  readonly publishedFrom?: string | undefined;
  readonly publishedTo?: string | undefined;
  /** Names of sources, scripts and letter case folded. */
  readonly sources?: readonly string[] | undefined;
  readonly articleIds?: readonly string[] | undefined;
}

/**
 * Inclusive days as numbers that compare like dates: 19 September 2022 is 20220919. Days are not counted and
 * months not measured: the last day of every month is taken to be its 31st.
 */
export interface DaySpan {
  readonly first: number;
  readonly last: number;
}

/** The days that a publication date may stand for; null where there is none or it is not a date. */
export function daySpan(publishedAt: string | null): DaySpan | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(publishedAt ?? '');
  if (!match) return null;
  const [, year, month, day] = match;
  return {
    first: Number(`${year}${month ?? '01'}${day ?? '01'}`),
    last: Number(`${year}${month ?? '12'}${day ?? '31'}`),
  };
}

/**
 * The days that a query asks for; null where it asks for none in particular.
 * @throws UsageError `search.bad-date` for anything but `YYYY-MM-DD`, `YYYY-MM` and `YYYY`.
 */
export function dayRange(from: string | undefined, to: string | undefined): DaySpan | null {
  if (from === undefined && to === undefined) return null;
  return { first: requireSpan(from ?? '0000').first, last: requireSpan(to ?? '9999').last };
}

function requireSpan(date: string): DaySpan {
  const span = daySpan(date);
  if (!span) throw new UsageError('search.bad-date', { value: date.slice(0, 40) });
  return span;
}

/** Whether something dated to `span` may have happened in `range`. A range that ends before it begins holds nothing. */
export function mayLieWithin(span: DaySpan | null, range: DaySpan): boolean {
  return span !== null && range.first <= range.last && span.first <= range.last && span.last >= range.first;
}

/** A source's name for comparison: 新華網 and 新华网 are one. */
export function sourceKey(source: string): string {
  return foldText(source).trim();
}

/** A text, or a part of one, for comparison by characters: folded, without white space. */
export function searchableText(text: string): string {
  return foldText(text).replace(/\s+/gu, '');
}
