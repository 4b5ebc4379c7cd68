import type { TextRange } from '../text/sentences.js';

const edge = /[\s，。；：、,;:…！？!?·]/u;
const pairs: Readonly<Record<string, string>> = {
  '“': '”',
  '‘': '’',
  '「': '」',
  '『': '』',
  '《': '》',
  '（': '）',
  '(': ')',
  '【': '】',
};
const openers = new Map(Object.entries(pairs).map(([open, close]) => [close, open]));

/**
 * A span without what does not belong to an answer: spaces and punctuation at its edges, and a quotation mark or bracket
 * whose other half lies outside. What would be empty stays as it is.
 */
export function trimSpan(text: string, { start, end }: TextRange): TextRange {
  let [from, to] = [start, end];
  for (let changed = true; changed && from < to;) {
    changed = false;
    const [first, last] = [text.charAt(from), text.charAt(to - 1)];
    const closer = pairs[first];
    const opener = openers.get(last);
    if (
      edge.test(first) ||
      openers.has(first) ||
      (closer !== undefined && !text.slice(from + 1, to).includes(closer))
    ) {
      from++;
      changed = true;
    } else if (
      edge.test(last) ||
      last in pairs ||
      (opener !== undefined && !text.slice(from, to - 1).includes(opener))
    ) {
      to--;
      changed = true;
    }
  }
  return from < to ? { start: from, end: to } : { start, end };
}
