import { nearnessIn, type Binding } from './binding.js';
import type { Quoted } from './passages.js';

/** How well a quoted figure or name stands among the words that a claimed one stands among. */
export interface Match {
  /** Which share of what the claimed one is said of, the quoted one is said of too, 0 to 1. */
  readonly match: number;
  /** What each word of the claim adds to that. */
  readonly shares: readonly number[];
}

/** Differences smaller than this, taken together, prefer nothing. */
const noise = 0.12;

/**
 * Whether the words of a claim prefer one quoted neighbourhood to another, -1 to 1: what speaks for it less what speaks
 * for the other, of all that tells them apart. Several pairs count together.
 */
export function preference(pairs: readonly (readonly [one: Match, other: Match])[]): number {
  let [gain, loss] = [0, 0];
  for (const [one, other] of pairs) {
    for (const [item, share] of one.shares.entries()) {
      const difference = share - (other.shares[item] ?? 0);
      if (difference > 0) gain += difference;
      else loss -= difference;
    }
  }
  return (gain - loss) / (gain + loss + noise);
}

/**
 * How well each quoted neighbourhood fits the claimed one, best first. Words that stand beside all of them (the year
 * of the article, its subject) tell little; those that stand beside few tell which one is meant.
 */
export function matchesOf<Q extends Quoted<unknown>>(claim: Binding, all: readonly Q[]): (Q & Match)[] {
  const { items } = claim;
  const near = all.map(({ binding, source }) => {
    const quote = binding();
    return items.map(({ keys }) => nearnessIn(quote, keys, source.keysBeside));
  });
  const telling = items.map(
    (_, item) => 1 / Math.sqrt(1 + near.reduce((sum, row) => sum + (row[item] ?? 0), 0)),
  );
  const most = items.reduce((sum, item, at) => sum + item.near * item.weight * (telling[at] ?? 1), 0);
  return all
    .map((quoted, at) => {
      const row = near[at] ?? [];
      const shares = items.map(({ near: wanted, weight }, item) =>
        most === 0 ? 0 : (Math.min(wanted, row[item] ?? 0) * weight * (telling[item] ?? 1)) / most,
      );
      return { ...quoted, shares, match: shares.reduce((sum, share) => sum + share, 0) };
    })
    .sort((a, b) => b.match - a.match);
}
