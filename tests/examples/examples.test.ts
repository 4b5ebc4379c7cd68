import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/domain/answer.js';
import { projectRoot, runProcess } from '../support/run-process.js';
import { openTracingTrap, type TracingTrap } from '../support/tracing-trap.js';
import { yinju } from '../support/yinju-process.js';

const script = join(projectRoot, 'examples', 'langchain', 'chain.mjs');
let index: string;
let env: Record<string, string>;
let trap: TracingTrap;
beforeAll(async () => {
  // The examples import the package by its name, and so what was built of it.
  expect(await runProcess('npm', ['run', 'build'])).toMatchObject({ status: 0 });
  index = mkdtempSync(join(tmpdir(), 'yinju-examples-'));
  env = { YINJU_INDEX: index, YINJU_CORPUS: join(projectRoot, 'corpus') };
  trap = await openTracingTrap();
}, 180_000);
afterAll(async () => {
  await trap.close();
  rmSync(index, { recursive: true, force: true });
});

describe('examples/langchain/chain.mjs', () => {
  it('builds the index, answers over the sample corpus, and lets no tracing of the environment see it', async () => {
    const { status, stdout, stderr } = await runProcess(process.execPath, [script], { ...env, ...trap.env });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('问：步云川鞋业在东南亚卖出了多少双鞋？');
    expect(stdout).toMatch(/原句：.*118万双/);
    expect(stdout).toContain('模型：（此处是模型的回答）[1]');
    expect(stdout).toMatch(/\[1\] .+brief-rongwan-2021 \d+–\d+\n/);
    expect(trap.bodies).toEqual([]);
  });

  it('would be traced without the handler that it passes', async () => {
    const text = readFileSync(script, 'utf8');
    const without = text.replace('callbacks: [noEnvironmentTracing()]', 'callbacks: []');
    expect(without).not.toBe(text);
    const run = await runProcess(process.execPath, ['--eval', without], {
      ...env,
      ...trap.env,
    });
    expect(run).toMatchObject({ status: 0 });
    await trap.received('步云川鞋业');
  });

  it('answers another question', async () => {
    const { stdout } = await runProcess(process.execPath, [script, '榕湾市有多少家制鞋企业？'], env);
    expect(stdout).toContain('brief-rongwan-2021');
  });

  it('says what is wrong and what to do', async () => {
    const run = await runProcess(process.execPath, [script], {
      ...env,
      YINJU_CORPUS: join(index, 'nowhere'),
    });
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/^没有文件或目录 .*nowhere.*YINJU_CORPUS.*\n$/);
  });
});

describe('yinju with tracing by LangSmith turned on in the environment', () => {
  it('sends nothing of a question', async () => {
    const before = trap.bodies.length;
    const asked = await yinju(['ask', '步云川鞋业在东南亚卖出了多少双鞋？'], {
      cwd: index,
      env: { ...env, ...trap.env },
    });
    expect(asked).toMatchObject({ status: 0 });
    expect(trap.bodies.slice(before)).toEqual([]);
  });
});

describe('examples/curl.sh', () => {
  const curl = (url: string, ...args: string[]) =>
    runProcess('bash', [join(projectRoot, 'examples', 'curl.sh'), ...args], { YINJU_URL: url });

  it('searches, asks, streams and fetches the article that is cited', async () => {
    let server: ChildProcess | undefined;
    let found: (url: string) => void;
    const url = new Promise<string>((resolve) => (found = resolve));
    const ended = yinju(['serve', '--port', '0'], {
      cwd: index,
      env: { ...env, ...trap.env },
      onStart: (child) => (server = child),
      onStderr: (text) => {
        const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
        if (address !== undefined) found(address);
      },
    });
    const before = trap.bodies.length;
    try {
      const { status, stdout, stderr } = await curl(
        await url,
        '步云川鞋业“东南亚”卖出了多少双鞋？\t$(true) \\',
      );
      expect(status, stderr).toBe(0);
      const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
      const [search, answer, article] = lines.map((line) => JSON.parse(line) as unknown) as [
        { results: unknown[] },
        Answer,
        { id: string; text: string },
      ];
      expect(search.results).toHaveLength(3);
      expect(answer.answered).toBe(true);
      const [citation] = answer.citations;
      expect(article.id).toBe(citation?.articleId);
      expect(article.text.slice(citation?.sourceStart, citation?.sourceEnd)).toBe(citation?.quote);
      expect(stdout.match(/^event: \w+/gm)?.at(-1)).toBe('event: done');
      expect(trap.bodies.slice(before)).toEqual([]);
    } finally {
      server?.kill('SIGTERM');
    }
    expect(await ended).toMatchObject({ status: 0 });
  });

  it('fails where nothing listens', async () => {
    const run = await curl('http://127.0.0.1:9');
    expect(run.status).not.toBe(0);
    expect(run.stderr).toContain('curl');
  });
});
