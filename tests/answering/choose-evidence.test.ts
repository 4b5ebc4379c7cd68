import { describe, expect, it } from 'vitest';
import { chooseEvidence, defaultExtractiveSettings } from '../../src/answering/choose-evidence.js';

type Scored = Parameters<typeof chooseEvidence>[0][number];
const evidence = (score: number, length: number, start = 0): Scored => ({
  start,
  end: start + length,
  score,
});
const settings = { ...defaultExtractiveSettings, scoreGap: 3, maxSentences: 2, maxChars: 100 };
const chosen = (...ranked: Scored[]) => chooseEvidence(ranked, settings).map(({ score }) => score);

describe('chooseEvidence', () => {
  it('takes the best sentence and the next best beside it', () => {
    expect(chosen(evidence(5, 40), evidence(4, 40), evidence(3, 10))).toEqual([5, 4]);
  });

  it('takes the best alone where the next is much worse', () => {
    expect(chosen(evidence(5, 40), evidence(1.9, 40))).toEqual([5]);
    expect(chosen(evidence(5, 40), evidence(2, 40))).toEqual([5, 2]);
  });

  it('passes over a sentence for which there is no room, and takes the next that fits', () => {
    expect(chosen(evidence(5, 60), evidence(4, 41), evidence(3, 40))).toEqual([5, 3]);
  });

  it('lets the best be as long as it must', () => {
    expect(chosen(evidence(5, 300), evidence(4, 1))).toEqual([5]);
  });

  it('takes one that is worse than the least score beside one that is not', () => {
    expect(chosen(evidence(1, 10), evidence(-1, 10))).toEqual([1, -1]);
  });

  it('has nothing where nothing fits', () => {
    expect(chosen()).toEqual([]);
  });
});
