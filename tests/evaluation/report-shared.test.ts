import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fusionMethods } from '../../src/evaluation/compare-fusion.js';
import { readEarlierRun } from '../../src/evaluation/report-comparison.js';
import { textTable } from '../../src/evaluation/report-table.js';
import { compareFusion, fusionTable, type FusionSet } from '../../src/evaluation/run-fusion.js';
import { findSharedSets, sampled, sharedFigures, sharedTable } from '../../src/evaluation/run-shared.js';
import { outcomeOf } from './report-outcomes.js';

const folder = mkdtempSync(join(tmpdir(), 'yinju-shared-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const { question } = outcomeOf('q');
const questions = Array.from({ length: 100 }, (_, i) => ({ ...question, id: String(i) }));

describe('shared question sets', () => {
  it('are those that lie there whole; the others are named', () => {
    for (const path of [
      'corpora/seeds/a.txt',
      'eval/seeds/questions.jsonl',
      'eval/drcd-dev/questions.jsonl',
    ]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), '');
    }
    const { found, missing } = findSharedSets(folder);
    expect(found.map(({ name }) => name)).toEqual(['seeds']);
    expect(missing).toEqual(['news-dev', 'drcd-dev', 'cmrc-trial']);
    expect(findSharedSets(folder, ['drcd-dev'])).toEqual({ found: [], missing: ['drcd-dev'] });
  });

  it('are sampled alike in every run, in their order, without repeats', () => {
    const ids = sampled(questions, 20).map(({ id }) => Number(id));
    expect(new Set(ids).size).toBe(20);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(ids).toEqual(sampled(questions, 20).map(({ id }) => Number(id)));
    expect(ids).not.toEqual(sampled(questions, 20, 2).map(({ id }) => Number(id)));
    expect(sampled(questions, null)).toHaveLength(100);
    expect(sampled(questions, 500)).toHaveLength(100);
  });

  it('count follow-ups apart', () => {
    const asked = { history: [{ role: 'user' as const, content: '前文' }] };
    const outcomes = [
      outcomeOf('a'),
      outcomeOf('b', { holds: false }),
      outcomeOf('c', { question: asked, holds: false }),
      outcomeOf('d', { shown: null, score: -4, question: { answerable: false, sources: [], answers: [] } }),
    ];
    expect(sharedFigures(outcomes)).toMatchObject({
      questions: 4,
      right: 0.5,
      followUpsRight: 0,
      refusedRightly: 1,
      separation: 1,
      refusedAt90: 1,
      calibrationError: NaN,
      p50: 107,
    });
    const table = sharedTable([
      { name: 'one', outcomes },
      { name: 'two', outcomes: outcomes.slice(0, 1) },
    ]);
    expect(table.split('\n').map((line) => line.split(/\s+/)[0])).toEqual(
      expect.arrayContaining(['one', 'two', 'all']),
    );
    expect(table).not.toContain('NaN');
  });
});

describe('text tables', () => {
  it('align names to the left and figures to the right', () => {
    expect(
      textTable([
        ['', 'n'],
        ['long', '1'],
        ['s', '100'],
      ]),
    ).toBe('        n\nlong    1\ns     100\n');
  });
});

describe('an earlier run', () => {
  it.each([
    ['no file', null],
    ['no JSON', 'nonsense'],
    ['another shape', '{"outcomes":[{"id":1}]}'],
  ])('that is %s is refused by its name', (_, content) => {
    const path = join(folder, 'run.json');
    rmSync(path, { force: true });
    if (content !== null) writeFileSync(path, content);
    expect(() => readEarlierRun(path)).toThrow(expect.objectContaining({ code: 'evaluation.bad-run' }));
  });
});

describe('comparing ways of fusion', () => {
  const set: FusionSet = {
    name: 'small',
    questions: [
      question,
      { ...question, answerable: false },
      { ...question, history: [{ role: 'user', content: 'x' }] },
    ],
    search: () =>
      Promise.resolve({
        dense: [
          { passageId: 'other#0', score: 0.9 },
          { passageId: 'right#0', score: 0.8 },
        ],
        keywords: [{ passageId: 'right#0', score: 12 }],
      }),
    passages: (ids) =>
      Promise.resolve(
        ids.map((id) => ({
          id,
          documentId: id === 'right#0' ? 'articles/warehouse' : 'other',
          text: '青屿有四十二个海外仓。',
        })),
      ),
  };

  it('ranks the answerable questions that stand alone by every method', async () => {
    const results = await compareFusion([set]);
    expect(results).toHaveLength(fusionMethods().length);
    const of = (name: string) => results.find((result) => result.name === name)?.reciprocalRanks.get('small');
    expect(of('dense')).toEqual([0.5]);
    expect(of('BM25')).toEqual([1]);
    expect(of('RRF k=60, dense 0.3')).toEqual([1]);
    const table = fusionTable(results);
    expect(table.split('\n')[1]).toMatch(/^dense +50\.0 +50\.00 +50\.0–50\.0 +100\.0 +100\.0$/);
  });
});
