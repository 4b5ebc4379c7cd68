import { createHash } from 'node:crypto';
import { gatherEvidence, type GatherParts, type GatherSettings } from '../answering/gather-evidence.js';
import { confidenceOf, evidenceFeatures } from '../answering/judge-evidence.js';
import { questionTraits } from '../answering/question-traits.js';
import { featureNames, type Calibration, type Features, type FeatureName } from '../domain/calibration.js';
import { fitLogistic } from './logistic-regression.js';
import { mean, seededRandom } from './metrics.js';
import type { EvaluationQuestion } from './question-set.js';
import { holdsAnswer } from './scoring.js';

/** What a question turned up, and whether it answered. */
export interface ConfidenceExample {
  readonly features: Features;
  readonly right: boolean;
  /** Made from an answerable question: its article removed, or another year or place asked for. */
  readonly madeUp: boolean;
  readonly answerable: boolean;
  /** Examples of one group are never on both sides of a cross-validation: the article they are about. */
  readonly group: string;
}

/** Near misses made from answerable questions count less than questions that somebody asked. */
const madeUpImportance = 0.35;
const folds = 10;

/**
 * Asks every question that stands alone, and near misses made from the answerable ones, and notes the features of what
 * would be shown. Seeded: the same questions make the same near misses.
 */
export async function confidenceExamples(
  parts: GatherParts,
  questions: readonly EvaluationQuestion[],
  settings: GatherSettings,
  onProgress: (done: number, total: number) => void,
): Promise<ConfidenceExample[]> {
  const alone = questions.filter(({ question, history }) => question.trim() !== '' && history.length === 0);
  const trials = alone.flatMap((question, i) => [
    { question, text: question.question, madeUp: false, without: new Set<string>() },
    ...(question.answerable ? nearMisses(question, alone, seededRandom(i + 1)) : []),
  ]);
  const examples: ConfidenceExample[] = [];
  for (const [index, { question, text, madeUp, without }] of trials.entries()) {
    const gathered = await gatherEvidence(
      parts,
      { question: text, topK: settings.readPassages, without },
      settings,
    );
    const [best, ...others] = gathered.chosen;
    const document = best && (await parts.catalogue.document(best.passage.documentId));
    if (document) {
      const shown = gathered.chosen.map(({ passage, start, end }) =>
        passage.text.slice(start - passage.start, end - passage.start),
      );
      const answerable = question.answerable && !madeUp;
      examples.push({
        features: evidenceFeatures(
          questionTraits(text),
          text,
          [best, ...others],
          gathered.ranked,
          gathered.read,
          document,
        ),
        right: answerable && holdsAnswer(shown.join(''), question.answers),
        madeUp,
        answerable,
        group: question.sources[0] ?? question.id,
      });
    }
    onProgress(index + 1, trials.length);
  }
  return examples;
}

interface Trial {
  readonly question: EvaluationQuestion;
  readonly text: string;
  readonly madeUp: boolean;
  /** Articles that are left out of the search. */
  readonly without: ReadonlySet<string>;
}

/** The right article removed; another year; another place, from the other questions. */
function nearMisses(
  question: EvaluationQuestion,
  all: readonly EvaluationQuestion[],
  random: () => number,
): Trial[] {
  const { question: text, sources } = question;
  const trials: Trial[] = [];
  const none = new Set<string>();
  if (sources.length > 0 && random() < 0.5) {
    trials.push({ question, text, madeUp: true, without: new Set(sources) });
  }
  const traits = questionTraits(text);
  const [year] = traits.years;
  if (year !== undefined && text.includes(year)) {
    const away = (random() < 0.5 ? -1 : 1) * (1 + Math.floor(random() * 4));
    trials.push({
      question,
      text: text.replaceAll(year, String(Number(year) + away)),
      madeUp: true,
      without: none,
    });
  }
  const [place] = traits.places;
  if (place !== undefined && text.includes(place)) {
    const places = all.flatMap((other) => questionTraits(other.question).places);
    const other = places[Math.floor(random() * places.length)];
    if (other !== undefined && !other.includes(place) && !place.includes(other)) {
      trials.push({ question, text: text.replaceAll(place, other), madeUp: true, without: none });
    }
  }
  return trials;
}

/** Fits the probability that what is shown answers the question. */
export function fitCalibration(
  examples: readonly ConfidenceExample[],
  models: Pick<Calibration, 'readerFingerprint' | 'embeddingFingerprint'>,
): Calibration {
  const { intercept, weights } = fitLogistic(
    examples.map(({ features }) => featureNames.map((name) => features[name])),
    examples.map(({ right }) => (right ? 1 : 0)),
    examples.map(({ madeUp }) => (madeUp ? madeUpImportance : 1)),
  );
  const named = Object.fromEntries(featureNames.map((name, i) => [name, weights[i] ?? 0]));
  return {
    ...models,
    intercept,
    weights: named as Record<FeatureName, number>,
    questions: examples.length,
    unanswerable: examples.filter(({ answerable }) => !answerable).length,
  };
}

/** Confidence of every example by models that were fitted without its group. */
export function crossValidated(examples: readonly ConfidenceExample[]): number[] {
  const foldOf = ({ group }: ConfidenceExample) =>
    createHash('sha256').update(group).digest().readUInt32LE() % folds;
  const models = { readerFingerprint: '', embeddingFingerprint: '' };
  const byFold = Array.from({ length: folds }, (_, fold) => {
    const others = examples.filter((example) => foldOf(example) !== fold);
    return fitCalibration(others, models);
  });
  return examples.map((example) => {
    const model = byFold[foldOf(example)];
    return model ? confidenceOf(model, example.features) : NaN;
  });
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
