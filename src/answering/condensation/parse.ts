import {
  attributeKind,
  attributeModifiers,
  generalNouns,
  leads,
  lightVerbs,
  substantives,
} from './lexicon.js';
import { isName, isNominal, type Token } from './token.js';
import { plainText, tokenise } from './tokenise.js';

/** A question taken apart: `topic` + `predicate` is the question, where it has a topic before what it asks. */
export interface ParsedQuestion {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** What the question is about: the tokens before the predicate; empty where it begins with what it asks. */
  readonly topic: readonly Token[];
  /** From the predicate to the end, with what asks. */
  readonly predicate: readonly Token[];
  /** Index of the word that asks; -1 for a question that has none. */
  readonly asks: number;
}

/** Adverbs and the like that stand before a predicate and are not of the topic. */
const ADVERBIAL =
  /^(?:同比|环比|平均|总|新|最近|近日|主要|实际|到底|究竟|一共|总共|合计|累计|大约|大概|最高|最低|最多|最少|最快|最慢|至少|分别|各|共|都|又|还|也|就|才|目前|原来|最初|起初|首先|首选|首期|预计|每年|每天|每周|每月|每票|每公斤|每平方米|先后|各自|从|在|于|由|被|把|将|给|对|向|为|到|往|与|和|跟|同|约|近|超过|不|没|没有|已经|已|曾|曾经|后|前|里|上|下|中|时|之后|之前|以后|以前)$/u;
const END = /[?？。！!…~～\s]+$/u;
const CLAUSE = /^[,，;；?？。!！:：]$/u;

/** Without polite and linking words before it: `请问，那手机行业呢？` is `手机行业呢？`. */
export function withoutLead(question: string, keep: (rest: string) => boolean): string {
  let text = question.trim();
  for (let round = 0; round < 6; round++) {
    const plain = plainText(text);
    const lead = leads.find((word) => plain.startsWith(word));
    if (lead === undefined) break;
    // And / android: a Latin word ends where its letters do.
    if (/[a-z]$/.test(lead) && /[a-z]/.test(plain.charAt(lead.length))) break;
    if ((lead === '那' || lead === '而') && keep(plain.slice(lead.length))) break;
    const rest = text.slice(lead.length).replace(/^[\s,，、。.!！~:：]{1,9}/u, '');
    if (rest === '') break;
    text = rest;
  }
  return text;
}

/** The part of a turn that asks: the last question of a long text, at most `maxLength` characters. */
export function askedPart(text: string, maxLength: number): string {
  const whole = text.trim().replace(/\s+/gu, ' ');
  if (whole.length <= maxLength) return whole;
  const tail = whole.slice(-4 * maxLength);
  const sentences = tail.split(/(?<=[?？。！!])/u).filter((sentence) => sentence.trim() !== '');
  const asked = sentences.findLast((sentence) => /[?？]$/u.test(sentence)) ?? sentences.at(-1) ?? '';
  return asked.trim().slice(0, maxLength);
}

export function parseQuestion(text: string): ParsedQuestion {
  const tokens = tokenise(text);
  const asks = tokens.findIndex((token) => token.kind === 'question');
  const end = topicEnd(tokens, asks);
  return { text, tokens, topic: tokens.slice(0, end), predicate: tokens.slice(end), asks };
}

/** Where the predicate begins: back from the word that asks, over verbs, adverbs and prepositions, to a noun. */
function topicEnd(tokens: readonly Token[], asks: number): number {
  const asked = tokens[asks];
  if (asked === undefined) return tokens.length - (END.test(tokens.at(-1)?.text ?? '') ? 1 : 0);
  if (/^(?:吗|是否|有没有|是不是|能不能|会不会)$/u.test(asked.plain)) {
    const verb = tokens.findIndex((token, i) => i > 0 && i < asks && token.kind === 'verb');
    if (verb > 0) return trimmed(tokens, verb);
  }
  // 体育馆坍塌|是哪天: what 是 joins to the question word is the topic, whatever it is.
  const joins =
    asks > 1 && /^(?:是|为)$/u.test(tokens[asks - 1]?.plain ?? '') && tokens[asks - 2]?.plain !== '的';
  const end = joins ? asks - 1 : trimmed(tokens, asks);
  // 可以预测未来几日: a noun after 可以 is its verb.
  const modal = tokens.findLastIndex((token, i) => i > 0 && i < end && MODAL.test(token.plain));
  return modal > 0 && end - modal <= 4 ? trimmed(tokens, modal) : end;
}

function trimmed(tokens: readonly Token[], from: number): number {
  let end = from;
  for (;;) {
    const token = tokens[end - 1];
    if (token === undefined) return 0;
    const before = tokens[end - 2];
    if (isPredicative(token) || (end === from && VERBAL_NOUN.test(token.plain))) end--;
    else if (token.plain === '的' && before !== undefined && from - end <= 3)
      end = headlessStart(tokens, end);
    else if (CLAUSE.test(token.text)) {
      // 按商务局的口径，2022年是多少: the clause before is of the topic, its comma is not.
      end--;
    } else if (token.kind === 'pronoun' && /^(?:各|每.*)$/u.test(token.plain)) end--;
    else return end;
  }
}

function isPredicative(token: Token): boolean {
  if (ADVERBIAL.test(token.plain)) return true;
  if (isAttribute(token)) return false;
  return (
    token.kind === 'verb' || token.kind === 'other' || (token.kind === 'particle' && token.plain !== '的')
  );
}

const MODAL = /^(?:可以|能够|可|能|应该|应当|需要|必须)$/u;

/** Verbs when the question word follows at once (同比增长多少), nouns elsewhere. */
const VERBAL_NOUN = /^(?:增长|下降|回落|出口|进口|投入|投资|补助|开展|生效|毕业|收入)$/u;

/** 会员企业选择进仓的 (占多少): the clause without a head is of the predicate; where it has no verb, only its 的 is. */
function headlessStart(tokens: readonly Token[], end: number): number {
  for (let i = end - 2; i >= Math.max(0, end - 4); i--) {
    const token = tokens[i];
    if (token?.kind === 'verb') return i;
    if (token === undefined || token.kind === 'mark' || token.plain === '的') break;
  }
  return end - 1;
}

/** Whether the token stands before a predicate and belongs to it: 平均, 同比, 从, 最高. */
export function isAdverbial(token: Token): boolean {
  return ADVERBIAL.test(token.plain);
}

/** Whether a verb and no noun is meant: 增长了多少. */
export function isVerbalNoun(token: Token): boolean {
  return VERBAL_NOUN.test(token.plain);
}

/** The topic without the times in it. */
export function withoutTimes(tokens: readonly Token[]): Token[] {
  const kept = tokens.filter((token) => token.kind !== 'time');
  return trimEdges(kept);
}

/** Without marks and particles at both ends, and without one of two marks that have come together. */
export function trimEdges(tokens: readonly Token[]): Token[] {
  let [start, end] = [0, tokens.length];
  const loose = (token: Token | undefined): boolean =>
    token !== undefined && (CLAUSE.test(token.text) || token.plain === '的' || token.text.trim() === '');
  while (start < end && loose(tokens[start])) start++;
  while (end > start && loose(tokens[end - 1])) end--;
  return tokens
    .slice(start, end)
    .filter((token, i, all) => !(CLAUSE.test(token.text) && CLAUSE.test(all[i - 1]?.text ?? '')));
}

/**
 * Who or what has what the topic ends with: 步云川的“轻云”登山鞋 of 步云川的“轻云”登山鞋平均单价. Attributes of attributes go
 * too: 临港 of 临港工业总产值年均增速. The topic itself where it ends with no attribute, or is nothing else.
 */
export function possessor(topic: readonly Token[]): Token[] {
  let end = topic.length;
  while (end > 0 && topic[end - 1]?.kind === 'time') end--;
  const trailing = topic.slice(end);
  // 稳舱计划三年(投入多少): how long is of the predicate.
  const lasts = topic[end - 1];
  if (end > 1 && lasts?.kind === 'number' && /[年月天]$/u.test(lasts.plain)) end--;
  for (let next = attributeStart(topic, end); next < end && next > 0; next = attributeStart(topic, end)) {
    // 出海扶持计划: a thing of substance is itself what is spoken of.
    if (substantives.has(topic[end - 1]?.plain ?? '')) break;
    if (!topic.slice(0, next).some((token) => isNominal(token) && token.kind !== 'time')) break;
    end = next;
  }
  return [...trimEdges(topic.slice(0, end)), ...trailing];
}

/** Where the attribute that tokens 0..end end with begins, with what modifies it; `end` where there is none. */
export function attributeStart(tokens: readonly Token[], end: number): number {
  let start = end;
  const of = (token: Token | undefined): boolean => token?.plain === '的';
  if (of(tokens[start - 1])) start--;
  const last = tokens[start - 1];
  if (last === undefined || !isAttribute(last)) return end;
  start--;
  const possessive = tokens.slice(0, start).findLastIndex(of);
  if (possessive > 0 && start - possessive <= 3 && !tokens.slice(possessive, start).some(isName))
    return possessive;
  while (start > 0 && attributeModifiers.has(tokens[start - 1]?.plain ?? '')) start--;
  return start;
}

export function isAttribute(token: Token): boolean {
  return attributeKind(token.plain) !== null;
}

/** Words that carry content of their own: names, nouns that are neither relational nor general, and full verbs. */
export function contentTokens(tokens: readonly Token[]): Token[] {
  return tokens.filter(
    (token) =>
      isName(token) ||
      (token.kind === 'noun' &&
        token.plain.length > 1 &&
        !isAttribute(token) &&
        !generalNouns.has(token.plain) &&
        !/^最.$/u.test(token.plain) &&
        !ADVERBIAL.test(token.plain)) ||
      (token.kind === 'verb' && !lightVerbs.has(token.plain) && token.plain.length > 1),
  );
}

/** The question with an end mark. */
export function asQuestion(text: string, mark: string): string {
  return `${text.replace(END, '').replace(/[,，、]+$/u, '')}${mark}`;
}
