import { at, dot, moments, solve } from './linear-algebra.js';

/** Candidates of which one is to be chosen: n × d features, and which of them are right (at least one). */
export interface Choice {
  readonly rows: readonly (readonly number[])[];
  readonly right: readonly boolean[];
}

/** Steps of Newton's method; it settles in about ten. */
const iterations = 25;

/**
 * Conditional logit (McFadden 1974): weights under which the right candidates of each choice have the highest share of
 * exp(score). Where several are right, any of them will do: their shares are added up (expectation–maximisation over
 * which of them it is, with a Newton step for each expectation). Features are standardised over all candidates; the L2
 * penalty is on the standardised weights.
 * @returns weights for features as given, not standardised
 */
export function fitConditionalLogit(choices: readonly Choice[], { l2 = 1 } = {}): number[] {
  const all = choices.flatMap(({ rows }) => rows);
  const d = all[0]?.length ?? 0;
  const { deviations } = moments(
    all,
    all.map(() => 1),
    d,
  );
  // Means cancel out within a choice.
  const standard = choices.map(({ rows, right }) => ({
    rows: rows.map((row) => row.map((value, j) => value / at(deviations, j))),
    right,
  }));
  let beta = new Array<number>(d).fill(0);
  for (let step = 0; step < iterations; step++) {
    const gradient = beta.map((value) => -l2 * value);
    const hessian = beta.map((_, j) => beta.map((_value, k) => (j === k ? l2 : 0)));
    for (const choice of standard) addChoice(choice, beta, gradient, hessian);
    const change = solve(hessian, gradient);
    beta = beta.map((value, j) => value + at(change, j));
  }
  return beta.map((value, j) => value / at(deviations, j));
}

/** Adds a choice's part of the gradient, and of the negative Hessian: the covariance of the features under the shares. */
function addChoice(
  { rows, right }: Choice,
  beta: readonly number[],
  gradient: number[],
  hessian: readonly number[][],
): void {
  const scores = rows.map((row) => dot(beta, row));
  const best = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - best));
  const total = raised.reduce((sum, value) => sum + value, 0);
  const rightTotal = raised.reduce((sum, value, i) => sum + (right[i] === true ? value : 0), 0) || 1;
  const mean = beta.map((_, j) =>
    rows.reduce((sum, row, i) => sum + (at(raised, i) / total) * at(row, j), 0),
  );
  for (const [i, row] of rows.entries()) {
    const share = at(raised, i) / total;
    const wanted = right[i] === true ? at(raised, i) / rightTotal : 0;
    for (let j = 0; j < row.length; j++) {
      gradient[j] = at(gradient, j) + (wanted - share) * at(row, j);
      const line = hessian[j] ?? [];
      const deviation = share * (at(row, j) - at(mean, j));
      for (let k = 0; k < row.length; k++) line[k] = at(line, k) + deviation * (at(row, k) - at(mean, k));
    }
  }
}
