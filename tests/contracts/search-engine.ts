import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PassageFilter, SearchEngine } from '../../src/engines/search-engine.js';
import { compareCodePoints } from '../../src/indexing/catalogue-order.js';
import { searchWords } from '../../src/text/words.js';
import { wordVector } from '../fakes/word-vector.js';
import { archiveOf, dimension, harbourArchive, oddId, passageIdsOf, type Archive } from './archive.js';

/**
 * Makes an engine over an archive. The documents named in `removed` were in the index once and were taken out
 * again by whatever way the engine has for that.
 */
export type MakeEngine = (
  archive: Archive,
  removed: readonly string[],
) => Promise<{ readonly engine: SearchEngine; readonly dispose: () => Promise<void> }>;

/** What every search engine must do. */
export function describeSearchEngine(name: string, makeEngine: MakeEngine): void {
  const emptyArchive: Archive = { entries: [], vectors: new Map(), reprintGroups: [] };

  function withEngine(
    archive: Archive,
    removed: readonly string[],
    tests: (engine: () => SearchEngine) => void,
  ): void {
    let made: Awaited<ReturnType<MakeEngine>> | undefined;
    beforeAll(async () => {
      made = await makeEngine(archive, removed);
    });
    afterAll(async () => {
      await made?.engine.close();
      await made?.dispose();
    });
    tests(() => made!.engine);
  }

  const query = (text: string) => wordVector(text, dimension);
  const idsOf = (hits: readonly { passageId: string }[]) => hits.map(({ passageId }) => passageId);
  const documentsOf = (hits: readonly { passageId: string }[]) =>
    [...new Set(idsOf(hits).map((id) => id.slice(0, id.lastIndexOf('#'))))].sort();

  function expectOrdered(hits: readonly { passageId: string; score: number }[]): void {
    const sorted = [...hits].sort((a, b) => b.score - a.score || compareCodePoints(a.passageId, b.passageId));
    expect(hits).toEqual(sorted);
    expect(new Set(idsOf(hits)).size).toBe(hits.length);
  }

  describe(`${name} as a search engine`, () => {
    describe('over nothing', () => {
      withEngine(emptyArchive, [], (engine) => {
        it('finds nothing', async () => {
          expect(engine().size).toBe(0);
          expect(await engine().searchDense(query('港口'), 5)).toEqual([]);
          expect(await engine().searchKeywords('港口', 5)).toEqual([]);
          expect(await engine().searchDense(query('港口'), 5, { sources: ['新华网'] })).toEqual([]);
        });
      });
    });

    describe('over an archive', () => {
      withEngine(harbourArchive, [], (engine) => {
        const both = async (text: string, k: number, filter?: PassageFilter) => [
          ...(await engine().searchDense(query(text), k, filter)),
          ...(await engine().searchKeywords(text, k, filter)),
        ];

        it('finds a passage by its own text, first and with cosine 1', async () => {
          const [best] = await engine().searchDense(query('茶叶要放在干燥的地方。'), 1);
          expect(best?.passageId).toBe('undated#0');
          expect(best?.score).toBeCloseTo(1, 5);
          expect(idsOf(await engine().searchKeywords('干燥的地方怎样放茶叶', 1))).toEqual(['undated#0']);
        });

        it('gives every passage for a k beyond its size, and none for 0', async () => {
          expect(engine().size).toBe(passageIdsOf(harbourArchive).length);
          const all = await engine().searchDense(query('港口'), 100_000);
          expect(idsOf(all).sort()).toEqual(passageIdsOf(harbourArchive).sort());
          expectOrdered(all);
          expect(await both('港口', 0)).toEqual([]);
        });

        it('returns the first k of the same order for every k', async () => {
          for (const text of ['港口的泊位', '跨海大桥通车', '茶叶']) {
            const all = await engine().searchDense(query(text), 100);
            const words = await engine().searchKeywords(text, 100);
            expectOrdered(words);
            for (let k = 1; k <= all.length; k++) {
              expect(idsOf(await engine().searchDense(query(text), k))).toEqual(idsOf(all.slice(0, k)));
              expect(idsOf(await engine().searchKeywords(text, k))).toEqual(idsOf(words.slice(0, k)));
            }
          }
        });

        it('keeps cosines within -1 and 1, whatever the length of the query vector', async () => {
          const vector = query('泊位').map((value) => value * 1000);
          const hits = await engine().searchDense(vector, 100);
          expect(hits.every(({ score }) => score <= 1 && score >= -1)).toBe(true);
          expect(idsOf(hits)).toEqual(idsOf(await engine().searchDense(query('泊位'), 100)));
        });

        it('finds nothing by words that no passage holds', async () => {
          for (const text of ['量子计算', 'xylophone', '', '。。。', '😀🏄']) {
            expect(await engine().searchKeywords(text, 5)).toEqual([]);
          }
        });

        it('finds only passages that hold a word, with scores above 0', async () => {
          const hits = await engine().searchKeywords('泊位', 100);
          expect(idsOf(hits).sort()).toEqual(['port/new-berth#0', 'port/new-berth#1', 'port/new-berth#2']);
          expect(hits.every(({ score }) => score > 0)).toBe(true);
        });

        it('crosses scripts, widths and letter case', async () => {
          expect(idsOf(await engine().searchKeywords('跨境电商的税率', 1))).toEqual(['trade/store#0']);
          expect(idsOf(await engine().searchKeywords('自行車', 2))).toContain('almanac#0');
          expect(idsOf(await engine().searchKeywords('ＦＥＲＲＹ', 5))).toEqual([`${oddId}#0`]);
        });

        it('finds both of two equal passages, with equal scores, by id', async () => {
          const twins = ['twin-a#0', 'twin-b#0', 'twin-undated#0'];
          const text = '跨海大桥今天通车，全长十二公里。';
          for (const hits of [
            await engine().searchDense(query(text), 3),
            await engine().searchKeywords(text, 3),
          ]) {
            expect(idsOf(hits)).toEqual(twins);
            expect(new Set(hits.map(({ score }) => score)).size).toBe(1);
          }
        });

        it.each<[string, PassageFilter, string[]]>([
          ['a source, in either script', { sources: ['新華網'] }, ['port/new-berth', 'trade/store']],
          [
            'several sources',
            { sources: ['harbour daily', '新华网'] },
            [oddId, 'port/new-berth', 'trade/store', 'twin-a'],
          ],
          ['an article', { articleIds: [oddId] }, [oddId]],
          [
            'articles, unknown ones too',
            { articleIds: ['undated', 'no-such', 'almanac'] },
            ['almanac', 'undated'],
          ],
          ['days', { publishedFrom: '2023-03-01', publishedTo: '2023-03-02' }, [oddId, 'twin-b']],
          [
            'a day within a month and a year',
            { publishedFrom: '2022-09-19', publishedTo: '2022-09-19' },
            ['almanac', 'port/new-berth', 'trade/store'],
          ],
          [
            'a day beside',
            { publishedFrom: '2022-09-20', publishedTo: '2022-09-20' },
            ['almanac', 'trade/store'],
          ],
          ['a month', { publishedFrom: '2022-10', publishedTo: '2022-10' }, ['almanac']],
          ['a beginning', { publishedFrom: '2023-03-02' }, ['twin-a', 'twin-b']],
          ['an end', { publishedTo: '2022-08-31' }, ['almanac']],
          [
            'several things at once',
            { publishedFrom: '2023', sources: ['青石日报'], articleIds: ['twin-b', 'almanac'] },
            ['twin-b'],
          ],
          ['nothing', {}, harbourArchive.entries.map(({ document }) => document.id)],
        ])('restricts to %s', async (_, filter, documents) => {
          const dense = await engine().searchDense(query('港口'), 100, filter);
          expect(documentsOf(dense)).toEqual([...documents].sort());
          expectOrdered(dense);
          const unrestricted = await engine().searchKeywords('泊位 自行车 渡轮 大桥 跨境电商', 100);
          const words = await engine().searchKeywords('泊位 自行车 渡轮 大桥 跨境电商', 100, filter);
          expect(words).toEqual(
            unrestricted.filter(({ passageId }) =>
              documents.includes(passageId.slice(0, passageId.lastIndexOf('#'))),
            ),
          );
        });

        it.each<[string, PassageFilter]>([
          ['an unknown source', { sources: ['外星日报'] }],
          ['no source at all', { sources: [] }],
          ['no article at all', { articleIds: [] }],
          ['an article id that only begins alike', { articleIds: ['twin'] }],
          ['a range that ends before it begins', { publishedFrom: '2022-09-20', publishedTo: '2022-09-10' }],
          ['a time without articles', { publishedFrom: '1999', publishedTo: '2000-01' }],
        ])('finds nothing for %s', async (_, filter) => {
          expect(await both('港口的泊位', 10, filter)).toEqual([]);
        });

        it.each(['19.9.2022', '2022-9-19', '', '2022-09-19; DROP TABLE documents'])(
          'refuses the date %j',
          async (date) => {
            const bad = { code: 'search.bad-date' };
            await expect(
              engine().searchDense(query('港口'), 5, { publishedFrom: date }),
            ).rejects.toMatchObject(bad);
            await expect(engine().searchKeywords('港口', 5, { publishedTo: date })).rejects.toMatchObject(
              bad,
            );
          },
        );

        it('tells how rare a word is', async () => {
          const texts = harbourArchive.entries.flatMap(({ passages }) =>
            passages.map(({ passage }) => searchWords(passage.text)),
          );
          const holding = (word: string) => texts.filter((words) => words.includes(word)).length;
          const words = ['港口', '泊位', '自行车', '外星人'];
          const [size, held] = [engine().size, words.map(holding)];
          expect(held.slice(0, 3).every((count) => count > 0)).toBe(true);
          expect(held[3]).toBe(0);
          const rarity = await engine().rarity(words);
          const expected = held.map((count) => Math.log(1 + (size - count + 0.5) / (count + 0.5)));
          rarity.forEach((value, i) => {
            expect(value, words[i]).toBeCloseTo(expected[i]!, 6);
          });
          expect(await engine().rarity([])).toEqual([]);
        });

        it('refuses vectors of another length, and those without a direction', async () => {
          for (const length of [0, dimension - 1, dimension + 1]) {
            await expect(engine().searchDense(new Float32Array(length).fill(1), 5)).rejects.toMatchObject({
              code: 'index.other-dimension',
            });
          }
          for (const value of [0, NaN, Infinity]) {
            await expect(engine().searchDense(query('港口').fill(value), 5)).rejects.toMatchObject({
              code: 'index.bad-vector',
            });
          }
        });

        it('answers fifty searches at once as it answers them one by one', async () => {
          const texts = [
            '港口',
            '泊位装卸',
            '跨境电商',
            '自行车出口',
            '茶叶受潮',
            'ferry',
            '渡轮',
            '大桥',
            '通行费',
            '倉庫',
          ];
          const filters: PassageFilter[] = [
            {},
            { publishedFrom: '2022' },
            { sources: ['青石日报'] },
            { articleIds: ['twin-a'] },
            { publishedTo: '2022-12' },
          ];
          const searches = texts.flatMap((text) => filters.map((filter) => () => both(text, 7, filter)));
          const serial = [];
          for (const search of searches) serial.push(await search());
          expect(await Promise.all(searches.map((search) => search()))).toEqual(serial);
          expect(serial.some((hits) => hits.length > 7)).toBe(true);
        });
      });
    });

    describe('after documents were removed', () => {
      withEngine(harbourArchive, ['twin-a', 'undated'], (engine) => {
        it('never finds them again', async () => {
          expect(engine().size).toBe(passageIdsOf(harbourArchive).length - 4);
          const gone = /^(?:twin-a|undated)#/;
          for (const text of ['跨海大桥今天通车，全长十二公里。', '茶叶要放在干燥的地方。']) {
            const dense = await engine().searchDense(query(text), 100);
            expect(dense).toHaveLength(engine().size);
            const words = await engine().searchKeywords(text, 100);
            expect([...idsOf(dense), ...idsOf(words)].filter((id) => gone.test(id))).toEqual([]);
          }
          expect(await engine().searchDense(query('茶叶'), 5, { articleIds: ['undated'] })).toEqual([]);
        });

        it('still finds the equal passages that stayed', async () => {
          const text = '跨海大桥今天通车，全长十二公里。';
          const left = ['twin-b#0', 'twin-undated#0'];
          expect(idsOf(await engine().searchDense(query(text), 2))).toEqual(left);
          expect(idsOf(await engine().searchKeywords(text, 2))).toEqual(left);
        });
      });
    });

    describe('after everything was removed', () => {
      withEngine(
        harbourArchive,
        harbourArchive.entries.map(({ document }) => document.id),
        (engine) => {
          it('finds nothing', async () => {
            expect(engine().size).toBe(0);
            expect(await engine().searchDense(query('茶叶'), 5)).toEqual([]);
            expect(await engine().searchKeywords('茶叶', 5)).toEqual([]);
          });
        },
      );
    });

    describe('over many copies of one passage', () => {
      const copies = Array.from({ length: 150 }, (_, i) => ({
        id: `copy-${i}`,
        title: '通知',
        text: '本站今日维护。',
      }));
      const others = harbourArchive.entries.map(({ document: { id, title, text } }) => ({ id, title, text }));
      withEngine(archiveOf([...copies, ...others]), [], (engine) => {
        it('orders equal scores by id and still finds the rest', async () => {
          const ids = copies.map(({ id }) => `${id}#0`).sort();
          expect(idsOf(await engine().searchDense(query('本站今日维护。'), 5))).toEqual(ids.slice(0, 5));
          expect(idsOf(await engine().searchKeywords('本站维护', 5))).toEqual(ids.slice(0, 5));
          expect(idsOf(await engine().searchDense(query('茶叶要放在干燥的地方。'), 1))).toEqual([
            'undated#0',
          ]);
        });
      });
    });

    it('can be closed twice', async () => {
      const { engine, dispose } = await makeEngine(harbourArchive, []);
      await engine.close();
      await engine.close();
      await dispose();
    });
  });
}
