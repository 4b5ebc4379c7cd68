import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/domain/answer.js';
import { exampleAnswer } from '../../src/server/document-examples.js';
import { chromiumPath, launchChromium } from '../server/support/browser.js';
import { pageOf } from '../server/support/page-of.js';
import { projectRoot, runProcess } from '../support/run-process.js';
import { openTracingTrap, type TracingTrap } from '../support/tracing-trap.js';
import { startServer, yinju, type StartedServer } from '../support/yinju-process.js';

const examples = join(projectRoot, 'examples');
const script = join(examples, 'langchain', 'chain.mjs');
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

describe('examples that ask a running service', () => {
  let server: StartedServer;
  let site: Server;
  let origin: string;
  let traced: number;
  beforeAll(async () => {
    traced = trap.bodies.length;
    site = createServer((_request, response) => {
      const page = readFileSync(join(examples, 'page', 'index.html'), 'utf8');
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(page.replace('http://127.0.0.1:8080', server.url));
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    const settings = { ...env, ...trap.env, YINJU_ALLOWED_ORIGINS: origin };
    server = await startServer([], { cwd: index, env: settings });
  }, 60_000);
  afterAll(async () => {
    site.close();
    site.closeAllConnections();
    expect(await server.stop()).toMatchObject({ status: 0 });
  });

  const run = (command: string, name: string, ...args: string[]) =>
    runProcess(command, [join(examples, ...name.split('/')), ...args], {
      YINJU_URL: server.url,
      ...trap.env,
    });

  it('curl.sh searches, asks, streams and fetches the article that is cited', async () => {
    const { status, stdout, stderr } = await run(
      'bash',
      'curl.sh',
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
  });

  it('curl.sh fails where nothing listens', async () => {
    const nowhere = await runProcess('bash', [join(examples, 'curl.sh')], {
      YINJU_URL: 'http://127.0.0.1:9',
    });
    expect(nowhere.status).not.toBe(0);
    expect(nowhere.stderr).toContain('curl');
  });

  it('openai/chat.mjs asks with the client of OpenAI, whole and as a stream', async () => {
    const { status, stdout, stderr } = await run(process.execPath, 'openai/chat.mjs');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const [answer, stream] = stdout.split('# the same as a stream');
    expect(answer).toMatch(/^.*118万双.*\[1\]/);
    expect(answer).toMatch(new RegExp(`^  ${server.url}/articles/\\S+#quote$`, 'm'));
    expect(stream).toMatch(/\n.+\n$/);
  });

  it('langchain/chat-openai.mjs asks as a chat model of LangChain', async () => {
    const { status, stdout, stderr } = await run(process.execPath, 'langchain/chat-openai.mjs');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/制鞋企业.*\[1\]/);
  });

  it('mcp/client.mjs calls the tools, and mcp.json names their address', async () => {
    const { status, stdout, stderr } = await run(process.execPath, 'mcp/client.mjs');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^tools: ask, search, get_article\n.*118万双.*\[1\]/);
    expect(stdout).toMatch(/^quote: .*118万双/m);
    const { mcpServers } = JSON.parse(readFileSync(join(examples, 'mcp', 'mcp.json'), 'utf8')) as {
      mcpServers: { yinju: { url: string } };
    };
    expect(new URL(mcpServers.yinju.url).pathname).toBe('/mcp');
  });

  it('the calls that /docs shows run as they are pasted, and answer as openapi.json says', async () => {
    const page = await pageOf(fetch(`${server.url}/docs`));
    const calls = page.texts('pre').filter((text) => text.startsWith('curl '));
    expect(calls.length).toBeGreaterThan(10);
    for (const call of calls) {
      const { stdout } = await runProcess('bash', ['-c', `${call} -o /dev/null -w '%{http_code}'`]);
      expect([call, stdout]).toEqual([
        call,
        expect.stringMatching(call.includes('Bearer KEY') ? /^401$/ : /^20[04]$/),
      ]);
    }
    const ask = calls.find((call) => call.includes('/v1/ask'))!;
    const answer = JSON.parse((await runProcess('bash', ['-c', ask])).stdout) as Answer;
    // Of one run, as the example is of another.
    const { id, generation, timings, confidence } = answer;
    expect(answer).toEqual({ ...exampleAnswer, id, generation, timings, confidence });
    expect(confidence).toBeGreaterThan(0.5);
  });

  it.skipIf(chromiumPath === null)('page/index.html has the chat, which answers', async () => {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(origin);
      await page.locator('yinju-chat .launcher').click();
      await page.getByRole('button', { name: '步云川鞋业在东南亚卖出了多少双鞋？' }).click();
      await page.locator('yinju-chat .short', { hasText: '118万双' }).waitFor();
    } finally {
      await browser.close();
    }
  });

  it('let no tracing of the environment see a question', () => {
    expect(trap.bodies.slice(traced)).toEqual([]);
  });
});
