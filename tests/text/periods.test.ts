import { describe, expect, it } from 'vitest';
import { yearParts } from '../../src/text/periods.js';

describe('parts of a year', () => {
  it.each<[string, string[]]>([
    ['2023年上半年营收', ['H1']],
    ['2023年頭半年', ['H1']],
    ['前六个月', ['H1']],
    ['1—6月累计', ['H1']],
    ['一至六月', ['H1']],
    ['2023年中报', ['H1']],
    ['下半年有望回升', ['H2']],
    ['三季度', ['Q3']],
    ['第四季度', ['Q4']],
    ['一季报显示', ['Q1']],
    ['首季', ['Q1']],
    ['前三季度', ['M1-9']],
    ['前7个月', ['M1-7']],
    ['1月至7月', ['M1-7']],
    ['1-7月', ['M1-7']],
    ['7月份单月', ['M7']],
    ['8月11日', ['M8']],
    ['十一月', ['M11']],
    ['在海上漂泊3个月', []],
    ['二十个月', []],
    ['2023年7月、8月', ['M7', 'M8']],
    ['上半年与三季度', ['H1', 'Q3']],
    ['全年', []],
    ['13月', []],
  ])('%s', (text, parts) => {
    expect([...yearParts(text)].sort()).toEqual([...parts].sort());
  });

  it('is linear on long runs', () => {
    const text = '前1个'.repeat(100_000) + '1—'.repeat(100_000);
    expect(yearParts(text).size).toBe(0);
  });
});
