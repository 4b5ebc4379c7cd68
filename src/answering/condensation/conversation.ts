import type { Turn } from '../../domain/question.js';
import { generalNouns } from './lexicon.js';
import { contentTokens, isAttribute, possessor, trimEdges, type ParsedQuestion } from './parse.js';
import { isName, plainText, tokenise, type Token } from './tokens.js';

/** What has been said so far, as far as a follow-up can mean it. */
export interface Conversation {
  /** The last user question, standalone. */
  readonly question: ParsedQuestion;
  /** The answer to it, without citation marks, clipped; '' for none. */
  readonly answer: string;
  readonly answerTokens: readonly Token[];
  /** The question before that with its answer. */
  readonly before: Conversation | null;
}

/** Answers are looked at so far, in characters. */
const answerLength = 300;
/** An answer this short names the thing that was asked for and nothing else. */
const fragmentLength = 24;

/** An answer as it is compared and quoted: without `[1]` and the space around it. */
export function cleanAnswer(content: string): string {
  return content
    .slice(0, 2 * answerLength)
    .replace(/[[［【]\d{1,3}[\]］】]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, answerLength);
}

/** The answers that follow the turn at `index`, up to the next question. */
export function answerAfter(history: readonly Turn[], index: number): string {
  const next = history.slice(index + 1).findIndex((turn) => turn.role === 'user');
  const answers = history.slice(index + 1, next < 0 ? undefined : index + 1 + next);
  return cleanAnswer(answers.map((turn) => turn.content.slice(0, answerLength)).join(' '));
}

export function conversationOf(
  question: ParsedQuestion,
  answer: string,
  before: Conversation | null,
): Conversation {
  return { question, answer, answerTokens: tokenise(answer), before };
}

/** Whether any of the tokens was spoken of: a name as a whole, other words by two characters in a row. */
export function isSpokenOf(tokens: readonly Token[], { question, answer }: Conversation): boolean {
  const said = plainText(`${question.text} ${answer}`);
  return tokens.some((token) => {
    const { plain } = token;
    if (said.includes(plain) || isName(token)) return said.includes(plain);
    for (let i = 0; i + 2 <= plain.length; i++) if (said.includes(plain.slice(i, i + 2))) return true;
    return false;
  });
}

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

/** A question as what it takes for granted: 增速回落 of 增速为什么回落？, else its topic. */
export function statementOf(question: ParsedQuestion): Token[] {
  const asks = question.tokens[question.asks];
  if (asks && /^(?:为什么|为何|为啥|怎么|如何)$/u.test(asks.plain)) {
    return trimEdges(
      question.tokens.filter((token, i) => i !== question.asks && !/[?？。]/u.test(token.text)),
    );
  }
  return trimEdges(question.topic);
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
  const asks = predicate.findIndex((token) => /^(?:多少|几.?)$/u.test(token.plain));
  if (asks < 0) return [];
  const after = predicate.slice(asks + 1);
  const end = after.findIndex(
    (token) => !(token.kind === 'noun' || token.kind === 'number' || isName(token)),
  );
  const nouns = after.slice(0, end < 0 ? undefined : end);
  while (nouns[0] && (nouns[0].kind === 'number' || nouns[0].plain.length === 1)) nouns.shift();
  return nouns.filter((token) => !generalNouns.has(token.plain)).length > 0 ? nouns : [];
}

/** An answer that is but the name or figure asked for. */
export function isFragment(answer: string): boolean {
  return answer !== '' && answer.length <= fragmentLength && !/[,，;；].*[。！!]$/u.test(answer);
}

/** A question's time that says which day, month or year; null for none, or more than one. */
export function absoluteTime(question: ParsedQuestion): Token | null {
  const times = question.tokens.filter((token) => token.kind === 'time');
  const [time] = times;
  return times.length === 1 && time && /\d|半年|期间/u.test(time.plain) ? time : null;
}
