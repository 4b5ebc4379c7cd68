import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/run.js';
import { displayWidth, tableLines } from '../../src/cli/table.js';
import { feedbackSchema, type RatedAnswer } from '../../src/domain/feedback.js';
import { stateOf } from '../../src/state/state.js';
import { yinju } from '../support/yinju-process.js';

let index: string;
beforeEach(() => {
  index = mkdtempSync(join(tmpdir(), 'yinju-feedback-cli-'));
});
afterEach(() => {
  rmSync(index, { recursive: true, force: true });
});

const run = async (args: readonly string[], locale = 'en') => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const status = await runCommandLine([...args, '--locale', locale, '--index', index], {
    stdout,
    stderr,
    signal: new AbortController().signal,
  });
  const text = (stream: PassThrough) => ((stream.read() as Buffer | null) ?? '').toString();
  return { status, stdout: text(stdout), stderr: text(stderr) };
};

describe('yinju keys', () => {
  it('adds, lists and revokes; the key stands alone on standard output, once', async () => {
    const added = await yinju(['keys', 'add', 'desk', '--admin', '--index', index], { cwd: index });
    expect(added.status, added.stderr).toBe(0);
    expect(added.stdout).toMatch(/^yinju_[A-Za-z0-9_-]{43}\n$/);
    expect(added.stderr).toContain('shown only now');
    expect(added.stderr).not.toContain(added.stdout.trim());

    const state = stateOf(index, 10);
    expect(await state.keys.find(added.stdout.trim())).toMatchObject({ name: 'desk', admin: true });
    state.close();

    expect((await run(['keys', 'add', '看板'])).status).toBe(0);
    const { stdout } = await run(['keys', 'list']);
    expect(stdout).toMatch(/^desk {2}admin {10}\d{4}-.*\n看板 {2}no rights yet {2}\d{4}-.*\n$/);
    expect(stdout).not.toContain(added.stdout.trim().slice(6));
    const json = JSON.parse((await run(['keys', 'list', '--json'])).stdout) as object;
    expect(json).toMatchObject({
      keys: [
        { name: 'desk', admin: true },
        { name: '看板', admin: false },
      ],
    });

    expect(await run(['keys', 'revoke', 'desk'])).toMatchObject({ status: 0, stdout: '' });
    expect((await run(['keys', 'list'])).stdout).not.toContain('desk');
  });

  it('gives one object with --json', async () => {
    const { stdout, stderr } = await run(['keys', 'add', 'desk', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      name: 'desk',
      admin: false,
      createdAt: expect.stringMatching(/Z$/) as string,
      key: expect.stringMatching(/^yinju_/) as string,
    });
    expect(stderr).toBe('');
    expect((await run(['keys', 'revoke', 'desk', '--json'])).stdout).toBe('{"revoked":"desk"}\n');
  });

  it.each([
    [['keys'], 2, 'yinju keys add NAME'],
    [['keys', 'make', 'x'], 2, 'yinju keys add NAME'],
    [['keys', 'add'], 2, 'yinju keys add NAME'],
    [['keys', 'add', 'a', 'b'], 2, 'yinju keys add NAME'],
    [['keys', 'list', 'a'], 2, 'yinju keys add NAME'],
    [['keys', 'add', '../x'], 2, '64 letters'],
    [['keys', 'revoke', 'nobody'], 1, 'no key named nobody'],
  ])('answers %j with status %i and says what is wrong', async (args, status, text) => {
    const ended = await run(args);
    expect(ended.stderr).toContain(text);
    expect([ended.status, ended.stdout]).toEqual([status, '']);
  });

  it('never gives a name away twice, and says that there are none', async () => {
    expect((await run(['keys', 'list'])).stdout).toContain('There are no keys');
    await run(['keys', 'add', 'desk']);
    expect(await run(['keys', 'add', 'desk', '--admin'])).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('already') as string,
    });
  });

  it('names a file that cannot be used, without a stack', async () => {
    mkdirSync(join(index, 'state.sqlite'));
    const { status, stderr } = await run(['keys', 'add', 'desk']);
    expect(stderr).toContain('state.sqlite');
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(1);
  });
});

const answer: RatedAnswer = {
  generation: 'g7',
  answered: true,
  refusal: null,
  confidence: 0.934,
  mode: 'extractive',
  articleIds: ['港口/2023', 'b'],
  question: null,
};

async function fill(count: number): Promise<void> {
  const state = stateOf(index, 1000);
  for (let i = 0; i < count; i++) {
    await state.feedback.save(feedbackSchema.parse({ answerId: `x${i}`, rating: 'up' }), null);
  }
  const bad = {
    answerId: 'a1',
    rating: 'down',
    reasons: ['wrong', 'outdated'],
    note: '数字不对\u001b[2J\n第二行',
  };
  await state.feedback.save(feedbackSchema.parse(bad), answer);
  await state.feedback.save(
    feedbackSchema.parse({ answerId: 'a2', rating: 'down', reasons: ['not-found'] }),
    {
      ...answer,
      answered: false,
      refusal: 'no-evidence',
      confidence: null,
      articleIds: [],
      question: '谁？',
    },
  );
  state.close();
}

describe('yinju feedback', () => {
  it('shows it as a table, newest first, with what was known; nothing in it moves the cursor', async () => {
    await fill(1);
    const { stdout, status } = await run(['feedback']);
    expect(status).toBe(0);
    expect(stdout.split('\n').map((line) => line.replace(/^\d{4}-\d\d-\d\d \d\d:\d\dZ/, 'TIME'))).toEqual([
      'Feedback: 3, of which 1 good and 2 bad.',
      '  wrong: 1',
      '  outdated: 1',
      '  not found though it is there: 1',
      '',
      'TIME  bad   refused         not found though it is there',
      '    Question: 谁？',
      '    Answer a2, index g7',
      'TIME  bad   answered 0.93   wrong, outdated',
      '    Note: 数字不对\ufffd[2J',
      '    第二行',
      '    Cites: 港口/2023, b',
      '    Answer a1, index g7',
      'TIME  good  unknown answer',
      '    Answer x0',
      '',
    ]);
  });

  it('speaks Chinese, in columns all the same', async () => {
    await fill(1);
    const lines = (await run(['feedback'], 'zh-CN')).stdout.split('\n');
    expect(lines).toContain('评价 3 条：好评 1，差评 2。');
    const wrong = lines.find((line) => line.includes('答错了、已过时'))!;
    const missed = lines.find((line) => line.endsWith('库中有却没找到'))!;
    expect(displayWidth(wrong.slice(0, wrong.indexOf('答错了')))).toBe(
      displayWidth(missed.slice(0, missed.indexOf('库中有'))),
    );
    expect((await run(['feedback'], 'zh-TW')).stdout).toContain('評價 3 則');
  });

  it('shows the newest and says how many more there are; --json has all', async () => {
    await fill(60);
    const { stdout } = await run(['feedback']);
    expect(stdout).toContain('and 12 more; all with yinju feedback --json');
    expect(stdout.match(/Answer /g)).toHaveLength(50);
    const all = JSON.parse((await run(['feedback', '--json'])).stdout) as {
      feedback: object[];
      counts: object;
    };
    expect(all.feedback).toHaveLength(62);
    expect(all.feedback[1]).toMatchObject({ answerId: 'a1', note: '数字不对\u001b[2J\n第二行', answer });
    expect(all.counts).toMatchObject({ total: 62, ratings: { up: 60, down: 2 } });
  });

  it('says that there is none, and makes nothing for that', async () => {
    expect((await run(['feedback'])).stdout).toBe('There is no feedback yet.\n');
    expect(JSON.parse((await run(['feedback', '--json'])).stdout)).toMatchObject({ feedback: [] });
    index = join(index, 'nowhere');
    expect((await run(['feedback'])).status).toBe(0);
  });
});

describe('a table', () => {
  it('counts the columns that characters take', () => {
    expect(displayWidth('a中，𠮷é')).toBe(8);
    expect(
      tableLines([
        ['中', 'x', 'end'],
        ['abc', '', ''],
        ['', 'long', '中'],
      ]),
    ).toEqual(['中   x     end', 'abc', '     long  中']);
  });
});
