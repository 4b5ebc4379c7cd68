import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  preparePassages,
  verifyAgainst,
  verifyCitations,
  type VerifiablePassage,
} from '../../../src/answering/verify-citations.js';

const passage = (text: string, documentId = 'a', start = 0): VerifiablePassage => ({
  passageId: `${documentId}#0`,
  documentId,
  start,
  text,
});

const report = passage(
  '2019年，全市新登记商户1万家，同比增长15.6%。其中，出口61.3亿元，进口25.1亿元。陈立安副市长表示，补贴尚未发放。',
  'report',
  100,
);
const warehouse = passage(
  '林川公司在波兰租下一座3000平方米的仓库，送达时间从9天缩短到2天。物流经理赵秋白说，退货率由12%降到7%。',
  'warehouse',
);
const passages = [report, warehouse];
const support = (text: string) => verifyCitations(text, passages).map((sentence) => sentence.support);

describe('verifyCitations', () => {
  it('carries what the passages say, with exact quotes at document offsets', () => {
    const text = '全市2019年新登记了10000家商户。退货率从12%降为7%。';
    const verified = verifyCitations(text, passages);
    expect(verified.map((sentence) => sentence.support)).toEqual(['supported', 'supported']);
    for (const sentence of verified) {
      expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
      expect(sentence.reasons).toEqual([]);
      expect(sentence.quotes.length).toBeGreaterThan(0);
      for (const quote of sentence.quotes) {
        const source = passages.find(({ passageId }) => passageId === quote.passageId);
        expect(source?.text.slice(quote.start - source.start, quote.end - source.start)).toBe(quote.text);
      }
    }
    expect(verified[0]?.quotes[0]?.text).toBe('2019年，全市新登记商户1万家，同比增长15.6%。');
    expect(verified[0]?.quotes[0]?.start).toBe(100);
  });

  it.each([
    ['traditional script', '林川公司在波蘭租下一座3000平方米的倉庫。'],
    ['other order', '送达时间缩短到2天，原来要9天。'],
    ['other notation', '2019年新登记商户一万家。'],
    ['another word of the same meaning', '林川公司在波兰租用了一座3000平方米的货仓。'],
  ])('is not put off by %s', (_, text) => {
    expect(support(text)).toEqual(['supported']);
  });

  it.each([
    ['another number', '2019年，全市新登记商户3万家。', 'number-differs'],
    ['another unit', '全市新登记商户同比增长15.6个百分点。', 'unit-differs'],
    ['another year', '2018年，全市新登记商户1万家。', 'date-differs'],
    ['exchanged numbers', '其中，出口25.1亿元，进口61.3亿元。', 'number-differs'],
    ['exchanged ends of a change', '退货率由7%升到12%。', 'number-differs'],
    ['another direction', '全市新登记商户同比下降15.6%。', 'negation-differs'],
    ['a denial that is not there', '林川公司没有在波兰租下3000平方米的仓库。', 'negation-differs'],
    ['a denial left out', '陈立安副市长表示，补贴已经发放。', 'negation-differs'],
    ['another country', '林川公司在匈牙利租下一座3000平方米的仓库。', 'name-missing'],
    ['a figure said twice', '送达时间从9天缩短到9天。', 'number-differs'],
  ])('sees %s', (_, text, reason) => {
    const [sentence] = verifyCitations(text, passages);
    expect(sentence?.support).not.toBe('supported');
    expect(sentence?.reasons).toContain(reason);
  });

  it('tells a half-true sentence from a false one', () => {
    expect(support('退货率由12%降到7%，顾客满意度排名全国第三。')).toEqual(['partial']);
    expect(support('公司股票在纽约上市后翻了三倍。')).toEqual(['unsupported']);
  });

  it('reads 去年 by the day of publication', () => {
    const article = [passage('去年，全县竹器出口41家企业，销售额6.7亿元。', 'bamboo')];
    const options = { publishedAt: () => '2023-12-19' };
    expect(verifyCitations('2022年全县竹器销售额6.7亿元。', article, options)[0]?.support).toBe('supported');
    expect(verifyCitations('2021年全县竹器销售额6.7亿元。', article, options)[0]?.reasons).toContain(
      'date-differs',
    );
  });

  it('gives nothing for nothing', () => {
    expect(verifyCitations('', passages)).toEqual([]);
    expect(verifyCitations('商户增加了。', [])[0]?.support).toBe('unsupported');
  });

  it('ends on sentences that are no sentences', () => {
    const figures = '增长15.6%和9天'.repeat(20_000);
    const [sentence] = verifyCitations(figures, [passage(figures, 'x'), ...passages]);
    expect(sentence?.support).not.toBe('supported');
    expect(sentence?.reasons).toContain('claim-missing');
  });

  it('says the same of passages prepared once', () => {
    const text = '全市2019年新登记了10000家商户。其中，进口61.3亿元。';
    expect(verifyAgainst(text, preparePassages(passages))).toEqual(verifyCitations(text, passages));
  });

  it('quotes exactly and covers every sentence, whatever it is given', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '从9天到2天',
        '15.6%',
        '2019年',
        '没有',
        '分别',
        '、',
        '，',
        '。',
        '公司',
        '七成五',
        '\n',
        ' | ',
      ),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    );
    const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, (answer, article) => {
        const source = passage(article, 'x', 7);
        for (const sentence of verifyCitations(answer, [source, ...passages])) {
          expect(answer.slice(sentence.start, sentence.end)).toBe(sentence.text);
          expect(sentence.reasons.length === 0).toBe(sentence.support === 'supported');
          for (const quote of sentence.quotes) {
            const of = [source, ...passages].find(({ passageId }) => passageId === quote.passageId);
            expect(of?.text.slice(quote.start - of.start, quote.end - of.start)).toBe(quote.text);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
