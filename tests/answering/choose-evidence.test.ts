import { describe, expect, it } from 'vitest';
import { chooseEvidence, defaultExtractiveSettings } from '../../src/answering/choose-evidence.js';

type Scored = Parameters<typeof chooseEvidence>[0][number];
const evidence = (score: number, length: number, sentences = 1): Scored => ({
  start: 0,
  end: length,
  score,
  sentences,
});
const settings = {
  ...defaultExtractiveSettings,
  scoreGap: 3,
  longScoreGap: 1.5,
  maxSentences: 2,
  maxChars: 100,
};
const scores = (mayBeLong: boolean, ranked: Scored[]) =>
  chooseEvidence(ranked, settings, mayBeLong).map(({ score }) => score);
const chosen = (...ranked: Scored[]) => scores(false, ranked);

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

  it('counts the sentences of a quote, not the quotes', () => {
    expect(chosen(evidence(5, 40, 2), evidence(4, 10))).toEqual([5]);
    expect(chosen(evidence(5, 40), evidence(4, 20, 2), evidence(3, 20))).toEqual([5, 3]);
  });

  it('takes more where several things are asked for, if they are nearly as good', () => {
    const ranked = [
      evidence(5, 60),
      evidence(4.5, 60),
      evidence(4, 60),
      evidence(3.5, 60),
      evidence(3.4, 60),
    ];
    expect(scores(true, ranked)).toEqual([5, 4.5, 4, 3.5]);
    expect(scores(true, [evidence(5, 200), evidence(4.5, 101)])).toEqual([5]);
    expect(scores(true, [evidence(5, 60, 5), evidence(4.5, 10), evidence(4.4, 10)])).toEqual([5, 4.5]);
  });

  it('has nothing where nothing fits', () => {
    expect(chosen()).toEqual([]);
  });
});
