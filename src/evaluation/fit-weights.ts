import type { GatherSettings } from '../answering/gather-evidence.js';
import type { Calibration, RankingWeights } from '../domain/calibration.js';
import type { Choice } from './conditional-logit.js';
import { groupOf, isAnswerable, type Example } from './examples.js';
import {
  byFold,
  calibrationError,
  confidenceExample,
  crossValidated,
  fitCalibration,
  type ConfidenceExample,
} from './fit-confidence.js';
import { choiceOf, fitRanking } from './fit-ranking.js';
import { areaUnderCurve, mean, quantile } from './metrics.js';
import { textTable } from './report-table.js';

export interface FittingSet {
  readonly name: string;
  readonly examples: readonly Example[];
  /**
   * How much a question without an answer counts in the fit of confidence; 1 if absent. Less for a set that was made to
   * be hard: were its many near misses counted fully, confidence would be too low for what people ask.
   */
  readonly unanswerable?: number;
}

/** Both models, fitted to all examples. */
export function fitWeights(
  sets: readonly FittingSet[],
  settings: GatherSettings,
  models: Pick<Calibration, 'readerFingerprint' | 'embeddingFingerprint'>,
): { readonly ranking: RankingWeights; readonly calibration: Calibration } {
  const examples = sets.flatMap((set) => set.examples);
  const ranking = fitRanking(choicesOf(examples).map(({ choice }) => choice));
  // Confidence must know the ranking as it is on questions that it was not fitted to.
  const judged = judgedUnseen(sets, settings);
  return {
    ranking,
    calibration: fitCalibration(
      judged.map(({ judged }) => judged),
      models,
    ),
  };
}

/** What cross-validation by article says of both models, set by set. */
export function fitReport(sets: readonly FittingSet[], settings: GatherSettings): string {
  const judged = judgedUnseen(sets, settings);
  const confidence = crossValidated(judged.map((one) => one.judged));
  const rows = sets.map((set) =>
    figuresOf(
      set.name,
      judged.flatMap((one, i) => (one.set === set ? [{ ...one, confidence: confidence[i] ?? 0 }] : [])),
    ),
  );
  const error = calibrationError(
    judged.map((one) => one.judged),
    confidence,
  );
  const heading = ['', 'n', 'right', 'AUC', 'near misses', 'refused@90', 'right@90', 'ECE'];
  return `${textTable([heading, ...rows])}expected calibration error, all together: ${error.toFixed(3)}\n`;
}

interface Judged {
  readonly set: FittingSet;
  readonly example: Example;
  readonly judged: ConfidenceExample;
}

function choicesOf(examples: readonly Example[]): { choice: Choice; group: string }[] {
  return examples.flatMap((example) => {
    const choice = choiceOf(example);
    return choice ? [{ choice, group: groupOf(example) }] : [];
  });
}

/** Every example ranked by weights that were fitted without its article. */
function judgedUnseen(sets: readonly FittingSet[], settings: GatherSettings): Judged[] {
  const choices = choicesOf(sets.flatMap(({ examples }) => examples));
  const rankingOf = byFold((isSeen) =>
    fitRanking(choices.filter(({ group }) => isSeen(group)).map(({ choice }) => choice)),
  );
  return sets.flatMap((set) =>
    set.examples.flatMap((example) => {
      const judged = confidenceExample(example, settings, rankingOf(groupOf(example)));
      const importance = isAnswerable(example) ? 1 : (set.unanswerable ?? 1);
      return judged ? [{ set, example, judged: { ...judged, importance } }] : [];
    }),
  );
}

function figuresOf(name: string, outcomes: readonly (Judged & { readonly confidence: number })[]): string[] {
  const asked = outcomes.filter(({ judged }) => !judged.madeUp);
  const answerable = asked.filter(({ example }) => isAnswerable(example));
  const unanswerable = asked.filter(({ example }) => !isAnswerable(example));
  const threshold = quantile(
    answerable.map(({ confidence }) => confidence),
    0.1,
  );
  const nearMisses = unanswerable.filter(({ example }) => example.question.kind === 'near-miss');
  const refused = (some: readonly { readonly confidence: number }[]) =>
    percent(mean(some.map(({ confidence }) => (confidence < threshold ? 1 : 0))));
  return [
    name,
    String(asked.length),
    percent(mean(answerable.map(({ judged }) => (judged.right ? 1 : 0)))),
    areaUnderCurve(
      answerable.map(({ confidence }) => confidence),
      unanswerable.map(({ confidence }) => confidence),
    ).toFixed(3),
    refused(nearMisses),
    refused(unanswerable),
    percent(
      mean(answerable.map(({ judged, confidence }) => (judged.right && confidence >= threshold ? 1 : 0))),
    ),
    calibrationError(
      asked.map(({ judged }) => judged),
      asked.map(({ confidence }) => confidence),
    ).toFixed(3),
  ];
}

function percent(share: number): string {
  return Number.isNaN(share) ? '–' : (100 * share).toFixed(1);
}
