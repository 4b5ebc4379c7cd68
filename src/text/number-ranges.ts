import { shift } from './number-decimal.js';
import type { RawMention } from './number-types.js';

/** What may stand between the two ends of a range. */
const separators = new Set(['-', '–', '—', '——', '~', '～', '至', '到', '--', '―']);

/**
 * Completes ranges that name something once: `3—5万家` (30000家, 50000家), `8-10%`, `2019-2022年`, `9-10月`,
 * `9月1日至5日`. A figure that has its own unit keeps it.
 */
export function joinRanges(text: string, mentions: readonly RawMention[]): RawMention[] {
  const out = [...mentions];
  for (let i = 1; i < out.length; i++) {
    const [first, second] = [out[i - 1], out[i]];
    if (first === undefined || second === undefined) continue;
    if (second.start - first.end > 4 || !separators.has(text.slice(first.end, second.start).trim())) continue;
    const [from, to] = joined(first, second);
    out[i - 1] = from;
    out[i] = to;
  }
  return out;
}

function joined(first: RawMention, second: RawMention): [RawMention, RawMention] {
  if (second.kind === 'date') return joinedDates(first, second);
  if (first.kind !== 'quantity' || second.kind !== 'quantity') return [first, second];
  if (first.unit !== '' && second.unit === '' && first.unit === '%') return [first, { ...second, unit: '%' }];
  if (first.unit !== '') return [first, second];
  const lifted = first.power === 0 && second.power > 0 && smaller(first.value, second.coefficient);
  const value = lifted ? shift(first.value, second.power) : first.value;
  const power = lifted ? second.power : first.power;
  return [{ ...first, value, power, unit: second.unit }, second];
}

/** A bare figure takes the form of the date behind it; a date takes the year and month from the one before it. */
function joinedDates(first: RawMention, second: RawMention): [RawMention, RawMention] {
  if (first.kind === 'quantity' && first.unit === '' && first.power === 0) {
    const value = likeDate(first.value, second.value);
    return value === null ? [first, second] : [{ ...first, kind: 'date', value }, second];
  }
  if (first.kind !== 'date') return [first, second];
  // 2022-09-19 and ---25, or 2022-09 and --11, or 2022-09-28 and --10-03: the head that is missing, if it fits.
  const head = /^(\d{4}|-)-(\d\d)(?:-\d\d)?$/.exec(first.value);
  if (head === null) return [first, second];
  const [, year = '-', month = ''] = head;
  if (second.value.startsWith('---')) {
    if (!/-\d\d-\d\d$/.test(first.value)) return [first, second];
    return [first, { ...second, value: `${year}-${month}-${second.value.slice(3)}` }];
  }
  if (second.value.startsWith('--')) return [first, { ...second, value: `${year}-${second.value.slice(2)}` }];
  return [first, second];
}

function likeDate(value: string, model: string): string | null {
  if (/^\d{4}(?:-|$)/.test(model)) return /^[12]\d{3}$/.test(value) ? value : null;
  if (!/^\d{1,2}$/.test(value)) return null;
  const padded = value.padStart(2, '0');
  if (/^--\d\d$/.test(model)) return Number(value) >= 1 && Number(value) <= 12 ? `--${padded}` : null;
  if (/^---\d\d$/.test(model)) return Number(value) >= 1 && Number(value) <= 31 ? `---${padded}` : null;
  return null;
}

function smaller(a: string, b: string): boolean {
  return /^[\d.]{1,15}$/.test(a) && /^[\d.]{1,15}$/.test(b) && Number(a) < Number(b);
}
