import { describe, expect, it } from 'vitest';
import {
  minMax,
  reciprocalRankFusion,
  theoreticalMinMax,
  weightedSum,
  zScore,
} from '../../src/retrieval/fusion.js';

const dense = {
  hits: [
    { passageId: 'a', score: 0.9 },
    { passageId: 'b', score: 0.8 },
  ],
  weight: 1,
};
const keywords = {
  hits: [
    { passageId: 'b', score: 12 },
    { passageId: 'c', score: 6 },
  ],
  weight: 1,
};

describe('reciprocalRankFusion', () => {
  it('adds 1 / (60 + rank) over the lists', () => {
    expect(reciprocalRankFusion([dense, keywords])).toEqual([
      { passageId: 'b', score: 1 / 62 + 1 / 61 },
      { passageId: 'a', score: 1 / 61 },
      { passageId: 'c', score: 1 / 62 },
    ]);
  });

  it('weights lists and breaks ties by id', () => {
    expect(
      reciprocalRankFusion([dense, { ...keywords, weight: 3 }]).map(({ passageId }) => passageId),
    ).toEqual(['b', 'c', 'a']);
    const tie = [
      { hits: [{ passageId: 'z', score: 1 }], weight: 1 },
      { hits: [{ passageId: 'y', score: 1 }], weight: 1 },
    ];
    expect(reciprocalRankFusion(tie).map(({ passageId }) => passageId)).toEqual(['y', 'z']);
  });
});

describe('weightedSum', () => {
  it('normalises each list, and gives what a list lacks its place', () => {
    expect(
      weightedSum([
        { ...dense, normalisation: minMax },
        { ...keywords, normalisation: minMax },
      ]),
    ).toEqual([
      { passageId: 'a', score: 1 },
      { passageId: 'b', score: 1 },
      { passageId: 'c', score: 0 },
    ]);
    const fused = weightedSum([
      { ...dense, weight: 0.5, normalisation: theoreticalMinMax(-1) },
      { ...keywords, weight: 0.5, normalisation: theoreticalMinMax(0) },
    ]);
    expect(fused.map(({ passageId }) => passageId)).toEqual(['b', 'a', 'c']);
    expect(fused[0]?.score).toBeCloseTo(0.5 * (1.8 / 1.9) + 0.5);
    expect(fused[1]?.score).toBeCloseTo(0.5 + 0.5 * 0.5);
  });

  it('survives lists that are empty, of one hit, or all alike', () => {
    for (const normalisation of [minMax, zScore, theoreticalMinMax(0)]) {
      expect(weightedSum([{ hits: [], weight: 1, normalisation }])).toEqual([]);
      const alike = {
        hits: [
          { passageId: 'a', score: 0 },
          { passageId: 'b', score: 0 },
        ],
        weight: 1,
        normalisation,
      };
      expect(weightedSum([alike]).every(({ score }) => Number.isFinite(score))).toBe(true);
    }
  });
});
