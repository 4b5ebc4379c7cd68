import type { Cut } from './boilerplate-head.js';

/** Headings of lists of other articles. */
const relatedHeading =
  /^[【［[■●◆▶►▼↓*#\s]{0,3}(?:延伸阅读|相关阅读|相关文章|相关新闻|相关报道|相关资讯|相关链接|相关推荐|相关视频|相关专题|热门推荐|热门文章|热门新闻|热门视频|热门标签|推荐阅读|精彩推荐|为您推荐|为你推荐|猜你喜欢|编辑推荐|今日推荐|热点推荐|热点视频|热点新闻|热点舆情|热点专题|热点图片|最新文章|最新新闻|最新资讯|精彩图片|精彩视频|往期回顾|往期推荐|往期精选|往期内容|更多新闻|更多资讯|更多精彩|大家都在看|新闻排行|点击排行|阅读排行|图片新闻|频道推荐|今日热点|网友评论|最新评论|全部评论|发表评论)[】］\]■●◆▶►▼↓:：*#\s]{0,4}$/u;

/** Openings of a block that speaks for the publisher until its end. */
const blockOpening =
  /(?:[【［[（(]\s?(?:版权|免责|版权及免责|版权与免责|法律|特别|郑重|风险|平台|本网)[^】］\]）)\n]{0,8}(?:声明|提示|说明)\s?[】］\]）)]|(?:版权|免责|版权及免责|版权与免责|特别|郑重|广告|法律|平台|新浪|搜狐|本网|风险)(?:声明|提示|说明)\s?[:：]|(?:^|[。！？!?”）)】\s])(?:声明|注明|提示|注意|免责)\s?[:：])/gu;

/** Words that a disclaimer has in every sentence. */
const blockWords =
  /本网|本站|本报|本刊|本社|本台|本平台|本公司网|本文|此文|该文|文内|文中|文章|作品|稿件|原作者|著作权|版权|转载|摘编|摘自|侵权|侵犯|授权|注明|来源|联系|电话|邮箱|邮件|删除|更正|处理|责任|声明|观点|立场|投资|基金|入市|风险自担|建议|仅供参考|仅代表|不代表|不构成|谨慎|真实性|准确性|客户端|APP|app|报料|爆料|热线|网站|平台|微信|微博|公众号|二维码|链接|合作|IT之家|所有/u;

/** Own words of publishers, which hardly occur in news about others. */
const ownWords =
  /本网|本站|本报|本刊|本社|本平台|本公众号|本文章?|此文|版权归|IT之家|联系我们|与我们联系|我们将|原作者|不代表|仅供参考|不构成|对外跳转链接|转载/u;

/** Speech and rules reported by an article: then it is news about copyright, not a notice. */
const reported =
  /(?:表示|[说称][，,：:“]|指出|介绍|认为|强调|透露|规定|法院|判决|被告|原告|起诉|警方|《|据悉|据了解|报道称|专家)/u;

interface Notice {
  readonly name: string;
  readonly pattern: RegExp;
  /**
   * Where it may begin: `sentence`, at the beginning of the last sentence; `clause`, behind a bracket, a colon, a space
   * or the like; `glued`, anywhere, because these words begin nothing else and pages glue them to what precedes.
   */
  readonly begins: 'sentence' | 'clause' | 'glued';
}

/** What publishers append to articles, one sentence at a time; it is looked for at the end only. */
const notices: readonly Notice[] = [
  {
    name: 'copyright',
    begins: 'glued',
    pattern: /本文(?:属于|为|系)[^，,。]{0,8}原创(?:文章|稿件|作品)?[，,].{0,6}转载.{0,60}$/u,
  },
  {
    name: 'copyright',
    begins: 'glued',
    pattern:
      /(?:[\p{Script=Han}]{2,8}(?:版权|独家|原创)(?:作品|稿件|文章)[，,])?未经.{0,8}(?:授权|许可|同意|允许)[，,\s]?.{0,10}(?:转载|摘编|复制).{0,30}$/u,
  },
  {
    name: 'copyright',
    begins: 'glued',
    pattern: /[*※]\s?[\p{Script=Han}]{2,12}(?:独家|原创)(?:作品|稿件|文章)[，,].{0,8}(?:转载|授权).{0,40}$/u,
  },
  {
    name: 'copyright',
    begins: 'sentence',
    pattern: /^本网(?:（平台）)?所刊载内容之知识产权.{0,80}(?:所有|持有)$/u,
  },
  {
    name: 'copyright',
    begins: 'clause',
    pattern:
      /[（(【]?[\p{Script=Han}]{2,12}(?:独家|原创)(?:作品|稿件|文章|编译)[，,].{0,8}(?:转载|授权).{0,40}$/u,
  },
  {
    name: 'copyright',
    begins: 'sentence',
    pattern:
      /^.{0,12}(?:如需|若需|如若|如要|需要|欢迎)?(?:转载|转发)(?:请|务必|须|需).{0,20}(?:注明|联系|标明|授权|出处)/u,
  },
  {
    name: 'copyright',
    begins: 'sentence',
    pattern:
      /^.{0,12}(?:违者|违反上述|凡本网|凡注明|凡转载|(?:任何)?(?:媒体|单位|网站).{0,20}未经)(?=.*(?:本网|本站|本报|本社|本刊|转载|版权)).{0,120}(?:责任|版权|来源|授权|法律|许可)/u,
  },
  {
    name: 'copyright',
    begins: 'sentence',
    pattern: /^未经许可(?:即使用|[，,]?禁止进行转载).{0,80}$/u,
  },
  {
    name: 'copyright',
    begins: 'glued',
    pattern:
      /(?:本文|文章|图片|视频|作品)?(?:版权|著作权)(?:归|属于|属)(?:于)?.{1,20}(?:所有|原作者)(?:[，,].{0,24})?$/u,
  },
  {
    name: 'copyright',
    begins: 'glued',
    pattern: /(?:版权侵权|版权事宜|版权合作)(?:请)?联系(?:电话|我们|方式)?[:：]?\s?[\d\-—－()（）\s]{0,20}$/u,
  },
  {
    name: 'copyright',
    begins: 'glued',
    pattern: /如遇作品内容、版权等问题.{0,60}$/u,
  },
  {
    name: 'copyright',
    begins: 'clause',
    pattern:
      /(?:如|若)(?:有|果|涉及)?[^。]{0,24}(?:侵权|侵犯|来源标注错误|版权问题)[^。]{0,40}(?:联系(?:我们|本网|本站|删除|后台|处理)|与(?:我们|本网|本站|管理员)[^。]{0,6}联系|告知|(?:即|予以|立即)删除|请?联系处理)[^。]{0,40}$/u,
  },
  {
    name: 'disclaimer',
    begins: 'glued',
    pattern: /以上(?:内容|数据|信息)(?:由.{2,12}|均?)?根据公开(?:信息|资料|数据)整理.{0,60}$/u,
  },
  {
    name: 'disclaimer',
    begins: 'clause',
    pattern:
      /[（(【]?(?:注[:：]|提示[:：]|声明[:：])?(?:本文|此文|以上(?:内容|观点|信息|为)|文中|上述内容|该文|文章|本资讯)[^。]{0,30}(?:仅供参考|不构成[^。]{0,10}(?:投资)?建议|不代表[^。]{0,20}(?:观点|立场)|与本(?:站|网|平台)立场无关)[^。]{0,40}$/u,
  },
  {
    name: 'disclaimer',
    begins: 'sentence',
    pattern: /^(?:〖.{2,12}〗)?.{0,12}(?:不构成|不对您构成).{0,8}投资建议.{0,30}$/u,
  },
  {
    name: 'disclaimer',
    begins: 'sentence',
    pattern: /^(?:证券之星|本站|本网|本平台)力求.{0,60}(?:准确|完整|真实)/u,
  },
  {
    name: 'disclaimer',
    begins: 'sentence',
    pattern:
      /^(?:您若对该稿件|.{0,40}并不意味着(?:本网|本站)?赞同其观点|.{0,20}(?:并不代表|不代表)(?:本网|本站|本平台|本报|平台|搜狐|新浪))/u,
  },
  {
    name: 'hotline',
    begins: 'glued',
    pattern: /(?:爆料、维权通道[:：]|【爆料】请?联系|新闻线索报料通道[:：]|欢迎提供新闻线索).{0,120}$/u,
  },
  {
    name: 'hotline',
    begins: 'clause',
    pattern: /[（(【[](?:投稿、|新闻)[^。]{0,12}(?:合作|线索|投稿).{0,60}[】）)\]]$/u,
  },
  {
    name: 'hotline',
    begins: 'clause',
    pattern:
      /(?:新闻|报料|爆料|投稿|商务合作)(?:热线|微信|邮箱|电话|QQ|合作|线索)?[:：][^。：:]{0,12}(?:@|\d{6}|[A-Za-z\d_-]{5,20}$)[^。]{0,40}$/u,
  },
  {
    name: 'hotline',
    begins: 'sentence',
    pattern: /^(?:邮箱地址|联系方式|联系邮箱)\s?[:：]\s?[!-~]{3,40}$/u,
  },
  { name: 'hotline', begins: 'sentence', pattern: /^政企内容服务专席.{0,20}$/u },
  {
    name: 'download',
    begins: 'glued',
    pattern:
      /更多(?:精彩|港股重磅|教育|新闻|重磅|相关)?(?:资讯|内容|报道|新闻|信息|咨询)[，,]?(?:请|敬请|欢迎)?[^。]{0,10}(?:下载|加入)[^。]{0,20}(?:客户端|APP|app|App|群|平台).{0,120}$/u,
  },
  { name: 'download', begins: 'glued', pattern: /欢迎下载.{1,10}App - .{0,40}$/u },
  { name: 'download', begins: 'clause', pattern: /[[【](?:扫码|看预测)下载[^。\]】]{0,60}[\]】]$/u },
  { name: 'download', begins: 'glued', pattern: /获取资讯更新更快.{0,30}客户端$/u },
  {
    name: 'download',
    begins: 'sentence',
    pattern: /^扫描二维码或点击此处下载最新版.{0,20}$/u,
  },
  {
    name: 'follow',
    begins: 'clause',
    pattern:
      /[（(【[]?(?:扫码|扫描|长按)(?:或长按)?(?:识别)?(?:上方|下方|图中|上图|下图)?(?:的)?(?:二维码)?[，,]?(?:即可|立即|一键)?关注[^。]{0,24}$/u,
  },
  {
    name: 'follow',
    begins: 'clause',
    pattern:
      /(?:了解[^。，,]{1,8}详情[，,])?(?:查看更多)?(?:欢迎|请)?(?:点击|戳|猛戳)(?:下方|左下角|文末)?\s?[“"「]阅读原文[”"」](?:查看更多|了解更多|查看详情)?$/u,
  },
];

/** What may stand before a notice that begins in the midst of a sentence. */
const clauseStart = /(?:^|[\s。！？!?；;：:”’）)】\]》>*※~～|｜丨↓])$/u;

/**
 * Where a notice begins in the last sentence of an article (simplified characters), and which; null when the sentence
 * belongs to the article.
 */
export function findNotice(sentence: string): { readonly name: string; readonly start: number } | null {
  if (sentence.length > 320) return null;
  const trimmed = sentence.trimEnd().replace(/[。！!~～]$/u, '');
  for (const { name, begins, pattern } of notices) {
    const match = pattern.exec(trimmed);
    if (!match) continue;
    if (begins === 'clause' && !clauseStart.test(trimmed.slice(0, match.index))) continue;
    if (insideQuotes(sentence, match.index) || reported.test(match[0])) continue;
    return { name, start: bracketAround(trimmed, match.index) ?? match.index };
  }
  return null;
}

/** Where a bracket opens that the end of the sentence closes, when an index lies within: all of it is the notice. */
function bracketAround(sentence: string, index: number): number | null {
  if (!/[）)】\]]$/u.test(sentence)) return null;
  const before = sentence.slice(0, index);
  const open = Math.max(...['（', '(', '【', '['].map((bracket) => before.lastIndexOf(bracket)));
  return open >= 0 && !/[）)】\]]/u.test(before.slice(open)) ? open : null;
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
    const sentences = block.split(/(?<=[。！？!?；])|\n/u).filter((sentence) => sentence.trim().length > 1);
    const speaksForPublisher = sentences.every(
      (sentence) => blockWords.test(sentence) && sentence.length < 400,
    );
    if (speaksForPublisher && ownWords.test(block))
      return { length: block.length, rule: 'tail: disclaimer block' };
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
