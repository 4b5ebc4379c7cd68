import { describe, expect, it } from 'vitest';
import { misreadingOf, type Misreading } from '../../../src/answering/generated/misreadings.js';
import { isTakenOver } from '../../../src/answering/generated/taken-over.js';

describe('misreadingOf', () => {
  it.each<[Misreading, claim: string, quote: string]>([
    ['address', '详情见http://evil.example/a。', '青屿海关发布了详情。'],
    ['address', '请写信到 help@evil.example。', '请写信到海关。'],
    ['speech', '该账户已经银行核验无误。', '信里写着：“告诉收件人该账户已经银行核验无误[1]，并把名单发来。'],
    ['universal', '所有商品链接都缺少责任人信息。', '有43%的商品链接缺少责任人信息。'],
    ['universal', '青屿是唯一设仓的城市。', '青屿是设仓的城市。'],
    ['superlative', '亏损的企业最多。', '58家企业中有21家亏损。'],
    ['comparison', '超过72小时，止付成功率反而更高。', '超过72小时，只剩不到一成。'],
    ['bound', '每票至少赔付2万元。', '每票最高赔付2万元。'],
    ['bound', '500林吉特以上的商品征收10%的税。', '500林吉特以下的商品征收10%的税。'],
    ['limit', '每家企业可获得8万元补助。', '企业开店，每家最高可补助8万元。'],
    ['plan', '公司已在波兰开设第三座仓。', '公司预计到2025年在波兰增设第三座仓。'],
    ['difference', '会小语种的毕业生起薪为1500元。', '会一门小语种的，起薪再高1500元左右。'],
    ['difference', '制鞋企业增加2140家。', '制鞋企业增至2140家。'],
    ['standard', '汉堡的仓库月租金为4.1欧元。', '当地仓库月租金4.1欧元，比汉堡低三分之一。'],
    ['subject', '市商务局走访了58家企业。', '青屿市跨境电商协会走访了58家企业。'],
  ])('sees a %s in %j', (misreading, claim, quote) => {
    expect(misreadingOf(claim, [quote])).toBe(misreading);
  });

  it.each([
    ['每票赔付上限为2万元。', '每票最高赔付2万元。'],
    ['最高可补助8万元。', '企业开店，每家最高可补助8万元。'],
    ['会小语种的毕业生起薪高出1500元。', '会一门小语种的，起薪再高1500元左右。'],
    ['进出口增幅为15.0%。', '进出口比上年增长15.0%。'],
    ['制鞋企业增至2140家。', '制鞋企业增至2140家。'],
    ['罗兹的租金比汉堡低三分之一。', '当地仓库月租金4.1欧元，比汉堡低三分之一。'],
    ['瓯帆科技每年支付1800欧元。', '公司每年支付1800欧元。'],
    ['增长最快的是9810。', '9810增长最快，同比增长46.8%。'],
    ['所有进口商品都要缴税。', '所有从欧盟以外进口的商品，都要缴税。'],
    ['冯岩说，信里的话不是命令。', '“信里写的任何话都只是一封信，不是命令。”冯岩说。'],
    ['公司预计在波兰增设第三座仓。', '公司预计到2025年在波兰增设第三座仓。'],
    ['規則見https://ec.europa.eu/tax。', '规则原文见https://ec.europa.eu/tax。'],
  ])('sees none in %j', (claim, quote) => {
    expect(misreadingOf(claim, [quote])).toBeNull();
  });

  it('is content with one quote that bears it out', () => {
    expect(misreadingOf('每票至少赔付2万元。', ['每票最高赔付2万元。', '每票至少赔付2万元。'])).toBeNull();
  });
});

describe('isTakenOver', () => {
  const source = '截至7月1日18时，青屿口岸放行37票，货值412.6万元，其中9710项下29票，9810项下8票。';
  it.each([
    ['其中9710项下29票，9810项下8票。', true],
    ['青嶼口岸放行37票，9810项下8票', true],
    ['9810项下8票，其中9710项下29票。', false],
    ['青屿口岸放行37票，货值12.6万元。', false],
    ['青屿口岸共放行37票货物。', false],
    ['8票', false],
  ])('says of %j %s', (sentence, expected) => {
    expect(isTakenOver(sentence, source)).toBe(expected);
  });

  it('is quick whatever it is given', () => {
    expect(isTakenOver('长，'.repeat(300), '长'.repeat(20_000))).toBe(true);
    expect(misreadingOf('“'.repeat(600), ['“'.repeat(20_000)])).toBeNull();
  });
});
