import type { Cut } from './boilerplate-head.js';

/** Headings of lists of other articles. */
const relatedHeading =
  /^[【［[■●◆▶►▼↓*#\s]{0,3}(?:延伸阅读|相关阅读|相关文章|相关新闻|相关报道|相关资讯|相关链接|相关推荐|相关视频|相关专题|热门推荐|热门文章|热门新闻|热门视频|热门标签|推荐阅读|精彩推荐|为您推荐|为你推荐|猜你喜欢|编辑推荐|今日推荐|热点推荐|热点视频|热点新闻|热点舆情|热点专题|热点图片|最新文章|最新新闻|最新资讯|精彩图片|精彩视频|往期回顾|往期推荐|往期精选|往期内容|更多新闻|更多资讯|更多精彩|大家都在看|新闻排行|点击排行|阅读排行|图片新闻|频道推荐|今日热点|网友评论|最新评论|全部评论|发表评论)[】］\]■●◆▶►▼↓:：*#\s]{0,4}$/u;

/** Openings of a block that speaks for the publisher until its end. */
const blockOpening =
  /(?:[【［[（(]\s?(?:版权|免责|版权及免责|版权与免责|法律|特别|郑重|风险|平台|本网)[^】］\]）)\n]{0,8}(?:声明|提示|说明)\s?[】］\]）)]|(?:版权|免责|版权及免责|版权与免责|特别|郑重|广告|法律|平台|新浪|搜狐|本网|风险)(?:声明|提示|说明)\s?[:：]|(?:^|[。！？!?”）)】\s])(?:声明|注明|提示|注意|免责)\s?[:：])/gu;

/** Words that a disclaimer has in every sentence. */
const blockWords =
  /本网|本站|本报|本刊|本社|本台|本平台|本公司网|本文|此文|该文|文内|文中|文章|作品|稿件|原作者|著作权|版权|转载|摘编|摘自|侵权|侵犯|授权|注明|来源|联系|电话|邮箱|邮件|删除|更正|处理|责任|声明|观点|立场|投资|建议|风险|仅供参考|仅代表|不代表|不构成|谨慎|真实性|准确性|客户端|APP|app|报料|爆料|热线|网站|平台|微信|微博|公众号|二维码|链接|合作|IT之家|所有/u;

/** Own words of publishers, which hardly occur in news about others. */
const ownWords =
  /本网|本站|本报|本刊|本社|本平台|本公众号|本文章?|此文|版权归|IT之家|联系我们|与我们联系|我们将|原作者|不代表|仅供参考|不构成|对外跳转链接|转载/u;

/** Speech and rules reported by an article: then it is news about copyright, not a notice. */
const reported = /(?:表示|[说称][，,：:“]|指出|介绍|认为|强调|透露|规定|法院|判决|被告|原告|起诉|警方|《|据悉|据了解|报道称|专家)/u;

interface Notice {
  readonly name: string;
  readonly pattern: RegExp;
  /** The pattern alone decides, wherever in the sentence it begins: the notice was glued to what precedes. */
  readonly anywhere?: boolean;
}

/** Single sentences that publishers append. Most must begin the sentence; they are looked for at the end only. */
const notices: readonly Notice[] = [
  { name: 'advert notice', pattern: /广告声明[:：]文内含有/u, anywhere: true },
  { name: 'copyright', pattern: /^[*※●■【（(\s]{0,3}.{0,24}(?:未经|如未|除非).{0,16}(?:授权|许可|同意|允许|书面).{0,24}(?:转载|摘编|复制|镜像)/u },
  { name: 'copyright', pattern: /^[*※●■【（(\s]{0,3}.{0,24}(?:如需|若需|如若|如要|需要|欢迎|转载|转发)(?:转载|转发|请|务必|须).{0,20}(?:注明|联系|标明|授权|出处)/u },
  { name: 'copyright', pattern: /本文(?:章)?(?:属于|为|系)?(?:.{0,6})原创(?:文章|稿件|作品)?[，,].{0,6}(?:转载|转发).{0,40}$/u, anywhere: true },
  { name: 'copyright', pattern: /^(?:违者|违反上述|未经许可即|凡本网|凡注明|凡转载|本网.{0,20}转载|转载请).{0,60}(?:责任|版权|来源|授权|法律)/u },
  { name: 'copyright', pattern: /^.{0,16}(?:版权|著作权)(?:归|属于|为).{1,24}所有/u },
  { name: 'copyright', pattern: /(?:版权侵权|版权事宜|版权合作|侵权)联系?(?:电话|请联系|我们|方式|删除|处理|必删)?[:：]?\s?[\d\-—－()（）\s]{0,20}$/u, anywhere: true },
  { name: 'copyright', pattern: /如(?:遇|涉及|有|果).{0,14}(?:作品内容|版权|侵权|侵犯).{0,24}(?:联系|告知|删除|通知)/u, anywhere: true },
  { name: 'copyright', pattern: /^(?:若|如)(?:有|果)?.{0,30}(?:来源标注错误|侵犯|侵权|权益).{0,50}(?:联系|删除|处理|更正)/u },
  { name: 'disclaimer', pattern: /^.{0,30}(?:本文|此文|以上|文中|上述|该文|本资讯).{0,24}(?:仅供参考|不构成.{0,10}(?:投资)?建议|不代表.{0,20}(?:观点|立场)|与本(?:站|网|平台)立场无关)/u },
  { name: 'disclaimer', pattern: /^(?:〖.{2,12}〗)?.{0,12}(?:不构成|不对您构成).{0,8}投资建议.{0,30}$/u },
  { name: 'disclaimer', pattern: /^(?:证券之星|本站|本网|本平台)力求.{0,60}(?:准确|完整|真实)/u },
  { name: 'disclaimer', pattern: /^(?:您若对该稿件|.{0,14}并不意味着(?:本网|本站)?赞同其观点)/u },
  { name: 'disclaimer', pattern: /^.{0,20}(?:并不代表|不代表)(?:本网|本站|本平台|本报|平台|搜狐|新浪).{0,30}(?:观点|立场|负责|真实性)?/u },
  { name: 'hotline', pattern: /^.{0,20}(?:新闻线索|报料|爆料|维权通道|投诉平台).{0,60}(?:热线|微信|邮箱|APP|app|客户端|通道|小程序|电话|平台|\d{7})/u },
  { name: 'hotline', pattern: /^(?:报料|爆料|投稿|邮箱|联系|联系我们|商务合作|合作|新闻热线|报料热线|报料微信|投稿邮箱|邮箱地址|联系方式|联系邮箱|咨询电话)[:：].{0,50}(?:@|\d{6})/u },
  { name: 'hotline', pattern: /^政企内容服务专席.{0,20}$/u },
  { name: 'hotline', pattern: /^[【（([].{0,16}投稿.{0,60}[】）)\]]$/u },
  { name: 'download', pattern: /(?:更多|欢迎|敬请|扫描|扫码|长按|识别|点击|应用市场|立即).{0,24}(?:下载).{0,30}(?:客户端|APP|app|App|最新版|新版|二维码)/u },
  { name: 'download', pattern: /^更多.{0,20}(?:资讯|内容|精彩|报道|新闻|咨询|详情).{0,12}(?:请|敬请|欢迎|尽在|可)(?:下载|关注|点击|登录|访问|扫|搜索|见|看|在)/u },
  { name: 'follow', pattern: /^.{0,20}(?:扫码|扫描|长按|识别|扫一扫).{0,16}(?:二维码|关注|图中|加入|下载|进群).{0,24}$/u },
  { name: 'follow', pattern: /^.{0,10}(?:关注|订阅|星标)(?:我们|公众号|本公众号|“.{1,14}”|官方)(?:微信)?(?:公众号|微博|视频号|账号)?.{0,24}$/u },
  { name: 'follow', pattern: /(?:点击|请戳|戳|猛戳)\s?[“"「]?阅读原文[”"」]?.{0,16}$/u },
  { name: 'follow', pattern: /^.{0,16}(?:点亮|点个|点击|转发|分享)[^。]{0,10}(?:在看|点赞|朋友圈)[^。]{0,12}$/u },
];

/** Whether the last sentence of an article (simplified characters) is a notice; `shift` shortens the cut. */
export function isNotice(sentence: string): { readonly name: string; readonly shift: number } | null {
  if (sentence.length > 260) return null;
  for (const { name, pattern, anywhere } of notices) {
    const match = pattern.exec(sentence);
    if (!match) continue;
    const start = anywhere ? match.index : 0;
    if (insideQuotes(sentence, match.index) || reported.test(sentence.slice(start))) continue;
    return { name, shift: -start };
  }
  return null;
}

/**
 * A block with a heading such as 【版权及免责声明】 or 版权声明：, every sentence of which speaks for the publisher; from
 * its heading to the end.
 */
export function disclaimerBlock(tail: string): Cut | null {
  const openings = [...tail.matchAll(blockOpening)];
  for (const opening of openings) {
    const lead = /^[。！？!?”）)】\s]/u.test(opening[0]) ? 1 : 0;
    const start = opening.index + lead;
    const block = tail.slice(start);
    if (insideQuotes(tail.slice(Math.max(0, start - 120)), Math.min(start, 120))) continue;
    const sentences = block.split(/(?<=[。！？!?])|\n/u).filter((sentence) => sentence.trim().length > 1);
    const speaksForPublisher = sentences.every((sentence) => blockWords.test(sentence) && sentence.length < 400);
    if (speaksForPublisher && ownWords.test(block)) return { length: block.length, rule: 'tail: disclaimer block' };
  }
  return null;
}

/** Headings of related articles and hot videos with the lists of links below them, to the end. */
export function relatedBlock(tail: string, context: { readonly whole: boolean }): Cut | null {
  let at = tail.length;
  let cut = 0;
  while (at > 0) {
    const lineStart = tail.lastIndexOf('\n', at - 1) + 1;
    const line = tail.slice(lineStart, at).trim();
    if (relatedHeading.test(line)) cut = tail.length - lineStart;
    else if (line.length > 80 || /[。；;]$/u.test(line)) break;
    if (lineStart === 0) {
      // Without a line break before it nothing tells a heading from the text.
      if (!context.whole && cut === tail.length) cut = 0;
      break;
    }
    at = lineStart - 1;
  }
  return cut > 0 ? { length: cut, rule: 'tail: related' } : null;
}

/** Whether an index lies between an opening quotation mark and its closing one. */
function insideQuotes(text: string, index: number): boolean {
  const before = text.slice(0, index);
  return before.lastIndexOf('“') > before.lastIndexOf('”') && text.includes('”', index);
}
