import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitClauses, splitSentences, type TextRange } from '../../src/text/sentences.js';

const slices = (text: string, ranges: readonly TextRange[]) =>
  ranges.map(({ start, end }) => text.slice(start, end));
const sentences = (text: string) => slices(text, splitSentences(text));
const clauses = (text: string) => slices(text, splitClauses(text, { start: 0, end: text.length }));

/** What every splitting must keep: order, no overlap, trimmed, all that is no space covered. */
function expectCovers(text: string, ranges: readonly TextRange[]) {
  let before = 0;
  for (const { start, end } of ranges) {
    expect(start).toBeGreaterThanOrEqual(before);
    expect(end).toBeGreaterThan(start);
    expect(text.slice(before, start).trim()).toBe('');
    expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
    before = end;
  }
  expect(text.slice(before).trim()).toBe('');
}

const pieces = fc.constantFrom(
  ...Array.from('。！？!?….；，、：,;:"\'“”‘’「」『』（）()【】《》 　\n\r12aZ中说的道臺𠮷😀'),
  '……',
  '\n\n',
  '他说',
  '表示',
  'U.S.',
  'No. 5',
  '2.38',
  '1,841.2',
  ' He ',
  '\ud800',
);
const messyText = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''));

describe('splitSentences', () => {
  it.each<[string, string[]]>([
    ['今天開幕。明天閉幕！真的嗎？是', ['今天開幕。', '明天閉幕！', '真的嗎？', '是']],
    ['他停了一下……然后走了。', ['他停了一下……', '然后走了。']],
    ['什么？！不会吧?!真的', ['什么？！', '不会吧?!', '真的']],
    ['上涨一成；其中出口增两成。', ['上涨一成；其中出口增两成。']],
    ['第一段没有句号\n\n第二段。\n一\n二', ['第一段没有句号', '第二段。', '一', '二']],
    ['　　首行缩进。 　后一句。　', ['首行缩进。', '后一句。']],
    ['（详见附件。）接着说。', ['（详见附件。）', '接着说。']],
    ['他喊道：『快跑！』眾人散去。', ['他喊道：『快跑！』', '眾人散去。']],
    ['电影《你好！》上映。', ['电影《你好！》上映。']],
    ['', []],
    [' \n\n　', []],
    ['😀😀', ['😀😀']],
  ])('splits %j', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ['“你好。我走了。”他说。', ['“你好。', '我走了。”他说。']],
    [
      '“今年利润增长三成。”公司负责人李某表示，明年更好。',
      ['“今年利润增长三成。”公司负责人李某表示，明年更好。'],
    ],
    ['李某说：“我走了。”随后离开。', ['李某说：“我走了。”', '随后离开。']],
    ['“加油！”，他喊。', ['“加油！”，他喊。']],
    ['人们对“谁来付钱？”的讨论没有停。', ['人们对“谁来付钱？”的讨论没有停。']],
    ['他喊着“加油！”冲过终点。下一句。', ['他喊着“加油！”冲过终点。', '下一句。']],
    ['大家直呼“太短了，想再来。”随后散去。', ['大家直呼“太短了，想再来。”', '随后散去。']],
    ['他说："走吧。"大家散了。', ['他说："走吧。"', '大家散了。']],
    ['大家散了。"走吧。"', ['大家散了。', '"走吧。"']],
  ])('keeps quotations with what belongs to them: %j', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    [
      'Sales rose 2.38 percent. The U.S. Congress met.',
      ['Sales rose 2.38 percent.', 'The U.S. Congress met.'],
    ],
    ['See Alibaba.com for more. It is No. 5 there.', ['See Alibaba.com for more.', 'It is No. 5 there.']],
    [
      'Dr. Li met J. Smith of Example Inc. in May. 会后离开.',
      ['Dr. Li met J. Smith of Example Inc. in May.', '会后离开.'],
    ],
    ['He said "Stop!" and left. "Now." she said.', ['He said "Stop!" and left.', '"Now." she said.']],
    ['规模为2.38万亿元。增速5.1%。', ['规模为2.38万亿元。', '增速5.1%。']],
    ['1. 首先注册账号。\n2. Then log in.', ['1. 首先注册账号。', '2. Then log in.']],
    ['见 https://example.org/a?b=1&c=2 一文。', ['见 https://example.org/a?b=1&c=2 一文。']],
    ['你来吗?100万人来了!', ['你来吗?', '100万人来了!']],
    ['Well... Maybe. Or not... who knows', ['Well...', 'Maybe.', 'Or not... who knows']],
  ])('knows full stops inside words and numbers: %j', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  it('covers everything, in order, without overlap', () => {
    fc.assert(
      fc.property(messyText, (text) => {
        expectCovers(text, splitSentences(text));
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expectCovers(text, splitSentences(text));
      }),
    );
  });

  it('never reaches over a line break', () => {
    fc.assert(
      fc.property(messyText, (text) => {
        for (const sentence of sentences(text)) expect(sentence).not.toMatch(/[\n\r]/);
      }),
    );
  });

  it.each(['。', '”', '“', '"', '. ', ' ', '…', '.', 'a.', '？”的', '“。”', 'A', '1.', '中'])(
    'survives a million code units of %j',
    (unit) => {
      const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
      const ranges = splitSentences(text);
      expect(ranges.at(-1)?.end ?? 0).toBe(text.trimEnd().length);
    },
  );
});

describe('splitClauses', () => {
  it.each<[string, string[]]>([
    ['出口增长，进口下降；其中：一、二。', ['出口增长，', '进口下降；', '其中：', '一、', '二。']],
    ['进出口1,841.2亿元, 同比增长，12：30公布', ['进出口1,841.2亿元,', '同比增长，', '12：30公布']],
    ['他说“好，”然后走', ['他说“好，”', '然后走']],
    ['第1、2名', ['第1、', '2名']],
    ['没有标点', ['没有标点']],
  ])('splits %j', (text, expected) => {
    expect(clauses(text)).toEqual(expected);
  });

  it('stays inside its range and covers it', () => {
    fc.assert(
      fc.property(messyText, fc.nat(60), fc.nat(60), (text, a, b) => {
        const start = Math.min(a, b, text.length);
        const end = Math.min(Math.max(a, b), text.length);
        const inside = splitClauses(text, { start, end });
        expectCovers(
          text.slice(start, end),
          inside.map((range) => ({ start: range.start - start, end: range.end - start })),
        );
      }),
    );
  });
});
