import { at, dot, moments, solve } from './linear-algebra.js';

export interface LogisticModel {
  readonly intercept: number;
  readonly weights: readonly number[];
}

export interface LogisticOptions {
  /** Strength of the L2 penalty on standardised weights; the intercept is free. */
  readonly l2?: number;
  readonly iterations?: number;
  /** What the penalty draws the weights to, 0 if absent: what is known before these rows were seen. */
  readonly prior?: LogisticModel;
}

/**
 * Logistic regression by Newton's method (iteratively reweighted least squares; Hastie, Tibshirani & Friedman 2009,
 * 4.4.1) on standardised features, with an L2 penalty (a Gaussian prior around `prior`).
 * @param rows n × d features; @param labels n of 0 or 1; @param importance n weights of the examples
 * @returns weights for features as given, not standardised
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  labels: readonly number[],
  importance: readonly number[],
  { l2 = 1, iterations = 30, prior }: LogisticOptions = {},
): LogisticModel {
  const d = rows[0]?.length ?? 0;
  const { means, deviations } = moments(rows, importance, d);
  const standard = rows.map((row) => [
    1,
    ...row.map((value, j) => (value - at(means, j)) / at(deviations, j)),
  ]);
  const center = [0, ...deviations.map((deviation, j) => at(prior?.weights ?? [], j) * deviation)];
  let beta = [...center];
  for (let step = 0; step < iterations; step++) {
    const gradient = beta.map((value, j) => (j === 0 ? 0 : -l2 * (value - at(center, j))));
    const hessian = beta.map((_, j) => beta.map((_value, k) => (j === k ? (j === 0 ? 1e-9 : l2) : 0)));
    for (const [i, row] of standard.entries()) {
      const p = 1 / (1 + Math.exp(-dot(beta, row)));
      const weight = at(importance, i);
      const residual = weight * (at(labels, i) - p);
      const curvature = weight * p * (1 - p);
      for (let j = 0; j <= d; j++) {
        gradient[j] = at(gradient, j) + residual * at(row, j);
        const line = hessian[j] ?? [];
        for (let k = 0; k <= d; k++) line[k] = at(line, k) + curvature * at(row, j) * at(row, k);
      }
    }
    const change = solve(hessian, gradient);
    beta = beta.map((value, j) => value + at(change, j));
    if (Math.max(...change.map(Math.abs)) < 1e-8) break;
  }
  const weights = beta.slice(1).map((value, j) => value / at(deviations, j));
  return {
    intercept: at(beta, 0) - weights.reduce((sum, weight, j) => sum + weight * at(means, j), 0),
    weights,
  };
}
