import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  buildIndex,
  describeError,
  IndexError,
  openArchive,
  openRetriever,
  UsageError,
  type Archive,
  type AskOptions,
  type BuildProgress,
} from '../src/index.js';

let folder: string;
let index: string;
let archive: Archive;
const phases = new Set<BuildProgress['phase']>();
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yinju-library-'));
  index = join(folder, 'index');
  const corpus = join(folder, 'corpus');
  mkdirSync(corpus);
  writeFileSync(
    join(corpus, 'haicang.md'),
    '---\ntitle: 海仓港开通生鲜航线\ndate: 2024-05-06\n---\n海仓港5月6日开通首条生鲜航线，每周三班。港口方面说，首航装载了120个冷藏箱。\n',
  );
  writeFileSync(join(corpus, 'tea.txt'), '南岭镇的茶农成立合作社，把春茶价格提高到每公斤二百六十元。\n');
  const summary = await buildIndex({ corpus: [corpus], index, onProgress: ({ phase }) => phases.add(phase) });
  expect(summary).toMatchObject({ documents: 2, passages: 2 });
  archive = await openArchive({ index });
});
afterAll(async () => {
  await archive.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the package', () => {
  it('builds an index and tells how far it is', () => {
    expect([...phases]).toEqual(['reading', 'embedding', 'writing']);
  });

  it('opens a retriever, and the embeddings that the index was made with', async () => {
    const { retriever, embeddings, close } = await openRetriever({ index, k: 1 });
    const [found] = await retriever.invoke('首航装载了多少个冷藏箱？');
    expect(found?.metadata).toMatchObject({ articleId: 'haicang', publishedAt: '2024-05-06' });
    const question = await embeddings.embedQuery('首航装载了多少个冷藏箱？');
    const [near = [], far = []] = await embeddings.embedDocuments([found?.pageContent ?? '', '春茶涨价了。']);
    const product = (vector: number[]) =>
      vector.reduce((sum, value, i) => sum + value * (question[i] ?? 0), 0);
    expect(product(question)).toBeCloseTo(1, 3);
    expect(product(near)).toBeGreaterThan(product(far));
    await close();
    await expect(retriever.invoke('首航')).rejects.toMatchObject({ code: 'model.closed' });
  });

  it('answers with citations, and shows how the answer comes about', async () => {
    const answer = await archive.ask(' 首航装载了\u200b多少个冷藏箱？', { topK: 2 });
    expect(answer).toMatchObject({ question: '首航装载了多少个冷藏箱？', answered: true });
    expect(answer.shortAnswer).toContain('120');
    expect(answer.citations[0]?.quote).toContain('120个冷藏箱');
    const types: string[] = [];
    for await (const { type } of archive.askEvents('首航装载了多少个冷藏箱？')) types.push(type);
    expect(types).toEqual(['meta', 'sources', 'delta', 'done']);
  });

  it.each<[unknown, AskOptions, string]>([
    ['', {}, 'field.empty'],
    [' \n', {}, 'field.no-words'],
    ['？！', {}, 'field.no-words'],
    ['长'.repeat(2001), {}, 'field.too-long'],
    [120, {}, 'field.not-text'],
    ['首航', { topK: 0 }, 'field.too-small'],
    ['首航', { filters: { publishedFrom: 'soon' } }, 'field.date'],
    ['首航', { frobnicate: true } as AskOptions, 'field.unknown'],
  ])('refuses %j with %j', async (question, options, code) => {
    const asked = archive.ask(question as string, options);
    await expect(asked).rejects.toBeInstanceOf(UsageError);
    await expect(asked).rejects.toMatchObject({ code });
  });

  it('stops when its signal aborts', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(archive.ask('首航装载了多少个冷藏箱？', { signal })).rejects.toThrow('enough');
  });

  it('says what is wrong, for people', async () => {
    const nowhere = await openRetriever({ index: join(folder, 'nowhere') }).catch((error: unknown) => error);
    expect(nowhere).toBeInstanceOf(IndexError);
    expect(describeError(nowhere)).toContain('yinju build');
    expect(describeError(nowhere, 'zh-TW')).toContain('還沒有索引');
    expect(describeError(new Error('other'))).toBe('other');
    await expect(openRetriever({ index, k: 0 })).rejects.toMatchObject({ code: 'field.too-small' });
  });
});
