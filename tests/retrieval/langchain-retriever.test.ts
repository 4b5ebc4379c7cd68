import { BaseCallbackHandler } from '@langchain/core/callbacks/base';
import type { Document } from '@langchain/core/documents';
import { BaseRetriever } from '@langchain/core/retrievers';
import { RunnableLambda, RunnableSequence, type RunnableConfig } from '@langchain/core/runnables';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openGeneration } from '../../src/engines/open-generation.js';
import { ServedGeneration } from '../../src/engines/served-generation.js';
import { noEnvironmentTracing } from '../../src/no-tracing.js';
import {
  YinjuRetriever,
  type PassageMetadata,
  type YinjuRetrieverInput,
} from '../../src/retrieval/langchain-retriever.js';
import { BuiltIndex } from '../support/built-index.js';
import { openTracingTrap, type TracingTrap } from '../support/tracing-trap.js';

const built = new BuiltIndex();
const { embedder } = built;
let served: ServedGeneration;

beforeAll(async () => {
  const ports = ['海仓', '东澜', '云栖', '青屿'];
  const articles = ports.map((port, n) => ({
    id: `ports/${port}`,
    title: `${port}港周报`,
    date: `202${n}-05-06`,
    source: `${port}日报`,
    author: '林晓',
    url: `https://news.example/${n}`,
    text: Array.from(
      { length: 40 },
      (_, week) => `${port}港第${week + 1}周装出${100 * n + week}个冷藏箱。`,
    ).join(''),
  }));
  await built.publish(articles);
  served = await ServedGeneration.open(built.store, openGeneration);
});
afterAll(async () => {
  await served.close();
  built.remove();
});

class Listener extends BaseCallbackHandler {
  readonly name = 'listener';
  readonly heard: string[] = [];

  override handleRetrieverStart(_retriever: unknown, query: string): void {
    this.heard.push(`start ${query}`);
  }

  override handleRetrieverEnd(documents: readonly unknown[]): void {
    this.heard.push(`end ${documents.length}`);
  }
}

const retriever = (input: Partial<YinjuRetrieverInput> = {}) =>
  new YinjuRetriever({ index: served, embedder, ...input });

describe('YinjuRetriever', () => {
  it('gives passages as documents whose content is the exact words of the article that they name', async () => {
    const documents = await retriever({ k: 3 }).invoke('东澜港第7周装出多少冷藏箱');
    expect(documents).toHaveLength(3);
    const open = served.acquire();
    for (const { pageContent, metadata } of documents) {
      const article = await open.catalogue.document(metadata.articleId);
      expect(article?.text.slice(metadata.sourceStart, metadata.sourceEnd)).toBe(pageContent);
      expect(metadata.contentHash).toBe(article?.contentHash);
    }
    open.release();
    expect(documents[0]?.metadata).toMatchObject({
      passageId: expect.stringMatching(/^ports\/东澜#\d+$/) as string,
      articleId: 'ports/东澜',
      title: '东澜港周报',
      source: '东澜日报',
      author: '林晓',
      url: 'https://news.example/1',
      publishedAt: '2021-05-06',
    });
    expect(documents[0]?.pageContent).toContain('东澜港第7周');
    const scores = documents.map(({ metadata }) => metadata.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('keeps to k and to its filter', async () => {
    expect(await retriever({ k: 1 }).invoke('冷藏箱')).toHaveLength(1);
    const filtered = await retriever({ filter: { publishedFrom: '2022', sources: ['雲棲日報'] } }).invoke(
      '冷藏箱',
    );
    expect(new Set(filtered.map(({ metadata }) => metadata.articleId))).toEqual(new Set(['ports/云栖']));
    expect(await retriever({ filter: { articleIds: [] } }).invoke('冷藏箱')).toEqual([]);
  });

  it('takes a generation as it takes what lends one, and gives back what it was lent', async () => {
    const open = served.acquire();
    const { generation, engine, catalogue } = open;
    const given = await retriever({ index: { generation, engine, catalogue } }).invoke('云栖港');
    expect(given).toEqual(await retriever().invoke('云栖港'));
    open.release();
    let lent = 0;
    const lender = {
      acquire: () => {
        lent++;
        const open = served.acquire();
        const release = () => {
          lent--;
          open.release();
        };
        return { ...open, release };
      },
    };
    await retriever({ index: lender }).invoke('云栖港');
    await expect(
      retriever({ index: lender, filter: { publishedFrom: 'soon' } }).invoke('云栖港'),
    ).rejects.toMatchObject({ code: 'search.bad-date' });
    expect(lent).toBe(0);
  });

  it.each([
    [0, 'field.too-small'],
    [-3, 'field.too-small'],
    [1.5, 'field.not-integer'],
    [Number.NaN, 'field.not-integer'],
  ])('refuses %s as k', (k, code) => {
    expect(() => retriever({ k })).toThrow(expect.objectContaining({ code }) as Error);
  });

  it('refuses a question that is not text, as a chain may pass it', async () => {
    const invoke = (question: unknown) => retriever().invoke(question as string);
    await expect(invoke({ question: '云栖港' })).rejects.toMatchObject({ code: 'field.not-text' });
    await expect(invoke(undefined)).rejects.toMatchObject({ code: 'field.not-text' });
  });

  it('is a runnable: batches, chains, and tells its callbacks', async () => {
    const handler = new Listener();
    const own = retriever({ k: 2, callbacks: [handler] });
    expect(own).toBeInstanceOf(BaseRetriever);
    expect((await own.batch(['云栖港', '青屿港'])).map((list) => list.length)).toEqual([2, 2]);
    const chain = RunnableSequence.from<string, string[]>([
      retriever({ k: 1 }),
      (documents: Document<PassageMetadata>[]) => documents.map(({ metadata }) => metadata.title),
    ]);
    expect(await chain.invoke('青屿港第3周', { callbacks: [handler] })).toEqual(['青屿港周报']);
    expect(handler.heard.sort()).toEqual([
      'end 1',
      'end 2',
      'end 2',
      'start 云栖港',
      'start 青屿港',
      'start 青屿港第3周',
    ]);
  });

  it('shows tracers nothing of its collaborators', () => {
    const shown = JSON.stringify(retriever({ tags: ['a'] }));
    expect(shown).not.toContain(built.folder);
    expect(shown).not.toContain('fingerprint');
  });
});

describe('with tracing by LangSmith turned on in the environment', () => {
  let trap: TracingTrap;
  beforeEach(async () => {
    trap = await openTracingTrap();
    for (const [name, value] of Object.entries(trap.env)) vi.stubEnv(name, value);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await trap.close();
  });

  it('sends nothing of a question unless it is told to, and leaves chains of others to themselves', async () => {
    await retriever().invoke('云栖港 secret-alone');
    await retriever().batch(['云栖港 secret-batch']);
    for await (const part of await retriever().stream('云栖港 secret-stream')) expect(part).not.toEqual([]);
    const nested = RunnableLambda.from(async (question: string, config: RunnableConfig) => {
      const [first] = await retriever({ k: 1 }).invoke(question);
      return RunnableLambda.from((text: string) => `${text} secret-within`).invoke(
        first?.pageContent ?? '',
        config,
      );
    });
    const chain = RunnableSequence.from<string, string>([nested, (text: string) => text]);
    expect(await chain.invoke('云栖港 secret-chain', { callbacks: [noEnvironmentTracing()] })).toContain(
      '云栖港',
    );
    // A traced one last: what the ones before had to send would be there by then, for one client sends for all.
    await retriever({ environmentTracing: true }).invoke('云栖港 told-to');
    await trap.received('told-to');
    await RunnableSequence.from<string, unknown>([retriever(), (documents: unknown) => documents]).invoke(
      '云栖港 chain-of-others',
    );
    await trap.received('chain-of-others');
    expect(trap.bodies.join('\n').match(/secret-\w+/g)).toBeNull();
  });
});
