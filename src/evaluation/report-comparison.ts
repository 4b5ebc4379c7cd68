import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { UsageError } from '../errors.js';
import type { QuestionOutcome } from './evaluate.js';
import { bootstrapInterval, mean } from './metrics.js';

const earlierOutcomeSchema = z.object({
  id: z.string(),
  answerable: z.boolean(),
  answered: z.boolean(),
  holds: z.boolean(),
  right: z.boolean(),
  shortRight: z.boolean(),
  shortAnswer: z.string().nullable().default(null),
});

/** A run as `yinju eval --json` wrote it; what this version does not know is passed over. */
export const earlierRunSchema = z.object({ outcomes: z.array(earlierOutcomeSchema) });
export type EarlierRun = z.infer<typeof earlierRunSchema>;
type EarlierOutcome = EarlierRun['outcomes'][number];

/**
 * Reads a run that `yinju eval --json` wrote.
 * @throws UsageError naming the file, if it cannot be read or is no such run.
 */
export function readEarlierRun(path: string): EarlierRun {
  try {
    return earlierRunSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new UsageError('evaluation.bad-run', { path }, cause);
  }
}

/** Measures that a file of an earlier run allows to compare question by question. */
export const comparedMeasures = [
  'succeeded',
  'right',
  'shortRight',
  'refusedRightly',
  'refusedWrongly',
] as const;
export type ComparedMeasure = (typeof comparedMeasures)[number];

export interface MeasureChange {
  readonly measure: ComparedMeasure;
  /** Questions that it is measured on, in both runs the same. */
  readonly count: number;
  readonly before: number;
  readonly after: number;
  /** Paired bootstrap of after − before, 95 %. */
  readonly low: number;
  readonly high: number;
}

export interface RunComparison {
  /** Questions of both runs; the others are only counted. */
  readonly shared: number;
  readonly onlyNow: number;
  readonly onlyBefore: number;
  readonly changes: readonly MeasureChange[];
  /** Questions that succeed now and did not before, and the other way round. */
  readonly won: readonly ComparedOutcome[];
  readonly lost: readonly ComparedOutcome[];
}

export interface ComparedOutcome {
  readonly now: QuestionOutcome;
  readonly before: EarlierOutcome;
}

type Judged = Pick<EarlierOutcome, 'answered' | 'right' | 'shortRight'>;

/** The answerable are to be answered right, the unanswerable refused. */
export function succeeded(outcome: QuestionOutcome): boolean {
  return success(judged(outcome), outcome.question.answerable);
}

function success({ answered, right }: Judged, answerable: boolean): boolean {
  return answerable ? right : !answered;
}

function judged({ answer, right, shortRight }: QuestionOutcome): Judged {
  return { answered: answer.answered, right, shortRight };
}

/** This run beside an earlier one, question by question; questions are the same when their ids and sorts are. */
export function compareRuns(outcomes: readonly QuestionOutcome[], earlier: EarlierRun): RunComparison {
  const earlierById = new Map(earlier.outcomes.map((outcome) => [outcome.id, outcome]));
  const pairs = outcomes.flatMap((now): ComparedOutcome[] => {
    const before = earlierById.get(now.question.id);
    return before?.answerable === now.question.answerable ? [{ now, before }] : [];
  });
  const changed = (wasRight: boolean) =>
    pairs.filter(
      ({ now, before }) => success(before, before.answerable) === wasRight && succeeded(now) !== wasRight,
    );
  return {
    shared: pairs.length,
    onlyNow: outcomes.length - pairs.length,
    onlyBefore: earlierById.size - pairs.length,
    changes: comparedMeasures.flatMap((measure) => changeOf(measure, pairs)),
    won: changed(false),
    lost: changed(true),
  };
}

const measured: Readonly<Record<ComparedMeasure, (outcome: Judged, answerable: boolean) => boolean | null>> =
  {
    succeeded: success,
    right: ({ right }, answerable) => (answerable ? right : null),
    shortRight: ({ shortRight }, answerable) => (answerable ? shortRight : null),
    refusedRightly: ({ answered }, answerable) => (answerable ? null : !answered),
    refusedWrongly: ({ answered }, answerable) => (answerable ? !answered : null),
  };

/** Empty where no question is of the sort that is measured. */
function changeOf(measure: ComparedMeasure, pairs: readonly ComparedOutcome[]): MeasureChange[] {
  const of = (outcome: Judged, answerable: boolean) => {
    const value = measured[measure](outcome, answerable);
    return value === null ? [] : [value ? 1 : 0];
  };
  const before = pairs.flatMap((pair) => of(pair.before, pair.before.answerable));
  const after = pairs.flatMap(({ now }) => of(judged(now), now.question.answerable));
  if (before.length === 0) return [];
  const interval = bootstrapInterval(after.map((value, index) => value - (before[index] ?? 0)));
  return [{ measure, count: before.length, before: mean(before), after: mean(after), ...interval }];
}
