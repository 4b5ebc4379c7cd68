import { foldText } from './fold.js';

/**
 * Parts of a year that a text speaks of, each with every way to write it: halves, quarters, the months so far.
 * Named as statistics name them: `H1`, `Q3`, `M1-9` (January to September), `M7`.
 */
export type YearPart = string;

const hanDigits = new Map(Array.from('一二三四五六七八九', (digit, i) => [digit, i + 1]));

/** 1 to 12 in Arabic or Chinese numerals; null for anything else. */
function monthNumber(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) {
    const value = Number(text);
    return value >= 1 && value <= 12 ? value : null;
  }
  if (text === '十') return 10;
  const [tens, ones] = text.startsWith('十') ? [10, text.slice(1)] : [0, text];
  const digit = hanDigits.get(ones);
  const value = digit === undefined ? null : tens + digit;
  return value !== null && value <= 12 ? value : null;
}

const number = '(\\d{1,2}|十?[一二三四五六七八九]|十)';
const patterns: readonly (readonly [pattern: RegExp, part: (match: RegExpMatchArray) => YearPart | null])[] =
  [
    [/(?:上|头|前)半年|半年报|中报|前两季度|前二季度/g, () => 'H1'],
    [/下半年/g, () => 'H2'],
    [/前三季度|三季报(?=.{0,4}累计)/g, () => 'M1-9'],
    [/(?<!前)(?:第?([一二三四1-4])季[度报]|首季)/g, (match) => `Q${monthNumber(match[1] ?? '一') ?? 1}`],
    [new RegExp(`(?:前|头)${number}个?月`, 'g'), (match) => monthsTo(match[1])],
    [new RegExp(`(?<![\\d.十])[1一]月?(?:-|—|–|~|至|到)${number}月`, 'g'), (match) => monthsTo(match[1])],
    [
      new RegExp(`(?<![\\d.前头个十])${number}月(?!球|饼|薪|台|光)`, 'g'),
      (match) => {
        const month = monthNumber(match[1] ?? '');
        return month === null ? null : `M${month}`;
      },
    ],
  ];

function monthsTo(last: string | undefined): YearPart | null {
  const month = monthNumber(last ?? '');
  if (month === null) return null;
  return month === 6 ? 'H1' : month === 3 ? 'Q1' : `M1-${month}`;
}

/** The parts of a year that a text names: 上半年, 头六个月 and 1—6月 are all `H1`. Linear in the text. */
export function yearParts(text: string): ReadonlySet<YearPart> {
  let rest = foldText(text).replace(/\s/g, '');
  const parts = new Set<YearPart>();
  for (const [pattern, partOf] of patterns) {
    for (const match of rest.matchAll(pattern)) {
      const part = partOf(match);
      if (part !== null) parts.add(part);
    }
    // What one pattern has read, 1月至7月, the next must not read again as January.
    rest = rest.replace(pattern, ' ');
  }
  return parts;
}
