import { isFragment, isSpokenOf, type Conversation } from './conversation.js';
import { attributeKind, attributeModifiers, derivedAttributes, generalNouns, roles } from './lexicon.js';
import {
  contentTokens,
  isAdverbial,
  isAttribute,
  parseQuestion,
  trimEdges,
  withoutTimes,
  type ParsedQuestion,
} from './parse.js';
import { absoluteTime, contextOf, countedObject, figureOf, statementOf, subjectOf } from './phrases.js';
import { ownerOf } from './substitution.js';
import { isName, isSureName, joinTokens, type Token } from './token.js';
import { plainText } from './tokenise.js';

/** What a question lacks: what it is about, the figure it goes on about, or all that was said. */
export type Lacking = 'subject' | 'figure' | 'statement';

/** Longer questions say themselves what they are about. */
const longest = 24;
/** So short that a common noun in it is of something particular: 论文发在哪个期刊上. */
const longestBare = 10;
/** …and longer ones without a noun what they ask. */
const longestVerbal = 14;
const WHY =
  /^(?:这是|那是|那么|到底|究竟)?(?:为什么|为何|为啥|怎么会|怎么回事|什么原因|是什么原因|原因是什么|原因)(?:呢|会这样|会|这样|如此|啊|呀)*$/u;
/** Asks to do something, or of the speakers: no follow-up whatever it lacks. */
export const IMPERATIVE =
  /^(?:请|帮我|帮忙|给我|替我|推荐|翻译|写|讲|告诉我|你|您|我|咱|我们|讲个|今晚|今天天气|明天天气)/u;
const OF_FIGURE = /^(?:其中|又|同比|环比|比|较|相比|为什么|为何|为啥)/u;
/** 海关的数字又是多少: beside what was said before. */
const AGAIN = /又(?:是|有|占|为)?(?:[多几哪谁]|怎么|如何)/u;
/** 国际展要占到多大比重: of a whole that the question does not name. */
const SHARE =
  /^[^,，占]{1,12}?(?:又|能|会|要|大概|大约|约|一共)?占(?:到|了|据|比)?(?:总数|总量|整体|全部)?的?(?:多少|几成|多大|百分之几|几分之几)(?:的?(?:比重|比例|份额))?(?:了|呢)?$/u;
/** 俄罗斯怎么回应: what was said is what someone else says something of. */
const REACTS =
  /^.{1,12}?(?:对此)?(?:是|又)?(?:怎么|如何|怎样|有何|有什么|什么)(?:看|说|回应|评价|表态|反应|应对|解释|看待|看法|态度)(?:的|呢)?$/u;

/** Why something is so that the last answer said. */
export function whyQuestion(plain: string, conversation: Conversation): string | null {
  const bare = plain.replace(/[?？。！!\s]+$/u, '');
  if (!WHY.test(bare)) return null;
  const { question, answer } = conversation;
  const topic = joinTokens(trimEdges(question.topic));
  const said = predicateWith(question, isFragment(answer) ? answer.replace(/[。.！!]+$/u, '') : null);
  if (said !== null) return `${topic}为什么${said}？`;
  const clause = /^[^。！？!?；;]{4,60}/u.exec(answer)?.[0];
  if (topic === '') return clause ? `为什么${clause}？` : null;
  return `${topic}为什么${clause ?? '这样'}？`;
}

/** The predicate with the answer in the place of what asks; null where it cannot be said so. */
function predicateWith({ predicate }: ParsedQuestion, fragment: string | null): string | null {
  const end = predicate.findIndex((token) => /[?？。,，]/u.test(token.text));
  const clause = predicate.slice(0, end < 0 ? undefined : end);
  const asks = clause.findIndex((token) => token.kind === 'question');
  const word = clause[asks];
  if (word === undefined) return null;
  if (/^(?:吗|是否|为什么|为何|为啥)$/u.test(word.plain))
    return joinTokens(clause.filter((_, i) => i !== asks));
  if (fragment === null) return null;
  // 多少家企业 → 23家: the measure and the noun after it are in the answer.
  const before = joinTokens(clause.slice(0, asks)).replace(/[是为]$/u, '');
  const verb = /[有占达到了给在往]$/u.test(before) ? '' : '是';
  return `${before}${verb}${fragment}`;
}

/** What of the conversation a question lacks; null for one that is complete. */
export function lacking(question: ParsedQuestion, plain: string, conversation: Conversation): Lacking | null {
  const { tokens } = question;
  if (question.asks < 0 || plain.length > longest) return null;
  if (plain.startsWith('其中') || SHARE.test(plain)) return 'figure';
  if (REACTS.test(plain) && contentTokens(tokens).every((token) => isName(token) || isPersonal(token)))
    return 'statement';
  if (/^(?:比|较|和|与|跟|同)/u.test(plain) && /^(?:比|较)|相比|比/u.test(plain)) return 'figure';
  if (isPartOfAnswer(question, conversation)) return 'figure';
  if (!isIncomplete(question, plain, conversation)) return null;
  const first = tokens.find((token) => token.kind !== 'mark');
  if (OF_FIGURE.test(plain) || AGAIN.test(plain) || (first && derivedAttributes.has(first.plain)))
    return 'figure';
  return 'subject';
}

const isPersonal = (token: Token): boolean => attributeKind(token.plain) === 'person';

function isIncomplete(question: ParsedQuestion, plain: string, conversation: Conversation): boolean {
  const { tokens } = question;
  if (isHeadless(tokens)) return true;
  const content = contentTokens(tokens);
  const names = content.filter(isName);
  const open = startsOpen(tokens);
  if (plain.startsWith('对') && open) return true;
  const first = tokens.find((token) => token.kind !== 'mark');
  const short = !names.some(isSureName) && plain.length <= longestVerbal;
  if (short && PARTICULAR.test(plain)) return true;
  if (names.some((token) => (isSureName(token) || token === first) && !isSpokenOf([token], conversation)))
    return false;
  if (names.some(isSureName) && !open) return false;
  if (AGAIN.test(plain)) return true;
  // 一斤等于多少克: a number is what is asked about.
  if (first?.kind === 'number' && tokens[1]?.kind !== 'noun') return false;
  // 唐朝有多少位皇帝: a time can be what is asked about.
  if (!open && question.topic.some((token) => token.kind === 'time' && !isSetting(token))) return false;
  const subject = question.topic.filter(isOwn);
  const asked = tokens[question.asks]?.plain ?? '';
  const timed = tokens.some(({ kind }) => kind === 'time');
  if (!open && joinTokens(subject).length > 1)
    return isAbout({ subject, content, plain, asked, timed }, conversation);
  if (content.length === 0) return true;
  // 失眠怎么办: advice is asked for.
  if (asked === '怎么办') return false;
  const nouns = content.filter((token) => token.kind === 'noun' && !token.tag.startsWith('v'));
  if (nouns.length === 0) return plain.length <= longestVerbal;
  const spoken = content.filter((token) => isSpokenOf([token], conversation));
  if (2 * spoken.length >= content.length) return true;
  return !open || opensWithVerb(tokens) || CLEFT.test(plain);
}

/** 桥塌了几座, 改款花了多少钱, 是谁设计的, 管理人由谁担任: of something particular, which the question does not name. */
const PARTICULAR =
  /^[^\d年月日]{1,6}[了过](?:几|多|哪|谁|什么|啥|没有|吗)|^(?:是|由)(?:谁|哪|几|什么|怎么)|^.{0,3}[由被][谁哪]/u;

/** A word that can be a subject of its own, be it cut into single characters: 萱|侬|律. */
const isOwn = (token: Token): boolean =>
  isName(token) ||
  (token.kind === 'noun' &&
    !isAttribute(token) &&
    !generalNouns.has(token.plain) &&
    !attributeModifiers.has(token.plain) &&
    !isAdverbial(token) &&
    !/^最.$/u.test(token.plain));

/** 岳阳那边引进了多少家企业 after an answer that names 岳阳: a part of what was spoken of, with nothing else of its own. */
function isPartOfAnswer({ tokens, topic }: ParsedQuestion, { question, answer }: Conversation): boolean {
  const content = contentTokens(tokens);
  const names = content.filter(isName);
  return (
    names.length > 0 &&
    topic.some(isName) &&
    names.every((token) => answer.includes(token.text) && !question.text.includes(token.text)) &&
    content.every((token) => names.includes(token) || token.kind === 'verb')
  );
}

/** A question whose subject has no name, as far as it is looked at. */
interface Nameless {
  readonly subject: readonly Token[];
  readonly content: readonly Token[];
  readonly plain: string;
  readonly asked: string;
  readonly timed: boolean;
}

/**
 * Whether such a subject is of the conversation: who takes part (购房者), what was spoken of (滞销的货 after 滞销回运), or a
 * common noun of which a fact is asked in few words (论文发在哪个期刊上).
 */
function isAbout({ subject, content, plain, asked, timed }: Nameless, conversation: Conversation): boolean {
  const [first] = subject;
  if (first === undefined || subject.length > 2) return false;
  const last = subject.at(-1) ?? first;
  if (roles.has(last.plain) || /^.{1,4}(?:者|户)$/u.test(last.plain))
    return content.length <= subject.length + 1;
  const common = subject.length === 1 && /^(?:n|nz|vn|s)$/u.test(first.tag) && first.plain.length < 4;
  const fact = /^(?:多|几|哪|谁|什么时候|何时|什么地方)/u.test(asked);
  if (common && fact && !timed && plain.length <= longestBare) return true;
  return subject.every((token) => isSpokenOf([token], conversation));
}

/** 什么时候上线的, 是谁捐的土地: what happened is known, a circumstance is asked for. */
const CLEFT = /^(?:是|从|由|在)?(?:谁|什么时候|何时|哪[年天里]|哪一[年天]|怎么|什么地方).{1,6}的.{0,4}$/u;

/** 有几个货机位, 引入了多少种商品, 平均晚到多少天: a predicate without its subject. */
function opensWithVerb(tokens: readonly Token[]): boolean {
  const open = tokens.filter((token) => !isSetting(token) && token.kind !== 'mark');
  if (joinTokens(open).length > 16 || tokens.some((token) => /[,，]/u.test(token.text))) return false;
  const [first, second] = open;
  // 隐藏的课程, 目前发现的最早的稻谷: what is described, no predicate.
  const of = open.findIndex((token) => token.plain === '的');
  const asks = open.findIndex((token) => token.kind === 'question');
  if (first === undefined || (of > 0 && of < asks)) return false;
  if (second?.kind === 'question')
    return first.plain !== '是' && (first.kind === 'verb' || isAdverbial(first));
  return first.kind === 'verb' || (isAdverbial(first) && !PREPOSITION.test(first.plain));
}

const PREPOSITION = /^(?:从|在|于|由|把|将|给|对|向|为|到|与|和|跟|同)$/u;

/** When something was asked of, as against 唐朝, which can be what is asked about. */
function isSetting(token: Token): boolean {
  return token.kind === 'time' && !/[朝代期]$/u.test(token.plain);
}

/** Begins with a verb, a preposition or what asks: nothing before it to be about. */
function startsOpen(tokens: readonly Token[]): boolean {
  const first = tokens.find((token) => !isSetting(token) && token.kind !== 'mark');
  if (first === undefined) return true;
  if (/^(?:v|a)/u.test(first.tag)) {
    // 培训多少人, 增长了多少, 严重吗.
    const next = tokens[tokens.indexOf(first) + 1];
    if ((next?.kind === 'particle' && next.plain !== '的') || next?.kind === 'question') return true;
  }
  return ['verb', 'other', 'question'].includes(first.kind) || isAdverbial(first);
}

/** 东南亚的有几个, 首批签约的有多少家: what the 的 belongs to is left out. */
function isHeadless(tokens: readonly Token[]): boolean {
  const of = tokens.findIndex((token) => token.plain === '的');
  const next = tokens[of + 1];
  if (tokens[0] && isName(tokens[0]) && /^(?:占|占比)$/u.test(tokens[1]?.plain ?? '')) return true;
  if (of > 0 && next !== undefined && /^(?:有|占|共有|又|要|呢|多少.?|几.?)$/u.test(next.plain)) return true;
  // 用的什么技术.
  return of === 1 && next?.kind === 'question' && ['verb', 'other'].includes(tokens[0]?.kind ?? '');
}

/** An incomplete question with what it lacks; null where nothing is to be had. */
export function complete(
  question: ParsedQuestion,
  text: string,
  lack: Lacking,
  conversation: Conversation,
): string | null {
  const { tokens } = question;
  const first = tokens.find((token) => token.kind !== 'mark');
  if (first === undefined) return null;
  const hasTime = tokens.some((token) => token.kind === 'time');
  const carried = carriedFor(lack, text, conversation);
  const owner = hasTime && lack !== 'statement' ? withoutTimes(carried.tokens) : carried.tokens;
  // What it is about it says itself.
  const named = owner.filter((token, i) => (isSureName(token) || i === 0) && token.text.length > 1);
  if (owner.length === 0 || named.some((token) => text.includes(token.text))) return null;
  if (isAttribute(first) && !startsOpen(tokens) && !carried.clause) {
    const of = hasTime ? joinTokens(owner) : ownerOf(first, conversation);
    return `${of}的${text}`;
  }
  const loose =
    startsOpen(tokens) ||
    isHeadless(tokens) ||
    first.kind === 'time' ||
    first.kind === 'number' ||
    (isName(first) && lack === 'subject');
  return `${joinTokens(owner)}${loose && !carried.clause ? '' : '，'}${text}`;
}

const MOVES = /^(?:比|较|同比|环比|又|为)/u;

interface Carried {
  readonly tokens: readonly Token[];
  /** Whether they are a clause of their own. */
  readonly clause: boolean;
}

function carriedFor(lack: Lacking, text: string, conversation: Conversation): Carried {
  const { question } = conversation;
  if (lack === 'subject') return contextOf(conversation);
  const figure = figureOf(question);
  const isFigure = countedObject(question).length > 0 || figure.some(isAttribute);
  if (lack === 'figure' && isFigure) return { tokens: figure, clause: false };
  if (lack === 'figure' && !MOVES.test(plainText(text))) return contextOf(conversation);
  const said = statementOf(question);
  return { tokens: said.length > 0 ? said : subjectOf(conversation), clause: !MOVES.test(plainText(text)) };
}

/** The time of the last question before a text that has none, where a figure is asked for. */
export function withCarriedTime(text: string, conversation: Conversation): string {
  const time = absoluteTime(conversation.question);
  const { topic, tokens } = parseQuestion(text);
  const asked = trimEdges(topic).at(-1);
  const amount =
    asked !== undefined && attributeKind(asked.plain) === 'amount' && /多少|几|多大|多高/u.test(text);
  // 上市时的发行价: a time of its own.
  const hasTime = tokens.some((token) => token.kind === 'time' || /^(?:时|时候|当时)$/u.test(token.plain));
  return time === null || !amount || hasTime || text.includes(time.text) ? text : `${time.text}${text}`;
}
