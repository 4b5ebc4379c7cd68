import { decimal } from './number-decimal.js';

/** A number written in Chinese numerals: `三千万`, `二十五`, `十几`, `二〇三五`, `三点五亿`. */
export interface HanNumber {
  readonly end: number;
  /** Plain decimal; `?` for a digit left open. Two values for a span such as `三四百` (300 and 400). */
  readonly values: readonly string[];
  /** The value without its last 万 or 亿 and that power, for ranges that name it once (`三到五万`). */
  readonly coefficient: string;
  readonly power: number;
  readonly approximate: boolean;
  /** Digits only, without 十百千万亿: weak evidence of a quantity unless a unit follows. */
  readonly bare: boolean;
  /** Begins with 百千万亿, without a digit (`百亿`, `万元`). */
  readonly headless: boolean;
}

const digits: Readonly<Record<string, string>> = {
  ...{
    零: '0',
    〇: '0',
    '○': '0',
    一: '1',
    二: '2',
    两: '2',
    三: '3',
    四: '4',
    五: '5',
    六: '6',
    七: '7',
    八: '8',
    九: '9',
  },
  几: '?',
};
const smallUnits: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3 };
const bigUnits: Readonly<Record<string, number>> = { 万: 4, 亿: 8 };

/** Numerals against forgery on cheques, as ordinary ones. 陆 and 伍 are also plain words: see `formalRun`. */
const formal: Readonly<Record<string, string>> = {
  ...{ 壹: '一', 贰: '二', 叁: '三', 肆: '四', 伍: '五', 陆: '六', 柒: '七', 捌: '八', 玖: '九' },
  ...{ 拾: '十', 佰: '百', 仟: '千' },
};

/** Longest run of numerals that is read as one number; no amount of money takes half of it. */
const MAX_RUN = 24;

/** By code unit: 1 for a Chinese numeral. Asked of every character of every article, hence a table. */
const numerals = new Uint8Array(0x10000);
for (const character of Object.keys({ ...digits, ...smallUnits, ...bigUnits, ...formal, 数: '' })) {
  numerals[character.charCodeAt(0)] = 1;
}

export function isHanNumeral(code: number): boolean {
  return numerals[code] === 1;
}

/**
 * The end of the numerals that begin at `at`, if there are more of them than any number has, else -1. Such a run is
 * skipped at once, which keeps the search for numbers linear.
 */
export function overlongRunEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && isHanNumeral(text.charCodeAt(end))) end++;
  return end - at > MAX_RUN ? end : -1;
}

/** Reads the longest number in Chinese numerals at `at` of a narrowed text, or null. Says nothing of what it means. */
export function parseHan(text: string, at: number): HanNumber | null {
  const run = numeralRun(text, at);
  if (run === '') return null;
  return positional(text, run, at) ?? approximatePair(run, at) ?? structural(text, run, at);
}

function numeralRun(text: string, at: number): string {
  let run = '';
  const cheque = formalRun(text, at);
  for (let i = at; i < text.length && run.length < MAX_RUN; i++) {
    const raw = text.charAt(i);
    const character = cheque ? (formal[raw] ?? raw) : raw;
    if (!(character in digits) && !(character in smallUnits) && !(character in bigUnits)) {
      if (character !== '数' || i > at) break;
    }
    run += character;
  }
  // 数 is a numeral only before a unit: 数百, 数十万.
  return run === '数' || /^数[^十百千万亿]/.test(run) ? '' : run;
}

/** Whether cheque numerals begin here: 壹佰伍拾万, 伍拾, 壹万; not the 陆 of 大陆 or the 伍 of 队伍. */
function formalRun(text: string, at: number): boolean {
  if (!(text.charAt(at) in formal)) return false;
  if (/^[壹贰叁柒捌玖][万亿元圆]/.test(text.slice(at, at + 2))) return true;
  for (let i = at; i < text.length && i < at + MAX_RUN; i++) {
    const character = text.charAt(i);
    if (character === '佰' || character === '仟' || (character === '拾' && i > at)) return true;
    if (!(character in formal) && !(character in digits) && !(character in bigUnits)) return false;
  }
  return false;
}

/** Digits one after another: 二〇三五, 九五; a decimal 三点五 with the 万 or 亿 behind it. */
function positional(text: string, run: string, at: number): HanNumber | null {
  let length = 0;
  while (length < run.length && run.charAt(length) in digits) length++;
  if (length === 0) return null;
  const point = hanFraction(text, at + length);
  if (point === null || length > 1) {
    if (length !== run.length || length < 3) return null;
    if (run.includes('几')) return null;
    return whole(at + length, decimal(valueOf(run)), { bare: true });
  }
  return scaled(text, point.end, decimal(valueOf(run.slice(0, length)), point.fraction));
}

/** `点五`, `点二八`; not the time `三点五十分`. */
export function hanFraction(text: string, at: number): { fraction: string; end: number } | null {
  if (text.charAt(at) !== '点') return null;
  let end = at + 1;
  let fraction = '';
  while (end < at + MAX_RUN && /^[零〇一二三四五六七八九]$/.test(text.charAt(end)))
    fraction += digits[text.charAt(end++)] ?? '';
  if (fraction === '' || text.charAt(end) === '十') return null;
  if (text.charAt(end) === '分' && text.charAt(end + 1) !== '之') return null;
  return { fraction, end };
}

/** 百千万亿 behind a decimal: 三点五亿, 一点二万亿. */
function scaled(text: string, at: number, coefficient: string): HanNumber {
  let end = at;
  let power = 0;
  for (; power < 24; end++) {
    const unit = smallUnits[text.charAt(end)] ?? bigUnits[text.charAt(end)];
    if (unit === undefined || unit === 1) break;
    power += unit;
  }
  const [integer = '0', fraction = ''] = coefficient.split('.');
  return { ...whole(end, decimal(integer, fraction, power)), coefficient, power };
}

/** 三四百, 两三家, 十五六, 二三十万: two neighbouring digits stand for "about". Also 三五个. */
function approximatePair(run: string, at: number): HanNumber | null {
  const match =
    /^(十|[一二三四五六七八九]十|[一二三四五六七八九]?百)?([一二两三四五六七八九])([二三四五六七八九])([十百千万亿]*)$/.exec(
      run,
    );
  if (match === null) return null;
  const [, head = '', first = '', second = '', tail = ''] = match;
  const step = Number(digits[second]) - Number(digits[first]);
  if (step !== 1 && !(first === '三' && second === '五')) return null;
  if (head.endsWith('百') && tail === '') return null;
  const low = evaluate(head + first + tail);
  const high = evaluate(head + second + tail);
  if (low?.length !== run.length - 1 || high === null) return null;
  const bare = head === '' && tail === '';
  return {
    ...whole(at + run.length, low.value, { bare }),
    values: [low.value, high.value],
    approximate: true,
  };
}

/** 三千二百五十万, 十几亿, 百万, 两万五. */
function structural(text: string, run: string, at: number): HanNumber | null {
  const read = evaluate(run);
  if (read === null) return null;
  const end = at + read.length;
  const point = read.length === run.length && !/[几数万亿]$/.test(run) ? hanFraction(text, end) : null;
  if (point !== null) return scaled(text, point.end, decimal(read.value, point.fraction));
  const used = run.slice(0, read.length);
  const big = /[万亿]+$/.exec(used)?.[0] ?? '';
  const power = Array.from(big, (unit) => bigUnits[unit] ?? 0).reduce((sum, step) => sum + step, 0);
  const coefficient = big === used || big === '' ? null : evaluate(used.slice(0, -big.length));
  return {
    ...whole(end, read.value, {
      bare: !/[十百千万亿]/.test(used),
      headless: /^[百千万亿]/.test(used),
      approximate: read.value.includes('?'),
    }),
    ...(coefficient === null ? {} : { coefficient: coefficient.value, power }),
  };
}

/**
 * The value of the longest well-formed head of a run. 数 and 几 open a digit. A last digit straight behind
 * 百 or more counts in the next place down (两万五 is 25,000); with 零 it counts as written (两万零五).
 */
function evaluate(run: string): { value: string; length: number } | null {
  let done = 0n; // whole 亿
  let part = 0n; // whole 万 below the last 亿
  let section = 0n; // below the last 万
  let digit: string | null = null;
  let smallest = Infinity; // power of the last unit read in this section
  let bigPower = Infinity; // of the last 万 or 亿
  let open: number | null = null; // power of ten of an open digit, relative to the section
  let zero = false;
  let i = 0;
  for (; i < run.length; i++) {
    const character = run.charAt(i);
    const written = character === '数' ? '?' : digits[character];
    if (written !== undefined) {
      if (digit !== null && digit !== '0') break;
      zero ||= written === '0';
      digit = written;
      continue;
    }
    const small = smallUnits[character];
    if (small !== undefined) {
      if (small >= smallest || (digit === null && i > 0 && small > 1)) break;
      if (digit === '0' && small > 1) break;
      if (digit === '?') open = small;
      else section += BigInt(digit === null || digit === '0' ? '1' : digit) * 10n ** BigInt(small);
      digit = null;
      smallest = small;
      zero = false;
      continue;
    }
    const big = bigUnits[character] ?? 0;
    if (digit === '?') open = 0;
    else section += BigInt(digit ?? '0');
    const below = part + section;
    const headless = i === 0;
    if (big === 4) {
      if (part !== 0n || (section === 0n && open === null && !headless)) break;
      part = (headless ? 1n : section) * 10_000n;
    } else {
      if (done !== 0n || (below === 0n && open === null && !headless)) break;
      done = (headless ? 1n : below) * 100_000_000n;
      part = 0n;
    }
    if (open !== null) open += big;
    section = 0n;
    digit = null;
    smallest = Infinity;
    bigPower = big;
    zero = false;
  }
  if (i === 0) return null;
  let length = i;
  if (digit === '?') {
    if (open !== null) length -= 1;
    else open = 0;
  } else if (digit !== null) {
    const place = Math.min(smallest, bigPower);
    const colloquial = !zero && Number.isFinite(place) && place > 1 && i === run.length;
    section += BigInt(digit) * (colloquial ? 10n ** BigInt(place - 1) : 1n);
  }
  const value = (done + part + section).toString();
  return { value: open === null ? value : withOpenDigit(value, open), length };
}

function withOpenDigit(value: string, power: number): string {
  const padded = value.padStart(power + 1, '0');
  const place = padded.length - 1 - power;
  return decimal(`${padded.slice(0, place)}?${padded.slice(place + 1)}`);
}

function valueOf(run: string): string {
  return Array.from(run, (character) => digits[character] ?? '').join('');
}

function whole(
  end: number,
  value: string,
  flags: { bare?: boolean; headless?: boolean; approximate?: boolean } = {},
): HanNumber {
  const { bare = false, headless = false, approximate = false } = flags;
  return { end, values: [value], coefficient: value, power: 0, approximate, bare, headless };
}
