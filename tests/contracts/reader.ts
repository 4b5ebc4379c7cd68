import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelError } from '../../src/errors.js';
import type { Reader, Reading } from '../../src/reading/reader.js';

/** What must hold of every reading of every passage. */
export function expectSound(reading: Reading, passage: string, most: number): void {
  const { spans, score, nullScore } = reading;
  expect(spans.length).toBeLessThanOrEqual(most);
  expect(score).toBe(spans[0]?.score ?? -Infinity);
  expect(Number.isFinite(nullScore)).toBe(true);
  spans.forEach((span, i) => {
    expect(Number.isFinite(span.score)).toBe(true);
    expect(Number.isInteger(span.start) && Number.isInteger(span.end)).toBe(true);
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.start).toBeLessThan(span.end);
    expect(span.end).toBeLessThanOrEqual(passage.length);
    const words = passage.slice(span.start, span.end);
    expect(words.trim()).toBe(words);
    // No character is cut in two.
    for (const edge of [span.start, span.end]) {
      const before = passage.charCodeAt(edge - 1);
      const after = passage.charCodeAt(edge);
      expect(before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000).toBe(false);
    }
    for (const other of spans.slice(0, i)) {
      expect(other.score).toBeGreaterThanOrEqual(span.score);
      expect(span.end <= other.start || other.end <= span.start).toBe(true);
    }
  });
}

const question = '渡轮什么时候停航？';
const carrying = '受台风影响，渡轮从星期五起停航三天，旅客可以退票。';
const other = '这家博物馆收藏了两千多件瓷器，其中最老的来自宋代。';

/** What every `Reader` does. */
export function readerContract(name: string, open: () => Promise<Reader>): void {
  describe(`${name} as a Reader`, () => {
    let reader: Reader;
    beforeAll(async () => {
      reader = await open();
    });
    afterAll(async () => {
      await reader.close();
    });

    it('says what it is', () => {
      expect(reader.info.fingerprint).toMatch(/^[0-9a-f]{64}$/);
      expect(reader.info.name).not.toBe('');
      expect(reader.info.maxPassageTokens).toBeGreaterThan(0);
    });

    it('reads every passage, in order, the one that answers best', async () => {
      const passages = [other, carrying, other];
      const readings = await reader.read(question, passages);
      expect(readings).toHaveLength(3);
      readings.forEach((reading, i) => {
        expectSound(reading, passages[i]!, 3);
      });
      const scores = readings.map((reading) => reading.score);
      expect(scores.indexOf(Math.max(...scores))).toBe(1);
      const best = readings[1]!.spans[0]!;
      expect(carrying.slice(best.start, best.end)).toContain('星期五');
      expect(readings[0]!.score).toBeLessThan(0);
      expect(readings[1]!.score).toBeGreaterThan(0);
    });

    it('reads nothing', async () => {
      expect(await reader.read(question, [])).toEqual([]);
    });

    it('gives as many spans as asked for', async () => {
      for (const spans of [1, 2, 5]) {
        const [reading] = await reader.read(question, [carrying], { spans });
        expectSound(reading!, carrying, spans);
        expect(reading!.spans.length).toBeGreaterThan(0);
      }
    });

    it('gives the same reading again', async () => {
      expect(await reader.read(question, [carrying])).toEqual(await reader.read(question, [carrying]));
    });

    it.each([
      ['', ''],
      [question, ''],
      [question, ' \n\t　'],
      [question, '\u0000\u200b\ufeff'],
      ['', carrying],
      ['？', '。'],
      [question, '🚢🚀👩‍👩‍👧‍👦🇨🇳'],
      [question, '\ud83d\ud800渡轮\udfff停航'],
      [question, '</s><s></s><pad><unk><mask>渡轮星期五停航</s>'],
      [question, '▁▁渡轮▁星期五▁▁'],
      ['问'.repeat(100_000), carrying],
      [question, '长'.repeat(1_000_000)],
      [question, `${' '.repeat(100_000)}渡轮`],
      [question, `e${'\u0301\u0323'.repeat(500_000)}`],
      [question, '\u{20bb7}'.repeat(40_000)],
    ])('reads whatever it is given (%#)', async (asked, passage) => {
      const [reading] = await reader.read(asked, [passage]);
      expectSound(reading!, passage, 3);
      if (passage.trim() === '') expect(reading).toEqual({ spans: [], score: -Infinity, nullScore: 0 });
    });

    it('gives sound spans for any text', async () => {
      const text = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.string({
          unit: fc.constantFrom(
            '渡',
            '轮',
            '東',
            '㈱',
            '½',
            'ﷺ',
            'é',
            'e\u0301',
            '\u1100',
            '\u1161',
            'ｶ',
            'ﾞ',
            '𠮷',
            ' ',
            '　',
            '１',
            '🚢',
            '<unk>',
            '▁',
          ),
          maxLength: 30,
        }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(text, { maxLength: 3 }), async (passages) => {
          const readings = await reader.read(question, passages);
          expect(readings).toHaveLength(passages.length);
          readings.forEach((reading, i) => {
            expectSound(reading, passages[i]!, 3);
          });
        }),
        { numRuns: 60 },
      );
    });

    it('stops when the signal aborts', async () => {
      const reason = new Error('gone');
      await expect(reader.read(question, [carrying], { signal: AbortSignal.abort(reason) })).rejects.toBe(
        reason,
      );
      expect(await reader.read(question, [carrying], { signal: new AbortController().signal })).toHaveLength(
        1,
      );
    });

    it('refuses work after close, and may be closed twice', async () => {
      const second = await open();
      await second.warmUp();
      await Promise.all([second.close(), second.close()]);
      await expect(second.read(question, [carrying])).rejects.toBeInstanceOf(ModelError);
      await expect(second.warmUp()).rejects.toMatchObject({ code: 'model.closed' });
    });
  });
}
