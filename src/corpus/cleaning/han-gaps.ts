import { toSimplified } from '../../text/fold.js';
import { isHan } from './character-classes.js';

/** Frequent surnames that are hardly ever a word of one character: 文, 方, 时, 高 and their like are left out. */
const surnames = new Set(
  '王李张刘陈杨赵黄周吴徐孙胡朱郭何罗宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾魏薛叶阎余潘杜戴夏钟汪田任姜范姚谭廖邹熊陆郝孔崔邱秦顾侯邵孟龙薛雷段汤尹黎易贺龚樊殷施陶翟颜倪严牛洪葛邢毛齐梁伍俞柯翁焦卜滕鲍裴霍柳聂欧蓝覃窦岳甄郎鄢阮庞耿涂莫房缪解储詹闫冉',
);

/** Words that layouts like to spread out. */
const spreadWords = new Set(
  '来源 编辑 责编 审核 监制 校对 编者 后语 公告 通知 通报 公示 贺信 记者 作者 供图 总监 摘要 目录 前言 导语 附件 警视'.split(
    ' ',
  ),
);

/** What stands after a name: a verb of saying or doing, or the end of the phrase. */
const afterName =
  /^(?:$|[^\p{Script=Han}]|表示|说|介绍|指出|认为|告诉|强调|称|透露|坦言|回忆|对|在|会见|出席|主持|率|当选|担任|是)/u;

/** Longest run of single characters with spaces between them that is looked at. */
const longestSpread = 12;

/**
 * Whether the spaces between two Han characters, `text.slice(start, end)`, are a crawler's or a layout's and not the
 * writer's: inside a name (`王 受文表示`, `吴 楠、张 凯`), a known word (`来 源：`) or a spread-out line (`观 察 者 网`).
 * Looks at a bounded stretch on either side.
 */
export function joinsHan(text: string, start: number, end: number): boolean {
  const left = text[start - 1] ?? '';
  const right = text[end] ?? '';
  if (!isHan(left) || !isHan(right)) return false;
  if (isHan(text[start - 2] ?? '') || text[start - 2] === '/') return false;
  const rightAlone = !isHan(text[end + 1] ?? '');
  const surname = isSurname(left);
  if (!rightAlone) {
    if (!surname) return false;
    const given = toSimplified(text.slice(end, end + 8));
    return [1, 2].some((length) => afterName.test(given.slice(length)));
  }
  const spread = spreadAround(text, start);
  if (spread.characters.length === 2) return surname || spreadWords.has(toSimplified(left + right));
  // Names of two characters in a row: 周 杰 周 宁 摄 is 周杰 周宁 摄. A surname later on leaves it open where names begin.
  if (isSurname(spread.characters[0])) return spread.before % 2 === 1 && surname;
  return !spread.characters.some((character, i) => i % 2 === 0 && isSurname(character));
}

function isSurname(character: string | undefined): boolean {
  return character !== undefined && surnames.has(toSimplified(character));
}

/** The single Han characters spread around a gap, and how many of them stand before it. */
function spreadAround(text: string, gap: number): { characters: string[]; before: number } {
  const before: string[] = [];
  let at = gap;
  while (before.length < longestSpread) {
    const character = text[at - 1] ?? '';
    if (!isHan(character) || isHan(text[at - 2] ?? '')) break;
    before.unshift(character);
    const previous = skipSpaces(text, at - 2, -1);
    if (previous === at - 2) break;
    at = previous + 1;
  }
  const after: string[] = [];
  at = skipSpaces(text, gap, 1);
  while (after.length < longestSpread) {
    const character = text[at] ?? '';
    if (!isHan(character) || isHan(text[at + 1] ?? '')) break;
    after.push(character);
    const next = skipSpaces(text, at + 1, 1);
    if (next === at + 1) break;
    at = next;
  }
  return { characters: [...before, ...after], before: before.length };
}

/** From `at` onward in a direction, the first index that holds no space; at most 40 steps. */
function skipSpaces(text: string, at: number, step: 1 | -1): number {
  let i = at;
  for (let steps = 0; steps < 40 && isSpace(text.charCodeAt(i)); steps++) i += step;
  return i;
}

function isSpace(code: number): boolean {
  return (
    code === 0x20 || code === 0x09 || code === 0xa0 || code === 0x2002 || code === 0x2003 || code === 0x3000
  );
}
