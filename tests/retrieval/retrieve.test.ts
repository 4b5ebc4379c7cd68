import { describe, expect, it } from 'vitest';
import type { PassageFilter } from '../../src/engines/search-engine.js';
import { fuseHits } from '../../src/retrieval/hybrid.js';
import { candidatesPerSearch, retrieve } from '../../src/retrieval/retrieve.js';
import { harness, type ArticleFields } from '../support/ask-harness.js';

const find = async (
  articles: readonly ArticleFields[],
  question: string,
  { topK = 8, filter }: { topK?: number; filter?: PassageFilter } = {},
) => {
  const { parts } = await harness(articles);
  const { passages } = await retrieve(
    { ...parts.open, embedder: parts.embedder },
    { question, topK, ...(filter ? { filter } : {}) },
  );
  return passages;
};
const ids = (passages: Awaited<ReturnType<typeof find>>) => passages.map(({ passage }) => passage.documentId);

const archive: ArticleFields[] = [
  {
    id: 'bridge',
    text: '云栖大桥全长十二公里，通行费每辆车三十元。',
    publishedAt: '2023-03-02',
    source: '云栖日报',
  },
  {
    id: 'tea',
    text: '南岭镇的茶农成立合作社，春茶每公斤二百六十元。',
    publishedAt: '2022-04',
    source: '南嶺週刊',
  },
  { id: 'port', text: '青石港的新泊位可以停靠两万标准箱的货轮。', publishedAt: '2021', source: null },
];

describe('retrieve', () => {
  it('shows for every passage where it stood in both ways of searching', async () => {
    const [first, ...others] = await find(archive, '大桥的通行费');
    expect(first?.passage.documentId).toBe('bridge');
    expect(first?.dense).toMatchObject({ rank: 1 });
    expect(first?.keywords).toMatchObject({ rank: 1 });
    expect(others.map(({ keywords }) => keywords)).toEqual([null, null]);
    expect(others.map(({ dense }) => dense?.rank)).toEqual([2, 3]);
    for (const { dense } of others) expect(Math.abs(dense?.score ?? 9)).toBeLessThanOrEqual(1.000001);
  });

  it.each<[PassageFilter, string[]]>([
    [{ publishedFrom: '2022', publishedTo: '2022-04-15' }, ['tea']],
    [{ publishedTo: '2021-01-01' }, ['port']],
    [{ sources: ['雲棲日報', '南岭周刊'] }, ['bridge', 'tea']],
    [{ articleIds: ['port'] }, ['port']],
    [{ articleIds: ['port'], sources: ['云栖日报'] }, []],
  ])('passes only what the filter %j lets pass', async (filter, expected) => {
    expect(ids(await find(archive, '大桥茶泊位', { filter })).sort()).toEqual(expected);
  });

  it('lets reprints make room for others', async () => {
    const reprints = Array.from({ length: 5 }, (_, i) => ({
      id: `bridge${i}`,
      text: `${i}月讯：${archive[0]!.text.replaceAll('，', i % 2 ? '，' : ', ')}`,
    }));
    const found = ids(await find([...archive, ...reprints], '大桥的通行费', { topK: 3 }));
    expect(found.filter((id) => id.startsWith('bridge'))).toHaveLength(1);
    expect(found).toHaveLength(3);
  });

  it('finds the others even behind more copies than there are candidates', async () => {
    const copies = Array.from({ length: 3 * candidatesPerSearch }, (_, i) => ({
      id: `copy${i}`,
      text: archive[0]!.text,
    }));
    const found = ids(await find([...copies, ...archive], '大桥的通行费', { topK: 3 }));
    expect(found).toHaveLength(3);
    expect(found.slice(1).sort()).toEqual(['port', 'tea']);
  });

  it('gives the same list every time, among copies too', async () => {
    const copies = Array.from({ length: 40 }, (_, i) => ({ id: `copy${i}`, text: archive[0]!.text }));
    const once = ids(await find([...copies, ...archive], '大桥'));
    expect(ids(await find([...archive, ...copies].reverse(), '大桥'))).toEqual(once);
  });

  it('gives no more than asked, and nothing of nothing', async () => {
    expect(await find(archive, '大桥', { topK: 1 })).toHaveLength(1);
    expect(await find([], '大桥')).toEqual([]);
  });

  it('passes over a passage that the catalogue has not', async () => {
    const { parts } = await harness(archive);
    const { engine, catalogue } = parts.open;
    const lacking = Object.assign(Object.create(catalogue) as typeof catalogue, {
      passages: async (wanted: readonly string[]) =>
        (await catalogue.passages(wanted)).filter(({ documentId }) => documentId !== 'bridge'),
    });
    const { passages } = await retrieve(
      { engine, catalogue: lacking, embedder: parts.embedder },
      { question: '大桥', topK: 8 },
    );
    expect(ids([...passages]).sort()).toEqual(['port', 'tea']);
  });

  it('stops when it is told to', async () => {
    const { parts } = await harness(archive);
    const signal = AbortSignal.abort(new Error('gone'));
    await expect(
      retrieve({ ...parts.open, embedder: parts.embedder }, { question: '大桥', topK: 8, signal }),
    ).rejects.toThrow('gone');
  });
});

describe('fuseHits', () => {
  const dense = Array.from({ length: 10 }, (_, i) => ({ passageId: `p${i}`, score: 0.9 - i / 100 }));
  const fused = (keywords: { passageId: string; score: number }[], candidates = 60) =>
    fuseHits(dense, keywords, candidates).map(({ passageId }) => passageId);

  it('puts the one passage that holds a rare word first, whatever its meaning', () => {
    expect(fused([{ passageId: 'p7', score: 4 }])[0]).toBe('p7');
    expect(fused([{ passageId: 'elsewhere', score: 4 }])[0]).toBe('elsewhere');
  });

  it('puts the few that hold a word before those that do not', () => {
    const both = [
      { passageId: 'p8', score: 4 },
      { passageId: 'p5', score: 4 },
    ];
    expect(fused(both).slice(0, 2)).toEqual(['p5', 'p8']);
  });

  it('does not hold it against a passage that a full list had no room for it', () => {
    // The dense list's first is missing among the words, but the word list was cut after two.
    const cut = [
      { passageId: 'p8', score: 4 },
      { passageId: 'p9', score: 3.9 },
    ];
    expect(fused(cut, 2).indexOf('p0')).toBeLessThan(fused(cut).indexOf('p0'));
  });

  it('goes by meaning alone where no word is found', () => {
    expect(fused([])).toEqual(dense.map(({ passageId }) => passageId));
  });
});
