import { complete } from './number-amount.js';
import {
  approximateBefore,
  approximateInfix,
  beforeBareMagnitude,
  notNumeral,
  zeroWord,
} from './number-context.js';
import { parseDate } from './number-dates.js';
import { decimal, fraction, shift } from './number-decimal.js';
import { isHanNumeral, overlongRunEnd, parseHan, type HanNumber } from './number-han.js';
import { arabicLiteral, digitsEnd, hanLiteral, type Literal } from './number-literal.js';
import type { NumberKind, RawMention } from './number-types.js';
import { currencyPrefixes, isCurrency, isDigit, isLatin, matchUnit } from './number-units.js';

/** What was found at a place (nothing, one figure, or both of `三四百`) and where to go on: always further right. */
interface Step {
  readonly mentions: readonly RawMention[];
  readonly next: number;
}

const ORDINAL = '第'.charCodeAt(0);
const HALF = '半'.charCodeAt(0);

/** Looks for a figure that begins at `at` of a narrowed text (see numbers.ts). `previousEnd`: of the figure before it. */
export function findMention(text: string, at: number, previousEnd: number): Step {
  const code = text.charCodeAt(at);
  if (isDigit(code)) return arabicFigure(text, at, previousEnd);
  if (isLatin(code)) return latinRun(text, at, previousEnd);
  if (isHanNumeral(code)) return hanFigure(text, at);
  if (code === ORDINAL) return ordinal(text, at);
  if (code === HALF) return half(text, at);
  const currency = code > 0x2e80 && code < 0xff00 ? undefined : currencyPrefixes.get(text.charAt(at));
  if (currency !== undefined) return priced(text, at, at + 1, currency) ?? nothing(at + 1);
  return nothing(at + 1);
}

function nothing(next: number): Step {
  return { mentions: [], next };
}

function single(mention: RawMention): Step {
  return { mentions: [mention], next: mention.end };
}

function simple(start: number, end: number, value: string, kind: NumberKind, unit = ''): RawMention {
  return { start, end, value, unit, approximate: false, kind, coefficient: value, power: 0 };
}

function arabicFigure(text: string, at: number, previousEnd: number): Step {
  const date = parseDate(text, at);
  if (date !== null) return single(simple(at, date.end, date.value, date.kind));
  const literal = arabicLiteral(text, at);
  if (literal === null) return nothing(at + 1);
  const behind = text.charCodeAt(literal.end);
  const dotted = text.charAt(literal.end) === '.' && isDigit(text.charCodeAt(literal.end + 1));
  if (dotted || (isLatin(behind) && matchUnit(text, literal.end) === null)) {
    const end = nameEnd(text, at);
    return single(simple(at, end, text.slice(at, end), 'code'));
  }
  const divided = slashFraction(text, at, literal);
  const mentions = complete(text, at, divided ?? literal);
  if (/^0\d+$/.test(text.slice(at, mentions[0]?.end)))
    return single(simple(at, literal.end, text.slice(at, literal.end), 'code'));
  return signed(text, mentions, previousEnd);
}

/** `1/3`, also with U+2044; not `2022/9`, `1/2/3` or a path. */
function slashFraction(text: string, at: number, top: Literal): Literal | null {
  if (!/^[/⁄]$/.test(text.charAt(top.end)) || top.end - at > 4 || /^[/⁄]$/.test(text.charAt(at - 1)))
    return null;
  const end = digitsEnd(text, top.end + 1);
  if (
    end === top.end + 1 ||
    end - top.end > 5 ||
    /^[/⁄.]$/.test(text.charAt(end)) ||
    isLatin(text.charCodeAt(end))
  )
    return null;
  const value = fraction(top.values[0] ?? '', decimal(text.slice(top.end + 1, end)));
  return value === null ? null : { ...top, end, values: [value], coefficient: value };
}

/** A minus sign counts where it cannot be a hyphen or the dash of a range. */
function signed(text: string, mentions: readonly RawMention[], previousEnd: number): Step {
  const first = mentions[0];
  if (first === undefined) return nothing(text.length);
  const at = first.start - 1;
  if (text.charAt(at) !== '-' || (at > 0 && previousEnd === at) || first.kind !== 'quantity')
    return { mentions, next: first.end };
  const before = text.charAt(at - 1);
  const joined = /^[\p{L}\p{N}%)\]-]$/u.test(before);
  const clear = first.unit === '%' || first.unit === '℃' || isCurrency(first.unit);
  if (joined && !(clear && /^\p{Script=Han}$/u.test(before))) return { mentions, next: first.end };
  return single({ ...first, start: at, value: `-${first.value}` });
}

/** Letters, digits and what joins them: `c2m`, `covid-19`, `v2.0.1`, `alibaba.com`. */
function nameEnd(text: string, at: number): number {
  const isName = (i: number) => isDigit(text.charCodeAt(i)) || isLatin(text.charCodeAt(i));
  let end = at;
  while (isName(end) || (/^[-._]$/.test(text.charAt(end)) && isName(end + 1))) end++;
  return end;
}

/**
 * A Latin word: a currency code before an amount (`USD 200`), a name with digits (`C2M`), or a word run together
 * with a date or amount (`GDP15.6%`, `TCL2022年`); otherwise no figure.
 */
function latinRun(text: string, at: number, previousEnd: number): Step {
  let letters = at;
  while (isLatin(text.charCodeAt(letters))) letters++;
  const word = text.slice(at, Math.min(letters, at + 4));
  if (letters - at <= 3) {
    const dollar = text.charAt(letters) === '$';
    const currency = currencyPrefixes.get(dollar ? `${word}$` : word);
    const price =
      currency === undefined || (!dollar && word.length < 3)
        ? null
        : priced(text, at, letters + (dollar ? 1 : 0), currency);
    if (price !== null) return price;
  }
  if (isDigit(text.charCodeAt(letters))) {
    const step = arabicFigure(text, letters, previousEnd);
    const [mention] = step.mentions;
    const apart =
      mention !== undefined && (mention.kind === 'date' || mention.kind === 'time' || isClearAmount(mention));
    if (apart) return step;
  }
  const end = nameEnd(text, at);
  return /\d/.test(text.slice(at, end)) ? single(simple(at, end, text.slice(at, end), 'code')) : nothing(end);
}

function isClearAmount(mention: RawMention): boolean {
  return (
    mention.kind === 'quantity' &&
    (mention.power > 0 || /^[%‰个]/.test(mention.unit) || isCurrency(mention.unit))
  );
}

/** An amount behind a currency symbol or code that ends at `behind`. */
function priced(text: string, start: number, behind: number, currency: string): Step | null {
  const at = text.charAt(behind) === ' ' ? behind + 1 : behind;
  const literal = arabicLiteral(text, at);
  if (literal === null) return null;
  const [mention] = complete(text, at, literal);
  if (mention === undefined) return null;
  // `$3 billion` and `¥200起`: a unit behind the amount is not its own, except the currency once more.
  const own = mention.unit === '' || isCurrency(mention.unit);
  const end = own ? mention.end : literal.end;
  return single({ ...mention, start, end, unit: currency });
}

function ordinal(text: string, at: number): Step {
  const start = text.charAt(at + 1) === ' ' ? at + 2 : at + 1;
  const han = isHanNumeral(text.charCodeAt(start)) ? parseHan(text, start) : null;
  if (han?.headless || han?.approximate) return nothing(start);
  const literal = han === null ? arabicLiteral(text, start) : hanLiteral(han);
  if (literal === null) return nothing(at + 1);
  const unit = matchUnit(text, literal.end);
  return single(simple(at, unit?.end ?? literal.end, literal.values[0] ?? '', 'ordinal', unit?.unit ?? ''));
}

/** 半年, 半个月, 半小时; not 上半年. */
function half(text: string, at: number): Step {
  if (/^[上下前后大多过一]$/.test(text.charAt(at - 1))) return nothing(at + 1);
  const unit = /^(?:年|天|小时|个(?:月|小时|百分点|世纪|季度|星期))/.exec(text.slice(at + 1, at + 5))?.[0];
  if (unit === undefined || text.startsWith('年代', at + 1)) return nothing(at + 1);
  const end = at + 1 + unit.length;
  return single(simple(at, end, '0.5', 'quantity', matchUnit(text, at + 1)?.unit ?? unit));
}

function hanFigure(text: string, at: number): Step {
  const overlong = overlongRunEnd(text, at);
  if (overlong >= 0) return nothing(overlong);
  const date = notNumeral(text, at, true) || text.charAt(at) === '两' ? null : parseDate(text, at);
  if (date?.kind === 'date') return single(simple(at, date.end, date.value, 'date'));
  const han = parseHan(text, at);
  if (han === null) return nothing(at + 1);
  if (text.startsWith('分之', han.end)) return share(text, at, han);
  if (text.startsWith('一半', at)) return single(simple(at, at + 2, '0.5', 'quantity'));
  if (notNumeral(text, at, han.end === at + 1)) return nothing(at + 1);
  const mentions = complete(text, at, hanLiteral(han));
  const first = mentions[0];
  if (first === undefined || !isFigure(text, at, han, first)) return nothing(at + 1);
  return { mentions, next: first.end };
}

/** Whether Chinese numerals are an amount rather than part of a word. */
function isFigure(text: string, at: number, han: HanNumber, mention: RawMention): boolean {
  const written = text.slice(at, han.end);
  const withUnit = mention.unit !== '';
  if (written === '零') return !zeroWord(text, at);
  if (han.bare) return withUnit || mention.power > 0 || (/[零〇○]/.test(written) && written.length > 1);
  if (written === '十') return withUnit || mention.power > 0;
  if (!han.headless) return true;
  if (/[一二三四五六七八九几零]/.test(written)) return false;
  if (written.length > 1) return true;
  return isCurrency(mention.unit) || beforeBareMagnitude(text, at) || /^[余多]$/.test(text.charAt(han.end));
}

/** 百分之十五, 千分之三, 三分之二. */
function share(text: string, at: number, whole: HanNumber): Step {
  const behind = whole.end + 2;
  const han = isHanNumeral(text.charCodeAt(behind)) ? parseHan(text, behind) : null;
  const top = han === null ? arabicLiteral(text, behind) : hanLiteral(han);
  const denominator = whole.values[0] ?? '';
  const numerator = top?.values[0];
  if (top === null || numerator === undefined || !/^\d{1,12}$/.test(denominator) || numerator.includes('?'))
    return nothing(behind);
  const after = approximateInfix(text, top.end);
  const end = after < 0 ? top.end : after;
  const base = {
    ...simple(at, end, numerator, 'quantity'),
    approximate: after >= 0 || approximateBefore(text, at, ''),
  };
  if (denominator === '100') return single({ ...base, unit: '%' });
  if (denominator === '1000') return single({ ...base, unit: '‰' });
  const tens = /^10+$/.test(denominator);
  const value = tens ? shift(numerator, 1 - denominator.length) : fraction(numerator, denominator);
  return value === null ? nothing(end) : single({ ...base, value, coefficient: value });
}
