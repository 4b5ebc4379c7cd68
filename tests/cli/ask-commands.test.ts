import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/run.js';
import { packageRoot } from '../../src/config.js';
import { answerSchema, type Answer } from '../../src/domain/answer.js';
import { openGeneration } from '../../src/engines/open-generation.js';
import type { Metrics } from '../../src/evaluation/evaluate.js';
import { GenerationStore } from '../../src/indexing/generations.js';
import { searchResponseSchema, type SearchResponse } from '../../src/server/schemas.js';
import { expectExactWords } from '../support/ask-harness.js';
import { yinju, type Finished } from '../support/yinju-process.js';

const questions = join(packageRoot, 'tests', 'fixtures', 'questions', 'sample.jsonl');
let cwd: string;
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'yinju-ask-'));
  const built = await yinju(['build', '--corpus', join(packageRoot, 'corpus')], { cwd });
  if (built.status !== 0) throw new Error(built.stderr);
}, 180_000);
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

/** The same in this process: no tests of status and words need one of their own. */
const inProcess = async (
  args: readonly string[],
  { signal = new AbortController().signal, onStderr }: { signal?: AbortSignal; onStderr?: () => void } = {},
): Promise<Pick<Finished, 'status' | 'stdout' | 'stderr'>> => {
  const collect = (onData?: () => void) => {
    const stream = new PassThrough();
    let text = '';
    stream.on('data', (chunk) => {
      text += String(chunk);
      onData?.();
    });
    return { stream, text: () => text };
  };
  const [stdout, stderr] = [collect(), collect(onStderr)];
  const index = args.includes('--index') ? [] : ['--index', join(cwd, 'embeddings')];
  const status = await runCommandLine(['--locale', 'en', ...args, ...index], {
    stdout: stdout.stream,
    stderr: stderr.stream,
    signal,
  });
  return { status, stdout: stdout.text(), stderr: stderr.text() };
};

const askAs = async (question: string): Promise<Answer> => {
  const { status, stdout, stderr } = await inProcess(['ask', question, '--json']);
  expect(status, stderr).toBe(0);
  const answer = answerSchema.parse(JSON.parse(stdout));
  const open = await openGeneration(await new GenerationStore(join(cwd, 'embeddings')).current());
  await expectExactWords(answer, open.catalogue).finally(() => open.catalogue.close());
  return answer;
};

describe('yinju ask', () => {
  it('answers with the words of an article, by number', async () => {
    const answer = await askAs('匈牙利的增值稅標準稅率是多少？');
    expect(answer).toMatchObject({ answered: true, shortAnswer: '27%' });
    expect(answer.citations[0]).toMatchObject({ articleId: 'eu-vat-ioss-2021' });
    expect(answer.explain).toBeUndefined();
  });

  it('shows a person the short answer, the sentences and where they stand', async () => {
    const { stdout, status } = await yinju(['ask', '恒隽文具的笔袋', '卖给了哪个国家的买家？'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^墨西哥.*\n\n.*墨西哥.*\[1\]/);
    expect(stdout).toMatch(/\n\[1\] .+\n {4}.*2020.* · 2020\/b2b-export-first-day\n {4}“.*墨西哥.*”/);
  });

  it('refuses what the archive has nothing of, with the nearest articles and status 0', async () => {
    const { stdout, status } = await inProcess(['ask', '番茄炒蛋先放番茄还是先放蛋？']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^The archive holds nothing .*\n\n\[1\] /);
    expect(stdout).toContain('\n[3] ');
    expect(stdout).not.toContain('[4]');
    const english = await askAs('How do I change the strings of a guitar?');
    expect(english).toMatchObject({ answered: false, refusal: { reason: 'no-evidence' } });
  });
});

describe('yinju search', () => {
  const search = async (...args: string[]): Promise<SearchResponse> => {
    const { stdout, status, stderr } = await inProcess(['search', ...args, '--json']);
    expect(status, stderr).toBe(0);
    return searchResponseSchema.parse(JSON.parse(stdout));
  };

  it('finds articles of the other script, by ten passages or as many as asked', async () => {
    const { results } = await search('青禾窑的破损率');
    expect(results[0]).toMatchObject({ articleId: '2024/tw-tea-ware' });
    expect(results).toHaveLength(10);
    const [first, second, ...others] = (await search('稳舱計劃', '--top-k', '2')).results;
    expect([first?.articleId, others.length]).toEqual(['2022/peak-season-plan', 0]);
    expect(second?.score).toBeLessThanOrEqual(first?.score ?? -Infinity);
  });

  it('prints passages for people', async () => {
    const { stdout, status } = await yinju(['search', '笔袋', '--top-k', '1'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^1\. .+\n {3}.*2020\/b2b-export-first-day#\d+\n {3}/);
    expect(stdout).toContain('笔袋');
  });
});

describe('yinju eval over the sample questions', () => {
  interface Report extends Metrics {
    kinds: Record<string, Metrics>;
    outcomes: { id: string; kind: string; answerable: boolean; answered: boolean; right: boolean }[];
  }
  let report: Report;
  beforeAll(async () => {
    const { stdout, status, stderr } = await yinju(['eval', '--questions', questions, '--json'], { cwd });
    if (status !== 0) throw new Error(stderr);
    report = JSON.parse(stdout) as Report;
  }, 240_000);
  const byId = (id: string) => report.outcomes.find((outcome) => outcome.id === id);

  it('counts what the file holds', () => {
    expect(report).toMatchObject({ questions: 144, answerable: 115 });
    expect(report.outcomes).toHaveLength(144);
    expect(report.kinds).toMatchObject({
      fact: { questions: 30 },
      'off-topic': { answerable: 0, right: null },
    });
    const sum = Object.values(report.kinds).reduce((count, kind) => count + kind.questions, 0);
    expect(sum).toBe(144);
  });

  // A little below what was measured when this was written: recall@5 98, MRR@10 92, right 78, short 70, refused 93 and 10.
  it('finds, answers and refuses at least as well as it did', () => {
    expect(report.recallAt5).toBeGreaterThan(0.95);
    expect(report.mrrAt10).toBeGreaterThan(0.89);
    expect(report.right).toBeGreaterThan(0.74);
    expect(report.shortRight).toBeGreaterThan(0.65);
    expect(report.refusedRightly).toBeGreaterThan(0.85);
    expect(report.refusedWrongly).toBeLessThan(0.13);
    expect(report.meanLength).toBeLessThan(220);
  });

  it.each([
    ['s003', 'fact'],
    ['s012', 'fact'],
    ['s022', 'fact'],
    ['s024', 'fact'],
    ['s033', 'paraphrase'],
    ['s040', 'paraphrase'],
    ['s056', 'reason'],
    ['s067', 'date'],
    ['s070', 'date'],
    ['s084', 'notation'],
    ['s090', 'script'],
    ['s098', 'script'],
  ])('answers %s (%s) right', (id, kind) => {
    expect(byId(id)).toMatchObject({ kind, answered: true, right: true });
  });

  it.each(['s120', 's132', 's133', 's137', 's138', 's141', 's143', 's144'])('refuses %s', (id) => {
    expect(byId(id)).toMatchObject({ answerable: false, answered: false });
  });

  it('prints a table for people, and asks even an empty question', async () => {
    const file = join(cwd, 'few.jsonl');
    const lines = [
      { id: 'a', question: '', answerable: false },
      {
        id: 'b',
        question: '匈牙利的增值税标准税率是多少？',
        answerable: true,
        sources: ['eu-vat-ioss-2021'],
        answers: [['27%']],
      },
    ];
    writeFileSync(file, `\n${lines.map((line) => JSON.stringify(line)).join('\n\n')}\n`);
    const { stdout, status, stderr } = await inProcess(['eval', '--questions', file]);
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/^ +n +R@1 .*\nall +2 +100\.0 /);
  });
});

describe('yinju ask, search and eval, wrongly used', () => {
  it.each([
    ['no question', ['ask'], '1 to 2,000'],
    ['a blank one', ['ask', '  \u3000 '], '1 to 2,000'],
    ['one too long', ['ask', '问'.repeat(5000)], '1 to 2,000'],
    ['only punctuation', ['ask', '？！……'], 'holds no words'],
    ['only what nobody sees', ['ask', '\u202e\u200b'], '1 to 2,000'],
    ['no words to search', ['search'], '1 to 2,000'],
    ['only a full stop to search', ['search', '。'], 'holds no words'],
    ['no passage wanted', ['search', '笔袋', '--top-k', '0'], '--top-k'],
    ['too many wanted', ['search', '笔袋', '--top-k', '51'], '--top-k'],
    ['a number that is none', ['search', '笔袋', '--top-k', 'many'], '--top-k'],
    ['no file', ['eval'], '--questions'],
    ['a file that is not there', ['eval', '--questions', 'nowhere.jsonl'], 'nowhere.jsonl'],
    ['a port that is none', ['ask', '笔袋', '--port', '99999'], 'YINJU_PORT'],
  ])('%s: status 2, and what is wrong', async (_what, args, text) => {
    const { status, stderr, stdout } = await inProcess(args);
    expect(stderr).toContain(text);
    expect(stderr).not.toContain('    at ');
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it('has status 2 and 3 as a process too', async () => {
    expect(await yinju(['ask', '?!'], { cwd })).toMatchObject({ status: 2, stdout: '' });
    const none = await yinju(['ask', '笔袋', '--index', 'empty'], { cwd });
    expect(none).toMatchObject({
      status: 3,
      stdout: '',
      stderr: expect.stringContaining('yinju build') as string,
    });
  });

  it.each([
    ['{"id":"a"}', 'Line 1'],
    ['\n[1,2]', 'Line 2'],
    ['{"id":"a","question":"?","answerable":true}\nnot json', 'Line 2'],
    ['\n\n', 'no question'],
  ])('names the line of a question file that is none: %j', async (text, said) => {
    const file = join(cwd, 'bad.jsonl');
    writeFileSync(file, text);
    const { status, stderr } = await inProcess(['eval', '--questions', file]);
    expect(stderr).toContain(said);
    expect(status).toBe(2);
  });

  it.each([
    ['ask', '笔袋'],
    ['search', '笔袋'],
    ['eval', '--questions', questions],
  ])('%s %s without an index: status 3 and the remedy', async (...args) => {
    const { status, stderr, stdout } = await inProcess([...args, '--index', join(cwd, 'empty')]);
    expect(stderr).toContain('yinju build');
    expect(stdout).toBe('');
    expect(status).toBe(3);
  });

  it('ends an evaluation when it is told to, without calling that a defect', async () => {
    const stop = new AbortController();
    const { status, stderr } = await inProcess(['eval', '--questions', questions], {
      signal: stop.signal,
      onStderr: () => {
        stop.abort('SIGINT');
      },
    });
    expect(stderr).toContain('Asking questions');
    expect(stderr).toContain('Error: Stopped.');
    expect(stderr).not.toContain('defect');
    expect(status).toBe(1);
  });
});
