import {
  absoluteTime,
  figureOf,
  isFragment,
  isSpokenOf,
  subjectOf,
  type Conversation,
} from './conversation.js';
import { attributeKind, derivedAttributes, generalNouns, sisterClass } from './lexicon.js';
import {
  contentTokens,
  isAdverbial,
  isAttribute,
  isVerbalNoun,
  parseQuestion,
  trimEdges,
  withoutTimes,
  type ParsedQuestion,
} from './parse.js';
import { ownerOf, slotFor } from './substitution.js';
import { isName, joinTokens, type Token } from './tokens.js';

/** Longer questions say themselves what they are about. */
const longest = 24;
const WHY =
  /^(?:这是|那是|那么|到底|究竟)?(?:为什么|为何|为啥|怎么会|怎么回事|什么原因|是什么原因|原因是什么|原因)(?:呢|会这样|会|这样|如此|啊|呀)*$/u;
const IMPERATIVE =
  /^(?:请|帮我|帮忙|给我|替我|推荐|翻译|写|介绍一下|讲|告诉我|你|您|我|咱|我们|讲个|说说|今晚|今天天气|明天天气)/u;
const CONTINUES = /^(?:其中|又|还|再|同时|此外|另外|后来|当时|那时|同期|随后|接下来|首批|第二批|首期)/u;
const AGAIN = /(?:又|呢)/u;

/** Why something is so that the last answer said. */
export function whyQuestion(plain: string, conversation: Conversation): string | null {
  const bare = plain.replace(/[?？。！!\s]+$/u, '');
  if (!WHY.test(bare)) return null;
  const { question, answer } = conversation;
  const topic = joinTokens(trimEdges(question.topic));
  const said = statement(question, isFragment(answer) ? answer.replace(/[。.！!]+$/u, '') : null);
  if (said !== null) return topic === '' ? `为什么${said}？` : `${topic}为什么${said}？`;
  const clause = /^[^。！？!?；;]{4,60}/u.exec(answer)?.[0];
  return topic === ''
    ? clause
      ? `为什么${clause}？`
      : null
    : `${topic}为什么${clause ? `${clause}？` : '这样？'}`;
}

/** The predicate with the answer in the place of what asks; null where it cannot be said so. */
function statement({ predicate }: ParsedQuestion, fragment: string | null): string | null {
  const end = predicate.findIndex((token) => /[?？。,，]/u.test(token.text));
  const clause = predicate.slice(0, end < 0 ? undefined : end);
  const asks = clause.findIndex((token) => token.kind === 'question');
  const word = clause[asks];
  if (word === undefined) return null;
  if (/^(?:吗|是否|为什么|为何|为啥)$/u.test(word.plain))
    return joinTokens(clause.filter((_, i) => i !== asks));
  if (fragment === null || fragment.length > 24) return null;
  // 多少家企业 → 23家: the measure and the noun after it are in the answer.
  const before = joinTokens(clause.slice(0, asks)).replace(/[是为]$/u, '');
  return `${before === '' ? '是' : before}${/^(?:是|为)?$/u.test(before) ? fragment : `${/[有占达到了给在往]$/u.test(before) ? '' : '是'}${fragment}`}`;
}

/** Whether a question lacks what it is about and the conversation has it. */
export function dependsOn(question: ParsedQuestion, plain: string, conversation: Conversation): boolean {
  const { tokens } = question;
  const asksAt = question.asks;
  if (asksAt < 0) return false;
  if (plain.length > longest || IMPERATIVE.test(plain)) return false;
  const content = contentTokens(tokens);
  const names = content.filter((token) => isName(token));
  if (isHeadless(tokens)) return true;
  // 晚到多少天: an unknown word right before what asks is a verb.
  const isVerb = (token: Token): boolean =>
    token.tag === 'x' &&
    token.plain.length === 2 &&
    tokens[tokens.indexOf(token) + 1]?.kind === 'question' &&
    tokens[0] !== token;
  const own = names.filter((token) => !isVerb(token) && !isSpokenOf([token], conversation));
  if (own.length > 0) return false;
  if (names.length > 0 && !startsOpen(tokens)) return false;
  const nouns = content.filter((token) => token.kind === 'noun' && !token.tag.startsWith('v'));
  if (content.length === 0) return true;
  const preposition = /^(?:在|对|从|向|往|给)$/u.test(tokens[0]?.plain ?? '');
  const subject = contentTokens(question.topic).filter((token) => !isVerb(token) && token.kind !== 'verb');
  if (subject.length > 0 && !preposition) return isAbout(subject, content, plain, conversation);
  if (CONTINUES.test(plain)) return nouns.length <= 1 || isSpokenOf(nouns, conversation);
  if (content.some((token) => isSister(token, conversation))) return true;
  const topicOpen = question.topic.every(
    (token) => isRelational(token) || isVerb(token) || token.kind === 'verb',
  );
  if (isSpokenOf(content, conversation) || (nouns.length === 0 && topicOpen)) return true;
  if (startsOpen(tokens)) return opensWithVerb(tokens) || CLEFT.test(plain);
  // 总部在哪里, 员工有多少: the subject is relational, of something that was spoken of.
  return topicOpen && nouns.length <= 1;
}

/** Whether a subject without a name is one of the conversation: 滞销的货 after 滞销回运, 空运 after 专列. */
function isAbout(
  subject: readonly Token[],
  content: readonly Token[],
  plain: string,
  conversation: Conversation,
): boolean {
  if (subject.length > 2) return false;
  if (content.some((token) => isSister(token, conversation))) return true;
  if (CONTINUES.test(plain) && subject.length <= 1) return true;
  return subject.every((token) => isSpokenOf([token], conversation)) || AGAIN.test(plain);
}

const isRelational = (token: Token): boolean =>
  isAttribute(token) ||
  generalNouns.has(token.plain) ||
  isSetting(token) ||
  token.kind === 'mark' ||
  isAdverbial(token) ||
  isLoose(token);

const isLoose = (token: Token): boolean =>
  token.plain === '的' || token.kind === 'number' || token.kind === 'particle' || token.kind === 'other';

/** 什么时候上线的, 是谁捐的土地: what happened is known, a circumstance is asked for. */
const CLEFT = /^(?:是|从|由|在)?(?:谁|什么时候|何时|哪[年天里]|哪一[年天]|怎么|什么地方).{1,6}的.{0,4}$/u;

/** 有几个货机位, 引入了多少种商品, 平均晚到多少天: a predicate without its subject. */
function opensWithVerb(tokens: readonly Token[]): boolean {
  const open = tokens.filter((token) => !isSetting(token) && token.kind !== 'mark');
  const length = joinTokens(open).length;
  if (length > 16 || tokens.some((token) => /[,，]/u.test(token.text))) return false;
  const [first, second] = open;
  if (first === undefined || second?.kind === 'question')
    return first?.plain !== '是' && first?.kind === 'verb';
  if (open.some((token) => /^(?:推荐|好看|好听|好吃|好玩)$/u.test(token.plain))) return false;
  return (
    first.kind === 'verb' ||
    (isAdverbial(first) && !/^(?:从|在|于|由|把|将|给|对|向|为|到|与|和|跟|同)$/u.test(first.plain))
  );
}

/** When something was asked of, as against 唐朝, which can be what is asked about. */
function isSetting(token: Token): boolean {
  return token.kind === 'time' && !/[朝代期]$/u.test(token.plain);
}

/** Begins with a verb, a preposition or what asks: nothing before it to be about. */
function startsOpen(tokens: readonly Token[]): boolean {
  const first = tokens.find((token) => !isSetting(token) && token.kind !== 'mark');
  if (first === undefined) return true;
  if (isVerbalNoun(first)) {
    const next = tokens[tokens.indexOf(first) + 1];
    if (next?.kind === 'particle' || next?.kind === 'question') return true;
  }
  return ['verb', 'other', 'question'].includes(first.kind) || isAdverbial(first);
}

/** 东南亚的有几个, 首批签约的有多少家: what the 的 belongs to is left out. */
function isHeadless(tokens: readonly Token[]): boolean {
  const of = tokens.findIndex((token) => token.plain === '的');
  const next = tokens[of + 1];
  if (tokens[0] && isName(tokens[0]) && /^(?:占|占比)$/u.test(tokens[1]?.plain ?? '')) return true;
  return of > 0 && next !== undefined && /^(?:有|是|占|共有|又|要|呢|多少|几.?)$/u.test(next.plain);
}

const isSister = (token: Token, conversation: Conversation): boolean =>
  conversation.question.tokens.some(
    (other) => other.plain !== token.plain && sisterClass(token.plain)?.includes(other.plain) === true,
  );

/** An incomplete question with what it lacks; null where nothing is to be had. */
export function complete(question: ParsedQuestion, text: string, conversation: Conversation): string | null {
  const { tokens } = question;
  const parallel = headlessParallel(question, conversation);
  if (parallel !== null) return parallel;
  const first = tokens.find((token) => token.kind !== 'mark');
  if (first === undefined) return null;
  if (isSister(first, conversation)) {
    const slot = slotFor([first], conversation.question);
    const last = conversation.question;
    if (slot !== null && slot.to <= last.topic.length) {
      const owner = subjectOf(conversation).length;
      const between = last.topic.slice(slot.to, Math.max(slot.to, owner));
      const head =
        joinTokens(last.topic.slice(0, slot.from)) + (slot.text ?? first.text) + joinTokens(between);
      return head + joinTokens(tokens.filter((token) => token.start >= first.end));
    }
  }
  const hasTime = tokens.some((token) => token.kind === 'time');
  const whole = figureOf(conversation.question);
  const keepsFigure =
    derivedAttributes.has(first.plain) ||
    /^(?:又|同比|环比|比上年|为什么|为何|为啥)$/u.test(first.plain) ||
    (tokens[tokens.indexOf(first) + 1]?.plain ?? '').startsWith('占');
  const owner = keepsFigure && whole.length > 0 ? whole : subjectOf(conversation);
  const subject = hasTime ? withoutTimes(owner) : owner;
  if (subject.length === 0) return null;
  if (isAttribute(first) && !startsOpen(tokens)) {
    const of = hasTime ? joinTokens(subject) : ownerOf(first, conversation);
    return `${of}的${text}`;
  }
  const loose =
    startsOpen(tokens) ||
    isHeadless(tokens) ||
    first.kind === 'time' ||
    first.kind === 'number' ||
    isName(first);
  return `${joinTokens(subject)}${loose ? '' : '，'}${text}`;
}

/** 东南亚的有几个 after ……在欧洲有多少个海外仓: the same question with the other name. */
function headlessParallel(question: ParsedQuestion, { question: last }: Conversation): string | null {
  const of = question.tokens.findIndex((token) => token.plain === '的');
  if (!isHeadless(question.tokens) || of < 1) return null;
  const named = question.tokens.slice(0, of);
  if (!named.every((token) => isName(token) || token.kind === 'noun' || token.kind === 'time')) return null;
  const slot = slotFor(named, last);
  if (slot === null) return null;
  const text = slot.text ?? joinTokens(named);
  return `${joinTokens(last.tokens.slice(0, slot.from))}${text}${joinTokens(last.tokens.slice(slot.to))}`;
}

/** The time of the last question before a text that has none, where a figure is asked for. */
export function withCarriedTime(text: string, tokens: readonly Token[], conversation: Conversation): string {
  const time = absoluteTime(conversation.question);
  const { topic } = parseQuestion(text);
  const asked = trimEdges(topic).at(-1);
  const amount =
    asked !== undefined && attributeKind(asked.plain) === 'amount' && /多少|几|多大|多高/u.test(text);
  if (time === null || !amount || tokens.some((token) => token.kind === 'time')) return text;
  return text.includes(time.text) ? text : `${time.text}${text}`;
}
