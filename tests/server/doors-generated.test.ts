import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/build-index.js';
import { packageRoot, readConfig } from '../../src/config.js';
import { message } from '../../src/messages/index.js';
import { serve, type RunningServer } from '../../src/server/serve.js';
import { openBuildParts, openService, type OpenService } from '../../src/wiring.js';
import { inPieces, startModelServer, type ModelServer } from '../support/model-server.js';

let model: ModelServer;
let index: string;
let opened: OpenService;
let server: RunningServer;
let client: OpenAI;

/** The real service over an article, served over HTTP; what a language model says and nothing carries is marked. */
beforeAll(async () => {
  model = await startModelServer();
  index = mkdtempSync(join(tmpdir(), 'yinju-doors-'));
  const config = readConfig(
    { corpus: [join(packageRoot, 'corpus', '2023', 'qingyu-2022-customs.html')], index },
    {
      YINJU_LLM: 'openai:test-model',
      YINJU_LLM_BASE_URL: `${model.url}/v1`,
      YINJU_LLM_FIRST_TOKEN_TIMEOUT_MS: '1500',
      YINJU_LLM_TIMEOUT_MS: '4000',
      YINJU_UNSUPPORTED: 'mark',
    },
    index,
  );
  const parts = await openBuildParts(config);
  await buildIndex(parts, {
    corpus: config.corpus,
    force: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onNotice: () => undefined,
  });
  await parts.close();
  opened = await openService(config);
  server = await serve(opened.service, { port: 0, locale: 'zh-CN', shutdownMs: 100 });
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: 'any', maxRetries: 0 });
});
afterAll(async () => {
  await server.close();
  await Promise.all([opened.close(), model.close()]);
  rmSync(index, { recursive: true, force: true });
});
beforeEach(() => {
  model.requests.length = 0;
  model.abandoned.length = 0;
});
afterEach(() => {
  model.reply({});
});

const question = '2022年青屿海关在跨境电商渠道查获多少件侵权商品？';
const messages = [{ role: 'user' as const, content: question }];
const good = '青屿海关2022年在跨境电商渠道查获侵犯知识产权商品5.7万件。';
const wrong = '涉案金额超过三亿元。';
const mark = message('zh-CN', 'answer.mark-unsupported');
const notice = message('zh-CN', 'answer.sentences-unsupported', { count: 1 });

async function streamed(): Promise<OpenAI.ChatCompletionChunk[]> {
  const chunks = [];
  const options = { include_usage: true };
  const asked = { model: 'yinju-generated', messages, stream: true as const, stream_options: options };
  for await (const chunk of await client.chat.completions.create(asked)) chunks.push(chunk);
  return chunks;
}

const textOf = (chunks: OpenAI.ChatCompletionChunk[]) =>
  chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('');

describe('a generated answer for clients of OpenAI', () => {
  it('shows in its text which sentence no article bears out, and cites pages for the others', async () => {
    model.reply({ pieces: inPieces(`${wrong}${good}[1]`) });
    const { choices, usage } = await client.chat.completions.create({ model: 'yinju', messages });
    const { content, annotations } = choices[0]!.message;
    expect(content).toBe(`${wrong}${mark}${good}[1]\n\n> ${notice}`);
    // The remark stands before the sentence that is cited: offsets count it.
    const cited = annotations!.map(({ url_citation: { start_index, end_index } }) =>
      content!.slice(start_index, end_index),
    );
    expect(cited).toEqual([good]);
    expect(usage).toEqual({ prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 });
  });

  it('is the same as a stream', async () => {
    model.reply({ pieces: inPieces(`${wrong}${good}[1]`) });
    const chunks = await streamed();
    expect(textOf(chunks)).toBe(`${wrong}${mark}${good}[1]\n\n> ${notice}`);
    expect(chunks.at(-1)?.usage?.total_tokens).toBe(120);
  });

  it('has nothing of what had to give way, and says why', async () => {
    model.reply({ pieces: [good, '其中'], then: 'drop' });
    const text = textOf(await streamed());
    expect(model.requests).toHaveLength(1);
    expect(text).not.toContain(good);
    const reason = message('zh-CN', 'answer.model-failed');
    expect(text).toMatch(new RegExp(`5\\.7万件.*\\[1\\]\n\n> ${reason}$`));
    const extractive = await client.chat.completions.create({ model: 'yinju-extractive', messages });
    expect(text.startsWith(extractive.choices[0]!.message.content!)).toBe(true);
  });

  it.each([true, false])('stops the model when the client goes away (stream: %s)', async (stream) => {
    // By itself it would be given up after 1.5 s.
    model.reply({ then: 'silence' });
    const controller = new AbortController();
    const asked = client.chat.completions.create(
      { model: 'yinju', messages, stream },
      { signal: controller.signal },
    );
    const read = (async () => {
      const answer = await asked;
      if (Symbol.asyncIterator in answer) for await (const chunk of answer) expect(chunk).toBeDefined();
    })().catch(() => undefined);
    await expect.poll(() => model.requests.length).toBe(1);
    const goneAt = performance.now();
    controller.abort();
    await read;
    await expect.poll(() => model.abandoned.length).toBe(1);
    expect(model.abandoned[0]! - goneAt).toBeLessThan(1000);
  });
});

describe('a generated answer for assistants', () => {
  const connected = async () => {
    const mcp = new Client({ name: 'test', version: '1' });
    await mcp.connect(new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`)));
    return mcp;
  };

  it('shows in its text which sentence no article bears out', async () => {
    model.reply({ pieces: inPieces(`${good}[1]${wrong}`) });
    const mcp = await connected();
    const { content } = await mcp.callTool({ name: 'ask', arguments: { question } });
    await mcp.close();
    const [{ text }] = content as [{ text: string }];
    expect(text.startsWith(`${good}[1]${wrong}${mark}\n\n> ${notice}\n[1] `)).toBe(true);
  });

  it('stops the model when the client goes away', async () => {
    // By itself it would be given up after 1.5 s.
    model.reply({ then: 'silence' });
    const mcp = await connected();
    const asked = mcp.callTool({ name: 'ask', arguments: { question } }).catch(() => undefined);
    await expect.poll(() => model.requests.length).toBe(1);
    const goneAt = performance.now();
    await mcp.close();
    await asked;
    await expect.poll(() => model.abandoned.length).toBe(1);
    expect(model.abandoned[0]! - goneAt).toBeLessThan(1000);
  });
});
