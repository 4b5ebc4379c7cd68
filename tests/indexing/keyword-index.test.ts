import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IndexError } from '../../src/errors.js';
import { KeywordIndex, KeywordIndexBuilder } from '../../src/indexing/keyword-index.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yinju-keywords-'));
  path = join(folder, 'keywords.bin');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

type Passages = readonly (readonly [label: number, words: readonly string[]])[];

function indexOf(passages: Passages, previous?: KeywordIndex, removed?: ReadonlySet<number>): KeywordIndex {
  const builder = new KeywordIndexBuilder(previous, removed);
  for (const [label, words] of passages) builder.add(label, words);
  return builder.build();
}

/** BM25 as its formula says, one passage after the other. */
function bm25(passages: Passages, query: readonly string[], k1: number, b: number): Map<number, number> {
  const average = passages.reduce((sum, [, words]) => sum + words.length, 0) / passages.length;
  const scores = new Map<number, number>();
  for (const [label, words] of passages) {
    let score = 0;
    for (const word of query) {
      const frequency = words.filter((each) => each === word).length;
      const holding = passages.filter(([, each]) => each.includes(word)).length;
      const idf = Math.log(1 + (passages.length - holding + 0.5) / (holding + 0.5));
      if (frequency > 0)
        score += (idf * frequency) / (frequency + k1 * (1 - b + (b * words.length) / average));
    }
    if (score > 0) scores.set(label, score);
  }
  return scores;
}

const example: Passages = [
  [3, ['跨境', '电商', '平台']],
  [5, ['电商', '电商', '直播']],
  [9, []],
  [12, ['平台', '经济', '平台', '治理', '电商']],
];

const word = fc.constantFrom('平台', '电商', '跨境', 'temu', '#10000家', '𠮷', '一', '﨎');
const passageWords = fc.array(word, { maxLength: 12 });
const corpus = fc
  .uniqueArray(fc.tuple(fc.nat(200), passageWords), { selector: ([label]) => label, maxLength: 30 })
  .map((passages) => passages.sort(([a], [b]) => a - b));

describe('search', () => {
  it('scores by BM25, best first', () => {
    const index = new KeywordIndex(indexOf(example).tables, { k1: 1.2, b: 0.75 });
    const expected = bm25(example, ['电商', '平台'], 1.2, 0.75);
    const hits = index.search(['电商', '平台'], 10);
    expect(hits.map((hit) => hit.label)).toEqual([12, 3, 5]);
    for (const hit of hits) expect(hit.score).toBeCloseTo(expected.get(hit.label) ?? 0, 5);
  });

  it('agrees with the formula on any corpus and question', () => {
    fc.assert(
      fc.property(corpus, passageWords, fc.integer({ min: 1, max: 12 }), (passages, query, k) => {
        const index = new KeywordIndex(indexOf(passages).tables, { k1: 0.9, b: 0.4 });
        const expected = bm25(passages, query, 0.9, 0.4);
        const hits = index.search(query, k);
        expect(hits).toHaveLength(Math.min(k, expected.size));
        const best = [...expected.values()].sort((a, b) => b - a);
        hits.forEach((hit, rank) => {
          expect(hit.score).toBeCloseTo(expected.get(hit.label) ?? NaN, 4);
          expect(hit.score).toBeCloseTo(best[rank] ?? NaN, 4);
        });
      }),
    );
  });

  it('orders equal scores by label, also where they do not all fit', () => {
    const index = indexOf([7, 8, 20, 21, 30].map((label) => [label, ['平台']]));
    expect(index.search(['平台'], 3).map((hit) => hit.label)).toEqual([7, 8, 20]);
  });

  it('returns only what is allowed, and still k of them', () => {
    const index = indexOf(
      Array.from({ length: 50 }, (_, label) => [label, Array<string>(1 + (label % 7)).fill('平台')]),
    );
    const hits = index.search(['平台'], 5, (label) => label % 10 === 3);
    expect(hits.map((hit) => hit.label).sort((a, b) => a - b)).toEqual([3, 13, 23, 33, 43]);
  });

  it('counts a repeated word of the question as often', () => {
    const index = indexOf(example);
    const once = index.search(['直播'], 1)[0]?.score ?? 0;
    expect(index.search(['直播', '直播'], 1)[0]?.score).toBeCloseTo(2 * once, 5);
  });

  it('finds nothing for unknown words, no words, or k below 1, and is not disturbed by the search before', () => {
    const index = indexOf(example);
    const first = index.search(['电商'], 10);
    expect(index.search(['火星', ''], 10)).toEqual([]);
    expect(index.search([], 10)).toEqual([]);
    expect(index.search(['电商'], 0)).toEqual([]);
    expect(index.search(['电商'], NaN)).toEqual([]);
    expect(() =>
      index.search(['平台'], 1, () => {
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(index.search(['电商'], 10)).toEqual(first);
  });

  it('takes an empty index', () => {
    const index = indexOf([]);
    expect(index.size).toBe(0);
    expect(index.search(['平台'], 10)).toEqual([]);
  });
});

describe('building', () => {
  it('builds the same from the index before as from nothing, byte for byte', () => {
    fc.assert(
      fc.property(corpus, fc.nat(200), fc.array(fc.nat(200)), (passages, cut, gone) => {
        const removed = new Set(gone);
        const before = passages.filter(([label]) => label < cut);
        const added = passages.filter(([label]) => label >= cut);
        const stays = before.filter(([label]) => !removed.has(label));
        const full = indexOf([...stays, ...added]);
        const incremental = indexOf(added, indexOf(before), removed);
        expect(incremental.tables).toEqual(full.tables);
      }),
      { numRuns: 300 },
    );
  });

  it('forgets a term with its last passage', () => {
    const index = indexOf([], indexOf(example), new Set([5]));
    expect(index.size).toBe(3);
    expect(index.search(['直播'], 10)).toEqual([]);
    expect(Buffer.from(index.tables.termBytes).toString()).not.toContain('直播');
  });

  it('leaves the index before as it was', () => {
    const previous = indexOf(example);
    const before = structuredClone(previous.tables);
    indexOf([[40, ['平台', '新']]], previous, new Set([3]));
    expect(previous.tables).toEqual(before);
  });

  it('refuses labels that do not increase, or are no uint32', () => {
    const builder = new KeywordIndexBuilder(indexOf(example), new Set([12]));
    expect(() => {
      builder.add(9, ['平台']);
    }).toThrow(RangeError);
    builder.add(12, ['平台']);
    for (const label of [12, 11, 13.5, -1, NaN, 2 ** 32]) {
      expect(() => {
        builder.add(label, []);
      }).toThrow(RangeError);
    }
  });

  it('keeps counting words beyond 255 in the length only', () => {
    const index = indexOf([[1, Array<string>(300).fill('平台')]]);
    expect(index.tables.counts).toEqual(Uint8Array.of(255));
    expect(index.tables.lengths).toEqual(Uint32Array.of(300));
  });

  it('takes words with lone surrogates as what UTF-8 makes of them', () => {
    const index = indexOf([[1, ['a\ud800', 'a\udfff', '__proto__', 'constructor']]]);
    expect(index.search(['a\ud801'], 1)).toHaveLength(1);
    expect(index.search(['__proto__'], 1)).toHaveLength(1);
    expect(index.tables.termStarts).toHaveLength(4);
  });
});

describe('the file', () => {
  it('is read as it was written', async () => {
    const index = indexOf(example);
    await index.save(path);
    const loaded = await KeywordIndex.load(path);
    expect(loaded.tables).toEqual(index.tables);
    expect(loaded.search(['电商', '平台'], 10)).toEqual(index.search(['电商', '平台'], 10));
  });

  it('holds an empty index too, and can be built upon', async () => {
    await indexOf([]).save(path);
    const next = indexOf(example, await KeywordIndex.load(path));
    expect(next.tables).toEqual(indexOf(example).tables);
  });

  it('that is longer from before is cut', async () => {
    await indexOf(Array.from({ length: 300 }, (_, label) => [label, [`词${label}`]])).save(path);
    await indexOf(example).save(path);
    expect((await KeywordIndex.load(path)).size).toBe(4);
  });

  it('that is missing, empty or something else is named as damaged', async () => {
    await expect(KeywordIndex.load(path)).rejects.toThrow(IndexError);
    for (const content of ['', 'YJKW', 'x'.repeat(4096)]) {
      writeFileSync(path, content);
      await expect(KeywordIndex.load(path)).rejects.toMatchObject({
        code: 'index.keywords-damaged',
        exitStatus: 3,
      });
    }
  });

  it('that is cut anywhere is refused', async () => {
    await indexOf(example).save(path);
    const bytes = readFileSync(path);
    for (let length = 0; length < bytes.length; length += 3) {
      writeFileSync(path, bytes.subarray(0, length));
      await expect(KeywordIndex.load(path), `${length} bytes`).rejects.toThrow(IndexError);
    }
  });

  it('of a later version is told apart from a damaged one', async () => {
    await indexOf(example).save(path);
    const bytes = readFileSync(path);
    bytes.writeUInt32LE(2, 4);
    writeFileSync(path, bytes);
    await expect(KeywordIndex.load(path)).rejects.toMatchObject({ code: 'index.keywords-other-format' });
  });

  it('that claims enormous tables allocates nothing for them', async () => {
    await indexOf(example).save(path);
    const sound = readFileSync(path);
    for (let field = 8; field < 128; field += 8) {
      for (const value of [2n ** 64n - 1n, 2n ** 53n, 2n ** 32n, 0n, 1n]) {
        const bytes = Buffer.from(sound);
        if (bytes.readBigUInt64LE(field) === value) continue;
        bytes.writeBigUInt64LE(value, field);
        writeFileSync(path, bytes);
        await expect(KeywordIndex.load(path), `${field} = ${value}`).rejects.toThrow(IndexError);
      }
    }
  });

  it('with any bytes altered is refused or searched safely', async () => {
    await indexOf(example).save(path);
    const sound = readFileSync(path);
    const alteration = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 4,
    });
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(alteration, async (changes) => {
        const bytes = Buffer.from(sound);
        for (const [at, value] of changes) bytes[at] = value;
        writeFileSync(path, bytes);
        try {
          const index = await KeywordIndex.load(path);
          const hits = index.search(['电商', '平台', '直播'], 10);
          expect(hits.every((hit) => Number.isFinite(hit.score) && hit.score > 0)).toBe(true);
          indexOf([], index, new Set([3])).search(['电商'], 10);
        } catch (error) {
          expect(error).toBeInstanceOf(IndexError);
          refused++;
        }
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  it('in a folder that is not there cannot be saved', async () => {
    await expect(indexOf(example).save(join(folder, 'no', 'keywords.bin'))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
