import { describe, expect, it } from 'vitest';
import { MarkedSentences, type MarkedSentence } from '../../../src/answering/generated/marked-sentences.js';
import { seededRandom } from '../../../src/evaluation/metrics.js';

function read(...pieces: readonly string[]): MarkedSentence[] {
  const parser = new MarkedSentences();
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()];
}

describe('MarkedSentences', () => {
  it.each<[string, [string, number[]][]]>([
    [
      '甲。[1]乙。[2]',
      [
        ['甲。', [1]],
        ['乙。', [2]],
      ],
    ],
    [
      '甲[1]。乙[2]。',
      [
        ['甲。', [1]],
        ['乙。', [2]],
      ],
    ],
    [
      '甲【1】。乙［1、2］。',
      [
        ['甲。', [1]],
        ['乙。', [1, 2]],
      ],
    ],
    [
      '甲。[1-3] 乙。[1][3]',
      [
        ['甲。', [1, 2, 3]],
        ['乙。', [1, 3]],
      ],
    ],
    ['甲。【２，４】', [['甲。', [2, 4]]]],
    [
      '甲。 [1]\n\n乙',
      [
        ['甲。', [1]],
        ['乙', []],
      ],
    ],
    [
      'Exports grew 3.5% in 2023.[1] They fell later. [2]',
      [
        ['Exports grew 3.5% in 2023.', [1]],
        ['They fell later.', [2]],
      ],
    ],
    [
      '他说：“好。”[1]然后走了。',
      [
        ['他说：“好。”', [1]],
        ['然后走了。', []],
      ],
    ],
    ['甲[注]。[999]', [['甲[注]。', [999]]]],
    ['甲。[3-1]', [['甲。', [3, 1]]]],
    ['甲。[1-999999]', [['甲。', [1, 999999]]]],
    [
      '# 标题\n- **甲**。[1]\n2. 乙。[2]\n> 丙。',
      [
        ['标题', []],
        ['甲。', [1]],
        ['乙。', [2]],
        ['丙。', []],
      ],
    ],
    ['<think>想想。[1] <b> </think>甲。[2]', [['甲。', [2]]]],
    ['<b>甲</b>。', [['<b>甲</b>。', []]]],
    ['甲[1', [['甲', []]]],
    ['甲。\n[2]', [['甲。', []]]],
    ['', []],
    ['[1][2]。。', []],
    ['<think>没完', []],
  ])('reads %j', (text, expected) => {
    expect(read(text)).toEqual(expected.map(([sentence, cited]) => ({ text: sentence, cited })));
  });

  it('reads the same however the text is parted', () => {
    const text =
      '<think>嗯</think>甲公司卖出3.5万件。［1、2］乙说：“好！”[3]\n**丙** 2023年完工【4】。The end. [5]尾';
    const whole = read(text);
    expect(whole).toHaveLength(5);
    expect(read(...text.split(/(?:)/u))).toEqual(whole);
    const random = seededRandom(3);
    for (let round = 0; round < 50; round++) {
      const pieces: string[] = [];
      for (let at = 0; at < text.length;) {
        const size = 1 + Math.floor(random() * 7);
        pieces.push(text.slice(at, at + size));
        at += size;
      }
      expect(read(...pieces)).toEqual(whole);
    }
  });

  it('gives a sentence as soon as the next one begins', () => {
    const parser = new MarkedSentences();
    expect(parser.push('甲。')).toEqual([]);
    expect(parser.push('[1]')).toEqual([]);
    expect(parser.push('乙')).toEqual([{ text: '甲。', cited: [1] }]);
  });

  it('cuts what has no end, and keeps no more than a sentence', () => {
    const sentences = read(...Array.from({ length: 5000 }, () => '长[1'));
    expect(Math.max(...sentences.map(({ text }) => text.length))).toBeLessThanOrEqual(600);
    expect(sentences.length).toBeGreaterThan(20);
    expect(read('['.repeat(100_000) + '1'.repeat(100_000)).length).toBeGreaterThan(100);
    expect(read(...Array.from({ length: 20_000 }, () => '<thin'))).not.toEqual([]);
  });

  it('shows nothing that people do not see', () => {
    expect(read('甲\u202e乙\u200b。[1]')).toEqual([{ text: '甲 乙 。', cited: [1] }]);
  });
});
