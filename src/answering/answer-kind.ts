import { findDates } from '../text/dates.js';
import { isCurrency } from '../text/number-units.js';
import { findNumbers } from '../text/numbers.js';

/** What a question asks for, as far as its words tell. */
export type AskedKind =
  'number' | 'date' | 'person' | 'reason' | 'list' | 'comparison' | 'articles' | 'other';

const several =
  /哪些|哪[两二三四五六七八九十几]|分别|各(?:是|为|有|占|做)?(?:多少|几|什么|怎)|包括(?:什么|谁|哪)|有什么(?:措施|举措|内容)|列举|[两二三四五六七八九十\d][项条个类种点步件大样](?!.*多少).{0,8}(?:是什么|有什么|包括)/;
const reason = /为什么|为何|为啥|原因|怎么会|何以|凭什么|凭啥|怎么解释/;
const comparison =
  /(?:[跟和与比].{1,20}(?:相比|比较|哪个更|哪家更|谁更|有什么不同|有何不同|差多少|比怎么样))/;
const person = /谁|哪位|哪个人|什么人/;
const date = /什么时候|何时|哪一?年|哪一?天|哪个?月|几月|几号|几日|哪一?日|日期|啥时候/;
const amount = /多少|几|多大|多高|多久|多长|多远|多重|占比|比例|比重|百分/;

/** @param folded a question, folded */
export function askedKind(folded: string): AskedKind {
  if (/(?:哪些|哪几篇|什么)(?:文章|报道|新闻|稿件)/.test(folded)) return 'articles';
  if (/哪几个?[年月天日]/.test(folded)) return 'date';
  if (reason.test(folded)) return 'reason';
  if (several.test(folded)) return 'list';
  if (comparison.test(folded)) return 'comparison';
  if (person.test(folded)) return 'person';
  if (date.test(folded)) return 'date';
  if (amount.test(folded)) return 'number';
  return 'other';
}

/** What is counted or measured: units of one dimension answer the same question. */
const dimensions: readonly (readonly [dimension: string, units: string])[] = [
  ['ratio', '% ‰ 个百分点 成 倍 折 番 点'],
  ['length', '米 公里 厘米 毫米 英里 海里 英尺 英寸 里'],
  ['area', '平方米 平方公里 亩 公顷 英亩 坪'],
  ['volume', '立方米 升 毫升 桶'],
  ['weight', '吨 公斤 克 毫克 斤 磅 盎司 万吨级'],
  ['duration', '小时 分钟 秒 天 日 年 月 个月 周 季度 个季度 周年 工作日 交易日 年代 世纪'],
  ['age', '岁 周岁'],
  ['people', '人 名 位 人次 户'],
  ['rank', '第'],
];
const dimensionOf = new Map(
  dimensions.flatMap(([dimension, units]) => units.split(' ').map((u) => [u, dimension])),
);

/** `money`, `length` …; measure words of things that are counted are `count`. */
function dimension(unit: string): string {
  if (isCurrency(unit)) return 'money';
  return dimensionOf.get(unit) ?? 'count';
}

/** Nouns and adjectives that say what is asked for where no unit stands behind 多少 or 几. */
const measured: readonly (readonly [pattern: RegExp, dimension: string])[] = [
  [/多少钱|多少银子|几块钱|价格|价钱|多贵/, 'money'],
  [
    /百分之几|百分之多少|占比|比例|比重|占(?:到|了)?多少|增速|增幅|增长率|(?:同比|环比)?(?:增长|增加|下降|提高|回落|上升|涨|跌|降)了?(?:多少|几)/,
    'ratio',
  ],
  [/多长时间|多久|几天|几小时|多少(?:天|小时|分钟)/, 'duration'],
  [/多(?:长|高|远|宽|深)(?!时间)/, 'length'],
  [/面积|多大(?:的?地|地方)|占地/, 'area'],
  [/多重|重量/, 'weight'],
  [/第几|排名?第?几|名次|名列第几|几名/, 'rank'],
  [
    /(?:金额|额|营收|收入|利润|产值|总值|投资|成本|奖金|罚款|货值|市值|收盘价|薪资|工资|佣金|票房)[^，。？?]{0,6}(?:多少|几|多大|多高)/,
    'money',
  ],
];

/** The unit that a question names behind 多少 or 几, or the dimension that its words imply. */
export interface AskedUnit {
  readonly unit: string | null;
  readonly dimension: string;
}

/** @param folded a question, folded; null where it asks for no amount or does not say of what */
export function askedUnit(folded: string): AskedUnit | null {
  if (date.test(folded)) return null;
  if (/(?:多少|几)个?(?:百分)?点(?!钟|半)/.test(folded)) return { unit: null, dimension: 'ratio' };
  // 多少公尺 read as 8公尺: the grammar of figures finds the unit.
  const asked = folded.replace(/多少(?=\S)|(?<![好])几(?=\S)/g, '8');
  for (const mention of asked === folded ? [] : findNumbers(asked)) {
    if (mention.kind !== 'quantity' || mention.unit === '' || !mention.value.startsWith('8')) continue;
    return { unit: mention.unit, dimension: dimension(mention.unit) };
  }
  const implied = measured.find(([pattern]) => pattern.test(folded));
  return implied ? { unit: null, dimension: implied[1] } : null;
}

/** How well figures of a text fit what was asked: 1 the same unit or dimension, 0 none does, 0.5 it cannot be told. */
export function unitFit(asked: AskedUnit | null, text: string): number {
  if (asked === null) return 0.5;
  const found = findNumbers(text).filter(({ kind }) => kind !== 'code');
  if (asked.dimension === 'rank')
    return found.some(({ kind }) => kind === 'ordinal') || /位|名/.test(text) ? 1 : 0;
  const fits = found.map(({ unit, kind }) => {
    if (kind === 'date' || kind === 'time') return asked.dimension === 'duration' ? 0.5 : 0;
    if (unit === asked.unit) return 1;
    const own = dimension(unit);
    if (unit === '') return 0.4;
    // 几家 may be answered by 8个: measure words of counted things stand for one another.
    if (own === asked.dimension) return own === 'count' ? 0.6 : 1;
    if (
      (own === 'people' && asked.dimension === 'count') ||
      (own === 'count' && asked.dimension === 'people')
    )
      return 0.4;
    return 0;
  });
  return Math.max(0, ...fits);
}

/** Whether a span is of the kind that was asked for; true where the kind cannot be told. */
export function spanFits(asked: AskedKind, span: string): boolean {
  if (asked === 'number') return findNumbers(span).length > 0 || /[半数几]/.test(span);
  if (asked === 'date') return findDates(span).length > 0 || /\d|[年月日天]/.test(span);
  if (asked === 'person') return !/^[\d.,%％]+$/.test(span.trim());
  return true;
}
