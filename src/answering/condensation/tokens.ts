import { toSimplified } from '../../text/fold.js';
import { taggedWords } from '../../text/words.js';
import { attributeKind, blocs, nameEndings, notNames, sisterClass, unsplitNames } from './lexicon.js';

/** What a token is, coarser than jieba's tags and surer. */
export type TokenKind =
  | 'time'
  | 'place'
  | 'person'
  | 'organisation'
  /** Quoted, Latin, a code of digits, or unknown to the dictionary: a name of some kind. */
  | 'name'
  | 'code'
  | 'noun'
  | 'verb'
  /** 多少, 什么时候, 哪家, 吗. */
  | 'question'
  | 'pronoun'
  | 'number'
  | 'particle'
  | 'mark'
  | 'other';

export interface Token {
  /** As written. */
  readonly text: string;
  /** Simplified, half width, lower case; as long as `text`. */
  readonly plain: string;
  readonly kind: TokenKind;
  readonly tag: string;
  readonly start: number;
  readonly end: number;
}

const DATE_PART =
  '(?:\\d{4}年(?:[初底末中]|年[初底中])?|(?:今|去|前|上|明|同|当|本|次|翌)年|近[一二两三四五六七八九十几\\d]{1,3}年|(?:前|头)[一二两三四五六七八九十\\d]{1,2}个?(?:季度|月)|第?[一二三四1-4]季度|[上下]半年|全年|年[初底末]|\\d{1,2}月(?:份|\\d{1,2}[日号])?|\\d{1,2}[日号]|(?:本|上|上个|这个|当|同)月|[上中下]旬|(?:今|昨|前|明|当)天)';
/** A time and what frames it: 截至2021年底, 618期间, 2023年前4个月, 自2024年1月起. All repetitions are bounded. */
const TIME = new RegExp(
  `(?:(?:截至|截止|自|从|到|至)(?=\\d{4}|[今去前上]年))?${DATE_PART}{1,4}(?:(?:至|到|[-—–~])${DATE_PART}{1,3})?(?:期间|以来|之前|之后|以前|以后|开始|起(?!来|步|诉|点|薪|码))?|(?:618|双十一|双11|双十二|双12|春节|国庆|暑假|寒假|旺季|淡季|疫情|元旦|五一)(?:期间|当天)|(?<![\\d.])(?:19|20)\\d\\d(?![\\d.\\p{L}%％])|(?:[夏商周秦汉晋隋唐宋元明清]|西汉|东汉|三国|春秋|战国|南北朝|北魏|五代|西周|东周|西晋|东晋|北宋|南宋|民国|苏联)(?:朝|代|时期|时代|年间|初年|末年)|现在|目前|如今|眼下|迄今`,
  'gu',
);
const QUOTED = /《[^《》]{1,40}》|“[^“”]{1,30}”|「[^「」]{1,30}」|『[^『』]{1,30}』|"[^"]{1,30}"/gu;
const LATIN = /[a-z][a-z\d]{0,30}(?:[-._&'+][a-z\d]{1,30}){0,4}(?: [a-z][a-z\d]{1,30}){0,3}/gu;
const CODE = /(?<![\d.,])\d{4,6}(?![\d.,%年万亿元人家个件名吨公平米票双只台亿])/gu;
/** Words that ask, whole: 什么时候, 哪一年, 几家, 多久. Not 许多, 差不多 or 十几家. */
const QUESTION =
  /多少|多[久大高长远重深快宽厚](?![学部家多])|(?<![十百千万好近第])几(?:[个家名位条种项次件天年月号点类篇届岁艘架趟成倍])?|第几[个名位届次]?|什么(?:时候|地方|样)?|啥(?:时候|地方)?|谁|哪(?:一?[个家天年月位座国款种项次条类篇届些]|里|儿|怕)?|何[时地人处]|为何|为什么|为啥|怎么(?:样|办)?|怎样|如何|是否|有没有|是不是|能不能|会不会|要不要|可不可以|该不该|吗(?=[?!。]|$)/gu;
const QUESTION_WORD = /^(?:什么|多少|几|谁|哪|怎么|怎样|如何|为什么)$/u;
const ORGANISATION = endings(nameEndings.organisation);
const PLACE = endings(nameEndings.place);
const HAN = /^\p{Script=Han}+$/u;
/** HMM glues these to an unknown name before them. */
const GLUED = /^(\p{Script=Han}{2,6})([到在的和与对从把被是有])$/u;

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
  const fixed = fixedSpans(plain);
  const found: Token[] = [];
  const push = (start: number, end: number, tag: string, kind: TokenKind): void => {
    if (end > start)
      found.push({ text: text.slice(start, end), plain: plain.slice(start, end), kind, tag, start, end });
  };
  let at = 0;
  // A foreign name that the dictionary does not know is guessed to be a verb: 甘迺迪.
  const first = (start: number, word: string): boolean => start === 0 && word.length >= 3;
  for (const span of [...fixed, { start: text.length, end: text.length, kind: 'mark' as const }]) {
    for (const word of taggedWords(plain.slice(at, span.start))) {
      const glued = word.tag === 'x' ? GLUED.exec(word.text) : null;
      const start = at + word.start;
      const end = at + word.end;
      if (glued) {
        push(start, end - 1, 'x', 'name');
        push(end - 1, end, 'p', kindOf(glued[2] ?? '', 'p'));
      } else if (word.tag === 'v' && first(start, word.text)) push(start, end, 'x', 'name');
      else push(start, end, word.tag, kindOf(word.text, word.tag));
    }
    push(span.start, span.end, span.kind, span.kind);
    at = span.end;
  }
  return joinNames(text, plain, found);
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
  add(LATIN, 'name');
  add(CODE, 'code');
  add(new RegExp(unsplitNames.join('|'), 'gu'), 'name');
  add(/占比(?![例上去])|海外仓|该不该/gu, 'noun');
  return spans.sort((a, b) => a.start - b.start);
}

function kindOf(word: string, tag: string): TokenKind {
  if (QUESTION_WORD.test(word)) return 'question';
  if (!/[\p{L}\p{N}]/u.test(word)) return 'mark';
  if (isCommonNoun(word)) return 'noun';
  if (blocs.has(word) || (tag === 'ns' && word.length > 1)) return 'place';
  if (tag === 'nt') return 'organisation';
  if (tag === 'nr' && word.length > 1) return /[台站馆院园局厅仓]$/u.test(word) ? 'noun' : 'person';
  if (tag === 'nz' && !word.endsWith('元')) return 'noun';
  if (/^可\p{Script=Han}{2}$/u.test(word) && tag !== 'nr') return 'verb';
  if (tag === 'x' && /^[最各共才就又再都能会要可也]/u.test(word)) return 'other';
  if (tag === 'x' || tag === 'eng') return HAN.test(word) && word.length === 1 ? 'noun' : 'name';
  if (tag === 't' && word.length > 1) return 'time';
  if (tag === 'm' || tag === 'q') return 'number';
  if (tag === 'r') return 'pronoun';
  if (/^(?:v|vd|vg|vi|vq)$/u.test(tag)) return 'verb';
  if (/^(?:n|vn|an|s|nz|nrt|ng|b|nr|ns|t|l|i|j|a|ag|zg|tg)/u.test(tag)) return 'noun';
  if (/^(?:u|y|e|o)/u.test(tag)) return 'particle';
  return 'other';
}

/** Nouns of the lexicon, whatever the dictionary takes them for; 起薪, 客单价 and the like are not names. */
function isCommonNoun(word: string): boolean {
  return notNames.has(word) || attributeKind(word) !== null || sisterClass(word) !== null;
}

/** 青屿/市, 步云川/鞋业, 董/青岩, 海链/达: what the dictionary does not know in one. */
function joinNames(text: string, plain: string, tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    const kind = last ? joinedKind(last, token) : null;
    if (last && kind) {
      joined[joined.length - 1] = {
        text: text.slice(last.start, token.end),
        plain: plain.slice(last.start, token.end),
        kind,
        tag: 'x',
        start: last.start,
        end: token.end,
      };
    } else joined.push(token);
  }
  return joined.map((token) => {
    if (token.kind !== 'name' || token.tag === 'name' || !HAN.test(token.plain) || token.plain.length < 3)
      return token;
    if (PLACE.test(token.plain)) return { ...token, kind: 'place' };
    return ORGANISATION.test(token.plain) ? { ...token, kind: 'organisation' } : token;
  });
}

function joinedKind(last: Token, token: Token): TokenKind | null {
  if (!HAN.test(last.plain) || !HAN.test(token.plain)) return null;
  const isName = last.kind === 'name' || last.kind === 'place' || last.kind === 'organisation';
  if ((isName || last.kind === 'person') && nameEndings.place.includes(token.plain)) return 'place';
  if ((isName || last.kind === 'person') && nameEndings.organisation.includes(token.plain))
    return 'organisation';
  const surname = last.tag === 'nr' && last.plain.length === 1;
  if (surname && token.plain.length <= 2 && ['name', 'place', 'person'].includes(token.kind)) return 'person';
  if (last.kind === 'name' && /^[达联通科德尔特斯]$/u.test(token.plain)) return 'name';
  if (last.kind === 'name' && token.kind === 'name' && last.tag === 'x' && token.tag === 'x') return 'name';
  if (/^[率额]$/u.test(token.plain) && (last.kind === 'verb' || last.kind === 'noun')) return 'noun';
  return null;
}

function endings(words: readonly string[]): RegExp {
  return new RegExp(`(?:${words.join('|')})$`, 'u');
}

/** Kinds that make a token a name of its own. */
export function isName(token: Token): boolean {
  return ['place', 'person', 'organisation', 'name', 'code'].includes(token.kind);
}

export function isNominal(token: Token): boolean {
  return isName(token) || token.kind === 'noun' || token.kind === 'time' || token.kind === 'number';
}

/** The tokens as text. */
export function joinTokens(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join('');
}
