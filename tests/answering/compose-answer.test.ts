import { describe, expect, it } from 'vitest';
import { citationOf, type Quote } from '../../src/answering/citations.js';
import { composeAnswer, composeRefusal, type RefusalGrounds } from '../../src/answering/compose-answer.js';
import type { RepairKind } from '../../src/domain/document.js';
import type { Passage } from '../../src/domain/passage.js';
import type { StoredDocument } from '../../src/indexing/catalogue.js';
import type { RetrievedPassage } from '../../src/retrieval/retrieve.js';
import { archiveOf } from '../contracts/archive.js';
import { MemoryCatalogue } from '../fakes/memory-catalogue.js';

const text = '大桥通车\n大桥全长十二公里，双向六车道。通行费每辆车三十元。';
const { entries } = archiveOf([
  {
    id: 'bridge/1',
    title: '大桥',
    text,
    source: '日报',
    author: '林一',
    url: 'https://news.example/1',
    publishedAt: '2023-03',
  },
  { id: 'heading', title: '短', text: '通知' },
  { id: 'long', title: '长', text: '长'.repeat(500) },
  { id: 'astral', title: '字', text: '𠮷'.repeat(300) },
]);
const catalogue = new MemoryCatalogue(entries);
const documentOf = async (id: string): Promise<StoredDocument> => (await catalogue.document(id))!;
const passageOf = (id: string): Passage =>
  entries.flatMap(({ passages }) => passages).find(({ passage }) => passage.id === id)!.passage;
const range = (phrase: string) => ({
  start: text.indexOf(phrase),
  end: text.indexOf(phrase) + phrase.length,
});
const evidence = (sentence: string, answer: string): Quote => ({
  passage: passageOf('bridge/1#1'),
  ...range(sentence),
  answer: range(answer),
});

describe('composeAnswer', () => {
  it('puts the sentences one behind the other, each with its number', async () => {
    const composed = await composeAnswer(
      [evidence('通行费每辆车三十元。', '三十元'), evidence('大桥全长十二公里，双向六车道。', '十二公里')],
      documentOf,
      '',
    );
    expect(composed).toMatchObject({
      answered: true,
      shortAnswer: '三十元',
      answer: '通行费每辆车三十元。[1]大桥全长十二公里，双向六车道。[2]',
      sentences: [
        { text: '通行费每辆车三十元。', start: 0, end: 10, support: 'supported', citations: [1] },
        { text: '大桥全长十二公里，双向六车道。', start: 13, end: 28, support: 'supported', citations: [2] },
      ],
    });
    expect(composed.citations.map(({ answerStart, answerEnd }) => [answerStart, answerEnd])).toEqual([
      [range('三十元').start, range('三十元').end],
      [null, null],
    ]);
  });
});

describe('composeRefusal', () => {
  const groundsOf = (
    found: readonly RetrievedPassage[],
    words: RefusalGrounds['words'] = { looked: [], missing: [] },
    reason: RefusalGrounds['reason'] = 'no-evidence',
  ): RefusalGrounds => ({ reason, found, words });
  const found = (...ids: string[]): RetrievedPassage[] =>
    ids.map((id) => ({ passage: passageOf(id), score: 1, dense: null, keywords: null }));
  const nearest = async (...ids: string[]) =>
    (await composeRefusal(groundsOf(found(...ids)), documentOf, '', 'zh-CN')).refusal?.nearest ?? [];

  it('names each article once, the nearest first, with a sentence of the passage', async () => {
    const near = await nearest('bridge/1#1', 'bridge/1#0', 'long#0');
    expect(near).toMatchObject([
      { number: 1, articleId: 'bridge/1', quote: expect.stringContaining('大桥') as string },
      { number: 2, articleId: 'long' },
    ]);
  });

  it.each([
    ['zh-CN', '查找了：大橋、跑道。最接近的文章没有提到：跑道。'],
    ['zh-TW', '查找了：大橋、跑道。最接近的文章沒有提到：跑道。'],
    ['en', 'Looked for: 大橋, 跑道. The nearest articles do not mention: 跑道.'],
  ] as const)('says in %s what was looked for and what is missing', async (locale, said) => {
    const words = { looked: ['大橋', '跑道'], missing: ['跑道'] };
    const refusal = await composeRefusal(groundsOf([], words), documentOf, '', locale);
    expect(refusal.refusal?.message).toContain(said);
  });

  it('says nothing of words where the filters left nothing', async () => {
    const words = { looked: ['大橋'], missing: ['大橋'] };
    const refusal = await composeRefusal(groundsOf([], words, 'filtered'), documentOf, '', 'en');
    expect(refusal.refusal?.message).not.toContain('大橋');
  });

  it('offers three at most', async () => {
    expect(await nearest('bridge/1#0', 'heading#0', 'long#0', 'astral#0')).toHaveLength(3);
  });

  it('cuts a long sentence, but no character', async () => {
    const [long, astral] = await nearest('long#0', 'astral#0');
    expect(long?.quote.length).toBeLessThanOrEqual(120);
    expect(astral?.quote.isWellFormed()).toBe(true);
    const odd = { ...passageOf('astral#0'), text: `a${'𠮷'.repeat(299)}` };
    const document = { ...(await documentOf('astral')), text: odd.text };
    const refusal = await composeRefusal(
      groundsOf([{ passage: odd, score: 1, dense: null, keywords: null }]),
      () => Promise.resolve(document),
      '',
      'zh-CN',
    );
    expect(refusal.refusal?.nearest[0]?.quote.isWellFormed()).toBe(true);
  });
});

describe('citationOf', () => {
  const quote = { passage: passageOf('bridge/1#1'), ...range('通行费每辆车三十元。'), answer: null };

  it('says all of where the words are from', async () => {
    const document = await documentOf('bridge/1');
    expect(citationOf(document, quote, 2, 'https://a.example')).toEqual({
      number: 2,
      articleId: 'bridge/1',
      title: '大桥',
      url: 'https://news.example/1',
      source: '日报',
      author: '林一',
      publishedAt: '2023-03',
      passageId: 'bridge/1#1',
      quote: '通行费每辆车三十元。',
      sourceStart: quote.start,
      sourceEnd: quote.end,
      answerStart: null,
      answerEnd: null,
      contentHash: document.contentHash,
      repaired: false,
      href: `https://a.example/articles/bridge%2F1?start=${quote.start}&end=${quote.end}&hash=${document.contentHash}#quote`,
    });
  });

  it.each<[RepairKind, number, number, boolean]>([
    ['gbk-shift-repaired', 0, 1, true],
    ['gbk-shift-unrepaired', -3, 1, true],
    ['undecodable', 9, 12, true],
    ['gbk-shift-repaired', -3, 0, false],
    ['gbk-shift-repaired', 10, 12, false],
    ['spacing', 0, 5, false],
    ['boilerplate-removed', 3, 3, false],
  ])('a repair %s from %d to %d of the quote: repaired is %s', async (kind, from, to, repaired) => {
    const document = {
      ...(await documentOf('bridge/1')),
      repairs: [{ kind, start: quote.start + from, end: quote.start + to }],
    };
    expect(citationOf(document, quote, 1, '').repaired).toBe(repaired);
  });
});
