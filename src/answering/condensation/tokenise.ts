import { toSimplified } from '../../text/fold.js';
import { taggedWords } from '../../text/words.js';
import { joinEntities } from './entities.js';
import { attributeKind, sisterClass } from './lexicon.js';
import { SURNAME, isKnownPlace, notNames, notNamesButVerbs, unsplitNames } from './name-lexicon.js';
import type { Token, TokenKind } from './token.js';

const DATE_PART =
  '(?:\\d{4}年(?:[初底末中]|年[初底中])?|(?:今|去|前|上|明|同|当|本|次|翌)年|近[一二两三四五六七八九十几\\d]{1,3}年来?|\\d{1,2}年来|(?:前|头)[一二两三四五六七八九十\\d]{1,2}个?(?:季度|月)|(?:第[一二三四1-4]季度?|[一二三四1-4]季度)[初末]?|[上下]半年[初末]?|全年|年[初底末]|\\d{1,2}月(?:份|[初底末中]|\\d{1,2}[日号])?|\\d{1,2}[日号]|(?:本|上|上个|这个|当|同)月|[上中下]旬|(?:今|昨|前|明|当)天|同期)';
/** A time and what frames it: 截至2021年底, 618期间, 2023年前4个月, 自2024年1月起. All repetitions are bounded. */
const TIME = new RegExp(
  `(?:(?:截至|截止|自|从|到|至)(?=\\d{1,4}[年月]|[今去前上]年))?${DATE_PART}{1,4}(?:(?:至|到|[-—–~])${DATE_PART}{1,3})?(?:期间|以来|之前|之后|以前|以后|开始|起(?!来|步|诉|点|薪|码))?|(?:618|双十一|双11|双十二|双12|春节|国庆|暑假|寒假|旺季|淡季|疫情|元旦|五一)(?:期间|当天)|(?<![\\d.])(?:19|20)\\d\\d(?![\\d.\\p{L}%％])|(?<!以)(?:[上前下后]一?|次|第二)(?:年度?|季度)(?:同期)?|(?:[夏商周秦汉晋隋唐宋元明清]|西汉|东汉|三国|春秋|战国|南北朝|北魏|五代|西周|东周|西晋|东晋|北宋|南宋|民国|苏联)(?:朝|代|时期|时代|年间|初年|末年)|(?<![出发体呈实表])现在|目前|如今|眼下|迄今`,
  'gu',
);
const QUOTED = /《[^《》]{1,40}》|“[^“”]{1,30}”|「[^「」]{1,30}」|『[^『』]{1,30}』|"[^"]{1,30}"/gu;
/** `CrossOver 23`, `F-16`, `Galaxy S23 FE`; a year that follows is none of it. */
const LATIN =
  /[a-z][a-z\d]{0,30}(?:[-._&'+][a-z\d]{1,30}){0,4}(?: (?!(?:19|20)\d\d(?!\d))[a-z\d]{1,30}(?![年月日号个家元万亿.\d%])){0,3}/gu;
const CODE =
  /(?<![\d.,])\d{4,6}(?![\d.,%年万亿元人家个件名吨公平米票双只台次单条项天分秒起辆艘架列班座所份户亩千百斤])/gu;
/** A figure with its unit as a name for a kind: 1.5L, 1.4升, 9英寸, 128GB, 第15. */
const MEASURE =
  /(?<![a-z\d.-])\d{1,6}(?:\.\d{1,3})?(?:[a-z]{1,3}(?![a-z\d])|升|英寸|寸|毫米|厘米|千瓦时?|匹|路(?![上人口程])|号线)|[\d一二三四五六七八九十百]{1,4}周年/gu;
/** 邓某, 杜某某: named and kept back. */
const WITHHELD = new RegExp(
  `${SURNAME.source.slice(1)}某(?:某|[\\u4e00-\\u9fff](?=[的，,、对在被因和与])|)`,
  'gu',
);
/** Words that ask, whole: 什么时候, 哪一年, 几家, 多久. Not 许多, 差不多 or 十几家. */
const QUESTION =
  /多少(?:[个辆艘趟只枚亩]|头(?![发部条盔等])|家(?![长庭具电属政园])|名(?![额单字])|位(?!置)|条(?![件款例])|项(?!目)|种(?![子类])|次(?!数)|件|列(?!车)|架(?!构)|座(?![位椅])|台(?![风湾商胞阶])|份(?!额)|户(?![外籍]))?|多[久大高长远重深快宽厚](?![学部家多])|(?<![十百千万好近第])几(?:[个家名位条种项次件天年月号点类篇届岁艘架趟成倍级座班列])?|第几[个名位届次]?|什么(?:时候|地方|样)?|啥(?:时候|地方)?|谁|哪(?:一?[个家天年月位座国款种项次条类篇届些所]|里|儿|怕)?|何[时地人处]|为何|为什么|为啥|怎么(?:样|办|回事)?|咋(?:样|办|回事)?|怎样|如何|几时|干嘛|干啥|是否|有无|能否|可否|(\p{Script=Han})[不没]\1|有没有|是不是|能不能|会不会|要不要|可不可以|该不该|没有(?=[?？。]|$)|吗(?=[?!。？！]|$)/gu;
const QUESTION_WORD = /^(?:什么|多少|几|谁|哪|怎么|怎样|如何|为什么)$/u;
const HAN = /^\p{Script=Han}+$/u;
/** HMM glues these to a word before them. */
const GLUED = /^(\p{Script=Han}{1,6})([到在的和与对从把被是有于])$/u;

/** 董瑞|于2020年: a person of three characters by the dictionary's rules. */
const NAME_AT = /^\p{Script=Han}{2}于nr$/u;
/** …and what comes after a pronoun. */
const PRONOUN = /^[他她它我你您]\p{Script=Han}/u;

/** Text as it is compared: simplified, half width, lower case. Unit for unit, so that offsets stay. */
export function plainText(text: string): string {
  return toSimplified(text).replace(/[\uFF01-\uFF5E\u3000A-Z]/g, (unit) => {
    if (unit === '\u3000') return ' ';
    const half = unit <= 'Z' ? unit : String.fromCharCode(unit.charCodeAt(0) - 0xfee0);
    return half.toLowerCase();
  });
}

/** The tokens of a question; joined they are the question. */
export function tokenise(text: string): Token[] {
  const plain = plainText(text);
  const found: Token[] = [];
  const push = (start: number, end: number, tag: string, kind: TokenKind): void => {
    if (end > start)
      found.push({ text: text.slice(start, end), plain: plain.slice(start, end), kind, tag, start, end });
  };
  let at = 0;
  for (const span of [
    ...fixedSpans(plain),
    { start: text.length, end: text.length, kind: 'mark' as const },
  ]) {
    for (const word of taggedWords(plain.slice(at, span.start))) {
      const glued = word.tag === 'x' || NAME_AT.test(word.text + word.tag) ? GLUED.exec(word.text) : null;
      const start = at + word.start;
      const end = at + word.end;
      const last = glued?.[2];
      if (last !== undefined) {
        push(start, end - 1, 'x', kindOf(word.text.slice(0, -1), end - 1 - start > 1 ? 'x' : 'n'));
        push(end - 1, end, 'p', kindOf(last, 'p'));
      } else if ((word.tag === 'x' || word.text.endsWith('家')) && PRONOUN.test(word.text)) {
        push(start, start + 1, 'r', 'pronoun');
        push(start + 1, end, 'x', kindOf(word.text.slice(1), 'n'));
      } else if (word.tag === 'v' && start === 0 && word.text.length >= 3) {
        // A foreign name that the dictionary does not know is guessed to be a verb: 甘迺迪.
        push(start, end, 'x', 'name');
      } else push(start, end, word.tag, kindOf(word.text, word.tag));
    }
    push(span.start, span.end, span.kind, span.kind);
    at = span.end;
  }
  return joinEntities(found);
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: TokenKind;
}

/** Spans that jieba must not cut, in order, without overlap. */
function fixedSpans(plain: string): Span[] {
  const spans: Span[] = [];
  const add = (pattern: RegExp, kind: TokenKind): void => {
    for (const match of plain.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (spans.every((span) => end <= span.start || start >= span.end)) spans.push({ start, end, kind });
    }
  };
  add(QUOTED, 'name');
  add(TIME, 'time');
  add(QUESTION, 'question');
  add(WITHHELD, 'person');
  add(/gdp|ceo/gu, 'noun');
  add(MEASURE, 'number');
  add(LATIN, 'name');
  add(CODE, 'code');
  add(new RegExp(unsplitNames.join('|'), 'gu'), 'name');
  add(
    /占比(?![例上去])|海外仓|(?:地区|国内)生产总值|注册资本|车身尺寸|长宽高|主营业务|联系电话|股票代码|该不该|归母|扣非|规上|限上/gu,
    'noun',
  );
  return spans.sort((a, b) => a.start - b.start);
}

function kindOf(word: string, tag: string): TokenKind {
  if (QUESTION_WORD.test(word)) return 'question';
  if (!/[\p{L}\p{N}]/u.test(word)) return 'mark';
  if (notNames.has(word) || attributeKind(word) !== null || sisterClass(word) !== null) return 'noun';
  if (notNamesButVerbs.has(word)) return 'verb';
  if (isKnownPlace(word)) return 'place';
  return word.length === 1 ? kindOfTag(word, tag) : (kindOfName(word, tag) ?? kindOfTag(word, tag));
}

/** By a tag for names, as far as it can be believed; null for other words. */
function kindOfName(word: string, tag: string): TokenKind | null {
  switch (tag) {
    case 'ns':
      return 'place';
    case 'nt':
      return 'organisation';
    case 'nr':
    case 'nrfg':
      if (/[台站馆院园局厅仓]$/u.test(word)) return 'noun';
      if (SURNAME.test(word) && word.length <= 4) return 'person';
      return word.length > 2 ? 'name' : 'noun';
    case 'nrt':
      return word.length > 2 ? 'name' : 'noun';
    case 'x':
      if (/^[最各共才就又再都能会要可也]/u.test(word)) return 'other';
      return SURNAME.test(word) && /^\p{Script=Han}{3}$/u.test(word) ? 'person' : 'name';
    default:
      return null;
  }
}

function kindOfTag(word: string, tag: string): TokenKind {
  if (tag === 'nz' && !word.endsWith('元')) return 'noun';
  if (/^可\p{Script=Han}{2}$/u.test(word)) return 'verb';
  if (tag === 'x' || tag === 'eng') return HAN.test(word) ? 'noun' : 'name';
  if (tag === 't' && word.length > 1 && !/节$|^(?:瞬|即|实|平|临|同)时$/u.test(word)) return 'time';
  if (tag === 'm' || tag === 'q') return 'number';
  if (tag === 'r') return 'pronoun';
  if (/^(?:v|vd|vg|vi|vq)$/u.test(tag)) return 'verb';
  if (/^(?:n|vn|an|s|nz|nrt|ng|b|nr|ns|t|l|i|j|a|ag|zg|tg)/u.test(tag)) return 'noun';
  if (/^(?:u|y|e|o)/u.test(tag)) return 'particle';
  return 'other';
}
