import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trimSpan } from '../../src/answering/trim-span.js';

const trimmed = (text: string) => {
  const { start, end } = trimSpan(text, { start: 0, end: text.length });
  return text.slice(start, end);
};

describe('trimSpan', () => {
  it.each([
    ['0.4%，', '0.4%'],
    ['120%。', '120%'],
    ['三叶草计划”', '三叶草计划'],
    ['“先查验、后装运', '先查验、后装运'],
    ['“三叶草计划”', '“三叶草计划”'],
    ['《跨境电商指南》', '《跨境电商指南》'],
    ['（试行', '试行'],
    ['7月31日至8月2', '7月31日至8月2'],
    [' 5.7万件\n', '5.7万件'],
    ['-3.5%', '-3.5%'],
  ])('%j is %j', (given, expected) => {
    expect(trimmed(given)).toBe(expected);
  });

  it('never leaves nothing of something, and stays within', () => {
    expect(trimmed('，。')).toBe('，。');
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('“', '”', '（', '）', '，', '甲', '1', ' ') }),
        (text) => {
          const range = trimSpan(text, { start: 0, end: text.length });
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeLessThanOrEqual(text.length);
          if (text.length > 0) expect(range.start).toBeLessThan(range.end);
        },
      ),
    );
  });
});
