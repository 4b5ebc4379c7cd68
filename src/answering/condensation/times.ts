import type { ParsedQuestion } from './parse.js';
import { joinTokens, type Token } from './token.js';
import { plainText } from './tokenise.js';

/** The question at another time: its own is replaced, or the new one put before it. */
export function withTime(question: ParsedQuestion, time: string): ParsedQuestion {
  const inTopic = question.topic.findIndex((token) => token.kind === 'time');
  const index = inTopic >= 0 ? inTopic : question.tokens.findIndex((token) => token.kind === 'time');
  const text = index < 0 ? time : timeAfter(question.tokens[index]?.text ?? '', time);
  const fresh: Token = { text, plain: plainText(text), kind: 'time', tag: 'time', start: 0, end: 0 };
  const placed =
    index < 0
      ? [fresh, ...question.tokens]
      : question.tokens.map((token, i) => (i === index ? fresh : token));
  const tokens = withOffsets(placed);
  const topicLength = question.topic.length + (index < 0 ? 1 : 0);
  return {
    text: joinTokens(tokens),
    tokens,
    topic: tokens.slice(0, topicLength),
    predicate: tokens.slice(topicLength),
    asks: question.asks + (index < 0 ? 1 : 0),
  };
}

function withOffsets(tokens: readonly Token[]): Token[] {
  let at = 0;
  return tokens.map((token) => {
    const start = at;
    at += token.text.length;
    return { ...token, start, end: at };
  });
}

const YEAR = /^(?:截至)?(?:(?:19|20)\d\d年|[今去前]年)/u;
/** Part of a year, which says nothing of which: 第二季度, 下半年, 10月. */
const PART = /^(?:第?[一二三四1-4]季|[上下]半年|\d{1,2}月|[上中下]旬|前.{1,3}月)/u;
const YEAR_BEFORE = /^(?:上一?|前一)年度?$/u;
const YEAR_AFTER = /^(?:次年|第二年|下一年|后一年|翌年)$/u;

/**
 * The new time as it is meant after the old: 今年第一季, 第二季 → 今年第二季; 2021年上半年, 上一年 →
 * 2020年; 2023年6月底, 去年同期 → 2023年6月底的去年同期. Any other stands for itself.
 */
function timeAfter(old: string, time: string): string {
  const [oldPlain, plain] = [plainText(old), plainText(time)];
  // The articles say so too, of their own time.
  if (plain.endsWith('同期')) return old === '' ? time : `${old}的${time}`;
  const year = /(?:19|20)\d\d/u.exec(oldPlain);
  const shift = YEAR_BEFORE.test(plain) ? -1 : YEAR_AFTER.test(plain) ? 1 : 0;
  if (year && shift !== 0) return `${Number(year[0]) + shift}年`;
  const frame = YEAR.exec(oldPlain);
  return frame && PART.test(plain) ? old.slice(0, frame[0].length) + time : time;
}
