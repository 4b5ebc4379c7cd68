import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { fold, foldText, toSimplified } from './fold.js';
import type { NumberMention } from './numbers.js';
import { canonicalNumber, findNumbers } from './numbers.js';

/** A word of a text with its UTF-16 offsets there. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Longer words are cut off here: nobody asks for more, and one crafted word cannot swell the index. */
export const MAX_WORD_LENGTH = 64;

/** What jieba is given at once, in UTF-16 code units; its own memory stays flat however long the text. */
const CHUNK_LENGTH = 20_000;

/** Marks the token of a figure or date. Words begin with a letter or digit, so none can collide with it. */
const FIGURE = '#';

/** Letters and digits other than Han, with the marks that join them inside a name: `covid-19`, `alibaba.com`, `c++`. */
const NAME =
  /(?:(?!\p{Script=Han})[\p{L}\p{N}]\p{M}*)+(?:[\-._&'+/](?:(?!\p{Script=Han})[\p{L}\p{N}]\p{M}*)+)*(?:\+\+)?/gu;
const NAME_PARTS = /\p{N}+|[^\p{N}\-._&'+/]+/gu;
const DECIMAL = /^\d+(?:\.\d+)?$/;
/** More accents on one letter than any script has; Unicode normalisation takes quadratic time over them. */
const MARKS = /(\p{M}{16})\p{M}+/gu;
const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/**
 * Words that say nothing of what a text is about. Left out by measurement, not by habit: MRR@10 rises by half a point
 * (bench/src/keyword.ts) and the longest postings go, those that cost a query most.
 */
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    '的 了 着 吗 呢 吧 啊 呀 是 在 和 与 及 或 以 于 为 之 其 而 则 也 都 就 还 又 并 但 被 把 将 由 从 对 向 到 这 那 有 等 所 ' +
    '个 中 上 下 后 前 里 内'
  ).split(' '),
);

let segmenter: Jieba | undefined;

/**
 * jieba with its own dictionary, read on first use (0.3 s, 50 MB). It never changes and has no settings, like the
 * table in fold.ts, so one for the process is no hidden state and need not be passed through every stage.
 */
function jieba(): Jieba {
  segmenter ??= Jieba.withDict(dict);
  return segmenter;
}

/**
 * The words by which the keyword index finds a text; the same for passages and for questions. Order carries no
 * meaning; a word comes as often as it stands in the text. Folded (NFKC, simplified, lower case), without
 * punctuation, spaces and function words:
 * - Chinese words as jieba cuts them for search (`跨境电商` also as its parts, where the dictionary has them);
 * - names in other scripts, and their parts: `8000teu`, `8000`, `teu`; `alibaba.com`, `alibaba`, `com`;
 * - figures also in canonical form behind `#`, so that `1万家` meets `10000家`: `#10000家`;
 * - dates only so, as day, month, year and day of the year: `2022年9月19日` and `2022-09-19` are `#@2022-09-19`,
 *   `#@2022-09`, `#@2022` and `#@--09-19`. Their bare digits would count what they say once more, and a question that
 *   names a year would find any passage of that year before those on its subject (2 points of MRR@10 among all news).
 * Linear in the length of the text.
 */
export function searchWords(text: string): string[] {
  const figures: string[] = [];
  const names: string[] = [];
  let undated = '';
  let at = 0;
  for (const mention of findNumbers(text)) {
    const dates = dateWords(mention);
    if (dates.length > 0) {
      undated += `${text.slice(at, mention.start)} `;
      at = mention.end;
    }
    figures.push(...(dates.length > 0 ? dates : figureWords(mention)));
  }
  undated += text.slice(at);
  const rest = foldText(undated.replace(MARKS, '$1')).replace(NAME, (name) => {
    pushName(names, name);
    return ' ';
  });
  const found: string[] = [];
  for (const chunk of chunks(rest)) {
    for (const word of jieba().cutForSearch(chunk, true)) {
      if (isWord(word) && !FUNCTION_WORDS.has(word)) found.push(clip(word));
    }
  }
  for (const name of names) found.push(name);
  for (const figure of figures) found.push(figure);
  return found;
}

/**
 * The words of a text as jieba cuts them, folded, with their offsets in the text as it was given; punctuation and
 * spaces left out. For highlighting and overlap, not for the index.
 */
export function words(text: string): Word[] {
  const folded = fold(text);
  const found: Word[] = [];
  let at = 0;
  for (const chunk of chunks(folded.text)) {
    for (const word of jieba().cut(chunk, true)) {
      const start = folded.offsets[at] ?? text.length;
      at += word.length;
      if (isWord(word)) found.push({ text: word, start, end: folded.offsets[at] ?? text.length });
    }
  }
  return found;
}

/** A word with its part of speech, as jieba tags it: `nr` person, `ns` place, `v` verb, `x` unknown or punctuation… */
export interface TaggedWord extends Word {
  readonly tag: string;
}

/**
 * All of a text in words with their parts of speech; punctuation and spaces too, so that the words joined are the text.
 * Cut and tagged as simplified; `text` is as written. For questions, not for articles: linear, but slower than `words`.
 */
export function taggedWords(text: string): TaggedWord[] {
  const found: TaggedWord[] = [];
  let start = 0;
  for (const chunk of chunks(toSimplified(text))) {
    for (const { word, tag } of jieba().tag(chunk, true)) {
      const end = start + word.length;
      found.push({ text: text.slice(start, end), start, end, tag });
      start = end;
    }
  }
  return found;
}

/** A name and, where it is made of several, its parts of two characters or more. */
function pushName(into: string[], name: string): void {
  const whole = clip(name);
  into.push(whole);
  const parts = DECIMAL.test(whole) ? [] : (whole.match(NAME_PARTS) ?? []);
  if (parts.length < 2) return;
  for (const part of parts) if (part.length > 1) into.push(part);
}

/** An amount in canonical form. Not the "a" of 一家公司, and not 几: they are everywhere and say nothing. */
function figureWords(mention: NumberMention): string[] {
  if (mention.kind === 'code' || mention.kind === 'article' || mention.value === '?') return [];
  const canonical = canonicalNumber(mention);
  return canonical.length < MAX_WORD_LENGTH ? [FIGURE + canonical] : [];
}

/** A date with what it is part of: 2022-09-19 is in 2022-09 and 2022, and a --09-19. */
function dateWords(mention: NumberMention): string[] {
  // 2022多多出海计划: a bare figure of the right size is a year.
  const isBareYear =
    mention.kind === 'quantity' && mention.unit === '' && /^(?:19|20)\d\d$/.test(mention.value);
  if (mention.kind !== 'date' && !isBareYear) return [];
  const values = [mention.value];
  const [, year, month, day] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(mention.value) ?? [];
  if (year !== undefined) values.push(year);
  if (day !== undefined) values.push(`${year ?? ''}-${month ?? ''}`, `--${month ?? ''}-${day}`);
  return values.map((value) => `${FIGURE}@${value}`);
}

function isWord(word: string): boolean {
  const code = word.charCodeAt(0);
  return (code >= 0x4e00 && code <= 0x9fff) || WORD_CHARACTER.test(word);
}

/** The first MAX_WORD_LENGTH code units, never half a surrogate pair. */
function clip(word: string): string {
  if (word.length <= MAX_WORD_LENGTH) return word;
  return word.slice(0, isHighSurrogate(word, MAX_WORD_LENGTH - 1) ? MAX_WORD_LENGTH - 1 : MAX_WORD_LENGTH);
}

/** The text in pieces of bounded length, cut at a space or mark where there is one near. */
function* chunks(text: string): Generator<string> {
  let start = 0;
  while (text.length - start > CHUNK_LENGTH) {
    let end = start + CHUNK_LENGTH;
    const earliest = end - CHUNK_LENGTH / 20;
    while (end > earliest && WORD_CHARACTER.test(text.charAt(end - 1))) end--;
    if (end === earliest) end = start + CHUNK_LENGTH;
    if (isHighSurrogate(text, end - 1)) end--;
    yield text.slice(start, end);
    start = end;
  }
  yield text.slice(start);
}

function isHighSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code <= 0xdbff;
}
