import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence, ReadPassage } from '../../src/answering/evidence.js';
import { questionTraits } from '../../src/answering/question-traits.js';
import { rankEvidence, weighCandidates } from '../../src/answering/rank-evidence.js';
import { rankingFeatureNames, type RankingFeatureName } from '../../src/domain/calibration.js';
import type { TextRange } from '../../src/text/sentences.js';

const rangeOf = (text: string, phrase: string): TextRange => {
  const start = text.indexOf(phrase);
  if (start < 0) throw new Error(`no ${phrase}`);
  return { start, end: start + phrase.length };
};
const weights = (given: Partial<Record<RankingFeatureName, number>>) => ({
  ...(Object.fromEntries(rankingFeatureNames.map((name) => [name, 0])) as Record<RankingFeatureName, number>),
  ...given,
});
const bySpan = weights({ spanScore: 1 });

describe('evidence', () => {
  const evidenceOf = (
    passages: readonly ReadPassage[],
    maxChars: number,
    question = questionTraits('什么？'),
    ranking = bySpan,
  ): Evidence[] => rankEvidence(weighCandidates(question, passages), ranking, maxChars);
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
      article: { title: '', publishedAt: null },
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
    expect(texts([...reprints, overlap, read('茶叶每公斤三十元。', [['三十', 2.5]])])).toEqual([
      '通行費每輛車三十元，由交通局收取。',
      '茶叶每公斤三十元。',
      '昨天的事。',
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
    expect(text.slice(evidence?.answer?.start, evidence?.answer?.end)).toBe('0.3%');
    expect(evidence).toMatchObject({ start: 0, end: text.length });
  });

  it('is empty where nothing was read', () => {
    expect(evidenceOf([], 200)).toEqual([]);
  });

  it('holds the sentences in which the reader found nothing too, below the weakest of the passage', () => {
    const passage = read('大桥周一通车。市长到场。通行费三十元。', [
      ['三十元', 3],
      ['周一', -2],
    ]);
    const evidence = evidenceOf([passage], 200);
    expect(evidence.map(({ answer, score }) => [answer !== null, score])).toEqual([
      [true, 3],
      [true, -2],
      [false, -25],
    ]);
    const eight = '零一二三四五六七'.split('').map((digit, i): [string, number] => [digit, -i]);
    const full = evidenceOf([read('零。一。二。三。四。五。六。七。还有一句。', eight)], 200);
    expect(full.at(-1)).toMatchObject({ answer: null, score: -8 });
    expect(evidenceOf([read('甲。', [])], 200)).toMatchObject([{ answer: null, start: 0, end: 2 }]);
  });

  it('raises sentences that hold the words and the unit asked for', () => {
    const passage = read('去年装船三十吨。收入合计九十万元。', [
      ['三十吨', 2],
      ['九十万元', 1],
    ]);
    const question = questionTraits('茶叶卖了多少钱？');
    const ranked = (ranking: typeof bySpan) =>
      evidenceOf([passage], 200, question, ranking).map(({ start }) => start);
    expect(ranked(bySpan)).toEqual([0, 8]);
    expect(ranked(weights({ spanScore: 1, unitFit: 2 }))).toEqual([8, 0]);
    const words = questionTraits('大桥的通行费', [{ text: '通行费', weight: 3 }]);
    const bridge = read('大桥周一通车。通行费待定。', [['周一', 1]]);
    const first = (ranking: typeof bySpan) => evidenceOf([bridge], 200, words, ranking)[0]?.start;
    expect(first(bySpan)).toBe(0);
    expect(first(weights({ spanScore: 1, missingInSentence: -40 }))).toBe(7);
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
          found.sort((a, b) => b.score - a.score);
          return { ...base, reading: { spans: found, score: 0, nullScore: 0 } };
        });
        const evidence = evidenceOf(passages, maxChars);
        for (const { passage, start, end, answer } of evidence) {
          expect(start).toBeGreaterThanOrEqual(passage.start);
          expect(end).toBeLessThanOrEqual(passage.end);
          expect(start).toBeLessThan(end);
          if (answer === null) continue;
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
