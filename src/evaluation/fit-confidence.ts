import { createHash } from 'node:crypto';
import { confidenceFeatures } from '../answering/confidence-features.js';
import { evidenceIn, type GatherSettings } from '../answering/gather-evidence.js';
import { confidenceOf, confidenceTerms } from '../answering/judge-evidence.js';
import {
  termNames,
  type Calibration,
  type Features,
  type RankingWeights,
  type TermName,
} from '../domain/calibration.js';
import { groupOf, isAnswerable, type Example } from './examples.js';
import { fitLogistic } from './logistic-regression.js';
import { mean } from './metrics.js';
import { holdsAnswer } from './scoring.js';

/** What a question turned up, and whether it answered. */
export interface ConfidenceExample {
  readonly features: Features;
  readonly right: boolean;
  /** Made from an answerable question: its article removed, or another year or place asked for. */
  readonly madeUp: boolean;
  readonly answerable: boolean;
  /** How many questions it counts as in a fit; 1 if absent. */
  readonly importance?: number;
  readonly group: string;
}

/** Strength of the L2 penalty on standardised weights; chosen by cross-validation, flat from 0.5 to 5. */
const l2 = 2;
const folds = 10;

/**
 * Near misses made from answerable questions count less than questions that somebody asked, and not at all where
 * enough of those have no answer: made-up ones repeat the question's words where real ones do not.
 */
const madeUpImportance = 0.35;
const enoughUnanswerable = 30;

/** What would be shown for a question, ranked by these weights, and whether it answers; null where nothing was read. */
export function confidenceExample(
  example: Example,
  settings: GatherSettings,
  ranking: RankingWeights,
): ConfidenceExample | null {
  const { question, found, nearMiss, passages } = example;
  const { ranked, chosen } = evidenceIn(found, settings, ranking);
  const [best, ...others] = ranked;
  if (!best) return null;
  const shown = chosen.map(({ passage, start, end }) =>
    passage.text.slice(start - passage.start, end - passage.start),
  );
  return {
    features: confidenceFeatures(found.question, [best, ...others], found.read, passages),
    right: isAnswerable(example) && holdsAnswer(shown.join(''), question.answers),
    madeUp: nearMiss !== null,
    answerable: isAnswerable(example),
    group: groupOf(example),
  };
}

/**
 * Fits the probability that what is shown answers the question.
 * @param prior a calibration fitted before, which few examples cannot do without
 */
export function fitCalibration(
  examples: readonly ConfidenceExample[],
  models: Pick<Calibration, 'readerFingerprint' | 'embeddingFingerprint'>,
  prior: Calibration | null = null,
): Calibration {
  const unanswerable = examples.filter(({ answerable, madeUp }) => !answerable && !madeUp).length;
  const importanceOf = ({ madeUp, importance = 1 }: ConfidenceExample) =>
    madeUp ? (unanswerable >= enoughUnanswerable ? 0 : madeUpImportance) : importance;
  const counted = examples.filter((example) => importanceOf(example) > 0);
  const { intercept, weights } = fitLogistic(
    counted.map(({ features }) => {
      const terms = confidenceTerms(features);
      return termNames.map((name) => terms[name]);
    }),
    counted.map(({ right }) => (right ? 1 : 0)),
    counted.map(importanceOf),
    {
      l2,
      ...(prior
        ? { prior: { intercept: prior.intercept, weights: termNames.map((name) => prior.weights[name]) } }
        : {}),
    },
  );
  const named = Object.fromEntries(termNames.map((name, i) => [name, weights[i] ?? 0]));
  return {
    ...models,
    intercept,
    weights: named as Record<TermName, number>,
    questions: counted.length,
    unanswerable: counted.filter(({ answerable }) => !answerable).length,
  };
}

/** Fold of a group in cross-validation, the same in every run. */
export function foldOf(group: string): number {
  return createHash('sha256').update(group).digest().readUInt32LE() % folds;
}

/** The same for every fold: what a model makes of examples when it has not seen their fold. */
export function byFold<Model>(fit: (isSeen: (group: string) => boolean) => Model): (group: string) => Model {
  const models = Array.from({ length: folds }, (_, fold) => fit((group) => foldOf(group) !== fold));
  return (group) => {
    const model = models[foldOf(group)];
    if (model === undefined) throw new RangeError(`no fold for ${group}`);
    return model;
  };
}

/** Confidence of every example by models that were fitted without its group. */
export function crossValidated(
  examples: readonly ConfidenceExample[],
  prior: Calibration | null = null,
): number[] {
  const models = { readerFingerprint: '', embeddingFingerprint: '' };
  const modelOf = byFold((isSeen) =>
    fitCalibration(
      examples.filter(({ group }) => isSeen(group)),
      models,
      prior,
    ),
  );
  return examples.map(({ group, features }) => confidenceOf(modelOf(group), features));
}

/** Expected calibration error in ten bins of equal width (Guo et al. 2017), over what was really asked. */
export function calibrationError(
  examples: readonly ConfidenceExample[],
  confidence: readonly number[],
): number {
  const asked = examples.flatMap(({ right, madeUp }, i) =>
    madeUp ? [] : [{ right: right ? 1 : 0, confidence: confidence[i] ?? 0 }],
  );
  const bins = Array.from({ length: 10 }, (_, bin) =>
    asked.filter(({ confidence: p }) => Math.min(9, Math.floor(p * 10)) === bin),
  );
  const gaps = bins
    .filter((bin) => bin.length > 0)
    .map(
      (bin) =>
        bin.length * Math.abs(mean(bin.map((one) => one.right)) - mean(bin.map((one) => one.confidence))),
    );
  return gaps.reduce((sum, gap) => sum + gap, 0) / asked.length;
}
