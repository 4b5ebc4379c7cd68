import type { MonthCount } from '../domain/index-report.js';
import type { Locale } from '../messages/index.js';
import { words } from './layout.js';

/** How the archive's page is asked for the undated. */
export const undatedMonth = 'undated';

/** A month as it stands in an address; undefined for what is none. */
export function parseMonth(value: string): string | null | undefined {
  if (value === undatedMonth) return null;
  return /^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/.test(value) ? value : undefined;
}

export function monthOf(publishedAt: string | null): string | null {
  return publishedAt?.slice(0, 7) ?? null;
}

/** `2023年8月`, `August 2023`; of a year without month, and of no date, what that means. */
export function monthName(locale: Locale, month: string | null): string {
  const say = words(locale);
  if (month === null) return say('page.undated');
  const [year = '', number] = month.split('-');
  if (number === undefined) return say('archive.year-only', { year });
  return say('archive.month', { year, month: monthOfYear(locale, month) });
}

/** `8月`, `August`; of a year without month, that there is none. */
export function monthOfYear(locale: Locale, month: string): string {
  const number = Number(month.slice(5, 7));
  if (number === 0) return words(locale)('archive.no-month');
  return locale === 'en'
    ? new Date(Date.UTC(2000, number - 1)).toLocaleString('en', { month: 'long', timeZone: 'UTC' })
    : `${number}月`;
}

/** Years with their months, in the order given; the undated are left out. */
export function yearsOf(months: readonly MonthCount[]): Map<string, MonthCount[]> {
  const years = new Map<string, MonthCount[]>();
  for (const count of months) {
    const year = count.month?.slice(0, 4);
    if (year === undefined) continue;
    years.set(year, [...(years.get(year) ?? []), count]);
  }
  return years;
}

export function total(counts: readonly MonthCount[]): number {
  return counts.reduce((sum, { documents }) => sum + documents, 0);
}
