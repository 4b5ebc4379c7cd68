import { EditList } from './edit-list.js';
import { applyEdits, type CleanText } from './edits.js';

/**
 * What nobody reads: controls other than tab and line breaks, soft hyphens, zero-width and bidirectional controls,
 * invisible fillers, byte-order marks, variation selectors, tags, non-characters.
 */
const suspects =
  /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\u{e0000}-\u{e0fff}]/gu;

/** Scripts in which a zero-width joiner or non-joiner changes the letters that people see. */
const joiningLetter =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Sinhala}\p{Script=Malayalam}\p{Script=Kannada}\p{Script=Gujarati}\p{Script=Khmer}]/u;
const pictograph = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/u;

/** Removes invisible and control characters, puts U+FFFD for lone surrogates; emoji sequences stay whole. */
export function cleanCharacters(clean: CleanText): CleanText {
  const paired = replaceLoneSurrogates(clean);
  const { text } = paired;
  const edits = new EditList('control-removed');
  for (const match of text.matchAll(suspects)) {
    const code = match[0].codePointAt(0) ?? 0;
    if (!hasPurpose(code, text, match.index)) edits.add(match.index, match.index + match[0].length, '');
  }
  return applyEdits(paired, edits.edits);
}

function replaceLoneSurrogates(clean: CleanText): CleanText {
  const { text } = clean;
  if (text.isWellFormed()) return clean;
  const edits = new EditList('control-removed');
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0xd800 || code > 0xdfff) continue;
    const next = text.charCodeAt(i + 1);
    if (code < 0xdc00 && next >= 0xdc00 && next <= 0xdfff) i++;
    else edits.add(i, i + 1, '\ufffd');
  }
  return applyEdits(clean, edits.edits);
}

function hasPurpose(code: number, text: string, index: number): boolean {
  if (code === 0x200d) {
    return joinsPictographs(text, index) || betweenJoiningLetters(text, index);
  }
  if (code === 0x200c) return betweenJoiningLetters(text, index);
  // Variation selectors 15 and 16 choose between the text and the emoji form of what stands before them.
  if (code === 0xfe0e || code === 0xfe0f) return /[\p{Emoji}]/u.test(characterBefore(text, index));
  // Ideographic variation selectors choose the shape of a Han character, as in names.
  if (code >= 0xe0100 && code <= 0xe01ef) return /\p{Script=Han}/u.test(characterBefore(text, index));
  // Tags spell the region of a flag after U+1F3F4.
  if (code >= 0xe0020 && code <= 0xe007f) return followsFlag(text, index);
  return false;
}

function joinsPictographs(text: string, index: number): boolean {
  let before = characterBefore(text, index);
  if (before === '\ufe0f') before = characterBefore(text, index - 1);
  return pictograph.test(before) && pictograph.test(characterAt(text, index + 1));
}

function betweenJoiningLetters(text: string, index: number): boolean {
  return joiningLetter.test(characterBefore(text, index)) && joiningLetter.test(characterAt(text, index + 1));
}

/** A flag's tags are at most seven: a black flag must lie within reach, with nothing but tags between. */
function followsFlag(text: string, index: number): boolean {
  let at = index;
  for (let tags = 0; tags < 7; tags++) {
    const before = characterBefore(text, at);
    if (before === '\u{1f3f4}') return true;
    const code = before.codePointAt(0) ?? 0;
    if (code < 0xe0020 || code > 0xe007f) return false;
    at -= before.length;
  }
  return false;
}

function characterAt(text: string, index: number): string {
  return String.fromCodePoint(text.codePointAt(index) ?? 0);
}

function characterBefore(text: string, index: number): string {
  const low = text.charCodeAt(index - 1);
  if (Number.isNaN(low)) return '';
  const paired = low >= 0xdc00 && low <= 0xdfff && index >= 2;
  return paired ? text.slice(index - 2, index) : text.slice(index - 1, index);
}
