import type { Span } from './reader.js';

/** A span of tokens: first and last, both inclusive. */
export interface TokenSpan {
  readonly first: number;
  readonly last: number;
  /** Logit of the start plus logit of the end. */
  readonly score: number;
}

/** Longest answer that the model was trained for, in tokens. */
const MAX_ANSWER_TOKENS = 40;

/**
 * The best spans that do not overlap, best first: the highest `startLogits[i] + endLogits[j]` with
 * `i <= j < i + 40`, then the highest among what lies beside it, and so on.
 *
 * @param usable says whether a token may begin or end an answer
 */
export function bestTokenSpans(
  startLogits: ArrayLike<number>,
  endLogits: ArrayLike<number>,
  count: number,
  usable: (token: number) => boolean = () => true,
): TokenSpan[] {
  const free = Array.from({ length: startLogits.length }, () => true);
  const spans: TokenSpan[] = [];
  while (spans.length < count) {
    let best: TokenSpan | undefined;
    for (let first = 0; first < free.length; first++) {
      if (!free[first] || !usable(first)) continue;
      const end = Math.min(free.length, first + MAX_ANSWER_TOKENS);
      for (let last = first; last < end && free[last]; last++) {
        if (!usable(last)) continue;
        const score = (startLogits[first] ?? 0) + (endLogits[last] ?? 0);
        // Written so that a score that is no number is never the best.
        if (score > (best?.score ?? -Infinity)) best = { first, last, score };
      }
    }
    if (!best) break;
    free.fill(false, best.first, best.last + 1);
    spans.push(best);
  }
  return spans;
}

/** The best of some spans, of which no two overlap; ties by place. */
export function withoutOverlaps<S extends Span>(spans: readonly S[], count: number): S[] {
  const kept: S[] = [];
  for (const span of [...spans].sort((a, b) => b.score - a.score || a.start - b.start || a.end - b.end)) {
    if (kept.length === count) break;
    if (kept.every((other) => span.end <= other.start || other.end <= span.start)) kept.push(span);
  }
  return kept;
}

/**
 * Windows over `length` tokens: `[from, to)` of at most `size`, each starting `size - overlap` after the one before.
 * The overlap is longer than an answer, so that every answer lies whole in some window.
 */
export function tokenWindows(length: number, size: number, overlap: number): [from: number, to: number][] {
  const windows: [number, number][] = [];
  for (let from = 0; ; from += size - overlap) {
    windows.push([from, Math.min(length, from + size)]);
    if (from + size >= length) return windows;
  }
}
