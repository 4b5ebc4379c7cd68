import type { Conversation } from './conversation.js';
import { sisterClass, swaps } from './lexicon.js';
import { isAttribute, trimEdges } from './parse.js';
import { sureSlot } from './slots.js';
import { isName, joinTokens, type Token } from './token.js';
import { plainText, tokenise } from './tokenise.js';

/** What a follow-up puts into the place of something in the last question. */
export interface Fresh {
  readonly tokens: readonly Token[];
  /** What follows 呢. */
  readonly rest: string;
  /** Whether the rest asks. */
  readonly asksOn: boolean;
}

/** Longest X of `X呢？`, in characters. */
const maxFresh = 24;
/** Longest question that may be but a new word and what asks: 浙江是多少？ */
const maxBare = 16;
const WITH_PARTICLE = /^([^?？。！!呢]{1,60})呢[?？。，,！!~～\s]*(.*)$/su;
/** What asks the same again: 浙江|是多少, 2021年|情况如何, 东南亚|的有几个. */
const SAME =
  /(?:的话|方面|的)?(?:又|则|大概|大约)?(?:是|有|为)?(?:(?:多少|几)([个家种条项件名位次人])?|怎么样|怎样|如何|咋样|情况如何|情况怎么样|什么情况)[?？。！!\s]*$/u;
const BARE: ReadonlySet<string> = new Set([
  'time',
  'place',
  'organisation',
  'code',
  'name',
  'noun',
  'number',
]);

/** X of `X呢？`, of `换成X`, or of a bare `2023年？` or `浙江是多少？` where the last question has one of its kind. */
export function freshPart(text: string, conversation: Conversation): Fresh | null {
  const swapped = withoutSwap(text);
  const match = WITH_PARTICLE.exec(swapped);
  const written = match?.[1] ?? '';
  if (match && written.length <= maxFresh) {
    const rest = (match[2] ?? '').trim();
    const tokens = bareTokens(tokenise(written.replace(/^[那而](?![家个個座位款里裡些])/u, '')));
    if (tokens.some((token) => token.kind === 'question') || tokens.length === 0) return null;
    // 艾力斯呢，8月3日的？
    const more = bareTokens(tokenise(rest.replace(/的(?=[?？\s]*$)/u, '')));
    if (more.length > 0 && more.every((token) => token.kind === 'time'))
      return { tokens: [...tokens, ...more], rest: '', asksOn: false };
    return { tokens, rest, asksOn: tokenise(rest).some((token) => token.kind === 'question') };
  }
  const sister = sisterPart(text, conversation);
  if (sister !== null || text.length > maxBare) return sister;
  const same = SAME.exec(plainText(swapped));
  // 现在有多少人 asks for something else unless people were counted before.
  const tail =
    same && conversation.question.tokens.some(({ plain }) => plain.endsWith(same[1] ?? '')) ? same : null;
  const tokens = bareTokens(tokenise(tail ? swapped.slice(0, tail.index) : swapped));
  const isSwap = swapped !== text;
  if (tokens.length === 0 || !tokens.every((token) => BARE.has(token.kind) || token.plain === '的'))
    return null;
  return isSwap || replaces(tokens, conversation) ? { tokens, rest: '', asksOn: false } : null;
}

/** 空运|要几天 after 坐火车要几天: a word of the class of one in the topic before, with a question of its own. */
function sisterPart(text: string, { question }: Conversation): Fresh | null {
  const [first, ...others] = tokenise(text);
  const kin = first && sisterClass(first.plain);
  if (!kin || !question.topic.some(({ plain }) => plain !== first.plain && kin.includes(plain))) return null;
  const asks = others.findIndex((token) => token.kind === 'question');
  if (asks < 1 || others.slice(0, asks).some((token) => token.kind === 'noun' || isName(token))) return null;
  return { tokens: [first], rest: joinTokens(others), asksOn: true };
}

/** Whether bare words can only be meant in the place of others: a time, one name or noun of a kind that was there. */
function replaces(tokens: readonly Token[], { question }: Conversation): boolean {
  const bare = trimEdges(tokens.filter((token) => token.kind !== 'time'));
  const last = bare.at(-1);
  if (last === undefined) return true;
  if (bare.length > 2 || (bare.some(isName) && isAttribute(last))) return false;
  return (isAttribute(last) && !bare.some(isName)) || sureSlot(bare, question) !== null;
}

/** 如果是2021年, 换成广东, 我问的是进口: the new words alone. */
export function withoutSwap(text: string): string {
  const plain = plainText(text);
  const swap = swaps.find((word) => plain.startsWith(word));
  return swap === undefined ? text : text.slice(swap.length);
}

function bareTokens(tokens: readonly Token[]): Token[] {
  const kept = [...tokens];
  while (kept.at(-1)?.kind === 'mark' && !/[”"》」]/u.test(kept.at(-1)?.text ?? '')) kept.pop();
  while (kept[0]?.kind === 'mark') kept.shift();
  while (/^(?:的话|方面)$/u.test(kept.at(-1)?.plain ?? '')) kept.pop();
  return kept;
}
