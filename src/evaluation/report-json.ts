import { metricsOf, type Metrics, type QuestionOutcome } from './evaluate.js';
import { orderingOf, reliabilityOf } from './report-data.js';

export interface MetricGroup {
  readonly kind: string;
  readonly metrics: Metrics;
}

/** Metrics of each kind of question, by name; none where there is only one kind. */
export function metricsByKind(outcomes: readonly QuestionOutcome[]): MetricGroup[] {
  const kinds = [...new Set(outcomes.map(({ question }) => question.kind))].sort();
  if (kinds.length < 2) return [];
  return kinds.map((kind) => ({
    kind,
    metrics: metricsOf(outcomes.filter(({ question }) => question.kind === kind)),
  }));
}

/** What `yinju eval --json` prints, and `--against` reads again: names that scripts rely on. */
export function runAsJson(outcomes: readonly QuestionOutcome[]): object {
  const calibrated = orderingOf(outcomes) === 'confidence';
  return {
    ...metricsOf(outcomes),
    calibrationError: calibrated ? reliabilityOf(outcomes).error : null,
    kinds: Object.fromEntries(metricsByKind(outcomes).map(({ kind, metrics }) => [kind, metrics])),
    outcomes: outcomes.map(
      ({ question: { id, kind, answerable }, answer, holds, right, shortRight, score }) => ({
        id,
        kind,
        answerable,
        answered: answer.answered,
        confidence: answer.confidence,
        score,
        holds,
        right,
        shortRight,
        shortAnswer: answer.shortAnswer,
        answer: answer.answer,
        timings: answer.timings,
      }),
    ),
  };
}
