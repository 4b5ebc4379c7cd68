import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildIndex } from '../src/build-index.js';
import { packageRoot, readConfig } from '../src/config.js';
import type { AnswerEvent } from '../src/domain/answer-event.js';
import type { Answer } from '../src/domain/answer.js';
import { askRequestSchema, type AskRequest } from '../src/domain/question.js';
import { openBuildParts, openService, type OpenService } from '../src/wiring.js';
import { expectExactWords } from './support/ask-harness.js';
import { inPieces, startModelServer, type ModelServer } from './support/model-server.js';

let server: ModelServer;
let index: string;
let open: OpenService;
let marking: OpenService;

/** The service over the sample articles with the real models, and a language model behind real HTTP. */
beforeAll(async () => {
  server = await startModelServer();
  index = mkdtempSync(join(tmpdir(), 'yinju-generated-'));
  const settings = (more: Record<string, string> = {}) =>
    readConfig(
      { corpus: [join(packageRoot, 'corpus')], index },
      {
        YINJU_LLM: 'openai:test-model',
        YINJU_LLM_BASE_URL: `${server.url}/v1`,
        YINJU_LLM_FIRST_TOKEN_TIMEOUT_MS: '1500',
        YINJU_LLM_TIMEOUT_MS: '4000',
        ...more,
      },
      index,
    );
  const parts = await openBuildParts(settings());
  await buildIndex(parts, {
    corpus: settings().corpus,
    force: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onNotice: () => undefined,
  });
  await parts.close();
  open = await openService(settings());
  marking = await openService(settings({ YINJU_UNSUPPORTED: 'mark' }));
});
afterAll(async () => {
  await Promise.all([open.close(), marking.close(), server.close()]);
  rmSync(index, { recursive: true, force: true });
});
beforeEach(() => {
  server.requests.length = 0;
  server.abandoned.length = 0;
});
afterEach(() => {
  server.reply({});
});

async function events(
  request: Partial<AskRequest>,
  { service }: OpenService = open,
  signal = new AbortController().signal,
): Promise<AnswerEvent[]> {
  const all: AnswerEvent[] = [];
  const asked = askRequestSchema.parse({ question, ...request });
  for await (const event of service.ask(asked, { locale: 'zh-CN', signal, requestId: 'r' })) all.push(event);
  return all;
}

async function ask(request: Partial<AskRequest> = {}, service: OpenService = open): Promise<Answer> {
  const done = (await events(request, service)).at(-1);
  if (done?.type !== 'done') throw new Error('the last event is not done');
  await service.service.withCatalogue((catalogue) => expectExactWords(done.answer, catalogue as never));
  return done.answer;
}

const question = '2022年青屿海关在跨境电商渠道查获多少件侵权商品？';
const good = '青屿海关2022年在跨境电商渠道查获侵犯知识产权商品5.7万件。[1]';
const codes = ({ notices }: Answer) => notices.map(({ code }) => code);

describe('a generated answer', () => {
  it('is the model’s sentences, verified, with the exact words that carry them', async () => {
    server.reply({ pieces: inPieces(`${good}其中假冒运动鞋占44%【1】。`) });
    const all = await events({});
    expect(all.map(({ type }) => type)).toEqual(['meta', 'sources', 'delta', 'delta', 'done']);
    const answer = await ask();
    expect(answer).toMatchObject({
      mode: 'generated',
      model: 'openai:test-model',
      usage: { inputTokens: 100, outputTokens: 20 },
      answered: true,
      shortAnswer: '5.7万件',
      notices: [],
    });
    expect(answer.sentences.map(({ text, support }) => [text, support])).toEqual([
      [good.replace('[1]', ''), 'supported'],
      ['其中假冒运动鞋占44%。', 'supported'],
    ]);
    expect(answer.citations.map(({ number, articleId }) => [number, articleId])).toEqual([
      [1, '2023/qingyu-2022-customs'],
    ]);
    expect(answer.citations[0]!.quote).toContain('查获侵犯知识产权商品5.7万件，其中假冒运动鞋占44%');
  });

  it('is asked for with passages as data, the standalone question, and nothing else of the reader', async () => {
    server.reply({ pieces: [good] });
    const history = [
      { role: 'user' as const, content: '2022年青屿海关查获多少件侵权商品？' },
      { role: 'assistant' as const, content: '5.7万件。[1]' },
    ];
    const answer = await ask({ question: '其中假冒运动鞋占多少？', history });
    const { messages } = server.requests[0]!.body;
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user']);
    const lines = messages[1]!.content.split('\n');
    expect(JSON.parse(lines[0]!)).toMatchObject({ passage: 1, title: expect.any(String) as string });
    expect(lines.at(-1)).toBe(`Question: ${answer.standaloneQuestion}`);
    expect(answer.standaloneQuestion).toContain('青屿海关');
    expect(JSON.stringify(messages)).not.toContain('5.7万件。[1]');
  });

  it('sends sources before the model has said anything, and each sentence once it is whole', async () => {
    server.reply({ pieces: [...inPieces(good), '其', '中假冒运动鞋占44%。[1]'], pauseMs: 20 });
    const at: Record<string, number> = {};
    const asked = askRequestSchema.parse({ question });
    const context = { locale: 'zh-CN' as const, signal: new AbortController().signal, requestId: 'r' };
    for await (const { type } of open.service.ask(asked, context)) at[type] ??= server.requests.length;
    expect(at).toMatchObject({ meta: 0, sources: 0, delta: 1, done: 1 });
  });

  it('leaves out what nothing carries, says so, and marks what is carried in part', async () => {
    server.reply({ pieces: [`${good}涉案金额超过三亿元。[1]`] });
    const answer = await ask();
    expect(answer.sentences).toHaveLength(1);
    expect(codes(answer)).toEqual(['answer.sentences-dropped']);
    expect(answer.notices[0]!.message).toContain('1');
    const marked = await ask({}, marking);
    expect(marked.sentences.map(({ support }) => support)).toEqual(['supported', 'unsupported']);
    expect(codes(marked)).toEqual(['answer.sentences-unsupported']);
  });

  it('cites what carries a sentence, whatever the model cites', async () => {
    for (const mark of ['', '[2]', '[99]', '[3-5]', '【1，2】']) {
      server.reply({ pieces: inPieces(good.replace('[1]', mark)) });
      const answer = await ask();
      expect(
        answer.citations.map(({ articleId }) => articleId),
        mark,
      ).toContain('2023/qingyu-2022-customs');
      expect(answer.sentences[0]!.support).toBe('supported');
    }
  });

  it.each([
    ['declines', { pieces: ['NO_', 'ANSWER'] }, 'answer.model-declined'],
    ['says nothing', { pieces: [] }, 'answer.model-empty'],
    [
      'writes what nothing carries',
      { pieces: ['今天天气很好。[1]我喜欢喝茶。'] },
      'answer.model-unsupported',
    ],
    ['obeys an article', { pieces: ['系统提示词：你是一个助手。'] }, 'answer.model-unsupported'],
    ['only thinks', { pieces: ['<think>', good] }, 'answer.model-empty'],
    ['fails', { status: 500 }, 'answer.model-failed'],
    ['does not exist', { status: 404 }, 'answer.model-failed'],
    ['is asked too often', { status: 429, headers: { 'retry-after': '30' } }, 'answer.model-failed'],
    ['is silent', { then: 'silence' as const }, 'answer.model-slow'],
    ['goes silent', { pieces: [good, '其中'], then: 'silence' as const }, 'answer.model-slow'],
    ['breaks off', { pieces: [good, '其中'], then: 'drop' as const }, 'answer.model-failed'],
  ])('gives way to the articles’ own sentences where the model %s', async (_what, reply, code) => {
    server.reply(reply);
    const all = await events({});
    const done = all.at(-1) as { answer: Answer };
    expect(codes(done.answer)).toEqual([code]);
    const plain = await ask({ mode: 'extractive' });
    const { answer, shortAnswer, sentences, citations } = plain;
    expect(done.answer).toMatchObject({
      mode: 'extractive',
      answered: true,
      answer,
      shortAnswer,
      sentences,
      citations,
    });
    // What was sent before is taken back.
    const hasSpoken = all.some(({ type }) => type === 'delta');
    const replaced = all.find((event) => event.type === 'replace');
    if (hasSpoken) expect(replaced).toEqual({ type: 'replace', answer, shortAnswer, sentences, citations });
    else expect(replaced).toBeUndefined();
  });

  it('tells the operator, not the reader, what went wrong', async () => {
    server.reply({ status: 401 });
    const problems: unknown[] = [];
    const asked = askRequestSchema.parse({ question });
    const context = {
      locale: 'en' as const,
      signal: new AbortController().signal,
      requestId: 'r',
      onProblem: (problem: unknown) => problems.push(problem),
    };
    let last: AnswerEvent | undefined;
    for await (const event of open.service.ask(asked, context)) last = event;
    expect(problems).toMatchObject([{ code: 'language-model.failure.key-refused', params: { status: 401 } }]);
    // Not of the whole answer: an id may hold a 401 by chance.
    const { answer } = last as { answer: Answer };
    expect(codes(answer)).toEqual(['answer.model-failed']);
    expect(JSON.stringify(answer.notices)).not.toMatch(/401|127\.0\.0\.1/);
  });

  it('is cut where the model rambles, and the model is stopped', async () => {
    server.reply({ pieces: [good], then: 'endless' });
    const answer = await ask();
    expect(answer.sentences.length).toBeLessThanOrEqual(8);
    expect(codes(answer)).toEqual(['answer.model-cut']);
    await expect.poll(() => server.abandoned.length).toBe(1);
    server.reply({ pieces: ['胡言乱语。'], then: 'endless' });
    expect(codes(await ask())).toEqual(['answer.model-unsupported']);
    server.reply({ pieces: ['长'], then: 'endless' });
    expect((await ask()).mode).toBe('extractive');
  });

  it('is not asked for where the archive has no answer, or where only its own sentences are wanted', async () => {
    const refused = await ask({ question: '番茄炒蛋先放番茄还是先放蛋？', mode: 'generated' });
    expect(refused).toMatchObject({ answered: false, mode: 'extractive', model: null, usage: null });
    expect((await ask({ mode: 'extractive' })).model).toBeNull();
    expect(server.requests).toHaveLength(0);
  });

  it('stops the model when the reader goes', async () => {
    server.reply({ pieces: [good], then: 'endless', pauseMs: 5 });
    const controller = new AbortController();
    const asked = askRequestSchema.parse({ question });
    const context = { locale: 'zh-CN' as const, signal: controller.signal, requestId: 'r' };
    let goneAt = Infinity;
    const reading = (async () => {
      for await (const { type } of open.service.ask(asked, context)) {
        if (type !== 'sources') continue;
        setTimeout(() => {
          goneAt = performance.now();
          controller.abort(new Error('gone'));
        }, 20);
      }
    })();
    await expect(reading).rejects.toThrow('gone');
    await expect.poll(() => server.abandoned.length).toBe(1);
    expect(server.abandoned[0]! - goneAt).toBeLessThan(1000);
  });
});

interface Scripted {
  /** `first` set the odds, `second` the second look; `third` was written after both and looked at once. */
  readonly set: 'first' | 'second' | 'third';
  readonly question: string;
  /** Articles that say it: a citation of another is wrong. */
  readonly sources: readonly string[];
  readonly honest: readonly string[];
  readonly planted: readonly (readonly [kind: string, sentence: string])[];
}

describe('scripted answers with planted errors', () => {
  const scripts = readFileSync(join(packageRoot, 'tests/fixtures/generated-answers.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Scripted);
  // Right, wrong, invented, several and none: what a model cites is no evidence.
  const marks = ['[1]', '[2]', '【99】', '［1、3］', ''];

  it.each<[Scripted['set'], atATime: number, leastErrors: number]>([
    ['first', 2, 60],
    ['second', 6, 100],
    ['third', 6, 60],
  ])(
    'never reach the reader as supported, and honest sentences beside them do (%s set)',
    async (set, atATime, leastErrors) => {
      const answers = scripts
        .filter((script) => script.set === set)
        .flatMap(({ planted, ...script }) =>
          Array.from({ length: Math.ceil(planted.length / atATime) }, (_, i) => ({
            ...script,
            planted: planted.slice(i * atATime, (i + 1) * atATime),
          })),
        );
      const reached: string[] = [];
      const partial: string[] = [];
      const lost: string[] = [];
      const miscited: string[] = [];
      let planted = 0;
      let honest = 0;
      for (const [at, script] of answers.entries()) {
        const said = [...script.honest, ...script.planted.map(([, sentence]) => sentence)];
        const marked = said.map((sentence, i) => sentence + (marks[(at + i) % marks.length] ?? ''));
        server.reply({ pieces: inPieces(marked.join('')) });
        const { sentences, citations, model, mode } = await ask({ question: script.question }, marking);
        expect(model, script.question).not.toBeNull();
        // Where nothing of the answer is carried, the articles' own sentences stand there.
        const shown = new Map(
          mode === 'generated' ? sentences.map((sentence) => [sentence.text, sentence] as const) : [],
        );
        for (const [kind, sentence] of script.planted) {
          planted++;
          const support = shown.get(sentence)?.support;
          if (support === 'supported') reached.push(`${kind}: ${sentence}`);
          if (support === 'partial') partial.push(`${kind}: ${sentence}`);
        }
        for (const sentence of script.honest) {
          honest++;
          if (shown.get(sentence)?.support !== 'supported') lost.push(sentence);
        }
        for (const { text, support, citations: numbers } of shown.values()) {
          if (support !== 'supported') continue;
          const articles = numbers.map((number) => citations.find((one) => one.number === number)?.articleId);
          if (articles.some((id) => id === undefined || !script.sources.includes(id)))
            miscited.push(`${text} → ${articles.join()}`);
        }
      }
      console.log(
        `${set} set, ${answers.length} answers with ${planted} planted errors: ${reached.length} supported, ` +
          `${partial.length} in part; ${honest - lost.length} of ${honest} honest sentences supported`,
      );
      if (partial.length > 0 || lost.length > 0) console.log([...partial, '--', ...new Set(lost)].join('\n'));
      expect(planted).toBeGreaterThanOrEqual(leastErrors);
      expect(reached).toEqual([]);
      expect(miscited).toEqual([]);
      expect(lost.length / honest).toBeLessThan(0.4);
    },
  );
});
