/** What stands around a figure: words that make it approximate, and words that only look like one. */

/** Single characters count only where they are not the tail of another word. */
const approximateHeads: readonly (readonly [word: string, notAfter: string])[] = [
  ['约', '合预纽签节条契制公履缔解特协立违'],
  ['近', '最附邻临贴靠亲远'],
  ['超', '赶'],
  ['逾', ''],
  ['突破', ''],
  ['超过', ''],
  ['不足', ''],
  ['不到', ''],
  ['不下', ''],
  ['低于', ''],
  ['高于', ''],
  ['少于', ''],
  ['多于', ''],
  ['接近', ''],
  ['至少', ''],
  ['至多', ''],
  ['最多', ''],
  ['最少', ''],
  ['大概', ''],
  ['差不多', ''],
  ['几乎', ''],
];

/** 近3年 is the last three years, exactly. */
const timeUnits = new Set('年 个月 月 天 日 周 小时 分钟 世纪 个季度 季度 期 轮 次'.split(' '));

/** Whether the words before `start` say that the figure is about, over or under that value. */
export function approximateBefore(text: string, start: number, unit: string): boolean {
  const edge = text.charAt(start - 1) === ' ' ? start - 1 : start;
  return approximateHeads.some(([word, notAfter]) => {
    if (!text.endsWith(word, edge)) return false;
    if (word === '近' && timeUnits.has(unit)) return false;
    const before = text.charAt(edge - word.length - 1);
    return before === '' || !notAfter.includes(before);
  });
}

/** 上百家, 近千名, 逾万人, 过亿: what lets a bare 百千万亿 be a figure. */
export function beforeBareMagnitude(text: string, start: number): boolean {
  return (
    /[上近逾超过约达]$/.test(text.slice(Math.max(0, start - 1), start)) || approximateBefore(text, start, '')
  );
}

/** The end of 多, 余, 来, 几 or + between a figure and its unit or 万, or -1. */
export function approximateInfix(text: string, at: number): number {
  const next = text.charAt(at + 1);
  switch (text.charAt(at)) {
    case '多':
      return '多少样元种数媒边维云'.includes(next || ' ') && next !== '元' ? -1 : at + 1;
    case '余':
      return '额下地生姚杭款'.includes(next || ' ') ? -1 : at + 1;
    case '来':
    case '几':
      return '个名家人位项件条种次年天万亿吨公台辆元岁分秒小'.includes(next || ' ') ? at + 1 : -1;
    case '+':
      return /^[0-9a-z]$/.test(next) ? -1 : at + 1;
    default:
      return -1;
  }
}

const tails = ['左右', '上下', '以上', '以下', '以内', '之多', '有余', '开外', '不等', '余'];
const mayTakeMore = new Set('年 个月 倍 天 小时 公里 岁 元 美元 吨 米 亩 周 世纪 人 %'.split(' '));

/** The end of 左右, 以上, 多 (`3年多`) or + behind a figure with its unit, or -1. */
export function approximateAfter(text: string, at: number, unit: string): number {
  const tail = tails.find((word) => text.startsWith(word, at));
  if (tail !== undefined) return tail === '余' && text.charAt(at + 1) === '额' ? -1 : at + tail.length;
  if (text.charAt(at) === '+') return approximateInfix(text, at);
  if (text.charAt(at) !== '多' || !mayTakeMore.has(unit)) return -1;
  return /[多少样元种数个次]/.test(text.charAt(at + 1)) ? -1 : at + 1;
}

/** Words that begin with a numeral and are no figure. */
const notFigures = `
  一度 一道 一手 一点 一起 一声 一回 一片 一口气 一家人 一次性 一本正经 一条龙 一国两制 三星 三门峡 三代 五台 五家渠 六盘水 七台河 九台 十分 十足
  百分 千分 万分 万千 千百 亿万 千万别 千万不 千万要 千万记 千万注 千万当 千万小 千万勿 千万莫 万万没 万万不 万一 万家灯火 百家争鸣 百家号 万家 千家万户
  三人行 四大发明 四大名著 两面 两手 二手 一战 二战 三伏 四处 四周 十字 一番 一块儿`
  .trim()
  .split(/\s+/);

/** Characters behind which a single numeral belongs to another word: 周三, 统一, 唯一, 进一步, 其一. */
const notAfter = '周期拜初统唯单逐不划专归合任之其万进百千';

/** Whether the Chinese numeral at `at` is only part of a word. `single`: it has one character. */
export function notNumeral(text: string, at: number, single: boolean): boolean {
  // 成百上千, 成千上万
  if (text.charAt(at - 1) === '成' || text.startsWith('成', at - 3)) {
    if (/^[百千万]$/.test(text.charAt(at)) && /成[百千]?上?$/.test(text.slice(Math.max(0, at - 3), at)))
      return true;
  }
  if (notFigures.some((word) => text.startsWith(word, at) && !text.startsWith('分之', at + 1))) return true;
  return single && at > 0 && notAfter.includes(text.charAt(at - 1));
}

/** 零 as part of a word: 零售, 零件, 凋零. */
export function zeroWord(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  return (
    '售件食部散星头钱用落碎陪工时组担'.includes(text.charAt(at + 1) || ' ') ||
    (before !== '' && '凋飘伶清归'.includes(before))
  );
}
