import type { Figure } from './verify-figures.js';

/** Parts of a date that a text gives; the others are null. */
interface DateParts {
  readonly year: string | null;
  readonly month: string | null;
  readonly day: string | null;
}

/** Reads `2022-09-19`, `2022-09`, `2022`, `--09-19`, `--09`, `---19`. */
function partsOf(value: string): DateParts {
  const [, year, month, day] = /^(\d{4}|-)(?:-(\d\d|-))?(?:-(\d\d))?$/.exec(value) ?? [];
  const given = (part: string | undefined) => (part === undefined || part === '-' ? null : part);
  return { year: given(year), month: given(month), day: given(day) };
}

/** The year that a relative word means in an article published in `published`. */
function resolve(figure: Figure, published: number | null): DateParts | null {
  if (figure.kind !== 'relative') return partsOf(figure.value);
  if (published === null) return null;
  return { year: String(published + Number(figure.value)), month: null, day: null };
}

/**
 * Whether a claimed date says no more and nothing else than a quoted one: 2023年 is in 2023年8月15日, 8月15日 is not
 * in 8月. `null`: the quote says nothing of some part, and contradicts none.
 */
export function datesAgree(claim: Figure, quote: Figure, published: number | null): boolean | null {
  if (claim.kind === 'relative' && quote.kind === 'relative') return claim.value === quote.value;
  const [a, b] = [resolve(claim, published), resolve(quote, published)];
  if (a === null || b === null) return null;
  let open = false;
  for (const part of ['year', 'month', 'day'] as const) {
    if (a[part] === null) continue;
    if (b[part] === null) open = true;
    else if (a[part] !== b[part]) return false;
  }
  return open ? null : true;
}

/** Which parts a date gives, as a key: a year can be taken for another year, a day for another day. */
export function datePrecision(figure: Figure): string {
  if (figure.kind === 'relative') return 'y';
  const { year, month, day } = partsOf(figure.value);
  return (year === null ? '' : 'y') + (month === null ? '' : 'm') + (day === null ? '' : 'd');
}
