import { isDescription } from './text-clues.js';

/** Longest title that is made from the text, in characters. */
export const MAX_TITLE = 40;
/** A first clause shorter than this says too little: `6月30日`. */
const MIN_CLAUSE = 10;
const SENTENCE_END = /[。！？!?…；;\n]/u;
const CLAUSE_END = /[，,、：:。！？!?；;\n]/u;
const ORIGINAL_TITLE = /^[（(]?(?:原标题|原標題|标题|標題)\s{0,3}[:：]\s{0,3}/u;
/** Where the first sentence begins when it was glued to a title: `新华社北京7月28日电`. */
const DATELINE = /(?:新华社|新华网|中新社|中新网|央广网|人民网|央视网|光明网|财联社|荆楚网|中国青年报客户端|新京报讯|本报讯)/u;

/** Takes a label such as `原标题：` off a title. */
export function withoutTitleLabel(title: string): string {
  const label = ORIGINAL_TITLE.exec(title)?.[0] ?? '';
  const rest = title.slice(label.length);
  return /^[（(]/.test(label) ? rest.replace(/[）)]$/u, '') : rest;
}

/**
 * The title that an article's own first lines give it: what `原标题：` names, or a short line that stands apart
 * above the text. Null when there is none.
 */
export function titleLine(text: string): string | null {
  const lines = text.slice(0, 2000).split('\n', 12).map((line) => line.trim());
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    if (ORIGINAL_TITLE.test(line)) return originalTitle(withoutTitleLabel(line));
    if (isDescription(line)) continue;
    const goesOn = lines.slice(index + 1).some((other) => other.length >= line.length) || text.length > 2000;
    const isTitle = goesOn && lengthOf(line) <= MAX_TITLE && line.length >= 4 && !/[。；;，,、：:…]/u.test(line.slice(-1));
    return isTitle && !line.includes('。') ? line : null;
  }
  return null;
}

/**
 * The first sentence, or as much of it as tells what it is about: its first clause, two if the first is short; at
 * most 40 characters, with `…` where the sentence goes on.
 */
export function titleFromSentence(text: string): string {
  const start = text.trimStart().slice(0, 400);
  const end = start.search(SENTENCE_END);
  const sentence = (end < 0 ? start : start.slice(0, end)).trim();
  if (lengthOf(sentence) <= MAX_TITLE) return sentence;
  for (let at = 0; at < sentence.length; at++) {
    if (!CLAUSE_END.test(sentence.charAt(at)) || isInNumber(sentence, at)) continue;
    const clause = sentence.slice(0, at);
    const length = lengthOf(clause);
    if (length >= MAX_TITLE) break;
    if (length >= MIN_CLAUSE) return `${clause}…`;
  }
  return `${cut(sentence, MAX_TITLE - 1)}…`;
}

/** A title on the line of `原标题：`, as far as it can be told from text that was glued to it. */
function originalTitle(line: string): string {
  const apart = line.split(/\s{2,}/u)[0] ?? line;
  const dateline = apart.search(DATELINE);
  const title = dateline > 3 ? apart.slice(0, dateline).trim() : apart;
  return lengthOf(title) <= MAX_TITLE ? title : titleFromSentence(title);
}

function isInNumber(text: string, at: number): boolean {
  return /\d/.test(text.charAt(at - 1)) && /\d/.test(text.charAt(at + 1));
}

/** The first characters, not ending within a word of Latin letters or a number. */
function cut(text: string, length: number): string {
  const kept = Array.from(text).slice(0, length).join('');
  const next = text.charAt(kept.length);
  const word = /[A-Za-z0-9.%]{1,15}$/.exec(kept)?.[0] ?? '';
  return /[A-Za-z0-9]/.test(next) && word.length < kept.length ? kept.slice(0, kept.length - word.length).trimEnd() : kept;
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
