import { beforeAll, describe, expect, it } from 'vitest';
import { judgeNews, judgeSample } from '../../../src/cli/support-sets.js';
import type { JudgedSentence } from '../../../src/evaluation/support-report.js';
import { supportFigures, supportPrecision } from '../../../src/evaluation/support-report.js';

let sample: JudgedSentence[] = [];
let news: JudgedSentence[] | null = null;
beforeAll(async () => {
  sample = await judgeSample();
  news = await judgeNews();
  if (news === null) console.warn('Skipped: the support sets of the news, as ../shared is absent.');
});

const recall = (judged: readonly JudgedSentence[], kind: string, split: string): number => {
  const row = supportFigures(judged).find((figures) => figures.kind === kind && figures.split === split);
  return row?.recall ?? NaN;
};

/** Floors a little below what was measured; see the table of src/cli/report-support.ts. */
describe('support of sentences of the sample corpus', () => {
  it.each([
    ['paraphrase, sample', 'tuning', 0.91],
    ['paraphrase, sample', 'test', 0.86],
    ['half-true, sample', 'tuning', 0.85],
    ['half-true, sample', 'test', 0.82],
    ['unedited', 'both', 0.99],
    ['edit: number', 'both', 0.95],
    ['edit: date', 'both', 0.95],
    ['edit: unit', 'both', 0.97],
    ['edit: name', 'both', 0.89],
    ['edit: negation', 'both', 0.85],
    ['edit: swap', 'both', 0.97],
  ])('%s, %s: at least %f on the right side', (kind, split, floor) => {
    expect(recall(sample, kind, split)).toBeGreaterThanOrEqual(floor);
  });

  it('has enough sentences of every kind', () => {
    const count = (kind: string) => sample.filter((item) => item.kind === kind).length;
    expect(count('paraphrase, sample')).toBeGreaterThanOrEqual(200);
    expect(count('half-true, sample')).toBeGreaterThanOrEqual(100);
    for (const kind of ['number', 'date', 'unit', 'name', 'negation', 'swap'])
      expect(count(`edit: ${kind}`)).toBeGreaterThanOrEqual(80);
  });

  it('says supported of few that are not', () => {
    const hand = sample.filter(({ kind }) => !kind.startsWith('edit') && kind !== 'unedited');
    expect(supportPrecision(hand).supported).toBeGreaterThanOrEqual(0.9);
  });
});

describe('support of sentences of the news', () => {
  it.each([
    ['paraphrase, news', 'tuning', 0.97],
    ['paraphrase, news', 'test', 0.85],
    ['half-true, news', 'tuning', 0.95],
    ['half-true, news', 'test', 0.8],
  ])('%s, %s: at least %f on the right side', (kind, split, floor) => {
    if (news !== null) expect(recall(news, kind, split)).toBeGreaterThanOrEqual(floor);
  });
});
