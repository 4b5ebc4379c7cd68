/**
 * Exact decimals as strings: no figure of an article ever passes through floating point. Every function is
 * linear in the number of digits. A digit may be `?`: one that the text leaves open (`几十` is `?0`).
 */

/** Longest figure that is added or divided; beyond it no newspaper counts, and BigInt would no longer be cheap. */
const MAX_ARITHMETIC_DIGITS = 40;

/**
 * `integer.fraction × 10^power` in plain notation without superfluous zeros: `decimal('2', '38', 12)` is
 * `2380000000000`, `decimal('0', '50', 0)` is `0.5`.
 */
export function decimal(integer: string, fraction = '', power = 0): string {
  let digits = integer + fraction;
  let point = integer.length + power;
  if (point < 0) {
    digits = '0'.repeat(-point) + digits;
    point = 0;
  }
  if (point > digits.length) digits += '0'.repeat(point - digits.length);
  let first = 0;
  while (first < point && digits[first] === '0') first++;
  let last = digits.length;
  while (last > point && digits[last - 1] === '0') last--;
  const whole = digits.slice(first, point) || '0';
  return last > point ? `${whole}.${digits.slice(point, last)}` : whole;
}

/** A plain decimal times a power of ten. A fraction `n/d` and a negative value are scaled too. */
export function shift(value: string, power: number): string {
  if (power === 0) return value;
  if (value.startsWith('-')) return `-${shift(value.slice(1), power)}`;
  const slash = value.indexOf('/');
  if (slash >= 0) return fraction(shift(value.slice(0, slash), power), value.slice(slash + 1)) ?? value;
  const [integer = '0', rest = ''] = value.split('.');
  return decimal(integer, rest, power);
}

/** The exact sum of two plain, non-negative decimals; null when a digit is open or a figure is absurdly long. */
export function add(a: string, b: string): string | null {
  if (!isPlain(a) || !isPlain(b)) return null;
  const [ai = '0', af = ''] = a.split('.');
  const [bi = '0', bf = ''] = b.split('.');
  const places = Math.max(af.length, bf.length);
  const sum = (BigInt(ai + af.padEnd(places, '0')) + BigInt(bi + bf.padEnd(places, '0'))).toString();
  return decimal(sum, '', -places);
}

/**
 * `n/d` of two plain integers: a decimal where one is exact (`1/2` is `0.5`), else `n/d` in lowest terms
 * (`2/6` is `1/3`). Null when it is not a number.
 */
export function fraction(n: string, d: string): string | null {
  if (!isPlain(n) || !isPlain(d) || n.includes('.') || d.includes('.')) return null;
  let top = BigInt(n);
  let bottom = BigInt(d);
  if (bottom === 0n) return null;
  const divisor = greatestCommonDivisor(top, bottom);
  top /= divisor;
  bottom /= divisor;
  let rest = bottom;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; rest /= 2n) twos++;
  for (; rest % 5n === 0n; rest /= 5n) fives++;
  if (rest !== 1n) return `${top}/${bottom}`;
  const places = Math.max(twos, fives);
  return decimal(((top * 10n ** BigInt(places)) / bottom).toString(), '', -places);
}

/** Whether a plain non-negative decimal is at most `limit`. */
export function atMost(value: string, limit: number): boolean {
  return isPlain(value) && value.length <= 15 && Number(value) <= limit;
}

function isPlain(value: string): boolean {
  return value.length <= MAX_ARITHMETIC_DIGITS && /^\d+(?:\.\d+)?$/.test(value);
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
