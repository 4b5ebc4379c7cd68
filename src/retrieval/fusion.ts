/** A list of candidates, best first, of one way of searching. */
export interface RankedList {
  readonly hits: readonly { readonly passageId: string; readonly score: number }[];
  /** Share of this list in the fused score. */
  readonly weight: number;
}

export interface FusedHit {
  readonly passageId: string;
  readonly score: number;
}

/**
 * Reciprocal rank fusion (Cormack, Clarke & Büttcher 2009): a hit scores the sum of weight / (k + rank), rank
 * from 1, over the lists that hold it. Scores themselves do not matter.
 */
export function reciprocalRankFusion(lists: readonly RankedList[], k = 60): FusedHit[] {
  const scores = new Map<string, number>();
  for (const { hits, weight } of lists) {
    for (const [index, { passageId }] of hits.entries()) {
      scores.set(passageId, (scores.get(passageId) ?? 0) + weight / (k + index + 1));
    }
  }
  return sorted(scores);
}

/** Turns the scores of one list into comparable numbers; `missing` is what a hit of another list gets here. */
export type Normalisation = (scores: readonly number[]) => { of: (score: number) => number; missing: number };

/** Lowest score of the list → 0, highest → 1. */
export const minMax: Normalisation = (scores) => {
  const low = Math.min(...scores);
  const range = Math.max(...scores) - low;
  return { of: (score) => (range > 0 ? (score - low) / range : 1), missing: 0 };
};

/** `floor` (the lowest score possible) → 0, highest of the list → 1 (Bruch, Gai & Ingber 2023). */
export function theoreticalMinMax(floor: number): Normalisation {
  return (scores) => {
    const range = Math.max(...scores) - floor;
    const of = (score: number) => (range > 0 ? (score - floor) / range : 0);
    // What a list does not hold scores at most what its last hit does.
    return { of, missing: of(Math.min(...scores)) };
  };
}

/** Distance from the mean of the list in standard deviations; what is missing lies where the last hit does. */
export const zScore: Normalisation = (scores) => {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const deviation = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length);
  const of = (score: number) => (deviation > 0 ? (score - mean) / deviation : 0);
  return { of, missing: of(Math.min(...scores)) };
};

/** Sum of weight · normalised score over all lists. An empty list adds nothing. */
export function weightedSum(
  lists: readonly (RankedList & { readonly normalisation: Normalisation })[],
): FusedHit[] {
  const scores = new Map<string, number>();
  for (const { hits } of lists) for (const { passageId } of hits) scores.set(passageId, 0);
  for (const { hits, weight, normalisation } of lists) {
    if (hits.length === 0) continue;
    const { of, missing } = normalisation(hits.map(({ score }) => score));
    const own = new Map(hits.map(({ passageId, score }) => [passageId, of(score)]));
    for (const [passageId, score] of scores)
      scores.set(passageId, score + weight * (own.get(passageId) ?? missing));
  }
  return sorted(scores);
}

/** Best first; ties by passage id, so that the order never depends on that of the lists. */
function sorted(scores: ReadonlyMap<string, number>): FusedHit[] {
  return [...scores]
    .map(([passageId, score]) => ({ passageId, score }))
    .sort((a, b) => b.score - a.score || (a.passageId < b.passageId ? -1 : 1));
}
