import { isFragment, type Conversation } from './conversation.js';
import { generalNouns, lightVerbs } from './lexicon.js';
import { contentTokens, isAttribute, possessor, trimEdges, type ParsedQuestion } from './parse.js';
import { isName, isSureName, joinTokens, type Token } from './token.js';
import { tokenise } from './tokenise.js';

/** Longer questions are not repeated whole, in tokens. */
const longestClause = 24;

/**
 * What a follow-up without a subject is about: the topic of the last question, without what it asked of it. Where it
 * began with what it asked (哪家公司……？), what the question says without that.
 */
export function subjectOf({ question, answer }: Conversation): Token[] {
  const whole = trimEdges(question.topic);
  if (whole.some((token) => token.kind !== 'time' && token.kind !== 'mark')) return possessor(whole);
  const object = objectOf(question);
  if (object.length > 0) return [...whole, ...object];
  return isFragment(answer) ? tokenise(answer.replace(/[。.！!]+$/u, '')) : whole;
}

/** The nouns after the verb: 第一笔业务 of 哪家公司做成了第一笔业务？ */
export function objectOf(question: ParsedQuestion): Token[] {
  const { predicate } = question;
  const asks = predicate.findIndex((token) => token.kind === 'question');
  const verb = predicate.findIndex((token, i) => i > asks && token.kind === 'verb');
  const from = verb < 0 ? asks + 1 : verb + 1;
  const tail = predicate.slice(from);
  const end = tail.findIndex((token) => token.kind === 'mark' && /[,，?？。！!]/u.test(token.text));
  const object = trimEdges(tail.slice(0, end < 0 ? undefined : end));
  const start = object.findIndex(
    (token) => !['particle', 'number', 'other'].includes(token.kind) || isName(token),
  );
  const rest = start < 0 ? [] : object.slice(start);
  return rest.some((token) => contentTokens([token]).length > 0) ? rest : [];
}

/** A question as what it takes for granted, without what asks: RCEP对韩国生效 of RCEP从哪天起对韩国生效？ */
export function statementOf({ tokens, asks }: ParsedQuestion): Token[] {
  const before = tokens[asks - 1];
  const after = tokens[asks + 1];
  const asked = asks < 0 ? -1 : categoryEnd(tokens, asks);
  const cleft = asks >= 0 && /^(?:是|为)$/u.test(before?.plain ?? '');
  const drops = (token: Token, i: number): boolean =>
    i === asks ||
    /[?？。]/u.test(token.text) ||
    /^[吗呢啊]$/u.test(token.plain) ||
    (token === before && asks >= 0 && /^(?:是|为|从|在|由|被|到|向|往|自)$/u.test(token.plain)) ||
    (token === after && asks >= 0 && (/^[起的]$/u.test(token.plain) || token.kind === 'number')) ||
    (i >= asks && (i < asked || (i === asked && token.plain === '的'))) ||
    (i < asks && i >= asks - 2 && /^(?:合计|一共|总共|大约|大概|约|共)$/u.test(token.plain));
  const kept = tokens.filter((token, i) => !drops(token, i));
  if (cleft && kept.at(-1)?.plain === '的') kept.pop();
  while (/^(?:有|是|为|占|达|达到|在|叫)$/u.test(kept.at(-1)?.plain ?? '')) kept.pop();
  return trimEdges(kept);
}

/** The end of what is asked for: 时期 of 什么时期, 国家 of 哪个国家. What is counted by 多少 is not asked for. */
function categoryEnd(tokens: readonly Token[], asks: number): number {
  let end = asks + 1;
  if (/^[多几]/u.test(tokens[asks]?.plain ?? '')) return end;
  while (tokens[end]?.kind === 'noun') end++;
  return end;
}

/**
 * All that a follow-up without a subject can be about: the subject, or where the last question also said what was done
 * with what, all of that (`步云川租了海外仓`).
 */
export function contextOf(conversation: Conversation): {
  readonly tokens: Token[];
  readonly clause: boolean;
} {
  const { question } = conversation;
  const { tokens, topic, asks } = question;
  const rest =
    asks < 0 ? [] : [...tokens.slice(topic.length, asks), ...tokens.slice(categoryEnd(tokens, asks))];
  const says = rest.some(
    (token, i) =>
      token.kind !== 'question' &&
      (isSureName(token) ||
        (token.kind === 'noun' &&
          i > 0 &&
          contentTokens([token]).length > 0 &&
          !/^(?:v|a)/u.test(token.tag))),
  );
  // 有多少员工 says nothing of who has them.
  const acts = rest.some((token) => token.kind === 'verb' && !lightVerbs.has(token.plain));
  const clause = says && acts && topic.length > 0 && tokens.length <= longestClause;
  return { tokens: clause ? statementOf(question) : subjectOf(conversation), clause };
}

/** The figure that was asked for, as a phrase: 全国法院审结一审海事海商案件 of ……审结多少件一审海事海商案件？ */
export function figureOf(question: ParsedQuestion): Token[] {
  const topic = trimEdges(question.topic);
  const last = topic.at(-1);
  const counted = countedObject(question);
  if ((last && isAttribute(last)) || counted.length === 0) return topic;
  const { predicate } = question;
  const asks = predicate.findIndex((token) => token.kind === 'question');
  const verbs = predicate.slice(0, asks).filter((token) => token.kind === 'verb' && token.plain !== '有');
  return [...topic, ...verbs, ...counted];
}

/** What is counted by 多少个 or 几家: 海外仓. */
export function countedObject(question: ParsedQuestion): Token[] {
  const { predicate } = question;
  const asks = predicate.findIndex((token) => /^(?:多少|几).?$/u.test(token.plain));
  if (asks < 0) return [];
  const after = predicate.slice(asks + 1);
  const end = after.findIndex(
    // 铁海|联运|班列: a verb that a noun follows is of its name.
    (token, i) =>
      !(token.kind === 'noun' || token.kind === 'number' || isName(token)) &&
      !(token.kind === 'verb' && i > 0 && after[i + 1]?.kind === 'noun'),
  );
  const nouns = after.slice(0, end < 0 ? undefined : end);
  while (nouns[0] && (nouns[0].kind === 'number' || nouns[0].plain.length === 1)) nouns.shift();
  return nouns.filter((token) => !generalNouns.has(token.plain)).length > 0 ? nouns : [];
}

/** A question's time that says which day, month or year; null for none, or more than one. */
export function absoluteTime(question: ParsedQuestion): Token | null {
  const times = question.tokens.filter((token) => token.kind === 'time');
  const [time] = times;
  return times.length === 1 && time && /\d|半年|期间/u.test(time.plain) ? time : null;
}

/** What the conversation is about, as a name for it, without times; null for none. */
export function subjectText(at: Conversation): string | null {
  const text = joinTokens(trimEdges(subjectOf(at).filter((token) => token.kind !== 'time')));
  return text === '' || text.length > 60 ? null : text;
}
