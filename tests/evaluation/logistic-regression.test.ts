import { expect, it } from 'vitest';
import { fitLogistic } from '../../src/evaluation/logistic-regression.js';
import { seededRandom } from '../../src/evaluation/metrics.js';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

it('finds the weights that the labels were drawn with, whatever the scale of the features', () => {
  const random = seededRandom(3);
  const rows = Array.from({ length: 20_000 }, () => [
    random() * 2 - 1,
    100 * random(),
    random() < 0.3 ? 1 : 0,
  ]);
  const labels = rows.map(([a = 0, b = 0, c = 0]) =>
    random() < sigmoid(0.5 + 2 * a - 0.03 * b + c) ? 1 : 0,
  );
  const { intercept, weights } = fitLogistic(
    rows,
    labels,
    rows.map(() => 1),
  );
  expect(intercept).toBeCloseTo(0.5, 0);
  expect(weights[0]).toBeCloseTo(2, 0);
  expect(weights[1]).toBeCloseTo(-0.03, 2);
  expect(weights[2]).toBeCloseTo(1, 0);
});

it('gives probabilities that come true on average', () => {
  const rows = [[0], [0], [0], [1], [1], [1], [1]];
  const labels = [0, 0, 1, 1, 1, 1, 0];
  const { intercept, weights } = fitLogistic(
    rows,
    labels,
    labels.map(() => 1),
    { l2: 0.01 },
  );
  expect(sigmoid(intercept)).toBeCloseTo(1 / 3, 1);
  expect(sigmoid(intercept + (weights[0] ?? 0))).toBeCloseTo(3 / 4, 1);
});

it('counts an example as often as its importance says, and stays finite where classes are apart or a feature is constant', () => {
  const twice = fitLogistic([[0], [1], [1]], [0, 1, 0], [1, 2, 1]);
  const doubled = fitLogistic([[0], [1], [1], [1]], [0, 1, 1, 0], [1, 1, 1, 1]);
  expect(twice.weights[0]).toBeCloseTo(doubled.weights[0] ?? NaN, 6);
  const apart = fitLogistic(
    [
      [0, 5],
      [1, 5],
    ],
    [0, 1],
    [1, 1],
  );
  expect([apart.intercept, ...apart.weights].every(Number.isFinite)).toBe(true);
});
