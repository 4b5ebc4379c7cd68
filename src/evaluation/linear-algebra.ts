/** Mean and standard deviation of each of `d` features, by the importance of the rows. */
export function moments(rows: readonly (readonly number[])[], importance: readonly number[], d: number) {
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
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
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

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * at(b, i), 0);
}

export function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}
