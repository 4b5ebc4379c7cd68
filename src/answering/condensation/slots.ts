import { derivedAttributes, sisterClass } from './lexicon.js';
import { attributeStart, contentTokens, isAttribute, type ParsedQuestion } from './parse.js';
import { countedObject } from './phrases.js';
import { isName, isSureName, type Token } from './token.js';

/** Where in the last question new words belong: tokens from..to give way to them. */
export interface Slot {
  readonly from: number;
  readonly to: number;
  /** What stands there instead, where it is not all the new words. */
  readonly text?: string;
}

/**
 * The place of what the new words stand for, by the surest sign first: the same head (手机行业 for 美妆行业), a word of the
 * same class (海运 for 空运), the same preposition (对非洲 for 对东盟), the same kind of name (德国 for 卢森堡), the subject, or what a figure was asked of. Null where nothing is of their kind.
 */
export function slotFor(named: readonly Token[], question: ParsedQuestion): Slot | null {
  return sureSlot(named, question) ?? looseSlot(named, question);
}

/** …by a sign that the new words are of the very kind of the old. */
export function sureSlot(named: readonly Token[], question: ParsedQuestion): Slot | null {
  return (
    headSlot(named, question) ??
    sisterSlot(named, question) ??
    measureSlot(named, question) ??
    verbSlot(named, question) ??
    baseSlot(named, question) ??
    kindSlot(named, question)
  );
}

/** 海运 for 空运, 进口额 for 出口额, 线上那两场 for 线下洽谈会. */
function sisterSlot(named: readonly Token[], { tokens, topic }: ParsedQuestion): Slot | null {
  const word = named.find((token) => sisterClass(token.plain) !== null);
  if (word === undefined) return null;
  const kin = sisterClass(word.plain) ?? [];
  for (const [index, token] of tokens.entries()) {
    if (token.plain === word.plain || !kin.includes(token.plain)) continue;
    const from = afterOf(tokens, index);
    if (named.length === 1 || index >= topic.length) return { from, to: index + 1 };
    return { from, to: topic.length };
  }
  if (named.length > 1) return null;
  for (const [index, token] of tokens.entries()) {
    const part = kin.find((member) => token.plain.startsWith(member) && token.plain !== member);
    if (part && token.kind === 'noun' && part !== word.plain && !token.plain.startsWith(word.plain))
      return { from: index, to: index + 1, text: word.text + token.text.slice(part.length) };
  }
  return null;
}

/** Where the nouns between 的 and the token begin: 电商 of 锦川到德国的|电商|专列. */
function afterOf(tokens: readonly Token[], index: number): number {
  const of = tokens.slice(0, index).findLastIndex((token) => token.kind !== 'noun' || isAttribute(token));
  return tokens[of]?.plain === '的' ? of + 1 : index;
}

/** 手机行业 for 美妆行业, 年度限值 for 单次限值: the head is the same, what stands before it differs. */
function headSlot(named: readonly Token[], { tokens, topic, asks }: ParsedQuestion): Slot | null {
  const head = named.at(-1);
  if (head === undefined || isName(head)) return null;
  if (named.length < 2) {
    // 进口额 for 出口额.
    const last = topic.at(-1);
    const alike =
      last && last.plain !== head.plain && last.plain.length > 2 && last.plain.at(-1) === head.plain.at(-1);
    return alike && isAttribute(last) && isAttribute(head) && sistersBegin(last, head)
      ? { from: topic.length - 1, to: topic.length }
      : null;
  }
  const inTopic = topic.findLastIndex((token) => token.plain === head.plain);
  const at = inTopic >= 0 ? inTopic : tokens.findLastIndex((token) => token.plain === head.plain);
  if (at < 0) return null;
  // 体育|服务|类 for 体育|制造|类: both ends are the same.
  const same = tokens.findLastIndex((token, i) => i < at && at - i < 5 && token.plain === named[0]?.plain);
  if (same >= 0) return { from: same, to: at + 1 };
  const modifiers = named.slice(0, -1).filter((token) => token.plain !== '的').length;
  const ofName = named.some(isSureName);
  if (inTopic < 0 && asks >= 0 && at > asks && at - asks <= 6 && !ofName) {
    // Of what is counted all goes but the measure: 多少列|跨境铁海联运班列.
    const measure = tokens[asks + 1];
    const counts = measure && asks + 1 < at && (measure.kind === 'number' || measure.plain.length === 1);
    return { from: asks + (counts ? 2 : 1), to: at + 1 };
  }
  let from = at;
  while (from > 0 && at - from < Math.max(1, modifiers)) {
    const before = tokens[from - 1];
    if (before === undefined) break;
    if (before.plain === '的' && from === at) {
      from--;
      continue;
    }
    // 拼多多|美妆|行业: a word unknown to the dictionary, but another name has it.
    const owner = tokens[from - 2];
    const unknown = from === at && before.tag === 'x' && owner !== undefined && isName(owner);
    if (!(before.kind === 'noun' || before.kind === 'number' || unknown || (ofName && isName(before)))) break;
    from--;
  }
  return { from, to: at + 1 };
}

/** 1.4升 for 1.5L, 超过72小时 for 24小时. */
function measureSlot(named: readonly Token[], { tokens, topic, asks }: ParsedQuestion): Slot | null {
  const [first] = named;
  if (named.length > 2 || first?.kind !== 'number') return null;
  const unit = (token: Token): string => /[^\d.]*$/u.exec(token.plain)?.[0] ?? '';
  const figure = (token: Token): boolean => token.kind === 'number' && /\d/u.test(token.plain);
  const alike = topic.findLastIndex(
    (token) => figure(token) && /^[a-z]/u.test(unit(token)) === /^[a-z]/u.test(unit(first)),
  );
  const at = alike >= 0 ? alike : topic.findIndex(figure);
  const index = at >= 0 ? at : tokens.findIndex((token, i) => i > asks && token.kind === 'number');
  if (index < 0 || !/\d/u.test(first.plain)) return null;
  // 1.5|升|发动机 where the unit is a word of its own.
  const withUnit = named.length === 2 && tokens[index + 1]?.plain === named[1]?.plain;
  return { from: index, to: index + (withUnit ? 2 : 1) };
}

/** 规上工业总产值 for 区域生产总值 in ……区域生产总值年均增速: what the movement of was asked. */
function baseSlot(named: readonly Token[], { topic }: ParsedQuestion): Slot | null {
  const last = topic.at(-1);
  const head = named.at(-1);
  if (last === undefined || head === undefined || !derivedAttributes.has(last.plain)) return null;
  if (derivedAttributes.has(head.plain) || isName(head)) return null;
  const to = attributeStart(topic, topic.length);
  const from = baseStart(topic, to);
  return from < to ? { from, to } : null;
}

/** Where the nouns before `end` begin that are no names, times or verbs: 光伏 of 浙江|上半年|光伏. */
function baseStart(topic: readonly Token[], end: number): number {
  let from = end;
  while (from > 0) {
    const token = topic[from - 1];
    if (token === undefined || !(token.kind === 'noun' || (token.kind === 'verb' && from < end))) break;
    if (token.kind === 'verb' && topic[from - 2]?.kind !== 'noun') break;
    from--;
  }
  return from;
}

/** 德国 for 卢森堡, 9810 for 9710, TEMU for SHEIN. */
function kindSlot(named: readonly Token[], { tokens, topic }: ParsedQuestion): Slot | null {
  const [first] = named;
  const last = named.at(-1);
  if (first === undefined || last === undefined || isAttribute(last)) return null;
  if (!isName(first) || contentTokens(named.slice(1)).length > 0) return null;
  const like = (token: Token): boolean => token.kind === first.kind && latin(token) === latin(first);
  const inTopic = topic.findLastIndex(like);
  const index = inTopic >= 0 ? inTopic : tokens.findLastIndex(like);
  return index < 0 ? null : { from: index, to: index + 1 };
}

/** A name takes the place of the subject; other nouns that of what a figure was asked of, or of what was counted. */
function looseSlot(named: readonly Token[], question: ParsedQuestion): Slot | null {
  const { topic, tokens } = question;
  const last = named.at(-1);
  if (last === undefined || isAttribute(last)) return null;
  const leading = leadingRun(topic);
  if (named.some(isName)) {
    // 悉尼|那次: of the subject, not in its place.
    return named.some((token) => token.kind === 'pronoun') ? null : leading;
  }
  if (!/^(?:多|几)/u.test(tokens[question.asks]?.plain ?? '')) return null;
  // 新|希望 can be no kind of what is counted.
  if (!named.every(({ tag }) => /^[nv]/u.test(tag))) return leading;
  const counted = countedSlot(question);
  if (counted !== null) return counted;
  const to = attributeStart(topic, topic.length);
  const from = baseStart(topic, to);
  if (from < to) return { from, to };
  return to < topic.length ? { from: to, to: topic.length } : leading;
}

/** 海外仓 of 有多少个海外仓, 人 of 派了多少人; not what is measured, as in 卖多少钱. */
function countedSlot(question: ParsedQuestion): Slot | null {
  const { tokens, asks } = question;
  const counted = countedObject(question);
  const [first] = counted;
  if (first !== undefined) {
    const from = tokens.indexOf(first);
    return { from, to: from + counted.length };
  }
  const next = tokens[asks + 1]?.plain ?? '';
  return /^(?:人|人员|企业|公司|国家|地区|城市|案件)$/u.test(next) ? { from: asks + 1, to: asks + 2 } : null;
}

/** 失踪 for 死 in 死了多少人: what happened is another. */
function verbSlot(named: readonly Token[], { tokens, topic, asks }: ParsedQuestion): Slot | null {
  if (named.length === 0 || !named.every((token) => token.kind === 'verb')) return null;
  const at = tokens.findLastIndex((token, i) => i >= topic.length && i < asks && token.kind === 'verb');
  return at < 0 ? null : { from: at, to: at + 1 };
}

/** The subject at the beginning: 海联|金汇 of 海联金汇8月10日收盘价, 杜苏芮 of 台风杜苏芮. */
function leadingRun(topic: readonly Token[]): Slot | null {
  const start = topic.findIndex((token) => token.kind !== 'time' && token.kind !== 'mark');
  if (start < 0) return null;
  const tail = topic
    .slice(start)
    .findIndex((token) => !(isName(token) || token.kind === 'noun' || token.kind === 'number'));
  const end = tail < 0 ? topic.length : start + tail;
  const to = attributeStart(topic.slice(0, end), end);
  const name = topic.slice(start, to).findIndex(isName);
  // Common nouns before a name say what it is: 台风|杜苏芮.
  const from = start + Math.max(0, name);
  return from < to ? { from, to } : null;
}

/** Whether the two begin with words of one class: 进口额, 出口额. */
function sistersBegin(one: Token, other: Token): boolean {
  const kin = sisterClass(other.plain.slice(0, 2)) ?? sisterClass(other.plain.slice(0, 3));
  return kin?.some((word) => one.plain.startsWith(word)) === true;
}

function latin(token: Token): boolean {
  return /^[a-z]/u.test(token.plain);
}
