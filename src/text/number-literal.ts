import { decimal } from './number-decimal.js';
import type { HanNumber } from './number-han.js';
import { isDigit } from './number-units.js';

/** A number as written, without magnitude words, unit and signs. */
export interface Literal {
  readonly end: number;
  readonly values: readonly string[];
  readonly coefficient: string;
  readonly power: number;
  readonly approximate: boolean;
  readonly han: HanNumber | null;
}

/** `1,841.2`: groups of three behind an ASCII comma, a decimal point only before a digit. */
export function arabicLiteral(text: string, at: number): Literal | null {
  let end = digitsEnd(text, at);
  if (end === at) return null;
  let integer = text.slice(at, end);
  if (integer.length <= 3) {
    while (text.charAt(end) === ',' && digitsEnd(text, end + 1) === end + 4) {
      integer += text.slice(end + 1, end + 4);
      end += 4;
    }
  }
  let rest = '';
  if (text.charAt(end) === '.' && isDigit(text.charCodeAt(end + 1))) {
    const last = digitsEnd(text, end + 1);
    rest = text.slice(end + 1, last);
    end = last;
  }
  const value = decimal(integer, rest);
  return { end, values: [value], coefficient: value, power: 0, approximate: false, han: null };
}

/** Where the ASCII digits that begin at `at` end. */
export function digitsEnd(text: string, at: number): number {
  let end = at;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

export function hanLiteral(han: HanNumber): Literal {
  return { ...han, han };
}
