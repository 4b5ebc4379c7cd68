import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LocalSearchEngine } from '../../src/engines/local-search-engine.js';
import { HnswVectorIndex } from '../../src/indexing/hnsw-vector-index.js';
import { archiveOf, dimension, harbourArchive } from '../contracts/archive.js';
import { describeSearchEngine, type MakeEngine } from '../contracts/search-engine.js';
import { ExactSearchEngine } from '../fakes/exact-search-engine.js';
import { MemoryCatalogue } from '../fakes/memory-catalogue.js';
import { wordVector } from '../fakes/word-vector.js';
import { buildLocalEngine, temporaryFolder } from './local-index.js';

const makeWith =
  (walkCost: number): MakeEngine =>
  async (archive, removed) => {
    const { folder, dispose } = temporaryFolder();
    const { engine, catalogue } = await buildLocalEngine(folder, archive, removed, { walkCost });
    return {
      engine,
      dispose: async () => {
        await catalogue.close();
        dispose();
      },
    };
  };

describeSearchEngine('LocalSearchEngine, comparing all', makeWith(Infinity));
describeSearchEngine('LocalSearchEngine, walking the graph', makeWith(0));

describe('LocalSearchEngine', () => {
  const words = ['港口', '泊位', '货轮', '茶叶', '大桥', '渡轮', '关税', '仓库', '自行车', '统计'];
  const sources = ['甲报', '乙报', null];
  const articles = fc.array(
    fc.record({
      text: fc
        .array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 })
        .map((some) => some.join('、')),
      source: fc.constantFrom(...sources),
      publishedAt: fc.constantFrom('2021', '2022-03', '2022-03-04', '2023-01-01', null),
    }),
    { maxLength: 25 },
  );

  it('finds what looking at every passage finds', async () => {
    await fc.assert(
      fc.asyncProperty(
        articles,
        fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 30 }),
        fc.constantFrom({}, { sources: ['甲报'] }, { publishedFrom: '2022-03-02', publishedTo: '2022-12' }),
        fc.constantFrom(0, Infinity),
        async (drawn, queryWords, k, filter, walkCost) => {
          const archive = archiveOf(drawn.map((fields, i) => ({ id: `d${i}`, title: '', ...fields })));
          const { folder, dispose } = temporaryFolder();
          const { engine, catalogue } = await buildLocalEngine(folder, archive, [], { walkCost });
          const exact = new ExactSearchEngine(archive.entries, archive.vectors, dimension);
          const query = queryWords.join('和');
          const vector = wordVector(query, dimension);
          try {
            const rounded = (hits: readonly { score: number }[]) => hits.map(({ score }) => score.toFixed(4));
            const dense = await engine.searchDense(vector, k, filter);
            expect(rounded(dense)).toEqual(rounded(await exact.searchDense(vector, k, filter)));
            const found = await engine.searchKeywords(query, k, filter);
            expect(rounded(found)).toEqual(rounded(await exact.searchKeywords(query, k, filter)));
          } finally {
            await catalogue.close();
            dispose();
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('refuses parts that do not belong together', () => {
    const vectors = HnswVectorIndex.create(dimension, 1);
    const catalogue = new MemoryCatalogue(harbourArchive.entries);
    expect(() => new LocalSearchEngine(vectors, { search: () => [], rarity: () => 1 }, catalogue)).toThrow(
      'index.parts-differ',
    );
  });

  it('leaves out a label that no passage has', async () => {
    const vectors = HnswVectorIndex.create(dimension, 1);
    const archive = archiveOf([{ id: 'a', title: '', text: '港口' }]);
    for (const [label, vector] of archive.vectors) vectors.add(label + 7, vector);
    const engine = new LocalSearchEngine(
      vectors,
      {
        search: () => [
          { label: 7, score: 2 },
          { label: 0, score: 1 },
        ],
        rarity: () => 1,
      },
      new MemoryCatalogue(archive.entries),
    );
    expect(await engine.searchDense(wordVector('港口', dimension), 5)).toEqual([]);
    expect(await engine.searchKeywords('港口', 5)).toEqual([{ passageId: 'a#0', score: 1 }]);
  });

  it.each([-1, 1.5, NaN, Infinity])('refuses k = %s', async (k) => {
    const engine = new LocalSearchEngine(
      HnswVectorIndex.create(dimension, 1),
      { search: () => [], rarity: () => 1 },
      new MemoryCatalogue([]),
    );
    await expect(engine.searchKeywords('港口', k)).rejects.toThrow(RangeError);
    await expect(engine.searchDense(wordVector('港口', dimension), k)).rejects.toThrow(RangeError);
  });
});
