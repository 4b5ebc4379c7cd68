import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { metricsOf, type QuestionOutcome } from './evaluate.js';
import { areaUnderCurve, seededRandom } from './metrics.js';
import type { EvaluationQuestion } from './question-set.js';
import { refusalCurve, refusedWhileAnswering } from './report-curves.js';
import { orderingOf, orderOf, reliabilityOf } from './report-data.js';
import { textTable } from './report-table.js';

/** A set of questions with the articles that they are asked of. Paths are below the folder of all sets. */
export interface SharedSet {
  readonly name: string;
  readonly corpus: string;
  readonly questions: string;
}

const sets: readonly SharedSet[] = [
  { name: 'seeds', corpus: 'corpora/seeds', questions: 'eval/seeds/questions.jsonl' },
  { name: 'news-dev', corpus: 'corpora/ecommerce-news.jsonl', questions: 'eval/news-dev/questions.jsonl' },
  { name: 'drcd-dev', corpus: 'eval/drcd-dev/articles.jsonl', questions: 'eval/drcd-dev/questions.jsonl' },
  {
    name: 'cmrc-trial',
    corpus: 'eval/cmrc-trial/articles.jsonl',
    questions: 'eval/cmrc-trial/questions.jsonl',
  },
];
export const sharedSetNames = sets.map(({ name }) => name);

/** The sets of these names that lie in `folder`, with whole paths, and the names of those that do not. */
export function findSharedSets(
  folder: string,
  names: readonly string[] = sharedSetNames,
): { readonly found: readonly SharedSet[]; readonly missing: readonly string[] } {
  const found = sets
    .filter(({ name }) => names.includes(name))
    .map(({ name, corpus, questions }) => ({
      name,
      corpus: join(folder, corpus),
      questions: join(folder, questions),
    }))
    .filter(({ corpus, questions }) => existsSync(corpus) && existsSync(questions));
  return { found, missing: names.filter((name) => !found.some((set) => set.name === name)) };
}

/**
 * So many of the questions, drawn without replacement, in their order: the same ones in every run (a shuffle after
 * Fisher and Yates). All where `size` is null or not smaller.
 */
export function sampled(
  questions: readonly EvaluationQuestion[],
  size: number | null,
  seed = 1,
): readonly EvaluationQuestion[] {
  if (size === null || size >= questions.length) return questions;
  const random = seededRandom(seed);
  const order = questions.map((_, index) => index);
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  const chosen = new Set(order.slice(0, size));
  return questions.filter((_, index) => chosen.has(index));
}

/** Figures of one set as the table gives them: shares and areas in 0..1, NaN where there is nothing to measure. */
export interface SharedFigures {
  readonly questions: number;
  /** Of the answerable that are no follow-ups. */
  readonly right: number;
  readonly followUpsRight: number;
  readonly shortRight: number;
  readonly refusedRightly: number;
  readonly refusedWrongly: number;
  /** ROC area of the confidence, or of the reader's score before calibration. */
  readonly separation: number;
  /** Of the unanswerable, where 90 % of the answerable are answered. */
  readonly refusedAt90: number;
  readonly mrrAt10: number;
  readonly recallAt5: number;
  /** NaN before calibration. */
  readonly calibrationError: number;
  readonly p50: number;
  readonly p95: number;
}

export function sharedFigures(outcomes: readonly QuestionOutcome[]): SharedFigures {
  const ordering = orderingOf(outcomes);
  const [answerable, unanswerable] = [true, false].map((sort) =>
    outcomes
      .filter(({ question }) => question.answerable === sort)
      .map((outcome) => orderOf(outcome, ordering)),
  );
  const isFollowUp = ({ question }: QuestionOutcome) => question.history.length > 0;
  const all = metricsOf(outcomes);
  const alone = metricsOf(outcomes.filter((outcome) => !isFollowUp(outcome)));
  return {
    questions: outcomes.length,
    right: alone.right,
    followUpsRight: metricsOf(outcomes.filter(isFollowUp)).right,
    shortRight: alone.shortRight,
    refusedRightly: all.refusedRightly,
    refusedWrongly: all.refusedWrongly,
    separation: areaUnderCurve(answerable ?? [], unanswerable ?? []),
    refusedAt90: refusedWhileAnswering(refusalCurve(answerable ?? [], unanswerable ?? []), 0.9),
    mrrAt10: all.mrrAt10,
    recallAt5: all.recallAt5,
    calibrationError: ordering === 'confidence' ? reliabilityOf(outcomes).error : NaN,
    p50: all.latencyMs.p50,
    p95: all.latencyMs.p95,
  };
}

const percent = (value: number) => (Number.isNaN(value) ? '–' : (100 * value).toFixed(1));
const area = (value: number) => (Number.isNaN(value) ? '–' : value.toFixed(3));

const columns: readonly (readonly [heading: string, of: (figures: SharedFigures) => string])[] = [
  ['n', ({ questions }) => String(questions)],
  ['right', ({ right }) => percent(right)],
  ['follow-ups', ({ followUpsRight }) => percent(followUpsRight)],
  ['short', ({ shortRight }) => percent(shortRight)],
  ['refused+', ({ refusedRightly }) => percent(refusedRightly)],
  ['refused−', ({ refusedWrongly }) => percent(refusedWrongly)],
  ['AUC', ({ separation }) => area(separation)],
  ['refused@90', ({ refusedAt90 }) => percent(refusedAt90)],
  ['MRR@10', ({ mrrAt10 }) => percent(mrrAt10)],
  ['R@5', ({ recallAt5 }) => percent(recallAt5)],
  ['ECE', ({ calibrationError }) => area(calibrationError)],
  ['p50 ms', ({ p50 }) => p50.toFixed(0)],
  ['p95 ms', ({ p95 }) => p95.toFixed(0)],
];

const legend = `right, short: of the answerable, follow-ups apart. refused+: of the unanswerable; refused−: of the answerable.
AUC: answerable against unanswerable by confidence, by the reader's score where answers have none (then no ECE).
refused@90: of the unanswerable, at the threshold where 90 % of the answerable are answered.`;

/** One line a set, and one for all together where there are several. */
export function sharedTable(
  runs: readonly { readonly name: string; readonly outcomes: readonly QuestionOutcome[] }[],
): string {
  const all = runs.length > 1 ? [{ name: 'all', outcomes: runs.flatMap(({ outcomes }) => outcomes) }] : [];
  const rows = [...runs, ...all].map(({ name, outcomes }) => {
    const figures = sharedFigures(outcomes);
    return [name, ...columns.map(([, of]) => of(figures))];
  });
  return `${textTable([['', ...columns.map(([heading]) => heading)], ...rows])}\n${legend}\n`;
}
