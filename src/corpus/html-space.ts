/** Line breaks that are kept: `br`, and those of preformatted text. */
const LINE = '\u2028';

/** Where bold type and the like ended. */
const MARKUP_END = /\u001f/g;
/** `<b>甲。</b> 乙`: Markdown does not end bold type at a full stop unless a space follows it, which nobody means to read. */
const SPACE_OF_MARKUP = /([。！？；：，、…”’」』）》】])\u001f[\u001f ]* (?=[“‘「『（《【]?\p{Script=Han})/gu;

/**
 * Tidies white space as a browser does: runs become one space, line breaks of the source too. Between Chinese
 * characters a line break of the source is nothing, since Chinese does not part words. U+2028 becomes `\n`, two
 * or more of them `\n\n`.
 */
export function collapseSpace(raw: string): string {
  const unmarked = raw.includes('\u001f') ? raw.replace(SPACE_OF_MARKUP, '$1').replace(MARKUP_END, '') : raw;
  const collapsed = unmarked.replace(/[ \t\n\f\r]+/g, (space, at: number) => {
    if (!space.includes('\n') && !space.includes('\r')) return ' ';
    return isWide(unmarked.charCodeAt(at - 1)) && isWide(unmarked.charCodeAt(at + space.length)) ? '' : ' ';
  });
  if (!collapsed.includes(LINE)) return collapsed.trim();
  let text = '';
  let empty = 0;
  for (const line of collapsed.split(LINE)) {
    const trimmed = line.trim();
    if (trimmed === '') {
      empty++;
      continue;
    }
    text += text === '' ? trimmed : (empty > 0 ? '\n\n' : '\n') + trimmed;
    empty = 0;
  }
  return text;
}

/** Chinese characters and their punctuation, which stand without spaces. */
function isWide(code: number): boolean {
  return (
    (code >= 0x2e80 && code <= 0x9fff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xd840 && code <= 0xdfff) ||
    (code >= 0x2014 && code <= 0x2026)
  );
}
