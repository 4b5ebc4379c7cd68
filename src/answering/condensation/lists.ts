import type { Conversation } from './conversation.js';
import { joinTokens, type Token } from './token.js';
import { plainText, tokenise } from './tokenise.js';

const ORDINAL =
  /(?:那|这)?(?:第([一二三四五六七八九十]|\d{1,2})|(最后)一?)(?:个|项|家|条|种|位|类|款|点)(?=呢|的|是|有|叫|在|什|怎|如|具|[,，?？]|$)|(前者|后者)/u;
const NUMERALS = '一二三四五六七八九十';

/** The question with the item of the list before that 第二个, 最后一项 or 后者 means; null where there is none. */
export function withListed(text: string, { question, answer }: Conversation): string | null {
  const match = ORDINAL.exec(plainText(text));
  if (match === null) return null;
  const inAnswer = listedIn(answer);
  const items = inAnswer.length > 1 ? inAnswer : listedIn(question.text.replace(/和|与/u, '、'));
  const [whole, ordinal, last, pair] = match;
  const numeral = NUMERALS.indexOf(ordinal ?? '?');
  const index =
    (last ?? (pair === '后者' ? pair : undefined)) !== undefined
      ? items.length - 1
      : pair === '前者'
        ? 0
        : numeral >= 0
          ? numeral
          : Number(ordinal) - 1;
  const item = items.length > 1 ? items[index] : undefined;
  if (item === undefined || item.length > 30) return null;
  return text.slice(0, match.index) + item + text.slice(match.index + whole.length);
}

/** The list in an answer: A, B and C of `有A、B和C。` Empty where it has none. */
function listedIn(answer: string): string[] {
  const sentence = answer.split(/[。！？!?；;\n]/u).find((part) => part.includes('、')) ?? answer;
  const clause = sentence.split(/[，,：:]/u).find((part) => part.includes('、')) ?? sentence;
  const parts = clause.split('、').flatMap((part, i, all) => (i < all.length - 1 ? [part] : twoOf(part)));
  if (parts.length < 2) return [];
  const items = parts
    .map((part) => part.replace(/[。.！!]+$|等.{0,6}$/gu, '').trim())
    .filter((part) => part !== '');
  return items.map((item, i) =>
    i === 0 ? afterVerb(item) : i === items.length - 1 ? beforeVerb(item) : item,
  );
}

/** 丹麦 of 美国政府已批准丹麦. */
function afterVerb(text: string): string {
  const tokens = tokenise(text);
  const verb = tokens.findLastIndex((token, i) => i < tokens.length - 1 && opensClause(token));
  return joinTokens(tokens.slice(verb + 1));
}

/** 荷兰 of 荷兰向乌克兰提供战机. */
function beforeVerb(text: string): string {
  const tokens = tokenise(text);
  const verb = tokens.findIndex((token, i) => i > 0 && opensClause(token));
  return joinTokens(tokens.slice(0, verb < 0 ? undefined : verb));
}

const opensClause = ({ kind, plain }: Token): boolean =>
  kind === 'verb' || kind === 'particle' || (kind === 'other' && !/^[和与及]$/u.test(plain));

/** `B和C` as B and C. */
function twoOf(part: string): string[] {
  const match = /^(.{2,20}?)(?:以及|和|与|及)(.{2,20})$/u.exec(part);
  return match ? [match[1] ?? '', match[2] ?? ''] : [part];
}
