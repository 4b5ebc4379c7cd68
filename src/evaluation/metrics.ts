/** Mean of the numbers; NaN for none. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** 1 / rank of the first relevant result within the first `k`, else 0. */
export function reciprocalRank(relevant: readonly boolean[], k: number): number {
  const first = relevant.slice(0, k).indexOf(true);
  return first < 0 ? 0 : 1 / (first + 1);
}

/** 1 if a relevant result is among the first `k`, else 0. */
export function hit(relevant: readonly boolean[], k: number): number {
  return relevant.slice(0, k).includes(true) ? 1 : 0;
}

/** The p-quantile (0 to 1) by nearest rank; NaN for none. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? NaN;
}

/** Area under the ROC curve: the chance that a positive scores above a negative, ties counting half. */
export function areaUnderCurve(positives: readonly number[], negatives: readonly number[]): number {
  const sorted = [...negatives].sort((a, b) => a - b);
  const below = (value: number, inclusive: boolean) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = sorted[middle] ?? Infinity;
      if (other < value || (inclusive && other === value)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  let sum = 0;
  for (const value of positives) sum += (below(value, false) + below(value, true)) / 2;
  return sum / (positives.length * negatives.length);
}

/** mulberry32: a small seeded generator of numbers in [0, 1), so that intervals are the same in every run. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Percentile bootstrap (Efron 1979) of the mean: the central `level` of `rounds` resampled means. */
export function bootstrapInterval(
  values: readonly number[],
  { rounds = 2000, level = 0.95, seed = 1 } = {},
): { low: number; high: number } {
  const random = seededRandom(seed);
  const means = Array.from({ length: rounds }, () => {
    return mean(values.map(() => values[Math.floor(random() * values.length)] ?? 0));
  });
  return { low: quantile(means, (1 - level) / 2), high: quantile(means, (1 + level) / 2) };
}
