import { isDescription } from './line-clues.js';

/** Longest title that is made from the text, in characters. */
export const MAX_TITLE = 40;
/** A first clause shorter than this says too little: `6月30日`. */
const MIN_CLAUSE = 10;
const SENTENCE_END = /[。！？!?…；;]/u;
const CLAUSE_END = /[，,：:。！？!?；;\n]/u;
/** Clauses that only say when, or who said it. */
const WEAK_CLAUSE =
  /(?:消息|报道|報道|获悉|獲悉|电|電|讯|訊|[上下]午|[早晚夜]|[日号時时分]|称|稱|表示|介绍|介紹|了解|显示|顯示)$/u;
/** `新华社北京7月28日电（记者 张三）`, `IT之家 8 月 8 日消息，`, `本报讯（记者 张三）`: where and when, not what. */
const DATELINE_OPENING =
  /^(?:[\p{Script=Han}A-Za-z ]{2,16}?(?:[（(][^（）()\n]{1,20}[）)])?(?:\d{1,2}\s?月\s?\d{1,2}\s?日\s?)?(?:电|電|讯|訊|消息))(?:[，,：:\s]\s?|(?=[（(]))(?:[（(][^（）()\n]{1,40}[）)]\s{0,9})?/u;
const ORIGINAL_TITLE = /^[（(]?(?:原标题|原標題|标题|標題)\s{0,3}[:：]\s{0,3}/u;
/** Where the first sentence begins when it was glued to a title: `新华社北京7月28日电`. */
const DATELINE =
  /(?:新华社|新华网|中新社|中新网|央广网|人民网|央视网|光明网|财联社|荆楚网|中国青年报客户端|新京报讯|本报讯)/u;

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
  const lines = text
    .slice(0, 2000)
    .split('\n', 12)
    .map((line) => line.trim());
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    if (ORIGINAL_TITLE.test(line)) return originalTitle(withoutTitleLabel(line));
    if (isDescription(line)) continue;
    const goesOn = lines.slice(index + 1).some((other) => other.length >= line.length) || text.length > 2000;
    const isTitle =
      goesOn && lengthOf(line) <= MAX_TITLE && line.length >= 4 && !/[。；;，,、：:…]/u.test(line.slice(-1));
    return isTitle && !line.includes('。') ? line : null;
  }
  return null;
}

/**
 * What an article begins with: its first sentence if that is at most 40 characters, else its first clause with `…`. What
 * says too little, as `6月30日` or `据新华社报道`, is taken together with what follows. A dateline is left out.
 */
export function titleFromSentence(text: string): string {
  const start = text
    .trimStart()
    .slice(0, 600)
    .replace(DATELINE_OPENING, '')
    .replace(/^题[：:]/u, '');
  // Nothing but a dateline: better than no title.
  const sentence = firstSentence(start) || firstSentence(text.trimStart().slice(0, 600));
  if (lengthOf(sentence) <= MAX_TITLE) return sentence;
  let enough = '';
  for (let at = 0; at < sentence.length; at++) {
    if (!CLAUSE_END.test(sentence.charAt(at)) || isInNumber(sentence, at)) continue;
    const clause = sentence.slice(0, at);
    if (lengthOf(clause) >= MAX_TITLE) break;
    enough = clause;
    if (lengthOf(clause) >= MIN_CLAUSE && !WEAK_CLAUSE.test(clause) && !/[：:]/.test(sentence.charAt(at)))
      break;
  }
  if (lengthOf(enough) >= MIN_CLAUSE) return `${enough}…`;
  return `${cut(sentence, MAX_TITLE - 1)}…`;
}

/** As far as the first end of a sentence behind ten characters; a full stop is not part of a title. */
function firstSentence(text: string): string {
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\n' && at > 0) return text.slice(0, at).trim();
    if (!SENTENCE_END.test(char) || lengthOf(text.slice(0, at)) < MIN_CLAUSE) continue;
    const rest = /^[。！？!?…；;”’」』）)]{1,6}/u.exec(text.slice(at))?.[0] ?? '';
    return (text.slice(0, at) + rest.replace(/[。；;]/gu, '')).trim();
  }
  return text.trim();
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
  return /[A-Za-z0-9]/.test(next) && word.length < kept.length
    ? kept.slice(0, kept.length - word.length).trimEnd()
    : kept;
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
