import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderCurve } from '../../src/evaluation/metrics.js';
import {
  areaUnderSteps,
  expectedCalibrationError,
  refusalCurve,
  refusedWhileAnswering,
  reliabilityBins,
  riskCoverage,
  wilsonInterval,
} from '../../src/evaluation/report-curves.js';

const scores = fc.array(
  fc.integer({ min: 0, max: 20 }).map((n) => n / 20),
  { minLength: 1, maxLength: 40 },
);

describe('risk and coverage', () => {
  const outcomes = [
    { score: 0.2, correct: false },
    { score: 0.9, correct: true },
    { score: 0.8, correct: false },
    { score: 0.7, correct: true },
  ];

  it('answers the surest first', () => {
    expect(riskCoverage(outcomes)).toEqual([
      { x: 0.25, y: 0 },
      { x: 0.5, y: 1 / 2 },
      { x: 0.75, y: 1 / 3 },
      { x: 1, y: 1 / 2 },
    ]);
    expect(areaUnderSteps(riskCoverage(outcomes))).toBeCloseTo((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4);
  });

  it('answers equal scores together, whatever their order', () => {
    const tied = [
      { score: 1, correct: true },
      { score: 1, correct: false },
    ];
    expect(riskCoverage(tied)).toEqual([{ x: 1, y: 0.5 }]);
    expect(riskCoverage(tied.toReversed())).toEqual([{ x: 1, y: 0.5 }]);
  });

  it('has nothing to say of nothing', () => {
    expect(riskCoverage([])).toEqual([]);
    expect(areaUnderSteps([])).toBeNaN();
  });

  it('takes scores of minus infinity, of which nothing was read, last', () => {
    const points = riskCoverage([
      { score: -Infinity, correct: false },
      { score: -4, correct: true },
      { score: -Infinity, correct: false },
    ]);
    expect(points.map(({ x }) => x)).toEqual([1 / 3, 1]);
  });
});

describe('refusal', () => {
  it('trades answering for refusing', () => {
    const curve = refusalCurve([0.9, 0.6, 0.5, 0.3], [0.4, 0.1]);
    expect(refusedWhileAnswering(curve, 0.75)).toBe(1);
    expect(refusedWhileAnswering(curve, 0.9)).toBe(0.5);
    expect(curve.at(-1)).toEqual({ x: 1, y: 0 });
  });

  it('has no curve of one sort of question', () => {
    expect(refusalCurve([0.5], [])).toEqual([]);
    expect(refusalCurve([], [0.5])).toEqual([]);
  });

  it('has the ROC area under it', () => {
    fc.assert(
      fc.property(scores, scores, (answerable, unanswerable) => {
        const curve = refusalCurve(answerable, unanswerable);
        const area = curve
          .slice(1)
          .reduce((sum, { x, y }, i) => sum + ((x - curve[i]!.x) * (y + curve[i]!.y)) / 2, 0);
        expect(area).toBeCloseTo(areaUnderCurve(answerable, unanswerable), 9);
      }),
    );
  });
});

describe('reliability', () => {
  it('puts confidences into bins, both ends included', () => {
    const bins = reliabilityBins([
      { score: 0, correct: false },
      { score: 0.05, correct: false },
      { score: 0.92, correct: true },
      { score: 1, correct: false },
    ]);
    expect(bins.map(({ low, count, correct }) => [low, count, correct])).toEqual([
      [0, 2, 0],
      [0.9, 2, 0.5],
    ]);
    expect(expectedCalibrationError(bins)).toBeCloseTo((2 * 0.025 + 2 * 0.46) / 4);
  });

  it('finds no error where shares are what confidence says', () => {
    const outcomes = Array.from({ length: 10 }, (_, i) => ({ score: 0.7, correct: i < 7 }));
    expect(expectedCalibrationError(reliabilityBins(outcomes))).toBeCloseTo(0);
  });

  it('loses no question', () => {
    fc.assert(
      fc.property(scores, (values) => {
        const bins = reliabilityBins(values.map((score) => ({ score, correct: true })));
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
      }),
    );
  });
});

describe('Wilson’s interval', () => {
  it('matches the worked example of 7 of 10', () => {
    const { low, high } = wilsonInterval(0.7, 10);
    expect(low).toBeCloseTo(0.3968, 3);
    expect(high).toBeCloseTo(0.8922, 3);
  });

  it('stays within 0 and 1, and is open at a share of 1', () => {
    const { low, high } = wilsonInterval(1, 5);
    expect(high).toBeCloseTo(1);
    expect(low).toBeGreaterThan(0.4);
    expect(low).toBeLessThan(0.7);
  });
});
