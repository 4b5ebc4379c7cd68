import { EditList } from './edit-list.js';
import { applyEdits, type CleanText } from './edits.js';
import { joinsHan } from './han-gaps.js';

/** White space of every width, with the breaks that U+0085 and the like stand for; and full-width letters and digits. */
const spots = /[\s\u0085]+|[０-９Ａ-Ｚａ-ｚ]+(?:．[０-９]+)*/g;
const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
/** Chinese marks before which nobody sets a space. */
const closingMark = /[，。、；：！？）》】〉」』〕…]/;
const sentenceEnd = /[。！？!?…”』」）)】]/;

/**
 * Tidies white space and full-width Latin letters and digits, and nothing else: indents and trailing spaces go, a
 * run of spaces becomes one, blank lines become at most one, a space that a crawler left inside a Chinese name or
 * word goes. Punctuation keeps the width it was written in.
 */
export function tidySpacing(clean: CleanText): CleanText {
  const { text } = clean;
  const edits = new EditList('spacing');
  for (const match of text.matchAll(spots)) {
    const [run] = match;
    const start = match.index;
    const end = start + run.length;
    const replacement = /^[\s\u0085]/.test(run) ? spaceFor(run, text, start, end) : halfWidth(run);
    if (replacement !== run) edits.add(start, end, replacement);
  }
  return applyEdits(clean, edits.edits);
}

function spaceFor(run: string, text: string, start: number, end: number): string {
  if (start === 0 || end === text.length) return '';
  const breaks = run.match(lineBreak)?.length ?? 0;
  if (breaks > 0) return breaks === 1 ? '\n' : '\n\n';
  const before = text[start - 1] ?? '';
  const after = text[end] ?? '';
  if (closingMark.test(after)) return '';
  // Paragraphs that a crawler ran together keep their indents: four columns or more after the end of a sentence.
  if (sentenceEnd.test(before) && columns(run) >= 4) return '\n';
  return joinsHan(text, start, end) ? '' : ' ';
}

/** Width of a run of spaces, up to four: an ideographic space takes two columns. */
function columns(run: string): number {
  let width = 0;
  for (let i = 0; i < run.length && width < 4; i++) width += run[i] === '\u3000' ? 2 : 1;
  return width;
}

function halfWidth(run: string): string {
  return run.replace(/[！-～]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));
}
