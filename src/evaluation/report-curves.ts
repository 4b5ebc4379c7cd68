import { mean } from './metrics.js';

/** One question as curves see it. */
export interface ScoredOutcome {
  /** Higher is surer: the confidence, or the reader's score. */
  readonly score: number;
  /** Whether what was shown, or would have been shown, answers the question. */
  readonly correct: boolean;
}

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/**
 * Risk–coverage curve (El-Yaniv & Wiener 2010): were only the surest answered, which share of those would be wrong?
 * x: share of all questions answered; y: share of the answered that is wrong. Questions of equal score are answered
 * together, so they make one point.
 */
export function riskCoverage(outcomes: readonly ScoredOutcome[]): CurvePoint[] {
  const sorted = [...outcomes].sort((a, b) => b.score - a.score);
  const points: CurvePoint[] = [];
  let wrong = 0;
  for (const [index, outcome] of sorted.entries()) {
    if (!outcome.correct) wrong++;
    if (sorted[index + 1]?.score === outcome.score) continue;
    points.push({ x: (index + 1) / sorted.length, y: wrong / (index + 1) });
  }
  return points;
}

/** Mean height of a curve of steps over 0..1 (for risk–coverage: AURC, lower is better); NaN without points. */
export function areaUnderSteps(points: readonly CurvePoint[]): number {
  if (points.length === 0) return NaN;
  return points.reduce((sum, { x, y }, index) => sum + (x - (points[index - 1]?.x ?? 0)) * y, 0);
}

/**
 * Trade-off of refusing: for every threshold, x is the share of the answerable that is answered, y the share of the
 * unanswerable that is refused. Begins at (0, 1), ends at (1, 0); the area under it is the ROC area.
 */
export function refusalCurve(answerable: readonly number[], unanswerable: readonly number[]): CurvePoint[] {
  const [wanted, unwanted] = [answerable, unanswerable].map((scores) => [...scores].sort((a, b) => b - a));
  if (!wanted?.length || !unwanted?.length) return [];
  const thresholds = [...new Set([...wanted, ...unwanted])].sort((a, b) => b - a);
  const points: CurvePoint[] = [{ x: 0, y: 1 }];
  let [answered, passed] = [0, 0];
  for (const threshold of thresholds) {
    while (answered < wanted.length && (wanted[answered] ?? -Infinity) >= threshold) answered++;
    while (passed < unwanted.length && (unwanted[passed] ?? -Infinity) >= threshold) passed++;
    points.push({ x: answered / wanted.length, y: 1 - passed / unwanted.length });
  }
  return points;
}

/** Largest share of the unanswerable that can be refused while at least `answered` of the answerable are answered. */
export function refusedWhileAnswering(points: readonly CurvePoint[], answered: number): number {
  return points.find(({ x }) => x >= answered - 1e-12)?.y ?? NaN;
}

export interface ReliabilityBin {
  /** Confidence from `low` to `high`. */
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Mean confidence, and share that was correct. */
  readonly confidence: number;
  readonly correct: number;
}

/** Confidences in bins of equal width; empty bins are left out. */
export function reliabilityBins(outcomes: readonly ScoredOutcome[], bins = 10): ReliabilityBin[] {
  const members = Array.from({ length: bins }, (): ScoredOutcome[] => []);
  for (const outcome of outcomes) {
    members[Math.min(bins - 1, Math.max(0, Math.floor(outcome.score * bins)))]?.push(outcome);
  }
  return members.flatMap((own, index) =>
    own.length === 0
      ? []
      : [
          {
            low: index / bins,
            high: (index + 1) / bins,
            count: own.length,
            confidence: mean(own.map(({ score }) => score)),
            correct: mean(own.map(({ correct }) => (correct ? 1 : 0))),
          },
        ],
  );
}

/** Expected calibration error (Naeini, Cooper & Hauskrecht 2015): mean gap of the bins, weighted by their size. */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return (
    bins.reduce((sum, { count, confidence, correct }) => sum + count * Math.abs(confidence - correct), 0) /
    total
  );
}

/** Wilson's interval (1927) of a share, 95 %: honest for few questions and for shares near 0 and 1. */
export function wilsonInterval(share: number, count: number): { low: number; high: number } {
  const z = 1.96;
  const scale = 1 + z ** 2 / count;
  const middle = (share + z ** 2 / (2 * count)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
