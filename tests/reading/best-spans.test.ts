import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestTokenSpans, tokenWindows, withoutOverlaps } from '../../src/reading/best-spans.js';

describe('bestTokenSpans', () => {
  it('takes the best start and end, then the best beside it', () => {
    expect(bestTokenSpans([0, 5, 0, 0, 3], [0, 0, 4, 0, 1], 3)).toEqual([
      { first: 1, last: 2, score: 9 },
      { first: 4, last: 4, score: 4 },
      { first: 0, last: 0, score: 0 },
    ]);
  });

  it('never ends before it begins, nor runs longer than an answer', () => {
    expect(bestTokenSpans([0, 9], [9, 0], 1)[0]).toEqual({ first: 0, last: 0, score: 9 });
    const starts = [9, ...Array.from({ length: 60 }, () => 0)];
    const ends = [...Array.from({ length: 60 }, () => 0), 9];
    const [best] = bestTokenSpans(starts, ends, 1);
    expect(best!.last - best!.first).toBeLessThan(40);
  });

  it('begins and ends only where it may', () => {
    expect(bestTokenSpans([9, 1, 9], [9, 1, 9], 2, { usable: (token) => token === 1 })).toEqual([
      { first: 1, last: 1, score: 2 },
    ]);
    expect(bestTokenSpans([1], [1], 1, { usable: () => false })).toEqual([]);
  });

  it('widens a span by edges that score nearly as much, within its clause', () => {
    const starts = [0, 4, 5, 0, 0, 0];
    const ends = [0, 0, 5, 4.5, 4, 0];
    expect(bestTokenSpans(starts, ends, 1)).toEqual([{ first: 1, last: 4, score: 10 }]);
    const endsClause = (token: number) => token === 3;
    expect(bestTokenSpans(starts, ends, 1, { endsClause })).toEqual([{ first: 1, last: 2, score: 10 }]);
    const usable = (token: number) => token !== 1;
    expect(bestTokenSpans(starts, ends, 1, { usable })).toEqual([{ first: 2, last: 4, score: 10 }]);
  });

  it('leaves out what is no number', () => {
    expect(bestTokenSpans([NaN, 1], [NaN, 1], 2)).toEqual([{ first: 1, last: 1, score: 2 }]);
  });

  it('has no better span than its first', () => {
    const logits = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(logits, (pairs) => {
        const [starts, ends] = [pairs.map(([s]) => s), pairs.map(([, e]) => e)];
        let highest = -Infinity;
        starts.forEach((s, i) => {
          ends.slice(i, i + 40).forEach((e) => (highest = Math.max(highest, s + e)));
        });
        expect(bestTokenSpans(starts, ends, 1)[0]!.score).toBe(highest);
      }),
    );
  });
});

describe('withoutOverlaps', () => {
  it('keeps the better of two that overlap', () => {
    const spans = [
      { start: 0, end: 5, score: 1 },
      { start: 4, end: 8, score: 2 },
      { start: 8, end: 9, score: 0 },
    ];
    expect(withoutOverlaps(spans, 3)).toEqual([spans[1], spans[2]]);
    expect(withoutOverlaps(spans, 1)).toEqual([spans[1]]);
  });
});

describe('tokenWindows', () => {
  it('covers all tokens, any answer whole in some window', () => {
    expect(tokenWindows(0, 10, 4)).toEqual([[0, 0]]);
    expect(tokenWindows(10, 10, 4)).toEqual([[0, 10]]);
    expect(tokenWindows(17, 10, 4)).toEqual([
      [0, 10],
      [6, 16],
      [12, 17],
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), (length) => {
        const windows = tokenWindows(length, 440, 120);
        for (let at = 0; at + 40 <= length; at += 7) {
          expect(windows.some(([from, to]) => from <= at && at + 40 <= to)).toBe(true);
        }
        expect(windows.at(-1)![1]).toBe(length);
      }),
    );
  });
});
