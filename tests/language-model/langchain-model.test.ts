import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { UsageError } from '../../src/errors.js';
import { createLanguageModel } from '../../src/language-model/langchain-model.js';
import type { LanguageModelSettings, ModelPiece } from '../../src/language-model/language-model.js';
import { inPieces, startModelServer, type ModelServer } from '../support/model-server.js';
import { openTracingTrap } from '../support/tracing-trap.js';

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
  server.abandoned.length = 0;
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const settings = (provider: string, more: Partial<LanguageModelSettings> = {}): LanguageModelSettings => ({
  name: `${provider}:test-model`,
  baseUrl: provider === 'openai' ? `${server.url}/v1` : server.url,
  apiKey: 'secret-key',
  firstTokenTimeoutMs: 2000,
  timeoutMs: 4000,
  maxOutputTokens: 100,
  contextTokens: 4096,
  ...more,
});
const messages = [
  { role: 'system', content: '规则' },
  { role: 'user', content: '问题' },
] as const;

async function said(
  provider: string,
  more: Partial<LanguageModelSettings> = {},
  signal = new AbortController().signal,
) {
  const model = await createLanguageModel(settings(provider, more));
  const pieces: ModelPiece[] = [];
  for await (const piece of model.stream({ messages, signal })) pieces.push(piece);
  return {
    text: pieces.map((piece) => (piece.type === 'text' ? piece.text : '')).join(''),
    end: pieces.at(-1),
  };
}
const failure = (provider: string, more?: Partial<LanguageModelSettings>) =>
  said(provider, more).then(
    () => 'none',
    (error: unknown) => (error as { code: string }).code.replace('language-model.failure.', ''),
  );

const text = '青屿海关查获侵权商品5.7万件。[1]';

describe.each(['openai', 'ollama'])('a model of %s', (provider) => {
  it('streams what it says, and tells why it stopped and how many tokens it took', async () => {
    server.reply({ pieces: inPieces(text) });
    expect(await said(provider)).toEqual({
      text,
      end: { type: 'end', reason: 'stopped', usage: { inputTokens: 100, outputTokens: 20 } },
    });
    const [request] = server.requests;
    expect(request!.body.messages).toMatchObject(messages);
    expect(request!.body).toMatchObject({ model: 'test-model', stream: true });
    expect(request!.headers.authorization).toBe('Bearer secret-key');
    server.reply({ pieces: ['长'], reason: 'length' });
    expect((await said(provider)).end).toMatchObject({ reason: 'length' });
  });

  it.each([
    ['refuses the key', { status: 401 }, 'key-refused'],
    ['does not know the model', { status: 404 }, 'unknown-model'],
    ['refuses the request', { status: 400 }, 'refused'],
    ['fails', { status: 500 }, 'server-failed'],
    ['says nothing', { then: 'silence' as const }, 'silent'],
    ['falls silent in the middle', { pieces: ['好'], then: 'silence' as const }, 'timed-out'],
    ['never ends', { pieces: ['好'], then: 'endless' as const }, 'timed-out'],
    ['is slow without end', { pieces: Array<string>(100).fill('慢'), pauseMs: 100 }, 'timed-out'],
  ])('ends in an error of ours where its server %s', async (_what, reply, code) => {
    server.reply(reply);
    expect(await failure(provider, { firstTokenTimeoutMs: 400, timeoutMs: 900 })).toBe(code);
  });

  it.each([
    ['breaks off', { pieces: ['好', '的'], then: 'drop' as const }],
    ['sends what is no JSON', { pieces: ['好'], then: 'broken' as const }],
  ])('ends in an error of ours, or with what was said, where its server %s', async (_what, reply) => {
    server.reply(reply);
    expect(['broken-off', 'bad-form', 'unreachable', 'none']).toContain(await failure(provider));
  });

  it('tries again when it is asked to wait, as long as the time allows', async () => {
    server.reply({ status: 429, headers: { 'retry-after': '1' } }, { pieces: ['好'] });
    expect((await said(provider)).text).toBe('好');
    expect(server.requests).toHaveLength(2);
    server.reply({ status: 429, headers: { 'retry-after': '60' } });
    expect(await failure(provider)).toBe('rate-limited');
    // Ollama's client does not pass the header on: it is asked again after a while of our own.
    expect(server.requests).toHaveLength(provider === 'openai' ? 3 : 5);
  });

  it('cannot be reached where nobody listens', async () => {
    const gone = await startModelServer();
    await gone.close();
    expect(await failure(provider, { baseUrl: `${gone.url}/v1` })).toBe('unreachable');
  });

  it('is stopped when its reader goes, within a second', async () => {
    server.reply({ pieces: inPieces(text.repeat(100)), pauseMs: 20 });
    const controller = new AbortController();
    const model = await createLanguageModel(settings(provider));
    let stoppedAt = Infinity;
    const reading = (async () => {
      for await (const piece of model.stream({ messages, signal: controller.signal })) {
        if (piece.type === 'text' && stoppedAt === Infinity) {
          stoppedAt = performance.now();
          controller.abort(new Error('gone'));
        }
      }
    })();
    await expect(reading).rejects.toThrow('gone');
    await expect.poll(() => server.abandoned.length).toBe(1);
    expect(server.abandoned[0]! - stoppedAt).toBeLessThan(1000);
  });

  it('is stopped when nobody reads on', async () => {
    server.reply({ pieces: ['好'], then: 'endless' });
    const model = await createLanguageModel(settings(provider));
    for await (const piece of model.stream({ messages, signal: new AbortController().signal })) {
      if (piece.type === 'text') break;
    }
    await expect.poll(() => server.abandoned.length).toBe(1);
  });

  it('is asked without any tracing or gateway that variables of other tools set', async () => {
    const trap = await openTracingTrap();
    try {
      for (const [name, value] of Object.entries(trap.env)) vi.stubEnv(name, value);
      const [endpoint] = Object.values(trap.env).filter((value) => value.startsWith('http'));
      vi.stubEnv('LANGSMITH_GATEWAY', endpoint);
      vi.stubEnv('OPENAI_BASE_URL', endpoint);
      vi.stubEnv('OLLAMA_BASE_URL', endpoint);
      server.reply({ pieces: inPieces(text) });
      expect((await said(provider)).text).toBe(text);
      expect(trap.bodies).toEqual([]);
    } finally {
      await trap.close();
    }
  });

  it('tells nothing of the key or the question in its errors', async () => {
    server.reply({ status: 401 });
    const error: unknown = await said(provider).catch((thrown: unknown) => thrown);
    const everything = JSON.stringify(error, Object.getOwnPropertyNames(error)) + String(error);
    expect(everything).not.toMatch(/secret-key|问题|规则/);
  });
});

describe('createLanguageModel', () => {
  it.each([
    ['gpt', 'language-model.bad-name'],
    ['openai:', 'language-model.bad-name'],
    ['nobody:x', 'language-model.unknown-provider'],
    ['anthropic:claude', 'language-model.package-missing'],
  ])('refuses %s with the remedy', async (name, code) => {
    const made = createLanguageModel({ ...settings('openai'), name });
    await expect(made).rejects.toThrow(UsageError);
    await expect(made).rejects.toMatchObject({ code });
  });

  it('wants a key for OpenAI itself, and none for a server of one’s own', async () => {
    const none = { ...settings('openai'), apiKey: undefined };
    await expect(createLanguageModel({ ...none, baseUrl: undefined })).rejects.toMatchObject({
      code: 'language-model.no-key',
    });
    expect((await createLanguageModel(none)).name).toBe('openai:test-model');
  });
});
