import { toSimplified } from './fold.js';
import { shift } from './number-decimal.js';
import { findMention } from './number-mention.js';
import { joinRanges } from './number-ranges.js';
import type { NumberMention, RawMention } from './number-types.js';
import { baseUnit } from './number-units.js';

export type { NumberKind, NumberMention } from './number-types.js';

/**
 * The figures of a Chinese text, in order, in Arabic or Chinese numerals, full or half width, either script.
 * `三四百家` yields two mentions of the same span. Both ends of a range get the unit, and the 万 or 亿, that the text
 * names once: `3—5万家` is 30000 and 50000. Linear in the length of the text.
 *
 * Read with care, and not otherwise: `98年` is 98 years (a year needs four digits); `3日` is a day of the month; 兆 is
 * a unit, since it means 10^6 or 10^12 by region; `¥` is yuan; a full-width comma never groups digits; superscripts and
 * circled numbers are no figures. 一 and other single numerals count only before a measure word (`进一步`, `统一` and
 * `三农` hold none).
 */
export function findNumbers(text: string): NumberMention[] {
  const narrowed = narrow(text);
  const found: RawMention[] = [];
  let at = 0;
  while (at < narrowed.length) {
    const step = findMention(narrowed, at, found.at(-1)?.end ?? 0);
    found.push(...step.mentions);
    at = step.next;
  }
  return joinRanges(narrowed, found).map(({ start, end, value, unit, approximate, kind }) => ({
    start,
    end,
    value,
    unit,
    approximate,
    kind,
  }));
}

/**
 * A string that is equal for equal figures and different for different ones, whatever the notation: `10000家` for
 * 1万家, １万家 and 一万家. Lengths, weights and energies of one unit are brought together (5公里 = 5000米), `%` and
 * `个百分点` are not. Says nothing of `approximate`. Dates begin with `@`, ordinals with `第`.
 */
export function canonicalNumber(mention: Pick<NumberMention, 'value' | 'unit' | 'kind'>): string {
  switch (mention.kind) {
    case 'date':
    case 'time':
      return `@${mention.value}`;
    case 'code':
      return mention.value;
    case 'ordinal':
      return `第${mention.value}${mention.unit}`;
    case 'quantity':
    case 'article': {
      const [unit, power] = baseUnit(mention.unit);
      return shift(mention.value, power) + unit;
    }
  }
}

/**
 * Full-width ASCII to half width, traditional to simplified, ASCII letters to lower case, unit by unit, so that
 * offsets stay. The full-width comma stays too: it parts clauses, an ASCII comma may group digits.
 */
function narrow(text: string): string {
  return toSimplified(text).replace(/[\uFF01-\uFF0B\uFF0D-\uFF5E\u3000A-Z−]/g, (character) => {
    if (character === '\u3000') return ' ';
    if (character === '−') return '-';
    if (character <= 'Z') return character.toLowerCase();
    return String.fromCharCode(character.charCodeAt(0) - 0xfee0).toLowerCase();
  });
}
