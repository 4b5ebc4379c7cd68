/** Names of the press that are often glued to what precedes or follows them; the longer of two stands first. */
const agencies =
  '新华社客户端 新华社 新华网 中新社 中新网 中国新闻网 人民网 人民日报 央广网 央视网 央视新闻 光明网 光明日报 中国青年报 中国青年网 ' +
  '中国日报 中国经济网 经济日报 经济参考报 参考消息网 参考消息 环球网 环球时报 海外网 国际在线 财联社 智通财经 证券时报 澎湃新闻 界面新闻 ' +
  '封面新闻 红星新闻 极目新闻 九派新闻 新京报 北京日报 北京青年报 上观新闻 南方都市报 羊城晚报 荆楚网 红网 大众网 东方网 IT之家 ' +
  '新華社 新華網 中國新聞網 人民網 環球網 中央社 聯合報 自由時報';
const agency = new RegExp(`(?:${agencies.split(' ').join('|')})`, 'u');

/** Words that end the name of a newspaper, site, agency or station; `新闻` and the like only behind a name. */
export const outletEnd =
  '(?:网|網|日报|日報|晚报|晚報|时报|時報|早报|早報|商报|商報|周报|週報|青年报|都市报|都市報|晨报|快报|导报|[\\p{Script=Han}]报|[\\p{Script=Han}]報|社|电视台|電視台|电台|总台|卫视|衛視|频道|頻道|客户端|客戶端|周刊|週刊|杂志|雜誌|新闻|新聞|在线|在線|财经|財經|观察|觀察|评论|評論|商讯|商訊|之家)';
const outlet = new RegExp(`^[\\p{Script=Han}A-Za-z0-9·]{1,18}${outletEnd}$`, 'u');
/** `港埠訊`, `某某电讯`: of names of their own, not of datelines such as `某地讯`; `快讯` is a kind of news. */
const bulletin = /^[\p{Script=Han}A-Za-z0-9·]{2,16}(?<![快简簡资資通短喜音本报報网網社])(?:讯|訊)$/u;
const shortestOutlet = new RegExp(`^.{1,14}?${outletEnd}`, 'u');
/** Says no more than that there is a source. */
const nameless =
  /^(?:本报|本報|本网|本網|本站|本社|本刊|本台|原创|原創|原创稿|网络|網絡|互联网|综合|社交媒体|其他|未知)$/u;

/** Words that begin something else where a page has lost the space before it. */
const nextWords =
  /(?:作者|记者|記者|通讯员|通訊員|编辑|編輯|责任|責任|责编|时间|時間|日期|发布时间|發布時間|流程|字号|字號|浏览|瀏覽|返回|版权|版權|分享|近日|日前|当地|撰稿|供稿|综合|来源|來源|文章|原标题|广告|\d{4}[-年/.]|\d{1,2}\s?月|[/／(（@：:])/u;

/** Whether a name is that of a newspaper, site or agency rather than a person. */
export function isOutlet(name: string): boolean {
  return (
    (outlet.test(name) || bulletin.test(name)) &&
    !isNameless(name) &&
    !name.startsWith('据') &&
    !name.startsWith('據')
  );
}

/** Whether a name says no more than that there is a source: `本报`, `网络`. */
export function isNameless(name: string): boolean {
  return nameless.test(name);
}

/** `新华网新闻` → `新华网`: sites that collect feeds tag articles so. */
export function outletOfTag(tag: string): string | null {
  const name = /^(.{2,20}?)(?:新闻|新聞|资讯|資訊)$/u.exec(tag)?.[1];
  return name !== undefined && isOutlet(name) ? name : null;
}

/** The name behind a label such as `来源：`, freed from what a page has glued to it; null when none can be told. */
export function outletBehindLabel(written: string): string | null {
  const value = written.replace(/^@/, '');
  const next = value.search(nextWords);
  const name = (next > 0 ? value.slice(0, next) : value).replace(/[、，,.·\-—－]+$/u, '');
  if (name.length < 2 || next === 0 || nameless.test(name)) return null;
  const known = agency.exec(name);
  if (known?.index === 0 && name.length > known[0].length) {
    const rest = name.slice(known[0].length);
    return (
      known[0] +
      (/^(?:[－—·-]?.{1,6}?(?:频道|頻道|分社|站|客户端)|微信公众号|微信|微博|客户端|网)/u.exec(rest)?.[0] ??
        '')
    );
  }
  return name.length <= 15 ? name : (shortestOutlet.exec(name)?.[0] ?? null);
}

/** The name before a dateline (`…新华社北京7月28日电`), freed from a title that was glued to it. */
export function outletBeforeDateline(written: string): string | null {
  const name = written.trim();
  const known = agency.exec(name);
  if (known && known.index + known[0].length === name.length) return known[0];
  return name.length <= 9 && isOutlet(name) ? name : null;
}
