/** A sentence that a language model wrote, without its marks, and the numbers of the passages that it cites. */
export interface MarkedSentence {
  readonly text: string;
  /** As written: those that no passage has are among them. */
  readonly cited: readonly number[];
}

/** Longest sentence, in UTF-16 units; a model that goes on without a full stop is cut there. */
const longestSentence = 600;
/** Longest mark, as `［1、2、3-5］`; a bracket that is not closed by then is text. */
const longestMark = 40;
/** So many passages at most are ever shown. */
const largestNumber = 99;
const openers = new Set('[【［');
const closers = new Set(']】］');
const terminators = new Set('。！？!?｡');
const closingQuotes = new Set('”’」』）)"\'');
const thinkStart = '<think>';
const thinkEnd = '</think>';

/**
 * Takes sentences and citation marks out of what a language model writes, as it writes: `[1]`, `【1】`, `［1、2］`, `[1-3]`,
 * `[1][2]`, before or after the full stop, parted by pieces. Headings, list marks, emphasis and fences of Markdown go, as do
 * the thoughts of models that write them down. Every character is looked at a bounded number of times, and no more than a
 * sentence is kept.
 */
export class MarkedSentences {
  /** Read, but not yet known to be text or mark. */
  #pending = '';
  #text = '';
  #cited: number[] = [];
  /** The sentence is at its end: marks may follow, anything else begins the next. */
  #ended = false;
  #thinking = false;

  /** @returns the sentences that are whole by now */
  push(piece: string): MarkedSentence[] {
    const whole: MarkedSentence[] = [];
    this.#pending += piece.replaceAll('\r', '');
    let at = 0;
    while (at < this.#pending.length) {
      const used = this.#step(at, whole);
      if (used === 0) break;
      at += used;
    }
    this.#pending = this.#pending.slice(at);
    return whole;
  }

  /** @returns what is left when the model has ended: a last sentence without its full stop */
  end(): MarkedSentence[] {
    const whole: MarkedSentence[] = [];
    // A mark that was never closed is none.
    if (!this.#thinking) this.#text += this.#pending.replace(/[[【［][\d\s,，、;；–—-]*$/, '');
    this.#pending = '';
    this.#finish(whole);
    return whole;
  }

  /** Takes what stands at `at`; 0: more must be known first. */
  #step(at: number, whole: MarkedSentence[]): number {
    const rest = this.#pending;
    const char = rest.charAt(at);
    if (this.#thinking) return this.#skipThought(at);
    if (char === '<') {
      const ahead = rest.slice(at, at + thinkStart.length);
      if (ahead === thinkStart) {
        this.#thinking = true;
        return thinkStart.length;
      }
      if (thinkStart.startsWith(ahead) && ahead.length < thinkStart.length) return 0;
    }
    if (openers.has(char)) {
      const mark = markAt(rest, at);
      if (mark === 'unknown') return 0;
      if (mark !== null) {
        this.#cited.push(...mark.numbers);
        return mark.length;
      }
    }
    if (char === '\n') {
      this.#finish(whole);
      return 1;
    }
    if (this.#ended && !closingQuotes.has(char)) {
      // A space says nothing yet: marks may still follow.
      if (char.trim() === '') return 1;
      this.#finish(whole);
    }
    const stops = terminators.has(char) || (char === '.' && this.#stopsAt(at));
    if (char === '.' && at + 1 === rest.length) return 0;
    this.#text += char;
    if (stops) this.#ended = true;
    else if (this.#text.length >= longestSentence) this.#finish(whole);
    return 1;
  }

  /** Whether a full stop of Latin script ends a sentence: not within a figure, an abbreviation or an address. */
  #stopsAt(at: number): boolean {
    // `2.` at the beginning is the number of an item.
    if (/^\s*\d*$/.test(this.#text)) return false;
    const next = this.#pending.charAt(at + 1);
    const word = /[\p{L}\p{N}%)]+$/u.exec(this.#text.slice(-12))?.[0] ?? '';
    return (next.trim() === '' || openers.has(next)) && (word.length > 2 || /[\d%)]$/.test(word));
  }

  #skipThought(at: number): number {
    const end = this.#pending.indexOf(thinkEnd, at);
    if (end >= 0) {
      this.#thinking = false;
      return end + thinkEnd.length - at;
    }
    // What may be the beginning of the end is kept.
    return Math.max(0, this.#pending.length - at - (thinkEnd.length - 1));
  }

  #finish(whole: MarkedSentence[]): void {
    const text = plain(this.#text);
    if (/[\p{L}\p{N}]/u.test(text)) whole.push({ text, cited: [...new Set(this.#cited)] });
    else if (this.#cited.length > 0 && whole.length > 0) {
      // Marks on a line of their own belong to the sentence before.
      const last = whole.pop();
      if (last) whole.push({ ...last, cited: [...new Set([...last.cited, ...this.#cited])] });
    }
    this.#text = '';
    this.#cited = [];
    this.#ended = false;
  }
}

/** A mark that begins at `at`; null: what stands there is text; `unknown`: it may become one. */
function markAt(
  text: string,
  at: number,
): { readonly length: number; readonly numbers: readonly number[] } | null | 'unknown' {
  let end = at + 1;
  while (end < text.length && end - at < longestMark && /[\d０-９\s,，、;；\-–—~～^]/.test(text.charAt(end)))
    end++;
  if (end >= text.length && end - at < longestMark) return 'unknown';
  if (!closers.has(text.charAt(end))) return null;
  const inner = text.slice(at + 1, end).normalize('NFKC');
  const numbers = inner.split(/[,，、;；\s]+/).flatMap(numbersIn);
  return numbers.length === 0 ? null : { length: end + 1 - at, numbers };
}

/** `2` or `1-3`; a range that goes too far is its two ends. */
function numbersIn(part: string): number[] {
  const [, from, to] = /^\^?(\d{1,6})(?:[-–—~～](\d{1,6}))?$/.exec(part) ?? [];
  if (from === undefined) return [];
  const [first, last] = [Number(from), Number(to ?? from)];
  if (last < first || last - first > largestNumber) return [first, last];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Without Markdown at its beginning and within, and without controls that people do not see. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu, ' ')
    .replace(/\*\*|__|`+/g, '')
    .trim()
    .replace(/^(?:#{1,6}\s+|[-*•·]\s+|\d{1,2}[.、)]\s*(?=\D)|>\s*)/, '')
    .trim();
}
