import { countedObject, figureOf, subjectOf, type Conversation } from './conversation.js';
import {
  attributeKind,
  derivedAttributes,
  physicalAttributes,
  pluralAttributes,
  sisterClass,
} from './lexicon.js';
import {
  contentTokens,
  isAttribute,
  possessor,
  trimEdges,
  withoutTimes,
  type ParsedQuestion,
} from './parse.js';
import { isName, joinTokens, plainText, type Token } from './tokens.js';

/** Where in the last question the new words belong: tokens from..to give way to them. */
interface Slot {
  readonly from: number;
  readonly to: number;
  /** What stands there instead, where it is not all the new words. */
  readonly text?: string;
}

/**
 * The last question with what is new in its place: 那手机行业呢 after 618期间拼多多美妆行业同比增长多少.
 * @param fresh the new words, without 那 and 呢
 * @param rest a question of its own that follows them (海运呢，要多少天？), which takes the place of the old predicate
 */
export function substitute(fresh: readonly Token[], rest: string, conversation: Conversation): string | null {
  const times = fresh.filter((token) => token.kind === 'time');
  const named = bareName(trimEdges(withoutTimes(fresh)));
  const { question } = conversation;
  const timed = times.length > 0 ? withTime(question, joinTokens(times)) : question;
  if (named.length === 0)
    return `${joinTokens(timed.topic)}${rest === '' ? joinTokens(timed.predicate) : rest}`;
  const last = named.at(-1);
  const slot = slotFor(named, timed);
  if (slot === null && rest === '' && namesOwner(named)) return ownQuestion(named);
  if (slot === null && last && isAttribute(last)) {
    if (rest !== '')
      return `${ownerOf(last, { ...conversation, question: timed })}的${joinTokens(named)}${rest}`;
    return attributeQuestion(named, { ...conversation, question: timed });
  }
  if (slot === null) return besideNames(named, rest, timed);
  const { tokens, topic } = timed;
  const text = slot.text ?? joinTokens(named);
  if (rest !== '') {
    const end = Math.max(slot.to, Math.min(topic.length, tokens.length));
    const kept = slot.to <= topic.length ? possessorEnd(topic, slot.to) : slot.to;
    const between = joinTokens(tokens.slice(slot.to, Math.min(kept, end)));
    return `${joinTokens(tokens.slice(0, slot.from))}${text}${between}${rest}`;
  }
  return `${joinTokens(tokens.slice(0, slot.from))}${text}${joinTokens(tokens.slice(slot.to))}`;
}

/** 对马来西亚, 整个东南亚: the name without what leads it. */
function bareName(named: readonly Token[]): readonly Token[] {
  const [first, second] = named;
  const leads = first && /^(?:对|在|从|向|往|到|给|整个|全|其他|按|用|由|和|跟|同|与)$/u.test(first.plain);
  return leads && second && isName(second) ? named.slice(1) : named;
}

/** Up to where a topic keeps its owner: without the attribute that the old predicate asked for. */
function possessorEnd(topic: readonly Token[], least: number): number {
  return Math.max(least, possessor(topic).length === topic.length ? topic.length : possessor(topic).length);
}

/** The question at another time: its own is replaced, or the new one put before it. */
export function withTime(question: ParsedQuestion, time: string): ParsedQuestion {
  const inTopic = question.topic.findIndex((token) => token.kind === 'time');
  const index = inTopic >= 0 ? inTopic : question.tokens.findIndex((token) => token.kind === 'time');
  const fresh: Token = { text: time, plain: plainText(time), kind: 'time', tag: 'time', start: 0, end: 0 };
  const tokens =
    index < 0
      ? [fresh, ...question.tokens]
      : question.tokens.map((token, i) => (i === index ? fresh : token));
  const topicLength = question.topic.length + (index < 0 ? 1 : 0);
  return {
    ...question,
    text: joinTokens(tokens),
    tokens,
    topic: tokens.slice(0, topicLength),
    predicate: tokens.slice(topicLength),
  };
}

/** The place of what is of the same kind as the new words; null for none. */
export function slotFor(named: readonly Token[], question: ParsedQuestion): Slot | null {
  return headSlot(named, question) ?? sisterSlot(named, question) ?? kindSlot(named, question);
}

/** 海运 for 空运, 进口额 for 出口额, 线上那两场 for 线下洽谈会. */
function sisterSlot(named: readonly Token[], { tokens, topic }: ParsedQuestion): Slot | null {
  const word = named.find((token) => sisterClass(token.plain) !== null);
  if (word === undefined) return null;
  const kin = sisterClass(word.plain) ?? [];
  for (const [index, token] of tokens.entries()) {
    if (token.plain === word.plain || !kin.includes(token.plain)) continue;
    const from = token.plain === '专列' && tokens[index - 1]?.plain === '电商' ? index - 1 : index;
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
  const modifiers = named.slice(0, -1).filter((token) => token.plain !== '的').length;
  const ofName = named.some((token) => isName(token));
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

/** 德国 for 卢森堡, 9810 for 9710, TEMU for SHEIN. */
function kindSlot(named: readonly Token[], { tokens, topic }: ParsedQuestion): Slot | null {
  const [first] = named;
  if (first === undefined || !isName(first) || contentTokens(named.slice(1)).length > 0) return null;
  const like = (token: Token): boolean => token.kind === first.kind && latin(token) === latin(first);
  const inTopic = topic.findLastIndex(like);
  const index = inTopic >= 0 ? inTopic : tokens.findLastIndex(like);
  if (index >= 0) return { from: index, to: index + 1 };
  if (first.kind === 'code') return null;
  const any = topic.findIndex((token) => isName(token) && token.kind !== 'code');
  return any < 0 ? null : { from: any, to: any + 1 };
}

/** Whether the two begin with words of one class: 进口额, 出口额. */
function sistersBegin(one: Token, other: Token): boolean {
  const kin = sisterClass(other.plain.slice(0, 2)) ?? sisterClass(other.plain.slice(0, 3));
  return kin?.some((word) => one.plain.startsWith(word)) === true;
}

/** Whether X of X呢 says itself whose attribute it asks for: 政治哲学的创始人. */
function namesOwner(named: readonly Token[]): boolean {
  const of = named.findLastIndex((token) => token.plain === '的');
  const last = named.at(-1);
  if (of < 1 || last === undefined || of === named.length - 1) return false;
  const owner = contentTokens(named.slice(0, of));
  return owner.length > 0 && (isAttribute(last) || owner.some((token) => isName(token)));
}

/** X of X呢 as a question of its own. */
export function ownQuestion(named: readonly Token[]): string {
  return `${joinTokens(named)}${tailFor(named.at(-1))}`;
}

function latin(token: Token): boolean {
  return /^[a-z]/u.test(token.plain);
}

/** Nothing of the kind is there: the new words follow the names of the old topic. 618期间拼多多｜手机｜同比增长多少. */
function besideNames(named: readonly Token[], rest: string, question: ParsedQuestion): string {
  const { topic, predicate } = question;
  const end = topic.findLastIndex((token) => isName(token) || token.kind === 'time') + 1;
  const context = topic.slice(0, end);
  // A time alone with a new name would leave nothing of the old question but its predicate: that is what is meant.
  return `${joinTokens(context)}${joinTokens(named)}${rest === '' ? joinTokens(predicate) : rest}`;
}

/** 面积呢, 总裁呢, 增幅呢: what the last question was about, asked for something else of it. */
export function attributeQuestion(named: readonly Token[], conversation: Conversation): string | null {
  const noun = named.at(-1);
  const kind = noun ? attributeKind(noun.plain) : null;
  if (noun === undefined || kind === null) return null;
  const owner = ownerOf(noun, conversation);
  return owner === '' ? null : `${owner}的${joinTokens(named)}${tailFor(noun)}`;
}

/** What asks for an attribute. */
function tailFor(noun: Token | undefined): string {
  const kind = (noun && attributeKind(noun.plain)) ?? 'amount';
  return {
    amount: '是多少？',
    person: '是谁？',
    place: '在哪里？',
    time: '是什么时候？',
    thing: noun && pluralAttributes.has(noun.plain) ? '有哪些？' : '是什么？',
  }[kind];
}

/** Whose attribute it is: the figure asked for (its 增幅), the things counted (their 面积), or who has them. */
export function ownerOf(noun: Token, conversation: Conversation): string {
  const { question } = conversation;
  const figure = figureOf(question);
  if (derivedAttributes.has(noun.plain) && figure.length > 0) return joinTokens(figure);
  const counted = physicalAttributes.has(noun.plain) ? countedObject(question) : [];
  const owner = subjectOf(conversation);
  return counted.length > 0 ? `${joinTokens(owner)}的${joinTokens(counted)}` : joinTokens(owner);
}
