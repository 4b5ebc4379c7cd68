import { describe, expect, it } from 'vitest';
import { compareRuns, earlierRunSchema } from '../../src/evaluation/report-comparison.js';
import { reportOf } from '../../src/evaluation/report-data.js';
import { runAsJson } from '../../src/evaluation/report-json.js';
import { outcomeOf } from './report-outcomes.js';

const unanswerable = { answerable: false, sources: [], answers: [], kind: 'near-miss' };
const followUp = { history: [{ role: 'user' as const, content: '那年呢？' }], kind: 'follow-up' };
const run = [
  outcomeOf('a', { score: 6 }),
  outcomeOf('b', { score: 2, holds: false, relevant: [false, false, true] }),
  outcomeOf('c', { score: -3, shown: null, spanHolds: true }),
  outcomeOf('d', { score: 5, holds: true, right: false }),
  outcomeOf('e', { score: 1, question: followUp }),
  outcomeOf('f', { score: -5, shown: null, question: unanswerable, spanHolds: false, relevant: [] }),
  outcomeOf('g', { score: 4, holds: false, question: unanswerable, spanHolds: false, relevant: [] }),
];

describe('the report of a run', () => {
  const report = reportOf(run);
  const measure = (name: string) => report.measures.find((one) => one.name === name);

  it('gives every measure over the questions it is meant for, with an interval around it', () => {
    expect(measure('right')).toMatchObject({ count: 5, value: 2 / 5 });
    expect(measure('rightAlone')).toMatchObject({ count: 4, value: 1 / 4 });
    expect(measure('holds')).toMatchObject({ count: 5, value: 3 / 5 });
    expect(measure('refusedRightly')).toMatchObject({ count: 2, value: 1 / 2 });
    expect(measure('refusedWrongly')).toMatchObject({ count: 5, value: 1 / 5 });
    expect(measure('mrrAt10')?.value).toBeCloseTo((4 + 1 / 3) / 5);
    for (const { value, low, high } of report.measures) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
  });

  it('leaves out measures of questions that are not there', () => {
    const names = reportOf(run.filter(({ question }) => question.answerable)).measures.map(
      ({ name }) => name,
    );
    expect(names).not.toContain('refusedRightly');
    expect(reportOf([outcomeOf('a')]).measures.map(({ name }) => name)).not.toContain('rightAlone');
  });

  it('orders by the score before calibration, and then says nothing of reliability', () => {
    expect(report.ordering).toBe('score');
    expect(report.reliability).toBeNull();
    // a, d, g, b, e, c, f: wrong are g, b and f; c was refused, but its span would have been right.
    expect(report.risk.points.map(({ y }) => y)).toEqual([0, 0, 1 / 3, 2 / 4, 2 / 5, 2 / 6, 3 / 7]);
    expect(report.coverage).toBeCloseTo(5 / 7);
    expect(report.separation.value).toBeCloseTo(7 / 10);
  });

  it('orders by the confidence as soon as there is one', () => {
    const confident = reportOf(
      run.map((outcome, index) => ({
        ...outcome,
        answer: { ...outcome.answer, confidence: index / 10 },
      })),
    );
    expect(confident.ordering).toBe('confidence');
    expect(confident.reliability?.bins.map(({ count }) => count)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    // Confidences 0 to 0.6; right are a, c (its span), d and e.
    expect(confident.reliability?.error).toBeCloseTo((1 + 0.1 + 0.8 + 0.7 + 0.6 + 0.5 + 0.6) / 7);
  });

  it('shows wrong answers first, the surest foremost, then refusals, then what is too long', () => {
    expect(report.failures).toBe(4);
    expect(report.worst.map(({ question }) => question.id)).toEqual(['g', 'b', 'c', 'd']);
  });

  it('shows twenty of many failures', () => {
    const many = Array.from({ length: 50 }, (_, i) => outcomeOf(String(i), { holds: false, score: i }));
    const { worst, failures } = reportOf(many);
    expect(failures).toBe(50);
    expect(worst).toHaveLength(20);
    expect(worst[0]?.question.id).toBe('49');
  });

  it('counts recall up to ten passages', () => {
    expect(report.recall.map(({ value }) => value)).toEqual([0.8, 0.8, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('lists the stages that took time', () => {
    expect(report.stages.map(({ stage }) => stage)).toEqual([
      'embedMs',
      'retrieveMs',
      'readMs',
      'answerMs',
      'totalMs',
    ]);
  });
});

describe('comparing two runs', () => {
  const before = earlierRunSchema.parse(JSON.parse(JSON.stringify(runAsJson(run))));
  const after = [
    outcomeOf('a', { shown: null }),
    outcomeOf('b'),
    ...run.slice(2, 6),
    outcomeOf('g', { shown: null, question: unanswerable }),
    outcomeOf('h'),
  ];

  it('reads what --json writes, and finds no change in the same run', () => {
    const { won, lost, changes, shared } = compareRuns(run, before);
    expect([won, lost]).toEqual([[], []]);
    expect(shared).toBe(run.length);
    for (const { before: was, after: is } of changes) expect(is).toBe(was);
  });

  it('names the questions won and lost, and counts those of one run only', () => {
    const { won, lost, onlyNow, onlyBefore, changes } = compareRuns(after, before);
    expect(won.map(({ now }) => now.question.id)).toEqual(['b', 'g']);
    expect(lost.map(({ now }) => now.question.id)).toEqual(['a']);
    expect([onlyNow, onlyBefore]).toEqual([1, 0]);
    expect(changes.find(({ measure }) => measure === 'refusedRightly')).toMatchObject({
      count: 2,
      before: 0.5,
      after: 1,
    });
  });

  it('does not compare questions that have become answerable meanwhile', () => {
    const changed = run.map((outcome) => ({
      ...outcome,
      question: { ...outcome.question, answerable: !outcome.question.answerable },
    }));
    expect(compareRuns(changed, before).shared).toBe(0);
  });
});
