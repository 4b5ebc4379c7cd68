import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { feedbackSchema, type RatedAnswer } from '../../src/domain/feedback.js';
import { StateError } from '../../src/errors.js';
import { stateOf, type State } from '../../src/state/state.js';

let folder: string;
let path: string;
const opened: State[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yinju-feedback-'));
  path = join(folder, 'state.sqlite');
});
afterEach(() => {
  for (const state of opened.splice(0)) state.close();
  rmSync(folder, { recursive: true, force: true });
});

function store(maxRows = 100, indexFolder = folder) {
  const state = stateOf(indexFolder, maxRows);
  opened.push(state);
  return state.feedback;
}

const feedback = (answerId: string, more: object = {}) =>
  feedbackSchema.parse({ answerId, rating: 'down', ...more });

const answer: RatedAnswer = {
  generation: 'g1',
  answered: true,
  refusal: null,
  confidence: 0.9,
  mode: 'extractive',
  articleIds: ['港口/2023'],
  question: null,
};

const idsOf = async (from: ReturnType<typeof store>) =>
  (await from.list({ limit: 1000 })).feedback.map(({ answerId }) => answerId);

describe('what is stored', () => {
  it('comes back newest first, with what was known of the answer, also from another process’s point of view', async () => {
    await store().save(feedback('a', { rating: 'up' }), answer);
    await store().save(
      feedback('b', { reasons: ['outdated', 'wrong', 'wrong'], note: '数字是去年的' }),
      null,
    );
    const { feedback: all, next } = await store().list({ limit: 10 });
    expect(all).toMatchObject([
      { answerId: 'b', rating: 'down', reasons: ['wrong', 'outdated'], note: '数字是去年的', answer: null },
      { answerId: 'a', rating: 'up', reasons: [], note: null, answer },
    ]);
    expect(all[0]!.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(next).toBeNull();
  });

  it('takes the place of what was said before, and keeps what was known then', async () => {
    const one = store();
    await one.save(feedback('a', { reasons: ['wrong'], note: 'first' }), answer);
    await one.save(feedback('b'), null);
    await one.save(feedback('a', { rating: 'up' }), null);
    const { feedback: all } = await one.list({ limit: 10 });
    expect(all.map(({ answerId }) => answerId)).toEqual(['a', 'b']);
    expect(all[0]).toMatchObject({ rating: 'up', reasons: [], note: null, answer });
    expect(await one.counts()).toMatchObject({
      total: 2,
      ratings: { up: 1, down: 1 },
      reasons: { wrong: 0 },
    });
  });

  it('is counted by rating and reason', async () => {
    const one = store();
    expect(await one.counts()).toEqual({
      total: 0,
      ratings: { up: 0, down: 0 },
      reasons: { wrong: 0, unsupported: 0, outdated: 0, incomplete: 0, 'not-found': 0, other: 0 },
    });
    await one.save(feedback('a', { reasons: ['wrong', 'not-found'] }), null);
    await one.save(feedback('b', { reasons: ['wrong'] }), null);
    await one.save(feedback('c', { rating: 'up' }), null);
    expect(await one.counts()).toMatchObject({
      total: 3,
      ratings: { up: 1, down: 2 },
      reasons: { wrong: 2, 'not-found': 1, other: 0 },
    });
  });

  it('is read page by page and by rating, each once, also while more comes', async () => {
    const one = store();
    for (let i = 1; i <= 7; i++) await one.save(feedback(`a${i}`, { rating: i % 2 ? 'down' : 'up' }), null);
    const first = await one.list({ limit: 3 });
    await one.save(feedback('late'), null);
    const second = await one.list({ limit: 3, before: first.next ?? 0 });
    const third = await one.list({ limit: 3, before: second.next ?? 0 });
    expect([first, second, third].flatMap((page) => page.feedback.map(({ answerId }) => answerId))).toEqual([
      'a7',
      'a6',
      'a5',
      'a4',
      'a3',
      'a2',
      'a1',
    ]);
    expect(third.next).toBeNull();
    const up = await one.list({ limit: 10, rating: 'up' });
    expect(up.feedback.map(({ answerId }) => answerId)).toEqual(['a6', 'a4', 'a2']);
  });

  it('survives words that are code elsewhere', async () => {
    const note = `'); DROP TABLE feedback; --\n<script>alert(1)</script>\u0000{"a":1}`;
    await store().save(feedback('a', { note }), { ...answer, articleIds: [`'"]}`], question: '"; --' });
    const [row] = (await store().list({ limit: 1 })).feedback;
    expect(row).toMatchObject({ note, answer: { articleIds: [`'"]}`], question: '"; --' } });
  });
});

describe('too much', () => {
  it('makes the oldest go', async () => {
    const one = store(3);
    for (const id of ['a', 'b', 'c', 'd', 'e']) await one.save(feedback(id), answer);
    expect(await idsOf(one)).toEqual(['e', 'd', 'c']);
  });

  it('of made-up ids pushes out nothing that was said of real answers but one', async () => {
    const one = store(5);
    for (let i = 0; i < 5; i++) await one.save(feedback(`real${i}`), answer);
    for (let i = 0; i < 50; i++) await one.save(feedback(`fake${i}`), null);
    // What was acknowledged last is always there, until more comes.
    expect(await idsOf(one)).toEqual(['fake49', 'real4', 'real3', 'real2', 'real1']);
    await one.save(feedback('real5'), answer);
    expect(await idsOf(one)).toEqual(['real5', 'real4', 'real3', 'real2', 'real1']);
  });

  it('does not make the file grow for ever', async () => {
    const one = store(20);
    const note = '长'.repeat(2000);
    const pages = () => {
      const database = new Database(path, { readonly: true });
      const count = database.pragma('page_count', { simple: true }) as number;
      database.close();
      return count;
    };
    for (let i = 0; i < 60; i++) await one.save(feedback(`a${i}`, { note }), null);
    const before = pages();
    for (let i = 60; i < 400; i++) await one.save(feedback(`a${i}`, { note }), null);
    expect(pages()).toBeLessThanOrEqual(before + 2);
  });
});

describe('the file', () => {
  it('is not made by reading', async () => {
    expect(await idsOf(store())).toEqual([]);
    expect((await store().counts()).total).toBe(0);
    expect(existsSync(path)).toBe(false);
  });

  it('that was deleted or put back while it was open is taken for what it is', async () => {
    const one = store();
    await one.save(feedback('a'), null);
    await one.save(feedback('b'), null);
    for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
    expect(await idsOf(one)).toEqual([]);
    await one.save(feedback('c'), null);
    expect(await idsOf(store())).toEqual(['c']);

    const other = join(folder, 'other');
    mkdirSync(other);
    const elsewhere = stateOf(other, 100);
    await elsewhere.feedback.save(feedback('restored'), null);
    elsewhere.close();
    for (const end of ['-wal', '-shm']) rmSync(path + end, { force: true });
    renameSync(join(other, 'state.sqlite'), path);
    expect(await idsOf(one)).toEqual(['restored']);
  });

  it('that is none is named, is not touched, and is used as soon as it is whole', async () => {
    writeFileSync(path, 'this is no database, but it is long enough to look at: '.repeat(100));
    const before = readFileSync(path);
    const one = store();
    for (const attempt of [() => one.save(feedback('a'), null), () => one.counts()]) {
      await expect(attempt()).rejects.toThrow(StateError);
      await expect(attempt()).rejects.toMatchObject({ code: 'state.damaged', params: { path: folder } });
    }
    expect(readFileSync(path).equals(before)).toBe(true);
    rmSync(path);
    await one.save(feedback('a'), null);
    expect(await idsOf(one)).toEqual(['a']);
  });

  it('that is a folder cannot be opened', async () => {
    mkdirSync(path);
    await expect(store().save(feedback('a'), null)).rejects.toMatchObject({ code: 'state.forbidden' });
  });

  it('in a folder that is a file is no defect', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(store(10, join(file, 'index')).save(feedback('a'), null)).rejects.toThrow(StateError);
  });

  it('of a later version, with reasons and modes that are not known yet, is still read', async () => {
    const one = store();
    await one.save(feedback('a', { reasons: ['wrong'] }), answer);
    await one.save(feedback('b'), answer);
    const database = new Database(path);
    database.prepare(`UPDATE feedback SET reasons = '["wrong","rude"]' WHERE answer_id = 'a'`).run();
    database.prepare(`UPDATE feedback SET answer = '{"mode":"sung"}' WHERE answer_id = 'b'`).run();
    database.close();
    const { feedback: all } = await one.list({ limit: 10 });
    expect(all.map(({ reasons, answer: known }) => [reasons, known === null])).toEqual([
      [[], true],
      [['wrong'], false],
    ]);
  });

  it('that another process holds is waited for without blocking this one; in order', async () => {
    const one = store();
    await one.save(feedback('a'), null);
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    const writes = ['b', 'c', 'd'].map((id) => one.save(feedback(id), null));
    // Readers go on meanwhile, and so does everything else in this process.
    expect(await idsOf(one)).toEqual(['a']);
    other.exec('COMMIT');
    other.close();
    // Whoever comes when the file is free stands behind those who wait.
    writes.push(one.save(feedback('b', { rating: 'up' }), null));
    await Promise.all(writes);
    expect(await idsOf(one)).toEqual(['b', 'd', 'c', 'a']);
    expect((await one.list({ limit: 1 })).feedback[0]?.rating).toBe('up');
  });

  it('that another process never lets go is an error, and the next write is stored', async () => {
    const one = store();
    await one.save(feedback('a'), null);
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    await expect(one.save(feedback('b'), null)).rejects.toMatchObject({ code: 'state.busy' });
    other.exec('ROLLBACK');
    other.close();
    await one.save(feedback('c'), null);
    expect(await idsOf(one)).toEqual(['c', 'a']);
  });
});
