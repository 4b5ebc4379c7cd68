/**
 * Groups texts into batches of similar length, longest first: rows times the longest row stays within `budget`
 * tokens, padding included. A text longer than the budget is a batch by itself. Small batches stay in the
 * processor's cache, and equal lengths need no padding.
 *
 * @param lengths tokens of each text
 * @param budget padded tokens a batch
 * @returns indexes into `lengths`; every one exactly once
 */
export function planBatches(lengths: ArrayLike<number>, budget: number): number[][] {
  const lengthOf = (index: number): number => lengths[index] ?? 0;
  const order = Array.from(lengths, (_, index) => index).sort((a, b) => lengthOf(b) - lengthOf(a) || a - b);
  const batches: number[][] = [];
  let batch: number[] = [];
  let longest = 0;
  for (const index of order) {
    if (batch.length > 0 && (batch.length + 1) * longest > budget) {
      batches.push(batch);
      batch = [];
    }
    if (batch.length === 0) longest = lengthOf(index);
    batch.push(index);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
