import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteAround } from '../../src/answering/quote-around.js';
import type { TextRange } from '../../src/text/sentences.js';

const rangeOf = (text: string, phrase: string): TextRange => {
  const start = text.indexOf(phrase);
  if (start < 0) throw new Error(`no ${phrase}`);
  return { start, end: start + phrase.length };
};
const quote = (text: string, phrase: string, maxChars = 200) => {
  const { start, end } = quoteAround(text, rangeOf(text, phrase), maxChars);
  return text.slice(start, end);
};

describe('quoteAround', () => {
  const text = '大桥周一通车。全长十二公里，双向六车道，设计时速八十公里！通行费三十元？';

  it('gives the sentence that a span lies in', () => {
    expect(quote(text, '周一')).toBe('大桥周一通车。');
    expect(quote(text, '六车道')).toBe('全长十二公里，双向六车道，设计时速八十公里！');
    expect(quote(text, '三十元')).toBe('通行费三十元？');
  });

  it('gives every sentence that a span crosses', () => {
    expect(quote(text, '通车。全长')).toBe('大桥周一通车。全长十二公里，双向六车道，设计时速八十公里！');
    expect(quote('甲。\n\n乙丙。丁。', '甲。\n\n乙')).toBe('甲。\n\n乙丙。');
  });

  it('cuts a long sentence at clauses, what leads up to the span first', () => {
    expect(quote(text, '六车道', 14)).toBe('全长十二公里，双向六车道，');
    expect(quote(text, '六车道', 7)).toBe('双向六车道，');
    expect(quote(text, '八十公里', 15)).toBe('双向六车道，设计时速八十公里！');
    expect(quote(text, '十二公里', 14)).toBe('全长十二公里，双向六车道，');
  });

  it('keeps to its length where no clause ends', () => {
    const long = '甲'.repeat(300) + '答案' + '乙'.repeat(300);
    expect(quote(long, '答案', 100)).toBe('甲'.repeat(49) + '答案' + '乙'.repeat(49));
    expect(quote('答案' + '乙'.repeat(300), '答案', 50)).toBe('答案' + '乙'.repeat(48));
    expect(quote('甲'.repeat(300) + '答案', '答案', 50)).toBe('甲'.repeat(48) + '答案');
  });

  it('parts no number, no Latin word and no character', () => {
    const numbers = '甲'.repeat(40) + '12345678的答案是好的1234567' + '乙'.repeat(40);
    expect(quote(numbers, '答案', 14)).toBe('的答案是好的');
    const words = '甲'.repeat(40) + 'Streaming 的答案 café' + '乙'.repeat(40);
    expect(quote(words, '答案', 10)).toBe('的答案');
    const marked = '文\u0301'.repeat(30) + '答案' + '文\u0301'.repeat(30);
    for (const maxChars of [7, 8, 9, 10]) {
      expect(quote(marked, '答案', maxChars)).toMatch(/^(?:文\u0301)+答案(?:文\u0301)+$/u);
    }
    const astral = '𠮷'.repeat(30) + '答案' + '𠮷'.repeat(30);
    for (const maxChars of [7, 8, 9, 10]) expect(quote(astral, '答案', maxChars).isWellFormed()).toBe(true);
  });

  it('is never shorter than its span', () => {
    const span = '全长十二公里，双向六车道，设计时速八十公里';
    expect(quote(text, span, 5)).toContain(span);
    expect(quote(text, '大桥周一通车。全长', 1)).toContain('大桥周一通车。全长');
  });

  const units = fc.constantFrom(
    ...[
      '云',
      '港',
      '。',
      '！',
      '，',
      '；',
      '、',
      '\n',
      ' ',
      '\u3000',
      '“',
      '”',
      '（',
      '）',
      '…',
      '.',
      ',',
      ':',
    ],
    ...['1', '2', '%', 'a', 'B', 'é', 'e\u0301', '😀', '👨‍👩‍👧', '𠮷', '\u200b', '\u00a0', "'", '"', '？'],
  );
  const texts = fc.array(units, { minLength: 1, maxLength: 300 }).map((some) => some.join(''));

  it('holds its span, keeps to its length and parts no character, whatever the text', () => {
    fc.assert(
      fc.property(
        texts,
        fc.nat(),
        fc.nat({ max: 60 }),
        fc.integer({ min: 1, max: 250 }),
        (text, at, length, max) => {
          const boundary = (index: number) =>
            /^[\udc00-\udfff]/.test(text.slice(index)) ? index + 1 : index;
          const start = boundary(at % text.length);
          const end = boundary(Math.min(text.length, start + 1 + length));
          if (start >= end) return;
          const span = { start, end };
          const { start: from, end: to } = quoteAround(text, span, max);
          expect(from).toBeLessThanOrEqual(start);
          expect(to).toBeGreaterThanOrEqual(end);
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(text.length);
          expect(to - from).toBeLessThanOrEqual(Math.max(max, end - start));
          expect(text.slice(from, to).isWellFormed()).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('takes linear time over a word of a million characters', () => {
    const long = '长'.repeat(1_000_000);
    const { start, end } = quoteAround(long, { start: 500_000, end: 500_010 }, 200);
    expect(end - start).toBe(200);
    const latin = 'a'.repeat(1_000_000);
    expect(quoteAround(latin, { start: 500_000, end: 500_010 }, 200)).toEqual({
      start: 500_000,
      end: 500_010,
    });
  });
});
