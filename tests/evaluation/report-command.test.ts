import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/run.js';

const folder = mkdtempSync(join(tmpdir(), 'yinju-report-'));
const at = (name: string) => join(folder, name);
const questions = at('questions.jsonl');

const run = async (...args: readonly string[]) => {
  const texts = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof texts) =>
    new PassThrough().on('data', (chunk) => {
      texts[name] += String(chunk);
    });
  const status = await runCommandLine(['--locale', 'en', '--index', at('index'), ...args], {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    signal: new AbortController().signal,
  });
  return { status, ...texts };
};

beforeAll(async () => {
  writeFileSync(
    at('article.md'),
    '# 松溪茶厂\n\n松溪茶厂2021年出口茶叶320吨，其中四成销往摩洛哥。厂长是林小满。\n',
  );
  const lines = [
    {
      id: 'tons',
      question: '松溪茶厂2021年出口多少吨茶叶？',
      answerable: true,
      sources: ['article'],
      answers: [['320吨']],
    },
    {
      id: 'head',
      question: '松溪茶厂的厂长是谁？',
      answerable: true,
      sources: ['article'],
      answers: [['林小满']],
    },
    { id: 'moon', question: '月球的背面有多少座环形山？', answerable: false },
  ];
  writeFileSync(questions, lines.map((line) => JSON.stringify(line)).join('\n'));
  const built = await run('build', '--corpus', at('article.md'));
  if (built.status !== 0) throw new Error(built.stderr);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('yinju eval --html', () => {
  it('writes a page of the run, then one beside an earlier run', async () => {
    const first = await run('eval', '--questions', questions, '--json', '--html', at('first.html'));
    expect(first.status, first.stderr).toBe(0);
    const json = JSON.parse(first.stdout) as { right: number; outcomes: Record<string, unknown>[] };
    expect(json.right).toBe(1);
    expect(json.outcomes.map(({ id }) => id)).toEqual(['tons', 'head', 'moon']);
    for (const outcome of json.outcomes) expect(outcome.score).toEqual(expect.any(Number));
    const page = readFileSync(at('first.html'), 'utf8');
    expect(page).toContain('Evaluation: questions.jsonl');
    expect(page).not.toContain(folder);

    // The earlier run answered one question wrong.
    const earlier = json.outcomes.map((outcome) =>
      outcome.id === 'head' ? { ...outcome, right: false } : outcome,
    );
    writeFileSync(at('run.json'), JSON.stringify({ ...json, outcomes: earlier }));
    const second = await run(
      'eval',
      '--questions',
      questions,
      '--html',
      at('second.html'),
      '--against',
      at('run.json'),
    );
    expect(second.status, second.stderr).toBe(0);
    const compared = readFileSync(at('second.html'), 'utf8');
    expect(compared).toContain('Change against run.json');
    expect(compared).toContain('Won: 1');
    expect(compared).toContain('Lost: 0');
  });

  it.each([
    ['--against without --html', ['--against', 'run.json'], '--html FILE'],
    [
      'an earlier run that is none',
      ['--html', 'x.html', '--against', 'questions.jsonl'],
      'yinju eval --json',
    ],
    ['a page in a folder that is not there', ['--html', 'none/x.html'], 'none/x.html'],
    ['a page where a folder is', ['--html', 'index'], 'index'],
  ])('%s: status 2 and the remedy, before any question is asked', async (_, args, said) => {
    const placed = args.map((arg) => (arg.startsWith('--') ? arg : at(arg)));
    const { status, stderr, stdout } = await run('eval', '--questions', questions, ...placed);
    expect(stderr).toContain(said);
    expect(stderr).not.toContain('Asking');
    expect([status, stdout]).toEqual([2, '']);
    expect(existsSync(at('x.html'))).toBe(false);
  });
});
