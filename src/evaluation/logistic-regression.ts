export interface LogisticModel {
  readonly intercept: number;
  readonly weights: readonly number[];
}

export interface LogisticOptions {
  /** Strength of the L2 penalty on standardised weights; the intercept is free. */
  readonly l2?: number;
  readonly iterations?: number;
}

/**
 * Logistic regression by Newton's method (iteratively reweighted least squares; Hastie, Tibshirani & Friedman 2009,
 * 4.4.1) on standardised features, with an L2 penalty.
 * @param rows n × d features; @param labels n of 0 or 1; @param importance n weights of the examples
 * @returns weights for features as given, not standardised
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  labels: readonly number[],
  importance: readonly number[],
  { l2 = 1, iterations = 30 }: LogisticOptions = {},
): LogisticModel {
  const d = rows[0]?.length ?? 0;
  const { means, deviations } = moments(rows, importance, d);
  const standard = rows.map((row) => [
    1,
    ...row.map((value, j) => (value - at(means, j)) / at(deviations, j)),
  ]);
  let beta = new Array<number>(d + 1).fill(0);
  for (let step = 0; step < iterations; step++) {
    const gradient = beta.map((value, j) => (j === 0 ? 0 : -l2 * value));
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

function moments(rows: readonly (readonly number[])[], importance: readonly number[], d: number) {
  const total = importance.reduce((sum, weight) => sum + weight, 0);
  const means = Array.from(
    { length: d },
    (_, j) => rows.reduce((sum, row, i) => sum + at(importance, i) * at(row, j), 0) / total,
  );
  const deviations = means.map((mean, j) => {
    const variance =
      rows.reduce((sum, row, i) => sum + at(importance, i) * (at(row, j) - mean) ** 2, 0) / total;
    // A feature that never varies tells nothing and must not divide by zero.
    return Math.sqrt(variance) || 1;
  });
  return { means, deviations };
}

/** Solves a symmetric positive definite system by Gaussian elimination with pivots. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, at(right, i)]);
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let i = column + 1; i < n; i++) {
      if (Math.abs(at(rows[i] ?? [], column)) > Math.abs(at(rows[pivot] ?? [], column))) pivot = i;
    }
    const top = rows[pivot] ?? [];
    rows[pivot] = rows[column] ?? [];
    rows[column] = top;
    for (const [i, row] of rows.entries()) {
      if (i === column) continue;
      const factor = at(row, column) / at(top, column);
      for (let k = column; k <= n; k++) row[k] = at(row, k) - factor * at(top, k);
    }
  }
  return rows.map((row, i) => at(row, n) / at(row, i));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * at(b, i), 0);
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}
