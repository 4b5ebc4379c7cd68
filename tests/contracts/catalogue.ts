import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue, ListQuery, PassageLabels } from '../../src/indexing/catalogue.js';
import { archiveOf, harbourArchive, oddId, passageIdsOf, type Archive } from './archive.js';

export type MakeCatalogue = (
  archive: Archive,
) => Promise<{ readonly catalogue: Catalogue & PassageLabels; readonly dispose: () => Promise<void> }>;

/** What every catalogue must do. */
export function describeCatalogue(name: string, makeCatalogue: MakeCatalogue): void {
  function withCatalogue(
    archive: Archive,
    tests: (catalogue: () => Catalogue & PassageLabels) => void,
  ): void {
    let made: Awaited<ReturnType<MakeCatalogue>> | undefined;
    beforeAll(async () => {
      made = await makeCatalogue(archive);
    });
    afterAll(async () => {
      await made?.catalogue.close();
      await made?.dispose();
    });
    tests(() => made!.catalogue);
  }

  const newestFirst = [
    'twin-a',
    'twin-b',
    oddId,
    'port/new-berth',
    'trade/store',
    'almanac',
    'twin-undated',
    'undated',
  ];

  describe(`${name} as a catalogue`, () => {
    describe('of nothing', () => {
      withCatalogue({ entries: [], vectors: new Map(), reprintGroups: [] }, (catalogue) => {
        it('gives nothing', async () => {
          expect(await catalogue().counts()).toEqual({ documents: 0, passages: 0 });
          expect(await catalogue().document('x')).toBeNull();
          expect(await catalogue().passages(['x#0'])).toEqual([]);
          expect(await catalogue().passagesOf('x')).toEqual([]);
          expect(await catalogue().list({ limit: 5 })).toEqual({ documents: [], nextCursor: null });
          expect(await catalogue().months()).toEqual([]);
          expect(catalogue().passageIds([0, 1])).toEqual([null, null]);
          expect([...catalogue().labelsMatching({ publishedFrom: '2022' })!]).toEqual([]);
        });
      });
    });

    describe('of an archive', () => {
      withCatalogue(harbourArchive, (catalogue) => {
        it('counts', async () => {
          const passages = passageIdsOf(harbourArchive).length;
          expect(await catalogue().counts()).toEqual({ documents: 8, passages });
          expect(catalogue().passageCount).toBe(passages);
        });

        it('gives every document as it was written', async () => {
          for (const { document, ingestedAt } of harbourArchive.entries) {
            const stored = await catalogue().document(document.id);
            expect(stored).toMatchObject({ ...document, ingestedAt });
          }
        });

        it('names reprints, earliest first, undated last, the document itself left out', async () => {
          const reprintsOf = async (id: string) => (await catalogue().document(id))?.reprints;
          expect(await reprintsOf('twin-a')).toEqual(['twin-b', 'twin-undated']);
          expect(await reprintsOf('twin-b')).toEqual(['twin-a', 'twin-undated']);
          expect(await reprintsOf('twin-undated')).toEqual(['twin-b', 'twin-a']);
          expect(await reprintsOf('undated')).toEqual([]);
        });

        it('gives passages in the order asked, without unknown ones', async () => {
          const ids = ['twin-a#1', `${oddId}#1`, 'no-such#0', 'port/new-berth#2', 'twin-a#2', 'twin-a#1'];
          const passages = await catalogue().passages(ids);
          expect(passages.map(({ id }) => id)).toEqual([
            'twin-a#1',
            `${oddId}#1`,
            'port/new-berth#2',
            'twin-a#1',
          ]);
        });

        it.each([
          '',
          '#',
          '#0',
          'twin-a',
          'twin-a#',
          'twin-a#00',
          'twin-a#-1',
          'twin-a#1e0',
          'twin-a# 1',
          'twin-a#99999999999999999999',
          "' OR 1=1 --#0",
          '../../etc/passwd#0',
        ])('has no passage %j', async (id) => {
          expect(await catalogue().passages([id])).toEqual([]);
          expect(await catalogue().document(id === 'twin-a' ? 'TWIN-A' : id)).toBeNull();
        });

        it('cuts passages at UTF-16 offsets, beyond U+FFFF too', async () => {
          for (const { document, passages } of harbourArchive.entries) {
            const stored = await catalogue().passagesOf(document.id);
            expect(stored).toEqual(passages.map(({ passage }) => passage));
            const { text } = (await catalogue().document(document.id))!;
            for (const passage of stored) expect(text.slice(passage.start, passage.end)).toBe(passage.text);
          }
        });

        it('turns labels into passage ids and back', () => {
          for (const { document, passages } of harbourArchive.entries) {
            const labels = passages.map(({ label }) => label);
            expect(catalogue().passageIds([...labels, 0, 4_000_000_000])).toEqual([
              ...passages.map(({ passage }) => passage.id),
              null,
              null,
            ]);
            const matching = catalogue().labelsMatching({ articleIds: [document.id] })!;
            expect([...matching]).toEqual(labels);
            expect(matching.size).toBe(labels.length);
            expect(labels.every((label) => matching.has(label))).toBe(true);
            expect(matching.has(labels.at(-1)! + 1)).toBe(false);
          }
          expect(catalogue().labelsMatching({})).toBeNull();
        });

        it('lists all, newest first', async () => {
          const { documents, nextCursor } = await catalogue().list({ limit: 100 });
          expect(documents.map(({ id }) => id)).toEqual(newestFirst);
          expect(nextCursor).toBeNull();
          expect(documents[3]).toEqual({
            id: 'port/new-berth',
            title: '港口新泊位启用',
            publishedAt: '2022-09-19',
            source: '新华网',
            author: '记者 林一',
            url: 'https://news.example/berth',
          });
        });

        it('counts months in the order of the list', async () => {
          expect(await catalogue().months()).toEqual([
            { month: '2023-03', documents: 3 },
            { month: '2022-09', documents: 2 },
            { month: '2022', documents: 1 },
            { month: null, documents: 2 },
          ]);
        });

        it.each([1, 2, 3, 7, 8])('lists in pages of %i without gap or repetition', async (limit) => {
          const seen: string[] = [];
          let cursor: string | undefined;
          let pages = 0;
          do {
            const page: Awaited<ReturnType<Catalogue['list']>> = await catalogue().list({ limit, cursor });
            seen.push(...page.documents.map(({ id }) => id));
            cursor = page.nextCursor ?? undefined;
            pages++;
          } while (cursor !== undefined);
          expect(seen).toEqual(newestFirst);
          expect(pages).toBe(Math.ceil(newestFirst.length / limit));
        });

        it.each<[string, Omit<ListQuery, 'limit'>, string[]]>([
          [
            'a range',
            { publishedFrom: '2022-09-20', publishedTo: '2023-03-01' },
            [oddId, 'trade/store', 'almanac'],
          ],
          [
            'a range that ends before it begins',
            { publishedFrom: '2022-09-20', publishedTo: '2022-09-10' },
            [],
          ],
          ['a source', { source: '新華网' }, ['port/new-berth', 'trade/store']],
          ['a source that only begins alike', { source: '新华' }, []],
          ['words of a title', { words: '年度統計' }, ['almanac']],
          ['words of a text', { words: '受潮的茶葉' }, ['undated']],
          ['words across a line break', { words: '每辆车三十元' }, ['twin-a', 'twin-b', 'twin-undated']],
          ['words with spaces and another width', { words: 'THE ferry LEAVES' }, [oddId]],
          ['folded words of a title', { words: 'timetable' }, [oddId]],
          ['characters in another order', { words: '叶茶' }, []],
          ['words across title and text', { words: '短文茶叶' }, []],
          ['characters that mean something to SQL', { words: '%' }, []],
          ['only spaces', { words: '  ' }, newestFirst],
          ['a month', { month: '2022-09' }, ['port/new-berth', 'trade/store']],
          ['a year of which no month is known', { month: '2022' }, ['almanac']],
          ['no date', { month: null }, ['twin-undated', 'undated']],
          ['a month that has none', { month: '2022-01' }, []],
          ['what is no month', { month: '2022-09-19' }, []],
          ['a month and words', { month: '2023-03', words: '通车' }, ['twin-a', 'twin-b']],
          ['words and a source', { words: '通车', source: 'harbour daily' }, ['twin-a']],
        ])('lists by %s', async (_, query, ids) => {
          const { documents } = await catalogue().list({ limit: 100, ...query });
          expect(documents.map(({ id }) => id)).toEqual(ids);
          const first = await catalogue().list({ limit: 1, ...query });
          if (first.nextCursor === null) expect(ids.length).toBeLessThanOrEqual(1);
          else {
            const rest = await catalogue().list({ limit: 100, ...query, cursor: first.nextCursor });
            expect(rest.documents.map(({ id }) => id)).toEqual(ids.slice(1));
          }
        });

        it.each([
          '',
          'x',
          'null',
          Buffer.from('["2022-09-19"]').toString('base64url'),
          Buffer.from('["yesterday","twin-a"]').toString('base64url'),
          Buffer.from('[null,""]').toString('base64url'),
          Buffer.from('{"__proto__":{}}').toString('base64url'),
          Buffer.from('[null,"twin-ab"]').toString('base64'),
          `${Buffer.from('[null,"twin-a"]').toString('base64url')}!`,
          'A'.repeat(100_000),
        ])('refuses the cursor %#', async (cursor) => {
          await expect(catalogue().list({ limit: 5, cursor })).rejects.toMatchObject({
            code: 'search.bad-cursor',
          });
        });

        it('refuses dates that are none', async () => {
          await expect(catalogue().list({ limit: 5, publishedFrom: 'May' })).rejects.toMatchObject({
            code: 'search.bad-date',
          });
          expect(() => catalogue().labelsMatching({ publishedTo: '2022-9-1' })).toThrow('search.bad-date');
        });
      });
    });

    describe('of awkward articles', () => {
      const texts = [
        'a\u0000b',
        'tab\tand\u00a0space',
        '',
        '𠮷野家\n𠮷',
        '"; DROP TABLE documents; --',
        '\ud800 alone',
      ];
      const ids = ['nul', '__proto__', 'constructor', '𠮷', '%', 'x\ny'];
      withCatalogue(
        archiveOf(texts.map((text, i) => ({ id: ids[i]!, title: '', text, publishedAt: null }))),
        (catalogue) => {
          it('keeps them apart', async () => {
            expect((await catalogue().list({ limit: 9 })).documents.map(({ id }) => id)).toEqual([
              '%',
              '__proto__',
              'constructor',
              'nul',
              'x\ny',
              '𠮷',
            ]);
            expect((await catalogue().document('nul'))?.text).toBe('a\u0000b');
            expect((await catalogue().document('%'))?.text).toBe('"; DROP TABLE documents; --');
            expect((await catalogue().passagesOf('𠮷')).map(({ text }) => text)).toEqual(['𠮷野家', '𠮷']);
            expect((await catalogue().passagesOf('constructor')).map(({ text }) => text)).toEqual(['']);
          });
        },
      );
    });
  });
}
