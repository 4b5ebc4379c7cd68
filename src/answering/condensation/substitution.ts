import type { Conversation } from './conversation.js';
import { attributeKind, derivedAttributes, physicalAttributes, pluralAttributes } from './lexicon.js';
import {
  contentTokens,
  isAttribute,
  possessor,
  trimEdges,
  withoutTimes,
  type ParsedQuestion,
} from './parse.js';
import { countedObject, figureOf, objectOf, subjectOf } from './phrases.js';
import { slotFor, type Slot } from './slots.js';
import { withTime } from './times.js';
import { isName, joinTokens, type Token } from './token.js';

const PREPOSITION = /^(?:对|在|从|向|往|到|给|由|和|跟|同|与|按|用)$/u;

/**
 * The last question with what is new in its place: 那手机行业呢 after 618期间拼多多美妆行业同比增长多少.
 * @param fresh the new words, without 那 and 呢
 * @param rest a question of its own that follows them (海运呢，要多少天？), which takes the place of the old predicate
 */
export function substitute(fresh: readonly Token[], rest: string, conversation: Conversation): string | null {
  const moved = moving(fresh, conversation);
  if (moved !== null) return moved;
  const times = fresh.filter((token) => token.kind === 'time');
  const phrase = trimEdges(withoutTimes(fresh));
  const timed = times.length > 0 ? withTime(conversation.question, joinTokens(times)) : conversation.question;
  if (phrase.length === 0)
    return joinTokens(timed.topic) + (rest === '' ? joinTokens(timed.predicate) : rest);
  const named = bareName(phrase);
  const slot = prepositionSlot(phrase, timed) ?? slotFor(named, timed);
  if (slot !== null) return filled(timed, slot, slot.text ?? joinTokens(named), rest);
  if (rest === '' && namesOwner(named)) return ownQuestion(named);
  const last = named.at(-1);
  if (last === undefined || !isAttribute(last)) return beside(named, rest, timed);
  const owner = ownerOf(last, { ...conversation, question: timed });
  if (owner === '' && rest === '') return null;
  return `${owner}的${joinTokens(named)}${rest === '' ? tailFor(last) : rest}`;
}

/** 同比呢, 比上一年呢: how the figure moved. */
function moving(fresh: readonly Token[], conversation: Conversation): string | null {
  if (!/^(?:同比|环比|(?:和|与|跟)?比)$/u.test(fresh[0]?.plain ?? '')) return null;
  const figure = joinTokens(figureOf(conversation.question));
  const moves = fresh.slice(1).some((token) => token.kind !== 'time');
  return figure === '' ? null : `${figure}${joinTokens(fresh)}${moves ? '' : '增长'}多少`;
}

/** 对马来西亚, 整个东南亚: the name without what leads it. */
function bareName(named: readonly Token[]): readonly Token[] {
  const [first, second] = named;
  const leads = first && (PREPOSITION.test(first.plain) || /^(?:整个|全|其他)$/u.test(first.plain));
  return leads && second ? named.slice(1) : named;
}

/** 对非洲呢 for 对东盟, 到阿姆斯特丹的呢 for 到达拉斯: the same preposition has the other name. */
function prepositionSlot([first]: readonly Token[], { tokens }: ParsedQuestion): Slot | null {
  if (first === undefined || !PREPOSITION.test(first.plain)) return null;
  const at = tokens.findIndex((token) => token.plain === first.plain);
  if (at < 0) return null;
  const nominal = (token: Token | undefined): boolean =>
    token !== undefined && (isName(token) || token.kind === 'noun') && !isAttribute(token);
  let to = at + 1;
  while (nominal(tokens[to]) && (to === at + 1 || !isName(tokens[at + 1] ?? first))) to++;
  return to > at + 1 ? { from: at + 1, to } : null;
}

/** The question with the text in the slot; with a predicate of its own in the place of the old one. */
function filled({ tokens, topic }: ParsedQuestion, slot: Slot, text: string, rest: string): string {
  if (rest !== '' && slot.from > topic.length) return joinTokens(topic) + text + rest;
  const before = joinTokens(tokens.slice(0, slot.from)) + text;
  if (rest === '') return before + joinTokens(tokens.slice(slot.to));
  const kept = Math.max(slot.to, slot.to <= topic.length ? possessor(topic).length : slot.to);
  return before + joinTokens(tokens.slice(slot.to, kept)) + rest;
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

/**
 * Nothing of the kind is there: the new words follow the names of the old topic. 618期间拼多多｜手机｜同比增长多少. A common
 * noun is what is asked of the subject (极石01的内饰呢), unless the last question asked for a figure.
 */
function beside(named: readonly Token[], rest: string, question: ParsedQuestion): string {
  const { topic, predicate } = question;
  const asked = predicate.find((token) => token.kind === 'question')?.plain ?? '';
  if (rest === '' && !named.some(isName) && topic.some(isName) && !/^(?:多|几)/u.test(asked))
    return `${joinTokens(possessor(topic))}的${joinTokens(named)}是什么`;
  const end = topic.findLastIndex((token) => isName(token) || token.kind === 'time') + 1;
  return `${joinTokens(topic.slice(0, end))}${joinTokens(named)}${rest === '' ? joinTokens(predicate) : rest}`;
}

/** What asks for an attribute. */
function tailFor(noun: Token | undefined): string {
  const kind = (noun && attributeKind(noun.plain)) ?? 'amount';
  return {
    amount: '是多少',
    person: '是谁',
    place: '在哪里',
    time: '是什么时候',
    thing: noun && pluralAttributes.has(noun.plain) ? '有哪些' : '是什么',
  }[kind];
}

/** Whose attribute it is: the figure asked for (its 增幅), the things counted (their 面积), or who has them. */
export function ownerOf(noun: Token, conversation: Conversation): string {
  const { question } = conversation;
  const figure = figureOf(question);
  if (derivedAttributes.has(noun.plain) && figure.length > 0) return joinTokens(figure);
  const counted = physicalAttributes.has(noun.plain) ? countedOrBought(question) : [];
  const subject = subjectOf(conversation);
  if (counted.length > 0) return `${joinTokens(subject)}的${joinTokens(counted)}`;
  // The 院长 is not of the graduates that were asked about, but of their school.
  const body = subject.findLastIndex((token) => token.kind === 'organisation');
  const ofBody = body >= 0 && /^(?:person|place)$/u.test(attributeKind(noun.plain) ?? '');
  return joinTokens(ofBody ? subject.slice(0, body + 1) : subject);
}

/** 海外仓 of 有多少个海外仓 and of 在哪里租了海外仓. */
function countedOrBought(question: ParsedQuestion): readonly Token[] {
  const counted = countedObject(question);
  return counted.length > 0 || question.topic.length === 0 ? counted : objectOf(question);
}
