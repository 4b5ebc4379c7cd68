import { describe, expect, it } from 'vitest';
import { confidenceOf } from '../../src/answering/judge-evidence.js';
import { featureNames, type Features } from '../../src/domain/calibration.js';
import {
  calibrationError,
  crossValidated,
  fitCalibration,
  type ConfidenceExample,
} from '../../src/evaluation/fit-confidence.js';
import { areaUnderCurve, seededRandom } from '../../src/evaluation/metrics.js';

const models = { readerFingerprint: 'r', embeddingFingerprint: 'e' };
const random = seededRandom(11);

/** Evidence that answers the more often the higher its span scores, and seldom where the year is another one. */
const examples: ConfidenceExample[] = Array.from({ length: 800 }, (_, i) => {
  const spanScore = 20 * random() - 10;
  const yearsMissing = random() < 0.3 ? 1 : 0;
  const features = {
    ...(Object.fromEntries(featureNames.map((name) => [name, 0])) as Features),
    spanScore,
    yearsMissing,
  };
  const right = random() < 1 / (1 + Math.exp(-(0.5 * spanScore - 3 * yearsMissing)));
  return { features, right, madeUp: false, answerable: right || random() < 0.5, group: `article-${i % 40}` };
});

describe('fitCalibration', () => {
  it('learns what makes evidence answer, and says how many questions it was fitted to', () => {
    const calibration = fitCalibration(examples, models);
    expect(calibration).toMatchObject({ ...models, questions: 800 });
    const of = (given: Partial<Features>) =>
      confidenceOf(calibration, {
        ...(Object.fromEntries(featureNames.map((name) => [name, 0])) as Features),
        ...given,
      });
    expect(of({ spanScore: 8 })).toBeGreaterThan(0.9);
    expect(of({ spanScore: -8 })).toBeLessThan(0.1);
    expect(of({ spanScore: 4, yearsMissing: 1 })).toBeLessThan(of({ spanScore: 4 }) - 0.2);
  });
});

describe('the importance of an example', () => {
  it('is how often it counts', () => {
    const doubled = examples.flatMap((example) => (example.right ? [example] : [example, example]));
    const weighed = examples.map((example) => ({ ...example, importance: example.right ? 1 : 2 }));
    const { intercept, weights } = fitCalibration(weighed, models);
    const expected = fitCalibration(doubled, models);
    expect(intercept).toBeCloseTo(expected.intercept, 6);
    expect(weights.spanScore).toBeCloseTo(expected.weights.spanScore, 6);
  });
});

describe('crossValidated', () => {
  it('gives probabilities that come true for articles that the model has not seen', () => {
    const confidence = crossValidated(examples);
    const of = (right: boolean) =>
      examples.flatMap((example, i) => (example.right === right ? [confidence[i] ?? 0] : []));
    expect(areaUnderCurve(of(true), of(false))).toBeGreaterThan(0.9);
    expect(calibrationError(examples, confidence)).toBeLessThan(0.06);
  });

  it('finds a confidence that is always too high', () => {
    expect(
      calibrationError(
        examples,
        examples.map(() => 0.99),
      ),
    ).toBeGreaterThan(0.3);
  });
});
