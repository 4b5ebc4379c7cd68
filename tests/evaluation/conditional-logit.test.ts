import { expect, it } from 'vitest';
import { fitConditionalLogit, type Choice } from '../../src/evaluation/conditional-logit.js';
import { seededRandom } from '../../src/evaluation/metrics.js';

const random = seededRandom(5);

/** Choices among five, drawn with the shares that the weights give. */
function drawn(weights: readonly number[], count: number, scale: number): Choice[] {
  return Array.from({ length: count }, () => {
    const rows = Array.from({ length: 5 }, () =>
      weights.map((_, j) => (j === 0 ? scale : 1) * (2 * random() - 1)),
    );
    const shares = rows.map((row) => Math.exp(row.reduce((sum, x, j) => sum + x * weights[j]!, 0)));
    let rest = random() * shares.reduce((a, b) => a + b);
    const chosen = shares.findIndex((share) => (rest -= share) < 0);
    return { rows, right: rows.map((_, i) => i === chosen) };
  });
}

it('finds the weights that choices were drawn with, whatever the scale of the features', () => {
  const weights = fitConditionalLogit(drawn([0.02, -1.5, 0], 6000, 100), { l2: 0.1 });
  expect(weights[0]).toBeCloseTo(0.02, 2);
  expect(weights[1]).toBeCloseTo(-1.5, 0);
  expect(Math.abs(weights[2]!)).toBeLessThan(0.15);
});

it('is content with any of several right candidates', () => {
  const choices: Choice[] = Array.from({ length: 200 }, (_, i) => ({
    rows: [
      [1, i % 2],
      [0, 0],
      [1, 1 - (i % 2)],
    ],
    right: [true, false, true],
  }));
  const [first, second] = fitConditionalLogit(choices);
  expect(first).toBeGreaterThan(1);
  expect(Math.abs(second!)).toBeLessThan(first!);
});

it('gives a feature that never varies no weight', () => {
  const weights = fitConditionalLogit([
    {
      rows: [
        [3, 1],
        [3, 0],
      ],
      right: [true, false],
    },
  ]);
  expect(weights[0]).toBe(0);
  expect(weights[1]).toBeGreaterThan(0);
});
