import { beforeAll, describe, expect, it } from 'vitest';
import { newsSupport, sampleSupport, type SupportSets } from '../../../src/cli/support-sets.js';
import {
  isHandWritten,
  judge,
  supportFigures,
  supportPrecision,
  type JudgedSentence,
} from '../../../src/evaluation/support-report.js';

/** Of the edits every so-manieth is judged here, to save time; all of them by src/cli/report-support.ts. */
const stride = 3;

function judgePart({ tasks, publishedAt }: SupportSets): JudgedSentence[] {
  return tasks
    .filter((task, at) => isHandWritten(task) || at % stride === 0)
    .map((task) => judge(task, publishedAt));
}

let sample: JudgedSentence[] = [];
let news: JudgedSentence[] | null = null;
beforeAll(async () => {
  sample = judgePart(await sampleSupport());
  const shared = await newsSupport();
  news = shared ? judgePart(shared) : null;
  if (news === null) console.warn('Skipped: the support sets of the news, as ../shared is absent.');
}, 600_000);

const recall = (judged: readonly JudgedSentence[], kind: string): number =>
  supportFigures(judged).find((figures) => figures.kind === kind)?.recall ?? NaN;

/** Floors a little below what was measured; see the table of src/cli/report-support.ts. */
describe('support of sentences of the sample corpus', () => {
  it.each([
    ['paraphrase, sample', 0.87],
    ['half-true, sample', 0.9],
    ['unedited', 0.99],
    ['edit: number', 0.97],
    ['edit: date', 0.9],
    ['edit: unit', 0.98],
    ['edit: name', 0.94],
    ['edit: negation', 0.8],
    ['edit: swap', 0.92],
  ])('%s: at least %f on the right side', (kind, floor) => {
    expect(recall(sample, kind)).toBeGreaterThanOrEqual(floor);
  });

  it('has enough sentences of every kind', () => {
    const count = (kind: string) => sample.filter((item) => item.kind === kind).length;
    expect(count('paraphrase, sample')).toBeGreaterThanOrEqual(200);
    expect(count('half-true, sample')).toBeGreaterThanOrEqual(100);
    for (const kind of ['number', 'date', 'unit', 'name', 'negation', 'swap'])
      expect(count(`edit: ${kind}`)).toBeGreaterThanOrEqual(25);
  });

  it('says supported of few that are not', () => {
    expect(supportPrecision(sample.filter(isHandWritten)).supported).toBeGreaterThanOrEqual(0.92);
  });
});

describe('support of sentences of the news', () => {
  it.each([
    ['paraphrase, news', 0.88],
    ['half-true, news', 0.84],
    ['unedited, news', 0.99],
    ['edit: number, news', 0.97],
    ['edit: date, news', 0.8],
    ['edit: unit, news', 0.95],
    ['edit: name, news', 0.82],
    ['edit: negation, news', 0.7],
    ['edit: swap, news', 0.9],
  ])('%s: at least %f on the right side', (kind, floor) => {
    if (news !== null) expect(recall(news, kind)).toBeGreaterThanOrEqual(floor);
  });

  it('says supported of few that are not', () => {
    if (news !== null)
      expect(supportPrecision(news.filter(isHandWritten)).supported).toBeGreaterThanOrEqual(0.87);
  });
});
