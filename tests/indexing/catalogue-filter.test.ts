import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '../../src/indexing/catalogue-cursor.js';
import {
  dayRange,
  daySpan,
  mayLieWithin,
  searchableText,
  sourceKey,
} from '../../src/indexing/catalogue-filter.js';
import { compareCodePoints } from '../../src/indexing/catalogue-order.js';
import { parsePassageId, passageId } from '../../src/indexing/catalogue-schema.js';
import { LabelSet } from '../../src/indexing/label-set.js';

describe('daySpan', () => {
  it.each([
    ['2022-09-19', { first: 20220919, last: 20220919 }],
    ['2022-09', { first: 20220901, last: 20220931 }],
    ['2022', { first: 20220101, last: 20221231 }],
    [null, null],
    ['', null],
    ['2022-9-19', null],
    ['2022-09-19T00:00', null],
    ['next year', null],
  ])('of %j is %j', (date, span) => {
    expect(daySpan(date)).toEqual(span);
  });
});

describe('dayRange', () => {
  it('covers whole days, months and years, open at either end', () => {
    expect(dayRange(undefined, undefined)).toBeNull();
    expect(dayRange('2022-09-19', undefined)).toEqual({ first: 20220919, last: 99991231 });
    expect(dayRange(undefined, '2022-09')).toEqual({ first: 101, last: 20220931 });
    expect(dayRange('2021', '2022')).toEqual({ first: 20210101, last: 20221231 });
  });

  it.each(['', '2022-1-1', '20220101', '２０２２', '9'.repeat(100_000)])('refuses %#', (date) => {
    expect(() => dayRange(date, undefined)).toThrow('search.bad-date');
    expect(() => dayRange(undefined, date)).toThrow('search.bad-date');
  });
});

describe('mayLieWithin', () => {
  const within = (date: string | null, from: string, to: string) =>
    mayLieWithin(daySpan(date), dayRange(from, to)!);

  it('lets a month or year pass that shares a day with the range', () => {
    expect(within('2022-09', '2022-09-30', '2022-10-01')).toBe(true);
    expect(within('2022', '2022-06-01', '2022-06-02')).toBe(true);
    expect(within('2022-09', '2022-10-01', '2022-10-31')).toBe(false);
    expect(within('2022-09-19', '2022-09-19', '2022-09-19')).toBe(true);
    expect(within('2022-09-19', '2022-09-20', '2022-12-31')).toBe(false);
  });

  it('lets nothing pass where there is no date, or the range ends before it begins', () => {
    expect(within(null, '0001', '9999')).toBe(false);
    expect(within('2022', '2022-06-02', '2022-06-01')).toBe(false);
  });
});

describe('sourceKey and searchableText', () => {
  it('fold scripts, widths and case', () => {
    expect(sourceKey(' 新華網 ')).toBe(sourceKey('新华网'));
    expect(searchableText('ＡＢ c\n　漢 字')).toBe('abc汉字');
  });
});

describe('compareCodePoints', () => {
  it('orders as UTF-8 bytes do', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 6 }),
        fc.string({ unit: 'binary', maxLength: 6 }),
        (a, b) => {
          expect(Math.sign(compareCodePoints(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
        },
      ),
    );
    expect(compareCodePoints('😀', '｡')).toBeGreaterThan(0);
    expect(compareCodePoints('a', 'ab')).toBeLessThan(0);
  });
});

describe('cursors', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'binary' }),
        fc.constantFrom(null, '2022', '2022-09-19'),
        (id, publishedAt) => {
          expect(decodeCursor(encodeCursor({ publishedAt, id }))).toEqual({ publishedAt, id });
        },
      ),
    );
  });

  it('are refused if anything was changed', () => {
    fc.assert(
      fc.property(fc.string(), (cursor) => {
        expect(() => decodeCursor(cursor)).toThrow('search.bad-cursor');
      }),
    );
  });
});

describe('passage ids', () => {
  it('come apart as they were put together', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), (documentId, place) => {
        expect(parsePassageId(passageId(documentId, place))).toEqual({ documentId, place });
      }),
    );
  });
});

describe('LabelSet', () => {
  it('holds what it was given, whether few, many or far apart', () => {
    const sets = [
      Uint32Array.of(),
      Uint32Array.of(0, 7, 8, 4_294_967_295),
      Uint32Array.from({ length: 10_000 }, (_, i) => 3 * i),
      Uint32Array.from({ length: 10_000 }, (_, i) => 400_000 * i),
    ];
    for (const labels of sets) {
      const set = new LabelSet(labels);
      expect(set.size).toBe(labels.length);
      expect(Uint32Array.from(set)).toEqual(labels);
      expect(labels.every((label) => set.has(label))).toBe(true);
      for (const label of [1, 2, 31_000, 399_999, 4_294_967_294])
        expect(set.has(label)).toBe(labels.includes(label));
    }
  });
});
