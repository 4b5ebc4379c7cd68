import { fold } from './fold.js';
import type { TextRange } from './sentences.js';

/** Primes below 2²⁶: a product of two residues is exact in a double. Two of them make chance matches negligible. */
const primes = [67_108_859, 67_108_837] as const;
/** Above any UTF-16 unit. */
const base = 65_599;
/** Hexadecimal digits of a residue. */
const sumDigits = 7;

/** A text as quotes are compared: scripts, widths and letter case folded, white space left out, with the way back. */
interface Bare {
  readonly text: string;
  /** `starts[i]`: where unit `i` began in the original; `ends[i]`: where it ended. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * A print of the words of a quote, by which {@link findPrint} knows them again: their number of characters and a
 * checksum, `48-1f3a9c42b07d11`. It is short enough for an address, and an address that carries it cannot make a page
 * say words that no article has.
 */
export function quotePrint(quote: string): string {
  const { text } = bare(quote);
  const sums = primes.map((prime) => {
    let sum = 0;
    for (let i = 0; i < text.length; i++) sum = (sum * base + text.charCodeAt(i)) % prime;
    return sum.toString(16).padStart(sumDigits, '0');
  });
  return `${text.length}-${sums.join('')}`;
}

/**
 * Where the words of a print stand in a text: of several places the one that begins nearest to `near`; null where they
 * stand nowhere, and for what is no print. Rolling checksums (Karp and Rabin, 1987): linear in the length of any text.
 */
export function findPrint(text: string, print: string, near: number): TextRange | null {
  const parts = /^([1-9]\d{0,4})-([0-9a-f]{7})([0-9a-f]{7})$/.exec(print);
  if (!parts) return null;
  const length = Number(parts[1]);
  const rolling = primes.map((prime, i) => new RollingSum(prime, length, parseInt(parts[i + 2] ?? '', 16)));
  const { text: units, starts, ends } = bare(text);
  let found: TextRange | null = null;
  for (let at = 0; at < units.length; at++) {
    const leaving = at < length ? 0 : units.charCodeAt(at - length);
    for (const sum of rolling) sum.move(units.charCodeAt(at), leaving);
    if (at + 1 < length || !rolling.every(({ isWanted }) => isWanted)) continue;
    const [start = 0, end = 0] = [starts[at + 1 - length], ends[at]];
    if (start < end && (!found || Math.abs(start - near) < Math.abs(found.start - near)))
      found = { start, end };
  }
  return found;
}

/** The checksum of the last so many units, and whether it is the one that is looked for. */
class RollingSum {
  private value = 0;
  /** What a unit counts when it leaves: base to the power of the length. */
  private readonly weight: number;

  constructor(
    private readonly prime: number,
    length: number,
    private readonly wanted: number,
  ) {
    let weight = 1;
    for (let i = 0; i < length; i++) weight = (weight * base) % prime;
    this.weight = weight;
  }

  get isWanted(): boolean {
    return this.value === this.wanted;
  }

  move(entering: number, leaving: number): void {
    const sum = (this.value * base + entering - leaving * this.weight) % this.prime;
    this.value = sum < 0 ? sum + this.prime : sum;
  }
}

function bare(original: string): Bare {
  const { text, offsets } = fold(original);
  let units = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charAt(i);
    if (/\s/u.test(unit)) continue;
    units += unit;
    const start = offsets[i] ?? original.length;
    // What several units were folded from ends where the next thing begins.
    let next = i + 1;
    while (next < text.length && offsets[next] === start) next++;
    starts.push(start);
    ends.push(offsets[next] ?? original.length);
  }
  return { text: units, starts, ends };
}
