import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containment, shingles, withoutRepeats } from '../../src/retrieval/diversity.js';

const same = (a: string, b: string) => containment(shingles(a), shingles(b));
const kept = (texts: readonly string[], limit = 10) => withoutRepeats(texts, (text) => text, limit);

describe('containment of shingles', () => {
  it('is 1 where readers see the same: scripts, widths, spaces and punctuation aside', () => {
    expect(same('跨境電商出口增長１５％。', '跨境电商 出口增长15%')).toBe(1);
  });

  it('is 1 where one text lies in the other', () => {
    expect(same('通行费每辆车三十元。', '昨天大桥通车了。通行费每辆车三十元。')).toBe(1);
  });

  it('is 0 where nothing is shared, and where there is nothing', () => {
    expect(same('通行费每辆车三十元', '茶叶要放在干燥的地方')).toBe(0);
    expect(same('', '')).toBe(0);
    expect(same('   ', '通行费')).toBe(0);
  });

  it('tells texts that are shorter than a shingle, or without a letter', () => {
    expect(same('有。', '有！')).toBe(1);
    expect(same('有', '无')).toBe(0);
    expect(same('😀😀', '😀😀')).toBe(1);
    expect(same('😀😀😀😀😀', '🚢🚢🚢🚢🚢')).toBe(0);
  });

  it('lies between 0 and 1, is symmetric, and 1 for a text and itself', () => {
    const texts = fc.string({ unit: fc.constantFrom('云', '港', '。', ' ', 'a', '1', '😀'), maxLength: 40 });
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        expect(same(a, b)).toBe(same(b, a));
        expect(same(a, b)).toBeGreaterThanOrEqual(0);
        expect(same(a, b)).toBeLessThanOrEqual(1);
        expect(same(a, a)).toBe(a.trim() === '' ? 0 : 1);
      }),
    );
  });
});

describe('withoutRepeats', () => {
  const bridge = '云栖大桥全长十二公里，通行费每辆车三十元，由市交通局收取。';
  const tea = '南岭镇三十二户茶农成立了合作社，春茶卖到每公斤二百六十元。';

  it('keeps the first of those that say the same, and the order', () => {
    const reprint = `本报讯 ${bridge.replace('云栖', '雲棲')}`;
    expect(kept([bridge, reprint, tea, bridge])).toEqual([bridge, tea]);
    expect(kept([reprint, tea, bridge])).toEqual([reprint, tea]);
  });

  it('keeps those that share a subject', () => {
    const other = '云栖大桥由三家公司承建，工期四年，投资六十亿元。';
    expect(kept([bridge, other])).toEqual([bridge, other]);
  });

  it('stops at the limit', () => {
    expect(kept([bridge, bridge, tea], 1)).toEqual([bridge]);
    expect(kept([bridge], 0)).toEqual([]);
  });

  it('lets ten thousand copies make room for the one other', () => {
    expect(kept([...Array.from({ length: 10_000 }, () => bridge), tea], 5)).toEqual([bridge, tea]);
  });
});
