import {
  approximateAfter,
  approximateBefore,
  approximateInfix,
  beforeBareMagnitude,
} from './number-context.js';
import { add, atMost, shift } from './number-decimal.js';
import { arabicLiteral, type Literal } from './number-literal.js';
import type { NumberKind, RawMention } from './number-types.js';
import { isDigit, matchUnit } from './number-units.js';

/** Reads on behind a literal: 多, 万, the rest of 1亿2000万, the unit, 左右. At least one mention. */
export function complete(text: string, start: number, literal: Literal): RawMention[] {
  const magnitude = readMagnitude(text, literal);
  let { end, approximate } = magnitude;
  let values = literal.values.map((value) => shift(value, magnitude.power));
  if (literal.han === null && magnitude.power > 0) {
    const tail = compoundTail(text, end, magnitude.last);
    const sum = tail === null ? null : add(values[0] ?? '', tail.value);
    if (tail !== null && sum !== null) {
      values = [sum];
      end = tail.end;
    }
  }
  let unit = '';
  const parts = readUnit(text, end, values);
  if (parts !== null) ({ unit, end, values } = parts);
  approximate ||= parts?.approximate ?? false;
  const after = approximateAfter(text, end, unit);
  if (after >= 0) {
    end = after;
    approximate = true;
  }
  approximate ||= approximateBefore(text, start, unit);
  if (literal.han?.headless && literal.han.end === start + 1)
    approximate ||= beforeBareMagnitude(text, start);
  const kind = kindOf(text, start, literal, unit);
  const power = literal.power + magnitude.power;
  return values.map((value) => ({
    start,
    end,
    value,
    unit: unit === '季度' && kind === 'quantity' ? '个季度' : unit,
    approximate,
    kind,
    coefficient: literal.coefficient,
    power,
  }));
}

function kindOf(text: string, start: number, literal: Literal, unit: string): NumberKind {
  if (unit === '季度') return text.charAt(start - 1) === '前' ? 'quantity' : 'ordinal';
  const isOne = text.charAt(start) === '一' && literal.end === start + 1;
  if (isOne && /^[哪这那每某同另]$/.test(text.charAt(start - 1))) return 'article';
  return isOne && unit.length === 1 && !/[%‰元年月日天周秒岁倍米升吨克斤人亩户度℃瓦里折成]/.test(unit)
    ? 'article'
    : 'quantity';
}

interface Magnitude {
  readonly end: number;
  /** Sum of the powers of ten, and the last of them. */
  readonly power: number;
  readonly last: number;
  readonly approximate: boolean;
}

const magnitudes: Readonly<Record<string, number>> = { 百: 2, 千: 3, 万: 4, 亿: 8 };

/** 万, 亿, 万亿, 多万, 余 behind a literal. Chinese numerals have taken theirs already, except behind 多 or 余. */
function readMagnitude(text: string, literal: Literal): Magnitude {
  let { end, approximate } = literal;
  let power = 0;
  let last = 0;
  let open = literal.han === null;
  for (;;) {
    const infix = approximateInfix(text, end);
    if (infix >= 0 && !(text.charAt(end) === '+' && literal.han !== null)) {
      end = infix;
      approximate = true;
      open = true;
    }
    const spaced =
      literal.han === null &&
      power === 0 &&
      text.charAt(end) === ' ' &&
      /^[万亿]$/.test(text.charAt(end + 1));
    const at = spaced ? end + 1 : end;
    const step = magnitudes[text.charAt(at)];
    if (!open || step === undefined || power + step > 24 || isLongUnit(text, at)) break;
    power += step;
    last = step;
    end = at + 1;
  }
  return { end, power, last, approximate };
}

/** 千瓦, 千克, 百分点: the character belongs to the unit. */
function isLongUnit(text: string, at: number): boolean {
  const unit = matchUnit(text, at);
  return unit !== null && unit.end - at > 1;
}

/** `2000万` of 1亿2000万, `2000` of 1万2000: what goes on below the last magnitude. */
function compoundTail(text: string, at: number, last: number): { value: string; end: number } | null {
  const tail = isDigit(text.charCodeAt(at)) ? arabicLiteral(text, at) : null;
  const value = tail?.values[0];
  if (tail === null || value === undefined || value.includes('.')) return null;
  const magnitude = readMagnitude(text, tail);
  if (magnitude.approximate) return null;
  if (magnitude.power > 0) {
    const scaled = shift(value, magnitude.power);
    return magnitude.power < last && scaled.length <= last ? { value: scaled, end: magnitude.end } : null;
  }
  const isYear = text.charAt(tail.end) === '年';
  return tail.end - at === last && !isYear ? { value, end: tail.end } : null;
}

interface UnitRead {
  readonly unit: string;
  readonly end: number;
  readonly values: string[];
  readonly approximate: boolean;
}

/** The unit, with the halves and 多 that stand inside or behind it: 2个半小时, 1个多月, 3年半, 三成五. */
function readUnit(text: string, at: number, values: string[]): UnitRead | null {
  const start = text.charAt(at) === ' ' ? at + 1 : at;
  const inside = /^个([半多余])(月|小时|百分点|世纪|季度|星期)/.exec(text.slice(start, start + 6));
  if (inside !== null) {
    const [all, infix = '', noun = ''] = inside;
    const unit = matchUnit(`个${noun}`, 0)?.unit ?? noun;
    const isHalf = infix === '半';
    return {
      unit,
      end: start + all.length,
      values: isHalf ? plusHalf(values) : values,
      approximate: !isHalf,
    };
  }
  if (text.charAt(start) === '成') return tenths(text, start, values);
  const unit = matchUnit(text, at);
  if (unit === null || (unit.unit === '大' && !values.every((value) => atMost(value, 10)))) return null;
  if (text.charAt(unit.end) === '半' && /^[年天岁周]$/.test(unit.unit)) {
    return { ...unit, end: unit.end + 1, values: plusHalf(values), approximate: false };
  }
  return { ...unit, values, approximate: false };
}

/** 三成 is 30 %, 两成半 25 %; not 3成立 or 三成员. */
function tenths(text: string, at: number, values: string[]): UnitRead | null {
  if (
    !values.every((value) => atMost(value, 10)) ||
    '立为功员本果绩就长品熟交都人分年套群型份'.includes(text.charAt(at + 1) || ' ')
  )
    return null;
  const isHalf = text.charAt(at + 1) === '半';
  const more = /^[多余]$/.test(text.charAt(at + 1));
  return {
    unit: '%',
    end: at + (isHalf || more ? 2 : 1),
    values: (isHalf ? plusHalf(values) : values).map((value) => shift(value, 1)),
    approximate: more,
  };
}

function plusHalf(values: readonly string[]): string[] {
  return values.map((value) => add(value, '0.5') ?? value);
}
