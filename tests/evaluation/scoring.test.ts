import { describe, expect, it } from 'vitest';
import {
  areaUnderCurve,
  bootstrapInterval,
  hit,
  mean,
  quantile,
  reciprocalRank,
} from '../../src/evaluation/metrics.js';
import { holdsAnswer, isRelevant, withinLength } from '../../src/evaluation/scoring.js';

const question = {
  id: 'q',
  question: '出口额和增幅各是多少？',
  history: [],
  kind: 'fact',
  answerable: true,
  sources: ['a'],
  answers: [['2.38万亿', '2.38萬億'], ['15.6%']],
};

describe('scoring', () => {
  it('needs one alternative of every list, across scripts, widths, spaces and punctuation', () => {
    expect(holdsAnswer('進出口額達到 ２．３８ 萬億元，增長15.6％。', question.answers)).toBe(true);
    expect(holdsAnswer('进出口额达到2.38万亿元。', question.answers)).toBe(false);
  });

  it('takes a passage for relevant only from a source and with an answer in it', () => {
    expect(isRelevant(question, { documentId: 'a', text: '增长15.6%' })).toBe(true);
    expect(isRelevant(question, { documentId: 'b', text: '增长15.6%' })).toBe(false);
    expect(isRelevant(question, { documentId: 'a', text: '增长9.3%' })).toBe(false);
  });

  it('lets only lists and comparisons be long', () => {
    expect(withinLength('fact', { text: '字'.repeat(200), sentences: 2 })).toBe(true);
    expect(withinLength('fact', { text: '字', sentences: 3 })).toBe(false);
    expect(withinLength('fact', { text: '字'.repeat(260), sentences: 2 })).toBe(false);
    expect(withinLength('list', { text: '字'.repeat(260), sentences: 5 })).toBe(true);
  });
});

describe('metrics', () => {
  it('match worked examples', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(reciprocalRank([false, false, true], 10)).toBeCloseTo(1 / 3);
    expect(reciprocalRank([false, false, true], 2)).toBe(0);
    expect(hit([false, true], 1)).toBe(0);
    expect(hit([false, true], 5)).toBe(1);
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2);
    expect(quantile([4, 1, 3, 2], 0.95)).toBe(4);
    expect(areaUnderCurve([3, 4], [1, 2])).toBe(1);
    expect(areaUnderCurve([1, 2], [1, 2])).toBe(0.5);
  });

  it('gives an interval around the mean, the same in every run', () => {
    const values = Array.from({ length: 100 }, (_, i) => (i % 4 === 0 ? 1 : 0));
    const interval = bootstrapInterval(values);
    expect(interval).toEqual(bootstrapInterval(values));
    expect(interval.low).toBeGreaterThan(0.15);
    expect(interval.low).toBeLessThan(0.25);
    expect(interval.high).toBeGreaterThan(0.25);
    expect(interval.high).toBeLessThan(0.36);
  });
});
