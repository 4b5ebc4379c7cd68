import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBoilerplate } from '../../../src/corpus/cleaning/boilerplate.js';
import { normaliseText, removeBoilerplate } from '../../../src/corpus/cleaning/clean-text.js';

const body = '青石港今年新开三条航线。港务局局长说：“货物吞吐量增长了两成。”';
const cleaned = (text: string, title: string | null = null) =>
  removeBoilerplate(normaliseText(text), { title }).text;

describe('removeBoilerplate at the end', () => {
  it.each([
    ['more on portal', '返回搜狐，查看更多'],
    ['more on portal and an editor without a name', '返回搜狐，查看更多责任编辑：'],
    ['an editor in brackets', '(责任编辑：林小禾 QS008)'],
    ['an editor in square brackets', '  【编辑:林小禾】'],
    ['a chain of credits', '编辑 林小禾 校对 周一帆'],
    ['credits glued to one another', '编辑 林小禾校对 周一帆返回搜狐，查看更多责任编辑：'],
    ['checks after checks', '编辑 林小禾二审 周一帆三审 吴桐'],
    [
      'a flow editor and the notice behind',
      '来源：青石发布 流程编辑：QF060     如遇作品内容、版权等问题，请在相关文章刊发之日起30日内与本网联系。版权侵权联系电话：010-00000000',
    ],
    ['a source in brackets', '（文章来源：青石日报）'],
    ['a source', '来源：青石日报客户端'],
    ['taken from, traditional', '\n轉自:青石日報'],
    ['the page of a newspaper', '《 青石日报 》（ 2031年08月02日   06 版）分享让更多人看到'],
    ['a channel', '       更多精彩内容请进入财经频道'],
    ['a download line', '更多精彩资讯请在应用市场下载“青石网”客户端。'],
    ['a hotline', '欢迎提供新闻线索，24小时报料热线400-000-0000；消费者也可通过青石网“投诉平台”线上投诉。'],
    ['a follow line', '扫码关注“青石港”公众号'],
    [
      'a copyright block',
      '版权声明：本文章版权归属青石网所有，未经授权不得转载。转载请联系：bq@example.org，不尊重原创的行为我们将追究责任。',
    ],
    [
      'a copyright block with its heading, traditional',
      '\n  【版權及免責聲明】凡本網所屬版權作品,轉載時須獲得授權并注明來源,違者本網將保留追究其相關法律責任的權力。凡轉載文章及企業宣傳資訊,僅代表作者個人觀點,不代表本網觀點和立場。版權事宜請聯系:010-00000000。',
    ],
    ['a disclaimer', '以上内容由青石财经根据公开信息整理，与本站立场无关。'],
    ['an investment disclaimer', '本文为数据整理，不对您构成任何投资建议，投资有风险，请谨慎决策。'],
    [
      'a copyright notice with a link',
      '本文属于原创文章，如若转载，请注明来源：青石港开通新航线https://news.example.org/1/2.html',
    ],
    ['the link of the article', '原文链接：https://news.example.org/a?b=1'],
    ['a bare link on a line', '\n\n<http://news.example.org/share.html?code=1>'],
    ['navigation', '\n\n返回青石新闻｜返回首页'],
    [
      'what a site says of itself',
      '\n\n主办单位：青石海关 网站标识码：0000000000\n\n建议使用1024×768以上分辨率浏览',
    ],
    ['the marks of a licence', '\nCopyright © 2031 青石网\n某ICP备00000000号 某公网安备 00000000000000号'],
    ['share buttons', '\n分享到： 微信 微博 QQ空间'],
    ['an end mark', '(完)'],
    ['related articles with nothing below', '\n\n相關文章'],
    [
      'related articles and hot videos',
      '\n\n延伸閱讀\n\n熱點視頻\n\n半年經濟指標創新高 半年經濟指標創新高\n\n熱點新聞\n\n熱點輿情\n\n?',
    ],
    ['links of related articles', '\n相关阅读：\n港口群协同发展三年\n跨海大桥何时通车？\n渔民的一天'],
  ])('takes %s away', (_name, tail) => {
    const before = normaliseText(body + tail);
    const { text, repairs } = removeBoilerplate(before, { title: null });
    expect(text).toBe(body);
    expect(repairs).toContainEqual({ kind: 'boilerplate-removed', start: body.length, end: body.length });
  });

  it.each([
    ['news about copyright', '法院认为，未经授权不得转载他人作品，判决被告赔偿两万元。'],
    ['a quoted notice', '他指着告示念道：“版权声明：未经授权不得转载。”'],
    ['news about scanning codes', '不要点击陌生链接，不要扫描陌生二维码，更不要输入银行卡密码。'],
    ['where to register', '求职人员可以关注“青石就业”公众号，提前了解参会企业及岗位信息。'],
    ['help abroad', '如需使馆提供协助，请扫描下列二维码登记。'],
    ['a rule on reposting', '新规要求平台在转载新闻时注明来源并保存授权记录。'],
    ['a source of income', '养蚕成了全村最重要的收入来源。'],
    ['a figure credit', '图片来源：视觉青石'],
    ['a reporter', '（记者 林小禾）'],
    ['an editor as a person', '获奖者是该社的图书编辑周一帆。'],
    ['downloads in the news', '截至上月，这款应用的下载量超过一亿次。'],
    ['a hotline in the news', '市民可拨打12345热线反映问题。'],
    ['a warning of floods', '风险提示：预计今夜青石区可能发生山洪，请注意防范。'],
    ['an official site', '报名官方网站为：http://www.example.org/'],
    ['the end of a table', '注：主力资金为特大单成交'],
    ['a licence in the news', '该公司于去年取得ICP证：编号尚未公布。'],
    ['advice on browsers', '专家建议使用新版浏览器浏览政务网站。'],
    ['a question', '你最喜欢哪一条航线？'],
    ['a heading like those of related articles in the midst', '相关阅读\n港务局随后公布了细则。全文共十条。'],
    ['an investor’s advice in speech', '分析师表示，以上观点仅供参考，不构成投资建议。'],
  ])('keeps %s', (_name, tail) => {
    const text = `${body}\n${tail}`;
    expect(cleaned(text)).toBe(text);
  });

  it('cuts a notice where it begins, not the words it was glued to', () => {
    expect(cleaned(`${body}板块持股明细见下表：以上内容由青石财经根据公开信息整理，与本站立场无关。`)).toBe(
      `${body}板块持股明细见下表：`,
    );
    expect(cleaned(`${body}给您带来不便，敬请谅解爆料、维权通道：应用市场下载“青石”客户端。`)).toBe(
      `${body}给您带来不便，敬请谅解`,
    );
  });

  it('never cuts behind a sentence of the article', () => {
    const text = `${body}更多精彩资讯请在应用市场下载“青石网”客户端。港口明年还将扩建。`;
    expect(cleaned(text)).toBe(text);
  });

  it('names the rule of every cut', () => {
    const text = `${body}来源：青石日报返回搜狐，查看更多责任编辑：`;
    expect(findBoilerplate(text, { title: null }).cuts.map(({ rule }) => rule)).toEqual([
      'tail: more on portal',
      'tail: source',
    ]);
  });
});

describe('removeBoilerplate at the beginning', () => {
  it.each([
    ['a mark of the body', '，正文：'],
    ['date and mark', '8-12 17:15，正文：'],
    ['source, date and mark', '来源：青石网  |  2031年08月11日 16:56:01，正文：      '],
    ['breadcrumbs, date and mark', '青石网 > 新闻 > 港口      2031-07-29 10:35:11  ，正文：'],
    ['a label', '原标题：'],
    ['an original title in brackets', '（原标题：青石港扩建）'],
    ['where it was taken from', '本文转自【青石日报】；'],
    ['a line of data, traditional', '青石產業信息網   時間:2031-03-11\n\n'],
    ['a line of source and time', '来源：青石网 时间：2031-03-11 10:20 作者：林小禾\n'],
    ['breadcrumbs', '首页 > 新闻 > 正文\n'],
    ['buttons', '分享到： 微信 微博\n'],
  ])('takes %s away', (_name, head) => {
    expect(cleaned(head + body)).toBe(body);
  });

  it('takes a line of data away below a title that stays', () => {
    const text = `青石港起“東風”\n\n青石產業信息網   時間:2031-03-11\n\n${body}`;
    const { repairs, ...clean } = removeBoilerplate(normaliseText(text), { title: null });
    expect(clean.text).toBe(`青石港起“東風”\n\n${body}`);
    expect(repairs).toContainEqual({ kind: 'boilerplate-removed', start: 10, end: 10 });
  });

  it('takes the first line away when it is the title, in either script and width', () => {
    expect(cleaned(`青石港：開通 新航線！\n\n${body}`, '青石港:开通新航线!')).toBe(body);
    expect(cleaned(`青石港开通新航线\n\n${body}`, '另一个标题')).toBe(`青石港开通新航线\n\n${body}`);
    expect(cleaned(`青石港开通新航线\n\n${body}`)).toBe(`青石港开通新航线\n\n${body}`);
  });

  it.each([
    ['2031年8月11日，青石港开港。'],
    ['来源不明的货物被退回。海关随后介入。'],
    ['首页改版后，读者翻了一倍。'],
    ['时间：一切的答案\n这是一篇随笔。'],
    ['他写道，正文：“略”。后来不见了。'],
  ])('keeps %s', (text) => {
    expect(cleaned(text)).toBe(text);
  });
});

describe('removeBoilerplate', () => {
  it('leaves a text that is nothing but boilerplate', () => {
    expect(cleaned('返回搜狐，查看更多')).toBe('返回搜狐，查看更多');
    expect(cleaned('青石港', '青石港')).toBe('青石港');
  });

  it('keeps every sentence of healthy articles', () => {
    const sentence = fc.constantFrom(
      '港口今年新开三条航线。',
      '他说：“版权是创作者的命根子。”',
      '记者在现场看到，二维码贴满了墙。',
      '编辑部收到来信三百封。',
      '下载量超过一亿次！',
      '来源于海外的订单占四成。',
      '责任编辑们熬了一夜？',
      '“本网格员工作站”今天挂牌。',
      '投资者应当谨慎。',
      '平台声明已向公众道歉，并承诺整改。',
      '转载这条消息的账号被查处。',
      '全文完成于去年冬天。',
    );
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 8 }), fc.boolean(), (sentences, lines) => {
        const text = sentences.join(lines ? '\n' : '');
        expect(cleaned(text)).toBe(text);
      }),
    );
  });
});
