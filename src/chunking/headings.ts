import type { Segment } from './segments.js';

const longestHeading = 40;
/** What ends a sentence, a clause or a list's lead-in: a line that ends so is prose, not a heading. */
const endsAsProse = /[。！？!?；;：:，,、…）)」』”"]$/u;
const beginsAsListItem = /^(?:[-*•·▪●▲■]|[（(]?\d{1,3}[)）.、．]|[一二三四五六七八九十]{1,3}是)/u;

/** Whether a segment is a line of its own that names what follows: short, and not ended like a sentence. */
export function isHeading(text: string, segment: Segment): boolean {
  if (segment.end - segment.start > longestHeading) return false;
  const alone =
    (segment.start === 0 || text[segment.start - 1] === '\n') &&
    (segment.end === text.length || text[segment.end] === '\n');
  if (!alone || segment.end === text.length) return false;
  const line = text.slice(segment.start, segment.end);
  // “品牌”出海 may stand in quotes as a whole; a closing quote after a full stop is speech.
  const prose = endsAsProse.test(line) && !/[^。！？!?]["”」』）)]$/u.test(line);
  return !prose && !beginsAsListItem.test(line) && /\p{L}/u.test(line);
}
