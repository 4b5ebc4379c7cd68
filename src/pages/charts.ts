import type { MonthCount } from '../domain/index-report.js';
import type { Locale } from '../messages/index.js';
import { markup, type Html } from './html.js';
import { monthName, total, yearsOf } from './months.js';

/** Of a bar that stands for the least of what is compared: it must still be seen. */
const shortest = 0.04;

/**
 * A bar as long as `share`, 0 to 1, of the room that there is. It repeats a figure beside it, so it is not read out.
 * Its colours are the style sheet's.
 */
export function bar(share: number): Html {
  const width = (100 * Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0))).toFixed(1);
  return markup`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="6"/><rect class="fill" width="${width}" height="6"/></svg>`;
}

/**
 * Bars for values that only compare with one another: the highest is full, the lowest nearly empty.
 * @returns one for each value, null where there is none
 */
export function comparedBars(values: readonly (number | null)[]): (Html | null)[] {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const share = (value: number): number =>
    high === low ? 1 : shortest + ((1 - shortest) * (value - low)) / (high - low);
  return values.map((value) => (value === null ? null : bar(share(value))));
}

interface Column {
  readonly name: string;
  readonly documents: number;
  /** Stands below the column that a year begins with. */
  readonly year: string | null;
}

/** Beyond so many months one column stands for a year. */
const mostMonths = 180;
/** Of the name of a year, in units of the drawing: on a phone the letters are twice as large in it. */
const yearRoom = 64;
const size = { width: 640, height: 190, top: 18, bottom: 166, left: 34, right: 632 } as const;

/**
 * Articles by month, oldest first, with the months between that have none; by year where there are too many. Articles
 * without a month are not in it.
 * @returns null where no article has a month
 */
export function monthChart(locale: Locale, months: readonly MonthCount[], description: string): Html | null {
  const columns = columnsOf(locale, months);
  if (columns.length === 0) return null;
  const most = Math.max(...columns.map(({ documents }) => documents));
  const step = (size.right - size.left) / columns.length;
  const width = Math.max(1.5, Math.min(22, step * 0.72));
  const top = (documents: number): number => size.bottom - ((size.bottom - size.top) * documents) / most;
  // Names of years need some room.
  const years = columns.filter(({ year }) => year !== null).length;
  const every = Math.ceil((years * yearRoom) / (size.right - size.left));
  const shown = new Set(columns.flatMap(({ year }) => year ?? []).filter((_, index) => index % every === 0));
  const drawn = columns.map(({ name, documents, year }, index) => {
    const middle = size.left + step * (index + 0.5);
    const y = top(documents);
    const column =
      documents > 0 &&
      markup`<rect class="column" x="${(middle - width / 2).toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${(size.bottom - y).toFixed(1)}"><title>${name}: ${documents}</title></rect>`;
    const label =
      year !== null &&
      shown.has(year) &&
      markup`<path class="tick" d="M${(middle - step / 2).toFixed(1)} ${size.bottom}v5"/><text class="label" x="${(middle - step / 2 + 3).toFixed(1)}" y="${size.bottom + 17}">${year}</text>`;
    return [column, label];
  });
  const grid = [...new Set([Math.ceil(most / 2), most])].map(
    (value) =>
      markup`<path class="grid" d="M${size.left} ${top(value).toFixed(1)}H${size.right}"/><text class="label" x="${size.left - 6}" y="${(top(value) + 4).toFixed(1)}" text-anchor="end">${value}</text>`,
  );
  return markup`<svg class="month-chart" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${description}">${grid}${drawn}<path class="axis" d="M${size.left} ${size.bottom}H${size.right}"/></svg>`;
}

function columnsOf(locale: Locale, months: readonly MonthCount[]): Column[] {
  const counted = new Map(months.map(({ month, documents }) => [month, documents]));
  const known = months.flatMap(({ month }) => (month?.length === 7 ? [monthNumber(month)] : []));
  if (known.length === 0) return [];
  const [first, last] = [Math.min(...known), Math.max(...known)];
  if (last - first >= mostMonths) {
    const years = [...yearsOf(months)].map(([year, counts]) => ({ year, documents: total(counts) }));
    return years.reverse().map(({ year, documents }) => ({ name: year, documents, year }));
  }
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const month = monthAt(first + index);
    const isFirst = index === 0 || month.endsWith('-01');
    return {
      name: monthName(locale, month),
      documents: counted.get(month) ?? 0,
      year: isFirst ? month.slice(0, 4) : null,
    };
  });
}

/** Months since the year 0, so that they can be counted. */
function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function monthAt(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}
