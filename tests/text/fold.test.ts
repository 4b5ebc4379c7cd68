import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldText, toSimplified } from '../../src/text/fold.js';

describe('fold', () => {
  it('brings scripts, widths and cases together', () => {
    expect(foldText('跨境電商ＲＣＥＰ　１０萬')).toBe('跨境电商rcep 10万');
    expect(foldText('啓動 羣 裏 峯 爲')).toBe('启动 群 里 峰 为');
  });

  it('says where each folded character stood; both halves of a pair at its beginning', () => {
    const { text, offsets } = fold('㈱A①é😀後');
    expect(text).toBe('(株)a1é😀后');
    expect([...offsets]).toEqual([0, 0, 0, 1, 2, 3, 4, 4, 6, 7]);
  });

  it('keeps offsets in order and ends with the length, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { text: folded, offsets } = fold(text);
        expect(offsets.length).toBe(folded.length + 1);
        expect(offsets.at(-1)).toBe(text.length);
        for (let i = 1; i < offsets.length; i++)
          expect(offsets[i]).toBeGreaterThanOrEqual(offsets[i - 1] ?? 0);
      }),
    );
  });

  it('changes no length when it only simplifies', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => toSimplified(text).length === text.length),
    );
  });

  it('takes a letter under a million accents in its stride', () => {
    const text = `e${'\u0301\u0323'.repeat(500_000)}`;
    expect(foldText(text).length).toBeLessThan(40);
    expect(fold(text).offsets.at(-1)).toBe(text.length);
  });
});
