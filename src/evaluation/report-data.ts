import type { Timings } from '../domain/answer.js';
import type { QuestionOutcome } from './evaluate.js';
import {
  areaUnderCurve,
  bootstrapInterval,
  hit,
  mean,
  quantile,
  reciprocalRank,
  seededRandom,
} from './metrics.js';
import { compareRuns, succeeded, type EarlierRun, type RunComparison } from './report-comparison.js';
import {
  areaUnderSteps,
  expectedCalibrationError,
  refusalCurve,
  refusedWhileAnswering,
  reliabilityBins,
  riskCoverage,
  type CurvePoint,
  type ReliabilityBin,
  type ScoredOutcome,
} from './report-curves.js';

/** Shares that the report gives with an interval. */
export type MeasureName =
  | 'right'
  | 'rightAlone'
  | 'holds'
  | 'shortRight'
  | 'refusedRightly'
  | 'refusedWrongly'
  | 'recallAt1'
  | 'recallAt5'
  | 'recallAt10'
  | 'mrrAt10';

/** A mean of 0..1 with its bootstrap interval, 95 %. NaN where there is nothing to average. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Measure extends Interval {
  readonly name: MeasureName;
  /** Questions that it is measured on. */
  readonly count: number;
}

export interface KindMeasures {
  readonly kind: string;
  readonly answerable: number;
  readonly unanswerable: number;
  /** Share of the questions of this kind that succeed: answered right, or rightly refused. */
  readonly succeeded: Interval;
  readonly recallAt5: number;
  readonly mrrAt10: number;
  readonly refused: number;
}

export interface StageLatency {
  readonly stage: keyof Timings;
  readonly p50: number;
  readonly p95: number;
}

/** What orders the questions: the probability where answers have one, else the reader's score. */
export type Ordering = 'confidence' | 'score';

export interface Report {
  readonly questions: number;
  /** Share of all questions: answered right, or rightly refused. */
  readonly succeeded: number;
  readonly measures: readonly Measure[];
  readonly kinds: readonly KindMeasures[];
  readonly ordering: Ordering;
  /** Area under the ROC curve of answerable against unanswerable questions. */
  readonly separation: Interval;
  readonly refusedAt90: number;
  readonly risk: { readonly points: readonly CurvePoint[]; readonly area: number };
  /** Share of all questions that is answered at the present threshold. */
  readonly coverage: number;
  readonly refusal: readonly CurvePoint[];
  /** Where the present threshold stands in the refusal curve. */
  readonly refusalNow: CurvePoint;
  /** Null where answers have no confidence. */
  readonly reliability: { readonly bins: readonly ReliabilityBin[]; readonly error: number } | null;
  readonly recall: readonly (Interval & { readonly k: number })[];
  readonly stages: readonly StageLatency[];
  readonly worst: readonly QuestionOutcome[];
  readonly failures: number;
  readonly comparison: RunComparison | null;
}

const shownFailures = 20;
const longestRecall = 10;

/** Everything that the page shows, computed from the outcomes of a run. */
export function reportOf(outcomes: readonly QuestionOutcome[], earlier: EarlierRun | null = null): Report {
  const ordering = orderingOf(outcomes);
  const [answerable, unanswerable] = [true, false].map((sort) =>
    outcomes.filter(({ question }) => question.answerable === sort),
  );
  const wanted = answerable ?? [];
  const unwanted = unanswerable ?? [];
  const scoresOf = (group: readonly QuestionOutcome[]) => group.map((outcome) => orderOf(outcome, ordering));
  const searched = wanted.filter(({ question }) => question.sources.length > 0);
  const refusal = refusalCurve(scoresOf(wanted), scoresOf(unwanted));
  const risk = riskCoverage(scored(outcomes, ordering));
  const failures = outcomes.filter((outcome) => !succeeded(outcome));
  return {
    questions: outcomes.length,
    succeeded: mean(outcomes.map((outcome) => (succeeded(outcome) ? 1 : 0))),
    measures: measuresOf(wanted, unwanted, searched),
    kinds: kindsOf(outcomes),
    ordering,
    separation: separationOf(scoresOf(wanted), scoresOf(unwanted)),
    refusedAt90: refusedWhileAnswering(refusal, 0.9),
    risk: { points: risk, area: areaUnderSteps(risk) },
    coverage: mean(outcomes.map(({ answer }) => (answer.answered ? 1 : 0))),
    refusal,
    refusalNow: {
      x: mean(wanted.map(({ answer }) => (answer.answered ? 1 : 0))),
      y: mean(unwanted.map(({ answer }) => (answer.answered ? 0 : 1))),
    },
    reliability: ordering === 'confidence' ? reliabilityOf(outcomes) : null,
    recall: recallOf(searched),
    stages: stagesOf(outcomes),
    worst: worstOf(failures, ordering).slice(0, shownFailures),
    failures: failures.length,
    comparison: earlier && compareRuns(outcomes, earlier),
  };
}

/** Confidence as soon as any answer has one: before calibration none has. */
export function orderingOf(outcomes: readonly QuestionOutcome[]): Ordering {
  return outcomes.some(({ answer }) => answer.confidence !== null) ? 'confidence' : 'score';
}

/** What the question is ordered by. Where nothing was read there is nothing to be sure of. */
export function orderOf({ answer, score }: QuestionOutcome, ordering: Ordering): number {
  return ordering === 'confidence' ? (answer.confidence ?? 0) : (score ?? -Infinity);
}

/**
 * Whether what was shown answers the question; for a refusal, whether the reader's best span would have. Null where
 * that is not known: refused, and not explained.
 */
function isCorrect({ question, answer, holds, spanHolds }: QuestionOutcome): boolean | null {
  if (!question.answerable) return false;
  return answer.answered ? holds : spanHolds;
}

function scored(outcomes: readonly QuestionOutcome[], ordering: Ordering): ScoredOutcome[] {
  return outcomes.map((outcome) => ({
    score: orderOf(outcome, ordering),
    correct: isCorrect(outcome) ?? false,
  }));
}

/** Bins of confidence and the expected calibration error over the questions whose outcome is known. */
export function reliabilityOf(outcomes: readonly QuestionOutcome[]): {
  readonly bins: readonly ReliabilityBin[];
  readonly error: number;
} {
  const known = outcomes.flatMap((outcome) => {
    const correct = isCorrect(outcome);
    const score = outcome.answer.confidence;
    return correct === null || score === null ? [] : [{ score, correct }];
  });
  const bins = reliabilityBins(known);
  return { bins, error: expectedCalibrationError(bins) };
}

function intervalOf(values: readonly number[]): Interval {
  return { value: mean(values), ...bootstrapInterval(values) };
}

function measure(name: MeasureName, values: readonly number[]): Measure {
  return { name, count: values.length, ...intervalOf(values) };
}

const share = (outcomes: readonly QuestionOutcome[], test: (outcome: QuestionOutcome) => boolean) =>
  outcomes.map((outcome) => (test(outcome) ? 1 : 0));

function measuresOf(
  answerable: readonly QuestionOutcome[],
  unanswerable: readonly QuestionOutcome[],
  searched: readonly QuestionOutcome[],
): Measure[] {
  const alone = answerable.filter(({ question }) => question.history.length === 0);
  const mixed = alone.length > 0 && alone.length < answerable.length;
  return [
    measure(
      'right',
      share(answerable, ({ right }) => right),
    ),
    ...(mixed
      ? [
          measure(
            'rightAlone',
            share(alone, ({ right }) => right),
          ),
        ]
      : []),
    measure(
      'holds',
      share(answerable, ({ holds }) => holds),
    ),
    measure(
      'shortRight',
      share(answerable, ({ shortRight }) => shortRight),
    ),
    measure(
      'refusedRightly',
      share(unanswerable, ({ answer }) => !answer.answered),
    ),
    measure(
      'refusedWrongly',
      share(answerable, ({ answer }) => !answer.answered),
    ),
    ...([1, 5, 10] as const).map((k) =>
      measure(
        `recallAt${k}`,
        searched.map(({ relevant }) => hit(relevant, k)),
      ),
    ),
    measure(
      'mrrAt10',
      searched.map(({ relevant }) => reciprocalRank(relevant, 10)),
    ),
  ].filter(({ count }) => count > 0);
}

/** The most frequent first; a file may name more kinds than anyone reads. */
function kindsOf(outcomes: readonly QuestionOutcome[]): KindMeasures[] {
  return [...new Set(outcomes.map(({ question }) => question.kind))]
    .map((kind) => {
      const own = outcomes.filter(({ question }) => question.kind === kind);
      const answerable = own.filter(({ question }) => question.answerable);
      const searched = answerable.filter(({ question }) => question.sources.length > 0);
      const successes = share(own, succeeded);
      return {
        kind,
        answerable: answerable.length,
        unanswerable: own.length - answerable.length,
        succeeded: intervalOf(successes),
        recallAt5: mean(searched.map(({ relevant }) => hit(relevant, 5))),
        mrrAt10: mean(searched.map(({ relevant }) => reciprocalRank(relevant, 10))),
        refused: mean(share(own, ({ answer }) => !answer.answered)),
      };
    })
    .sort((a, b) => sizeOf(b) - sizeOf(a) || (a.kind < b.kind ? -1 : 1))
    .slice(0, 40);
}

function sizeOf({ answerable, unanswerable }: KindMeasures): number {
  return answerable + unanswerable;
}

/** ROC area with a bootstrap interval that draws answerable and unanswerable questions apart. */
function separationOf(answerable: readonly number[], unanswerable: readonly number[]): Interval {
  const value = areaUnderCurve(answerable, unanswerable);
  if (Number.isNaN(value)) return { value, low: NaN, high: NaN };
  const random = seededRandom(1);
  const drawn = (scores: readonly number[]) =>
    scores.map(() => scores[Math.floor(random() * scores.length)] ?? 0);
  const areas = Array.from({ length: 1000 }, () => areaUnderCurve(drawn(answerable), drawn(unanswerable)));
  return { value, low: quantile(areas, 0.025), high: quantile(areas, 0.975) };
}

function recallOf(searched: readonly QuestionOutcome[]): Report['recall'] {
  if (searched.length === 0) return [];
  return Array.from({ length: longestRecall }, (_, index) => {
    const hits = searched.map(({ relevant }) => hit(relevant, index + 1));
    return { k: index + 1, value: mean(hits), ...bootstrapInterval(hits, { rounds: 500 }) };
  });
}

const stages = ['condenseMs', 'embedMs', 'retrieveMs', 'readMs', 'answerMs', 'totalMs'] as const;

/** Stages that took any time at all, in their order, the whole last. */
function stagesOf(outcomes: readonly QuestionOutcome[]): StageLatency[] {
  return stages
    .map((stage) => {
      const times = outcomes.map(({ answer }) => answer.timings[stage]);
      return { stage, p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
    })
    .filter(({ p95 }) => p95 > 0);
}

/** Wrong answers first, the surest foremost; then what was refused for nothing; then what is only too long. */
function worstOf(failures: readonly QuestionOutcome[], ordering: Ordering): QuestionOutcome[] {
  const gravity = ({ answer, holds }: QuestionOutcome) => (!answer.answered ? 1 : holds ? 2 : 0);
  const order = (outcome: QuestionOutcome) => orderOf(outcome, ordering);
  return [...failures].sort((a, b) => gravity(a) - gravity(b) || compare(order(b), order(a)));
}

/** As numbers, where both may be -Infinity. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
