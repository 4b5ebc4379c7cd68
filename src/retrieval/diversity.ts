import { foldText } from '../text/fold.js';

/** Share of the shorter text's shingles that the other holds too, from which on two passages say the same. */
const sameFrom = 0.7;
const shingleLength = 4;

/**
 * Shingles of a text as readers see it: scripts, widths, spaces and punctuation folded away. A text that is shorter
 * than a shingle is one; of a text without letters and digits (😀😀) the signs count.
 */
export function shingles(text: string): Set<number> {
  const visible = foldText(text).replace(/\s/gu, '');
  const folded = visible.replace(/[^\p{L}\p{N}]/gu, '') || visible;
  const found = new Set<number>();
  if (folded === '') return found;
  const length = Math.min(shingleLength, folded.length);
  for (let i = 0; i + length <= folded.length; i++) {
    let hash = 0;
    for (let j = i; j < i + length; j++) hash = (Math.imul(hash, 65599) + folded.charCodeAt(j)) | 0;
    found.add(hash);
  }
  return found;
}

/** Containment (Broder 1997): which share of the smaller set lies in the other, 0 to 1. */
export function containment(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const hash of small) if (large.has(hash)) shared++;
  return shared / small.size;
}

/**
 * The first `limit` of `ranked` that do not repeat one before them: reprints and overlapping passages make room for
 * something else. Order is kept.
 */
export function withoutRepeats<T>(ranked: readonly T[], textOf: (item: T) => string, limit: number): T[] {
  const kept: { item: T; shingles: Set<number> }[] = [];
  for (const item of ranked) {
    if (kept.length >= limit) break;
    const own = shingles(textOf(item));
    if (kept.some((other) => containment(own, other.shingles) >= sameFrom)) continue;
    kept.push({ item, shingles: own });
  }
  return kept.map(({ item }) => item);
}
