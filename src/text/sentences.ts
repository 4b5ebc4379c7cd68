/** UTF-16 offsets into a text: `text.slice(start, end)`. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** End a sentence wherever they stand, but for the exceptions of `endsAfter`. */
const TERMINATORS = new Set('。！？!?｡');
const CLOSERS = new Set('”’」』）)】〕］]》〉｣﹂﹄＂"\'');
const OPENERS = new Set('“‘「『（(【〔［[《〈｢﹁﹃');
const QUOTES = new Set('“‘「『｢﹁﹃');
const TITLE_CLOSERS = new Set('》〉');
/** After these a sentence goes on, whatever stood before: `“好！”，他说`. */
const CONTINUERS = new Set('，、；：,;:的地之');
const CLAUSE_ENDS = new Set('，、；：,;');
/** Verbs that tie a short clause to the quotation before it: `“……。”他说。` */
const SPEECH = /说|說|道|称|稱|表示|指出|认为|認為|强调|強調|介绍|介紹|告诉|告訴|问|問|坦言|透露|回忆|回憶/u;
/** Longest clause, in code units, that is read as naming the speaker. */
const ATTRIBUTION_REACH = 24;
/** Longest word before a full stop that is looked at to tell an abbreviation. */
const WORD_REACH = 12;
const ABBREVIATIONS = new Set(
  'mr mrs ms dr prof st no nos vol vs inc co ltd corp jr sr gen sen rep gov col capt lt dept est approx fig jan feb mar apr jun jul aug sep sept oct nov dec'.split(
    ' ',
  ),
);

const isBreak = (char: string): boolean =>
  char === '\n' || char === '\r' || char === '\u2028' || char === '\u2029';
const isSpace = (char: string): boolean => char !== '' && char.trim() === '';
const isLatinOrDigit = (char: string): boolean => /^[\p{Script=Latin}\p{Nd}]$/u.test(char);
const isDigit = (char: string): boolean => /^\p{Nd}$/u.test(char);
const isHan = (char: string): boolean => /^\p{Script=Han}$/u.test(char);
const startsSentence = (char: string): boolean => /^[\p{Lu}\p{Script=Han}]$/u.test(char);

/** The character (code point) at `index`, empty beyond the end. */
function charAt(text: string, index: number): string {
  const code = text.codePointAt(index);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/** Index of the first character from `index` on that is no space, stopping at a line break. */
function skipSpaces(text: string, index: number): number {
  let at = index;
  while (at < text.length && isSpace(text.charAt(at)) && !isBreak(text.charAt(at))) at++;
  return at;
}

/** How an open quotation came into its sentence. */
type Opening = 'introduced' | 'leading' | 'embedded';

function openingAt(text: string, index: number, sentenceStart: number): Opening {
  if (index <= sentenceStart) return QUOTES.has(text.charAt(index)) ? 'leading' : 'introduced';
  return '：:，,。！？!?'.includes(text.charAt(index - 1)) ? 'introduced' : 'embedded';
}

/** Whether the full stop at `index` belongs to a number, an initial, an abbreviation or a list number. */
function isInsideWord(text: string, index: number, sentenceStart: number): boolean {
  let wordStart = index;
  const limit = Math.max(sentenceStart, index - WORD_REACH);
  while (wordStart > limit && /[\p{Script=Latin}\p{Nd}.]/u.test(text.charAt(wordStart - 1))) wordStart--;
  const word = text.slice(wordStart, index);
  if (/^\p{Nd}+$/u.test(word)) return wordStart === sentenceStart;
  if (/^\p{Lu}$/u.test(word) || ABBREVIATIONS.has(word.toLowerCase())) return true;
  return /^(?:\p{Script=Latin}\.)+\p{Script=Latin}$/u.test(word);
}

/** Whether a full stop at `index` (one of a run that ends before `next`) can end a sentence: see `splitSentences`. */
function fullStopEnds(text: string, index: number, next: number, sentenceStart: number): boolean {
  let at = next;
  while (CLOSERS.has(text.charAt(at))) at++;
  if (at >= text.length || isBreak(text.charAt(at))) return true;
  const after = skipSpaces(text, at);
  if (after >= text.length || isBreak(text.charAt(after))) return true;
  if (after === at) return false;
  const first = text.charAt(after);
  const opens = OPENERS.has(first) || first === '"' || first === "'";
  if (!startsSentence(charAt(text, opens ? after + 1 : after))) return false;
  return next - index > 1 || !isInsideWord(text, index, sentenceStart);
}

/** Whether what follows a quotation names its speaker: a short clause with a verb of speech. */
function namesSpeaker(text: string, index: number): boolean {
  let end = index;
  const limit = Math.min(text.length, index + ATTRIBUTION_REACH);
  while (end < limit && !/[，。！？；：!?;“「『\n]/u.test(text.charAt(end))) end++;
  return end > index && (end < limit || end === text.length) && SPEECH.test(text.slice(index, end));
}

/**
 * Sentences of Chinese (both scripts) and English text: trimmed of white space, in order, disjoint; together
 * they cover every character that is not white space. Linear time.
 *
 * A sentence ends
 * - at a line break (cleaned articles hold none inside a paragraph);
 * - after a run of `。！？!?` or `……` with the closing quotes and brackets that follow it, unless a comma, a colon,
 *   `的` or, after ASCII marks, a lower-case word goes on (`“好！”，`, `"Go!" he said`), the mark stands in a title
 *   (`《你好！》`) or in an address (`/a?b=1`);
 * - at `.` before white space and an upper-case or Han character, or before the end of the line; not in
 *   `2.38`, `U.S.`, `Dr. Li`, `No. 5`, nor after the number of a list item.
 *
 * `；` ends none. A quotation of several sentences is split inside. After its last one the sentence goes on
 * when the quotation began it and the speaker follows (`我走了。”他说。` is one, so the words keep their speaker),
 * or when it was embedded in the sentence and ended by `！？……` (`喊着“加油！”冲过终点`); after `：“……。”` it ends.
 */
export function splitSentences(text: string): TextRange[] {
  const ranges: TextRange[] = [];
  let start = -1;
  let last = -1; // end of the last character of this sentence that is no space
  let openings: Opening[] = [];
  let straightQuotes = 0;

  const finish = (): void => {
    if (start >= 0) ranges.push({ start, end: last });
    start = -1;
  };

  /** The end of the marks, closers and spaces between them that begin at `index`; pops what they close. */
  const consumeMarks = (index: number): { end: number; closed: Opening | undefined; title: boolean } => {
    let end = index;
    let closed: Opening | undefined;
    let title = false;
    for (let at = index; at < text.length; at = skipSpaces(text, end)) {
      const char = text.charAt(at);
      if (char === '"') {
        if (straightQuotes % 2 === 0) break;
        straightQuotes++;
      } else if (char === "'") {
        if (at > end || isLatinOrDigit(charAt(text, at + 1)) || isHan(charAt(text, at + 1))) break;
      } else if (CLOSERS.has(char)) {
        closed = openings.pop() ?? closed;
        title = TITLE_CLOSERS.has(char);
      } else if (!TERMINATORS.has(char) && char !== '…' && !(char === '.' && at === end)) break;
      end = at + 1;
    }
    return { end, closed, title };
  };

  /** Whether the sentence goes on behind the marks that end at `end`. */
  const goesOn = (end: number, closed: Opening | undefined, title: boolean): boolean => {
    const after = skipSpaces(text, end);
    if (after >= text.length || isBreak(text.charAt(after))) return false;
    if (title || CONTINUERS.has(text.charAt(after))) return true;
    if (after > end && '!?."\')'.includes(text.charAt(end - 1)) && /^\p{Ll}$/u.test(charAt(text, after)))
      return true;
    if (closed === 'embedded') return !text.slice(Math.max(start, end - 3), end).includes('。');
    return closed === 'leading' && namesSpeaker(text, after);
  };

  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (isBreak(char)) {
      finish();
      openings = [];
      straightQuotes = 0;
      at++;
      continue;
    }
    if (isSpace(char)) {
      at++;
      continue;
    }
    if (start < 0) start = at;
    let next = at + 1;
    let ends = false;
    if (TERMINATORS.has(char)) {
      const inAddress = (char === '?' || char === '!') && isLatinOrDigit(text.charAt(at - 1));
      ends = !(inAddress && isLatinOrDigit(text.charAt(next)));
    } else if (char === '…') {
      while (text.charAt(next) === '…') next++;
      ends = next - at >= 2 && !isDigit(text.charAt(next));
    } else if (char === '.') {
      while (text.charAt(next) === '.') next++;
      ends = fullStopEnds(text, at, next, start);
    } else if (char === '"') {
      straightQuotes++;
    } else if (OPENERS.has(char)) {
      openings.push(openingAt(text, at, start));
    } else if (CLOSERS.has(char)) {
      openings.pop();
    }
    if (ends) {
      const marks = consumeMarks(next);
      last = marks.end;
      if (!goesOn(marks.end, marks.closed, marks.title)) finish();
      at = marks.end;
    } else {
      last = next;
      at = next;
    }
  }
  finish();
  return ranges;
}

/**
 * Clauses of one sentence: cut behind `，、；：,;` and the closing quotes after them, not inside numbers and times
 * (`1,841.2`, `12：30`). Trimmed, in order, disjoint, covering what is no white space. Linear time.
 */
export function splitClauses(text: string, range: TextRange): TextRange[] {
  const ranges: TextRange[] = [];
  let start = -1;
  let last = -1;
  for (let at = range.start; at < range.end; at++) {
    const char = text.charAt(at);
    if (isSpace(char)) continue;
    if (start < 0) start = at;
    last = at + 1;
    if (
      !CLAUSE_ENDS.has(char) ||
      (isDigit(text.charAt(at - 1)) && isDigit(text.charAt(at + 1)) && char !== '、')
    )
      continue;
    while (last < range.end && '”’」』）)'.includes(text.charAt(last))) last++;
    at = last - 1;
    ranges.push({ start, end: last });
    start = -1;
  }
  if (start >= 0) ranges.push({ start, end: last });
  return ranges;
}
