import { createRequire } from 'node:module';
import { toSimplified } from '../../text/fold.js';
import { isHan, isPrivateUse } from './character-classes.js';

/** Natural logarithm of how often a character occurs in running Chinese text, per character. */
export type LogFrequency = (character: string) => number;

/** Punctuation of running text, which a dictionary of words does not count; per cent of characters in news. */
const punctuation = new Map<string, number>(
  Object.entries({
    '，': 6,
    '。': 3,
    '、': 1.5,
    '“': 0.7,
    '”': 0.7,
    '：': 0.5,
    '；': 0.2,
    '！': 0.1,
    '？': 0.1,
    '《': 0.2,
    '》': 0.2,
    '（': 0.3,
    '）': 0.3,
    '…': 0.05,
    '—': 0.1,
    '·': 0.1,
    '％': 0.05,
    '‘': 0.02,
    '’': 0.02,
    '【': 0.02,
    '】': 0.02,
    '「': 0.02,
    '」': 0.02,
    '℃': 0.01,
  }).map(([mark, share]) => [mark, Math.log(share / 100)]),
);

/** A Han character that no word of the dictionary holds. */
const unseenHan = -17.5;
/** Kana, box drawing, Greek and other signs that GBK has and Chinese prose hardly. */
const oddSign = -15;
const privateUse = -20;

interface Dictionary {
  readonly logFrequency: ReadonlyMap<string, number>;
  readonly twoCharacterWords: ReadonlySet<string>;
}

let loaded: Dictionary | undefined;

/** From jieba's dictionary (word, count, part of speech): a character is as frequent as the words it stands in. */
function dictionary(): Dictionary {
  if (loaded) return loaded;
  // Five megabytes, read on first use only: nearly all articles are clean without them.
  const { dict } = createRequire(import.meta.url)('@node-rs/jieba/dict') as { dict: Uint8Array };
  const counts = new Map<string, number>();
  const twoCharacterWords = new Set<string>();
  let total = 0;
  for (const line of new TextDecoder().decode(dict).split('\n')) {
    const [word, frequency] = line.split(' ');
    const count = Number(frequency);
    if (!word || !(count > 0)) continue;
    if (word.length === 2) twoCharacterWords.add(word);
    for (const character of word) {
      counts.set(character, (counts.get(character) ?? 0) + count);
      total += count;
    }
  }
  const logFrequency = new Map([...counts].map(([character, count]) => [character, Math.log(count / total)]));
  loaded = { logFrequency, twoCharacterWords };
  return loaded;
}

/** Whether two characters, traditional or simplified, are a word. The dictionary is read on first use. */
export function isTwoCharacterWord(word: string): boolean {
  return dictionary().twoCharacterWords.has(toSimplified(word));
}

/** Log frequency of a character, traditional ones by their simplified form. The dictionary is read on first use. */
export function logFrequency(character: string): number {
  const mark = punctuation.get(character);
  if (mark !== undefined) return mark;
  if (isHan(character)) {
    const han = dictionary().logFrequency;
    // The dictionary has a few traditional words, all of them rare there.
    return Math.max(han.get(character) ?? unseenHan, han.get(toSimplified(character)) ?? unseenHan);
  }
  return isPrivateUse(character) ? privateUse : oddSign;
}
