import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  preparePassages,
  verifyAgainst,
  verifyCitations,
  type VerifiablePassage,
} from '../../src/answering/verify-citations.js';

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

  it.each([
    ['a clock time', '列车8月15日21时40分驶出林川站。', '列车8月15日晚9点40分驶出林川站。'],
    ['a duration', '全程2小时11分钟，票价46元。', '列车全程131分钟。'],
    ['ordinals of one list', '林川、青川分别排第25、49位。', '青川排第49位。'],
    ['a month by the day of publication', '林川公司本月推出租车软件。', '林川公司2023年12月推出租车软件。'],
  ])('knows %s in another form', (_, article, text) => {
    const verified = verifyCitations(text, [passage(article, 'x')], { publishedAt: () => '2023-12-19' });
    expect(verified[0]?.support).toBe('supported');
  });

  it.each([
    ['a plan told as done', '林川公司计划明年在波兰建成第二座仓库。', '林川公司已在波兰建成第二座仓库。'],
    ['a denial before a place', '平台不会在波兰推出团购业务。', '平台将在波兰推出团购业务。'],
    ['what is left out', '全县常住人口41万人，不包括外籍人员。', '全县常住人口包括外籍人员。'],
    ['a rival word', '一架货机在林川机场偏出跑道。', '一架客机在林川机场偏出跑道。'],
    ['another office', '林川商务厅副厅长赵秋白介绍了出口情况。', '林川商务厅厅长赵秋白介绍了出口情况。'],
  ])('sees %s', (_, article, text) => {
    const [sentence] = verifyCitations(text, [passage(article, 'x')]);
    expect(sentence?.support).toBe('unsupported');
    expect(sentence?.reasons).toContain('negation-differs');
  });

  it('lets other weights and a stricter threshold be used', () => {
    const text = '全市2019年新登记了10000家商户。';
    const strict = verifyCitations(text, passages, { leastLogit: 50 });
    expect(strict[0]?.support).toBe('unsupported');
    const blind = verifyCitations('海里有鱼。', passages, { model: { intercept: 1, weights: {} } });
    expect(blind[0]?.support).not.toBe('partial');
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
