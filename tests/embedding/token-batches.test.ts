import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planBatches } from '../../src/embedding/token-batches.js';

describe('planBatches', () => {
  it('sorts by length and fills each batch up to the budget', () => {
    expect(planBatches([10, 40, 20, 40, 10], 80)).toEqual([
      [1, 3],
      [2, 0, 4],
    ]);
    expect(planBatches([], 100)).toEqual([]);
  });

  it('gives a text beyond the budget a batch of its own', () => {
    expect(planBatches([500, 3, 700], 100)).toEqual([[2], [0], [1]]);
  });

  it('holds every index once, within the budget, without a batch that the next would have fitted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 512 })),
        fc.integer({ min: 1, max: 2048 }),
        (lengths, budget) => {
          const batches = planBatches(lengths, budget);
          expect(batches.flat().sort((a, b) => a - b)).toEqual(lengths.map((_, i) => i));
          batches.forEach((batch, i) => {
            const longest = Math.max(...batch.map((index) => lengths[index]!));
            if (batch.length > 1) expect(batch.length * longest).toBeLessThanOrEqual(budget);
            if (i + 1 < batches.length) expect((batch.length + 1) * longest).toBeGreaterThan(budget);
          });
        },
      ),
    );
  });
});
