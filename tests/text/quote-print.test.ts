import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../src/text/fold.js';
import { findPrint, quotePrint } from '../../src/text/quote-print.js';

const article = '码头的灯亮着。\n今年查获侵权商品5.7万件，其中假冒运动鞋占44%。\n今年的灯也亮着。';
const found = (text: string, quote: string, near = 0) => {
  const range = findPrint(text, quotePrint(quote), near);
  return range && text.slice(range.start, range.end);
};

describe('quotePrint', () => {
  it('is short and says none of the words', () => {
    expect(quotePrint(article)).toMatch(/^\d{2}-[0-9a-f]{14}$/);
  });

  it('tells apart what differs in one character, and nothing that reads the same', () => {
    expect(quotePrint('查获5.7万件')).not.toBe(quotePrint('查获5.8万件'));
    expect(quotePrint('查获5.7万件')).not.toBe(quotePrint('5.7万件查获'));
    expect(quotePrint('查獲 ５.7\n萬件')).toBe(quotePrint('查获5.7万件'));
  });
});

describe('findPrint', () => {
  it('finds the words wherever they have moved to', () => {
    const quote = '今年查获侵权商品5.7万件，其中假冒运动鞋占44%。';
    expect(found(`前面添了一段。\n${article}`, quote)).toBe(quote);
    expect(found(article.replace(quote, ''), quote)).toBeNull();
    expect(found(article.replace('5.7', '5.8'), quote)).toBeNull();
  });

  it('finds them in the other script, in other white space and widths, as they stand there', () => {
    const now = '前文。今年查獲侵權 商品５.７萬件，\n其中……';
    expect(found(now, '今年查获侵权商品5.7万件，')).toBe('今年查獲侵權 商品５.７萬件，');
  });

  it('takes the place nearest to the old one', () => {
    const text = '灯亮着。灯亮着。灯亮着。';
    const starts = [0, 3, 5, 100].map((near) => findPrint(text, quotePrint('灯亮着。'), near)?.start);
    expect(starts).toEqual([0, 4, 4, 8]);
  });

  it('cuts no character in two', () => {
    expect(found('面积😀㎡、é！', '😀㎡')).toBe('😀㎡');
    expect(found('面积12m2。', '12㎡')).toBe('12m2');
  });

  it.each(['', '-', '0-00000000000000', '5-xyz', '99999999-00000000000000', '5-0000000', '__proto__', '4'])(
    'finds nothing for %j, which is no print',
    (print) => {
      expect(findPrint(article, print, 0)).toBeNull();
    },
  );

  it('finds every quote of every text again, whatever was put around it', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(words, words, words, (before, quote, after) => {
        fc.pre(
          /[\p{L}\p{N}]/u.test(quote) && !/^[\p{M}\u200d]|[\u200d]$/u.test(quote) && !/^\p{M}/u.test(after),
        );
        const text = `${before}\n${quote}\n${after}`;
        const same = found(text, quote, before.length + 1);
        expect(same && bare(same)).toBe(bare(quote));
      }),
    );
  });

  it('takes linear time where every place looks nearly right', () => {
    const text = '一'.repeat(400_000);
    expect(findPrint(text, quotePrint('一'.repeat(1000) + '二'), 0)).toBeNull();
    expect(findPrint(text, quotePrint('一'.repeat(1000)), 300_000)?.start).toBe(300_000);
  });
});

function bare(text: string): string {
  return foldText(text).replace(/\s/gu, '');
}
