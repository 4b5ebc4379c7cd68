import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceOf, quoteAround, type ReadPassage } from '../../src/answering/evidence.js';
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

describe('evidenceOf', () => {
  let made = 0;
  const read = (text: string, finds: readonly (readonly [string, number])[], start = 0): ReadPassage => {
    const documentId = `d${made++}`;
    const passage = {
      id: `${documentId}#0`,
      documentId,
      index: 0,
      start,
      end: start + text.length,
      text,
      heading: null,
    };
    const spans = finds.map(([phrase, score]) => ({ ...rangeOf(text, phrase), score }));
    return {
      found: { passage, score: 1, dense: null, keywords: null },
      reading: { spans, score: spans[0]?.score ?? -Infinity, nullScore: 0 },
    };
  };
  const texts = (passages: readonly ReadPassage[], maxChars = 200) =>
    evidenceOf(passages, maxChars).map(({ passage, start, end }) =>
      passage.text.slice(start - passage.start, end - passage.start),
    );

  it('ranks the sentences of all passages by their span', () => {
    const first = read('大桥周一通车。通行费三十元。', [
      ['三十元', 3],
      ['周一', -1],
    ]);
    const second = read('茶叶每公斤二百六十元。', [['二百六十元', 1]]);
    expect(texts([second, first])).toEqual(['通行费三十元。', '茶叶每公斤二百六十元。', '大桥周一通车。']);
    expect(evidenceOf([second, first], 200).map(({ score }) => score)).toEqual([3, 1, -1]);
  });

  it('gives offsets into the article', () => {
    const [evidence] = evidenceOf([read('大桥周一通车。通行费三十元。', [['三十元', 3]], 1000)], 200);
    expect(evidence).toMatchObject({ start: 1007, end: 1014, answer: { start: 1010, end: 1013 } });
  });

  it('takes a sentence once, by its best span', () => {
    const passage = read('大桥全长十二公里，通行费三十元。', [
      ['三十元', 3],
      ['十二公里', 2],
    ]);
    const evidence = evidenceOf([passage], 200);
    expect(evidence).toHaveLength(1);
    expect(evidence[0]?.score).toBe(3);
  });

  it('takes a sentence of reprints and overlapping passages once, in either script', () => {
    const finds = [['三十', 3]] as const;
    const reprints = ['通行費每輛車三十元，由交通局收取。', '通行费每辆车三十元, 由交通局收取。'].map(
      (text) => read(text, finds),
    );
    const overlap = read('昨天的事。通行费每辆车三十元，由交通局收取。', finds);
    expect(texts([...reprints, overlap, read('茶叶每公斤三十元。', [['三十', 1]])])).toEqual([
      '通行費每輛車三十元，由交通局收取。',
      '茶叶每公斤三十元。',
    ]);
  });

  it('takes very short sentences for what they are', () => {
    expect(
      texts([read('有。', [['有', 2]]), read('有！', [['有', 1]]), read('没有。', [['没有', 1]])]),
    ).toEqual(['有。', '没有。']);
  });

  it('leaves the punctuation around a span out of the answer', () => {
    const text = '费率是0.3%，比同行低。';
    const [evidence] = evidenceOf([read(text, [['0.3%，', 3]])], 200);
    expect(text.slice(evidence?.answer.start, evidence?.answer.end)).toBe('0.3%');
    expect(evidence).toMatchObject({ start: 0, end: text.length });
  });

  it('is empty where nothing was found', () => {
    expect(evidenceOf([], 200)).toEqual([]);
    expect(evidenceOf([read('甲。', [])], 200)).toEqual([]);
  });

  it('holds every answer within its quote, for any passages and spans', () => {
    const pieces = fc.constantFrom(
      '云栖港',
      '二期',
      '，',
      '。',
      '！',
      '\n',
      ' ',
      '218.6万',
      '“',
      '”',
      '😀',
      'RCEP',
      '、',
    );
    const passage = fc.record({
      text: fc.array(pieces, { minLength: 1, maxLength: 60 }).map((some) => some.join('')),
      spans: fc.array(fc.tuple(fc.nat(), fc.nat({ max: 20 }), fc.integer({ min: -9, max: 9 })), {
        maxLength: 4,
      }),
      offset: fc.nat({ max: 500 }),
    });
    fc.assert(
      fc.property(fc.array(passage, { maxLength: 5 }), fc.integer({ min: 1, max: 80 }), (drawn, maxChars) => {
        const passages = drawn.map(({ text, spans, offset }) => {
          const base = read(text, [], offset);
          const found = spans.map(([at, length, score]) => {
            const start = at % text.length;
            return { start, end: Math.min(text.length, start + 1 + length), score };
          });
          return { ...base, reading: { spans: found, score: 0, nullScore: 0 } };
        });
        const evidence = evidenceOf(passages, maxChars);
        for (const { passage, start, end, answer } of evidence) {
          expect(start).toBeGreaterThanOrEqual(passage.start);
          expect(end).toBeLessThanOrEqual(passage.end);
          expect(start).toBeLessThanOrEqual(answer.start);
          expect(answer.start).toBeLessThan(answer.end);
          expect(answer.end).toBeLessThanOrEqual(end);
        }
        const scores = evidence.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
      }),
      { numRuns: 300 },
    );
  });
});
