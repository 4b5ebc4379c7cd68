import { canonicalNumber, findNumbers, type NumberMention } from '../../text/numbers.js';
import { withClockTimes } from './clock-times.js';

/** How a figure is bounded: `over` 超过, `under` 不足, `least` 至少, `most` 至多, `about` 约. */
export type Bound = 'over' | 'under' | 'least' | 'most' | 'about' | 'exact';

/** A figure or date of a statement, with what its neighbours say of it. */
export interface Figure {
  readonly start: number;
  readonly end: number;
  readonly kind: NumberMention['kind'] | 'relative';
  readonly value: string;
  readonly unit: string;
  readonly canonical: string;
  /** The value in the base unit; NaN for dates, ordinals and open values. */
  readonly amount: number;
  readonly measure: Measure;
  readonly bound: Bound;
  /** 从, 由, 此前: where a change begins; 到, 如今: where it ends. */
  readonly role: 'from' | 'to' | null;
  /** 增长, 高于, 流入 or 下降, 低于, 流出 right before it. */
  readonly direction: 'up' | 'down' | null;
}

/** What can be compared with one another. `count`: measure words, which paraphrases exchange (家, 个). */
export type Measure =
  'date' | 'ordinal' | 'code' | 'time' | 'duration' | 'count' | 'ratio' | `unit:${string}`;

const hours = new Map([
  ['分钟', 1 / 60],
  ['小时', 1],
  ['天', 24],
  ['日', 24],
  ['周', 168],
]);
const months = new Map([
  ['年', 12],
  ['周年', 12],
  ['个月', 1],
  ['月', 1],
  ['个季度', 3],
]);
/** Units that say what is measured; every other is a measure word. */
const strictUnits = new Set(
  '元 美元 欧元 英镑 日元 港元 新台币 卢布 卢比 韩元 法郎 澳元 加元 泰铢 新元 比特币 个百分点 ‰ 倍 番 平方米 立方米 米 克 斤 吨 升 瓦 瓦时 ℃ 度 岁 周岁 teu 亩 里 海里 英里 英尺 英寸 磅 盎司 桶 赫兹 伏 像素 马力 字节 折 世纪 年代 层 楼'.split(
    ' ',
  ),
);
/** Not as what is compared with: 比去年, 较上年. */
const relativeWords =
  /(?<![比较])(?:今年|去年|前年|上年|明年|后年|本年|本月|上月|上个月|下月|下个月)(?!同期)/g;
const relativeValue = new Map([
  ['今年', '0'],
  ['本年', '0'],
  ['去年', '-1'],
  ['上年', '-1'],
  ['前年', '-2'],
  ['明年', '+1'],
  ['后年', '+2'],
  ['本月', 'm0'],
  ['上月', 'm-1'],
  ['上个月', 'm-1'],
  ['下月', 'm+1'],
  ['下个月', 'm+1'],
]);

const heads: readonly (readonly [word: string, bound: Bound])[] = [
  ['不超过', 'most'],
  ['不高于', 'most'],
  ['不多于', 'most'],
  ['至多', 'most'],
  ['最多', 'most'],
  ['最高', 'most'],
  ['不低于', 'least'],
  ['不少于', 'least'],
  ['不下', 'least'],
  ['至少', 'least'],
  ['最少', 'least'],
  ['起码', 'least'],
  ['超过', 'over'],
  ['超出', 'over'],
  ['突破', 'over'],
  ['高于', 'over'],
  ['多于', 'over'],
  ['大于', 'over'],
  ['逾', 'over'],
  ['超', 'over'],
  ['不足', 'under'],
  ['不到', 'under'],
  ['低于', 'under'],
  ['少于', 'under'],
  ['小于', 'under'],
  ['未到', 'under'],
  ['未满', 'under'],
  ['接近', 'under'],
  ['将近', 'under'],
  ['近', 'under'],
  ['约', 'about'],
  ['大概', 'about'],
];
const tails: readonly (readonly [pattern: RegExp, bound: Bound])[] = [
  [/以上$/, 'least'],
  [/以下$|以内$|之内$/, 'most'],
  [/[多余+]$|^[^个]*[多余]/, 'over'],
  [/左右$|上下$/, 'about'],
];

/** Figures, dates and relative years (去年) of a levelled text, in order. */
export function findFigures(text: string): Figure[] {
  const found = findNumbers(text)
    .filter(({ kind, value }) => kind !== 'article' && value !== '?' && value !== '0')
    .filter(({ value, end }) => value !== '--01' || !/^[至到—\-~～]{1,2}\d/.test(text.slice(end, end + 3)))
    .map((mention) => figureOf(text, mention));
  for (const match of text.matchAll(relativeWords)) {
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      kind: 'relative',
      value: relativeValue.get(match[0]) ?? '',
      unit: '',
      canonical: match[0],
      amount: NaN,
      measure: 'date',
      bound: 'exact',
      role: null,
      direction: null,
    });
  }
  found.sort((a, b) => a.start - b.start);
  return joined(text, withClockTimes(text, found));
}

/** 去年9月 is one date, 2小时11分钟 one duration, and in 第25、26位 both are ordinals. */
function joined(text: string, figures: readonly Figure[]): Figure[] {
  const whole: Figure[] = [];
  for (const figure of figures) {
    const previous = whole.at(-1);
    const between = previous ? text.slice(previous.end, figure.start) : null;
    const monthAndDay = /^--(\d\d)(?:-(\d\d))?$/.exec(figure.value);
    if (previous?.kind === 'relative' && between === '' && figure.measure === 'date' && monthAndDay) {
      // 去年9月
      const [, month, day] = monthAndDay;
      const value = [previous.value, month, ...(day === undefined ? [] : [day])].join('|');
      whole[whole.length - 1] = { ...previous, end: figure.end, value };
    } else if (previous && between === '' && previous.unit === '小时' && figure.unit === '分钟') {
      const amount = previous.amount + figure.amount;
      whole[whole.length - 1] = { ...previous, end: figure.end, amount, canonical: `${amount}小时` };
    } else if (
      previous?.measure === 'ordinal' &&
      /^[、和]$/.test(between ?? '') &&
      /^[位名]?$/.test(figure.unit)
    )
      whole.push({ ...figure, measure: 'ordinal', canonical: `第${figure.value}` });
    else whole.push(figure);
  }
  return whole;
}

function figureOf(text: string, written: NumberMention): Figure {
  const named = monthsFromJanuary(text, written);
  const mention = named.unit === '周岁' ? { ...named, unit: '岁' } : named;
  let { start, end, value } = mention;
  // 七成五 is 75 %, 零下6摄氏度 is -6.
  const fifth =
    mention.unit === '%' && text.charAt(end - 1) === '成'
      ? '一二三四五六七八九'.indexOf(text.charAt(end) || '-')
      : -1;
  if (fifth >= 0) {
    value = String(Number(value) + fifth + 1);
    end++;
  }
  if (text.startsWith('零下', start - 2)) {
    value = `-${value}`;
    start -= 2;
  }
  const measure = measureOf(mention, value);
  const amount = amountOf(measure, value, mention.unit, canonicalNumber({ ...mention, value }));
  return {
    start,
    end,
    kind: mention.kind,
    value,
    unit: mention.unit,
    canonical: canonicalNumber({ ...mention, value }),
    amount,
    measure,
    bound: boundOf(text, start, end, mention.approximate),
    role: measure === 'date' ? null : roleOf(text, start),
    direction: measure === 'date' ? null : directionOf(text, start),
  };
}

/** 1至11月 and 前11个月 are the same. */
function monthsFromJanuary(text: string, mention: NumberMention): NumberMention {
  if (mention.kind !== 'date' || !/^--\d\d$/.test(mention.value)) return mention;
  if (!/(?<!\d)1月?[至到—\-~～]{1,2}$/.test(text.slice(Math.max(0, mention.start - 4), mention.start)))
    return mention;
  return { ...mention, kind: 'quantity', value: String(Number(mention.value.slice(2))), unit: '个月' };
}

function measureOf({ kind, unit }: NumberMention, value: string): Measure {
  // 2022多多出海计划: a bare figure of the right size is a year.
  if (kind === 'date' || (unit === '' && /^(?:19|20)\d\d$/.test(value))) return 'date';
  if (kind === 'time') return 'time';
  if (kind === 'code') return 'code';
  if (kind === 'ordinal') return 'ordinal';
  if (unit === '%' || (unit === '' && (value.includes('/') || value.startsWith('0.')))) return 'ratio';
  if (hours.has(unit)) return 'duration';
  if (months.has(unit)) return 'unit:月';
  const [, base] = /^[-?\d./]*(.*)$/.exec(canonicalNumber({ kind, unit, value })) ?? [];
  return strictUnits.has(base ?? unit) ? `unit:${base ?? unit}` : 'count';
}

function amountOf(measure: Measure, value: string, unit: string, canonical: string): number {
  if (value.includes('?')) return NaN;
  const [numerator, denominator] = value.split('/');
  const plain = Number(numerator) / Number(denominator ?? 1);
  switch (measure) {
    case 'date':
    case 'time':
    case 'code':
      return NaN;
    case 'ratio':
      return unit === '%' ? plain : plain * 100;
    case 'duration':
      return plain * (hours.get(unit) ?? 1);
    case 'unit:月':
      return plain * (months.get(unit) ?? 1);
    case 'count':
    case 'ordinal':
    default: {
      // Of counts, ordinals and units of their own: the number that is brought to the base unit.
      const based = /^-?\d+(?:\.\d+)?/.exec(canonical.replace(/^第/, ''));
      return based && denominator === undefined ? Number(based[0]) : plain;
    }
  }
}

function boundOf(text: string, start: number, end: number, approximate: boolean): Bound {
  // The mention may hold its own 约 or 多.
  const before = text.slice(Math.max(0, start - 5), start).trimEnd();
  const written = text.slice(start, end);
  for (const [word, bound] of heads) {
    if (before.endsWith(word) || written.startsWith(word)) return bound;
    // 超过了, 不足为
    if (before.endsWith(`${word}了`)) return bound;
  }
  const behind =
    text.slice(start, end) + (/^(?:以上|以下|以内|之内|左右|上下)/.exec(text.slice(end, end + 2))?.[0] ?? '');
  for (const [pattern, bound] of tails) if (pattern.test(behind)) return bound;
  return approximate ? 'about' : 'exact';
}

const fromWords =
  /(?:从|由|自|此前|原先|原来|过去|以前|原本|原为|起初|之前|先前|最初)(?:的|是|为|要|需|需要|约|大约|一般需要|只有|还只有|有|平均|平均要|最|仅|还|仅有|不足|还是|占|为止)?$/;
const toWords =
  /(?:(?<![达受得直])到|至|如今|现在|目前|现已|已|眼下|今)(?:了|的|是|约|只要|只需|近|超过|已|有|逾|升到|增至|大约|最多|缩短到|降到)?$/;

function roleOf(text: string, start: number): Figure['role'] {
  const before = text.slice(Math.max(0, start - 8), start).trimEnd();
  if (fromWords.test(before)) return 'from';
  return toWords.test(before) ? 'to' : null;
}

const upWords =
  '增长 增加 新增 上升 提高 提升 上涨 上调 上浮 升 涨 增 增幅 涨幅 高于 高出 高过 多出 扩大 延长 拉长 攀升 走高 流入 买入 净买入 净流入 增持 增加了 盈利 赚 赚了 多了 高了 快了 贵了 长了 拉高 加价';
const downWords =
  '下降 减少 降低 回落 下滑 下跌 下调 下浮 跌 降 减 降幅 跌幅 低于 低过 少了 低了 慢了 便宜 便宜了 短了 缩短 缩减 压缩 缩小 走低 流出 净流出 减持 减仓 卖出 净卖出 亏损 亏 亏了 赔 赔了 砍 砍到 压 压到 降价';
/** A direction beside its figure: `增长15.6%`, `减少到9天`, `高三分之一`. */
const directionPattern = new RegExp(
  `(${[...upWords.split(' '), ...downWords.split(' ')].sort((a, b) => b.length - a.length).join('|')}|(?<!最|提)高|多(?!数)|(?<!最|压|降|减)低|(?<!减|至|最)少)(?:了|到|至|为|达|近|约|超过|逾|出|额)*$`,
);
const ups = new Set([...upWords.split(' '), '高', '多']);

function directionOf(text: string, start: number): Figure['direction'] {
  const before = text.slice(Math.max(0, start - 8), start).trimEnd();
  const found = directionPattern.exec(before)?.[1];
  if (found === undefined) return null;
  return ups.has(found) ? 'up' : 'down';
}
