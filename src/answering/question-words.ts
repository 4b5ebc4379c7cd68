import type { RetrievalParts } from '../retrieval/retrieve.js';
import { searchWords } from '../text/words.js';

/** A content word of a question with its weight: how rare it is among the passages of the index. */
export interface WeightedWord {
  /** Folded. */
  readonly text: string;
  /** Inverse document frequency, above 0. */
  readonly weight: number;
}

/** Words of questions that say nothing of what is asked about. */
const questionWords = new Set(
  (
    '什么 百分 百分之 百分之几 哪 谁 多少 几 何 怎 怎么 怎样 怎么样 为什么 为何 为啥 啥 是否 哪些 哪个 哪家 哪里 哪儿 哪位 哪年 哪一 如何 多久 多大 多长 多高 多远 ' +
    '请问 分别 第几 几个 哪几 多 少 一 年 月 日 位 名 次 种 项 条 家 它 他 她 其 会 能 可以 要 叫 一共 总共 共 各 时 时候'
  ).split(' '),
);

/** The content words of a question; no figures, dates, particles or question words. */
export function contentWords(question: string): string[] {
  return [...new Set(searchWords(question))].filter(
    (word) => !word.startsWith('#') && !questionWords.has(word),
  );
}

/** Of some words those that are no part of another: 跨境电商 stands for 跨境 and 电商. */
export function wholeWords(words: readonly string[]): string[] {
  return words.filter((word) => !words.some((other) => other !== word && other.includes(word)));
}

/** The content words of a question, each with its rarity in the index that is asked. */
export async function weightedWords(
  question: string,
  engine: Pick<RetrievalParts['engine'], 'rarity'>,
): Promise<WeightedWord[]> {
  const words = contentWords(question);
  const rarity = await engine.rarity(words);
  return words.map((text, i) => ({ text, weight: rarity[i] ?? 0 }));
}

/** Share of the words, by weight, that a folded text does not hold: 0 to 1; 0 where there are no words. */
export function shareMissing(words: readonly WeightedWord[], folded: string): number {
  let [missing, all] = [0, 0];
  for (const { text, weight } of words) {
    all += weight;
    if (!folded.includes(text)) missing += weight;
  }
  return all === 0 ? 0 : missing / all;
}

/** Weight of the rarest word that a folded text does not hold, as a share of what a word of no passage weighs. */
export function rarestMissing(words: readonly WeightedWord[], folded: string, passages: number): number {
  const most = Math.log(2 * passages + 3);
  const missing = words.filter(({ text }) => !folded.includes(text)).map(({ weight }) => weight / most);
  return Math.min(1, Math.max(0, ...missing));
}
