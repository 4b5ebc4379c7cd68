import { toSimplified } from '../../text/fold.js';
import { isDigit, isHan, isLatinLetter, isPrivateUse } from './character-classes.js';
import { isTwoCharacterWord, logFrequency } from './character-frequency.js';
import { gbkCharacter, gbkCode } from './gbk-table.js';

/**
 * A stretch of text that was read one byte off, with what its bytes say. Of the first character only the second
 * byte is left; of the last one, where reading came back into step at a lost byte, only the first.
 */
export interface ShiftedRun {
  /** Index of the `?` that took the place of the first byte lost. */
  readonly start: number;
  /** Where the readable part of the run begins; between the two may stand the rest of a gloss that was cut. */
  readonly bodyStart: number;
  /** End of the run in the text, with the closing `?` and the rest of a tag whose `<` it swallowed. */
  readonly end: number;
  /** Index of the closing `?`; equal to `end` where the run ended without one. */
  readonly closing: number;
  /** Spelled syllable of a gloss that lost its opening bracket to the first `?`: `?shù)`. */
  readonly cutGloss: string | null;
  /** Second byte of the first character. */
  readonly firstTrail: number;
  /** The characters that whole bytes prove. */
  readonly body: string;
  /** First byte of the last character when its second is lost; null when the run ended on whole bytes. */
  readonly lastLead: number | null;
}

/** Bounds of the look-ahead, in characters and in question marks on the way: they keep hostile text linear. */
const longestRun = 4000;
const mostMarks = 4;
/**
 * Natural logarithm of how many times likelier the restored text must be than the text as it stands. Healthy text
 * comes out near minus five a character; over the 64,000 news articles nothing undamaged came near this.
 */
const leastEvidence = 9;
/** What a run needs beyond that when whole bytes prove one character only. */
const single = 6;
/** An end without a byte to show for it needs more. */
const leastEvidenceOpenEnd = 18;
/** Nothing that follows can make up for this: the text is healthy. */
const hopeless = -50;
/** Between Han characters a lone Latin letter is about this likely. */
const loneLetter = -9;
const letterInWord = -3;
const digit = -4;
/** Below this a character is rare enough for a look into the dictionary of words. */
const rare = -11;
const secondOfWord = -2;
const firstOfWord = -9;
/** A letter or `?` within a run was full-width once: seldom, beside those that end runs. */
const foldedLetter = -8;
/** `?/strong>`: nothing but a byte lost before a tag leaves this behind. */
const brokenTag = 12;

/** Width folding after the damage turns these full-width signs into ASCII; inside a run they are two bytes again. */
const foldedSigns = /[!?,;:()%.*+\-=/~0-9A-Za-z]/;
/** What a character that cannot be read counts for: about the mean of Chinese text. */
const lostCharacter = -7;

/**
 * Tries to read what follows the `?` at `start` one byte off. The run may end at a Latin letter (0x40–0x7E, the
 * second byte of the last character), at a character whose second byte is such a letter, at another `?`, or where
 * the text goes on in ASCII or on another line; the end that makes the likeliest text is taken.
 */
export function readShiftedRun(text: string, start: number): ShiftedRun | null {
  const cut = cutGlossAt(text, start + 1);
  const bodyStart = start + 1 + (cut?.length ?? 0);
  if (!worthTrying(text, bodyStart)) return null;
  const asWritten = readAs(text, start, bodyStart, cut, (character) => character);
  if (asWritten) return asWritten;
  const near = text.slice(bodyStart, bodyStart + 64);
  if (toSimplified(near) === near) return null;
  // Converted to traditional characters after the damage: their simplified forms hold the bytes.
  return readAs(text, start, bodyStart, cut, toSimplified);
}

interface CutGloss {
  readonly spelled: string;
  readonly length: number;
}

function cutGlossAt(text: string, at: number): CutGloss | null {
  const sticky = /([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,6})[)）]/y;
  sticky.lastIndex = at;
  const match = sticky.exec(text);
  return match?.[1] ? { spelled: match[1], length: match[0].length } : null;
}

/**
 * Cheap first look, before any table is read: the second bytes of common characters make rare ones when they are
 * taken for first bytes, so within a few characters a damaged run shows something outside the first level of
 * GB 2312, or the `!` that `。”` and the like leave.
 */
function worthTrying(text: string, from: number): boolean {
  if (/[!！]/.test(text[from] ?? '')) return true;
  for (let i = from; i < from + 24; i++) {
    const character = text[i] ?? '\n';
    if (character === '\n' || character === '?' || character === '？') return false;
    if (isPrivateUse(character)) return true;
    if (isHan(character)) {
      const code = gbkCode(character) ?? 0;
      const lead = code >> 8;
      if (lead < 0xb0 || lead > 0xd7 || (code & 0xff) < 0xa1) return true;
    }
  }
  return false;
}

function readAs(
  text: string,
  start: number,
  bodyStart: number,
  cut: CutGloss | null,
  original: (character: string) => string,
): ShiftedRun | null {
  let firstTrail: number | null = null;
  let lead = 0;
  let body = '';
  let evidence = 0;
  /** Ends that could be, each likelier than the one before. */
  const ends: ReadEnd[] = [];
  let marks = 0;
  const consider = (found: Omit<ReadEnd, 'surplus'>, least: number) => {
    const surplus = found.evidence - least - (found.body.length === 1 ? single : 0);
    if (found.body !== '' && surplus >= (ends.at(-1)?.surplus ?? 0)) ends.push({ ...found, surplus });
  };
  const limit = Math.min(text.length, bodyStart + longestRun);
  for (let i = bodyStart; i <= limit; i++) {
    const written = text[i] ?? '';
    const closes = written === '?' || written === '？' || written === '\ufffd';
    if (closes && firstTrail !== null) {
      const remnant = tagRemnant(text, i + 1);
      const total = evidence + (remnant > 0 ? brokenTag : 0);
      consider({ evidence: total, closing: i, end: i + 1 + remnant, body, lastLead: lead }, leastEvidence);
    }
    if (closes) marks++;
    if (written === '' || written === '\n' || written === '\ufffd' || marks > mostMarks || i === limit) {
      if (firstTrail !== null && !closes)
        consider({ evidence, closing: i, end: i, body, lastLead: lead }, leastEvidenceOpenEnd);
      break;
    }
    const ascii = written.charCodeAt(0) < 0x80;
    if (ascii && firstTrail !== null) {
      const last = gbkCharacter(lead, written.charCodeAt(0));
      if (last !== undefined) {
        const withLetter = evidence + logFrequency(last) - loneLetter;
        const end = i + 1;
        consider(
          { evidence: withLetter, closing: end, end, body: body + last, lastLead: null },
          leastEvidence,
        );
      } else {
        consider({ evidence, closing: i, end: i, body, lastLead: lead }, leastEvidenceOpenEnd);
      }
    }
    const unfolded = ascii && foldedSigns.test(written) ? fullWidth(written) : original(written);
    const code = gbkCode(unfolded);
    if (code === undefined) break;
    if (firstTrail === null) {
      firstTrail = code >> 8;
      evidence = lostCharacter - asItStands(text, i, unfolded);
    } else {
      const character = gbkCharacter(lead, code >> 8);
      if (character === undefined) break;
      body += character;
      evidence += logFrequency(character) - asItStands(text, i, unfolded);
      if (written === '?' || isLatinLetter(written)) evidence += foldedLetter;
    }
    if (evidence < hopeless) break;
    lead = code & 0xff;
    // Its second byte may be a Latin letter that followed the run: the last byte of 線 and a T read as one character.
    if (body !== '' && isLatinLetter(String.fromCharCode(lead))) {
      const end = i + 1;
      const read = body + String.fromCharCode(lead);
      consider({ evidence, closing: end, end, body: read, lastLead: null }, leastEvidence);
    }
  }
  const best = ends.at(-1);
  if (!best || firstTrail === null) return null;
  const { closing, end, body: read, lastLead } = best;
  return { start, bodyStart, closing, end, cutGloss: cut?.spelled ?? null, firstTrail, body: read, lastLead };
}

interface ReadEnd {
  readonly evidence: number;
  /** Evidence beyond what an end of this kind needs. */
  readonly surplus: number;
  readonly closing: number;
  readonly end: number;
  readonly body: string;
  readonly lastLead: number | null;
}

function fullWidth(ascii: string): string {
  return String.fromCharCode(ascii.charCodeAt(0) + 0xfee0);
}

/** Log likelihood of a character of the run if nothing is wrong with it. */
function asItStands(text: string, at: number, unfolded: string): number {
  const written = text[at] ?? '';
  const before = text[at - 1] ?? '';
  if (isDigit(written)) return digit;
  if (isLatinLetter(written)) {
    return isLatinLetter(text[at + 1] ?? '') || isLatinLetter(before) ? letterInWord : loneLetter;
  }
  const frequency = logFrequency(unfolded);
  // Rare as it is, 餮 is what must follow 饕.
  if (frequency >= rare) return frequency;
  if (isHan(before) && isTwoCharacterWord(before + written)) return secondOfWord;
  // And 钡 is less of a surprise where 餐 follows it.
  return isTwoCharacterWord(written + (text[at + 1] ?? '')) ? Math.max(frequency, firstOfWord) : frequency;
}

/** Length of what is left of a tag whose `<` the closing `?` swallowed: `/strong>`. */
function tagRemnant(text: string, at: number): number {
  const sticky = /\/?[a-z][a-z0-9]{0,9} ?\/?>/y;
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0].length ?? 0;
}
