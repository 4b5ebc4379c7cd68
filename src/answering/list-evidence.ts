import { splitClauses, type TextRange } from '../text/sentences.js';
import type { Quote } from './citations.js';
import type { Evidence } from './evidence.js';

/** `1、`, `（2）`, `三、`, `四是`, `- `: how a line says that it is one of several. */
const itemMark =
  /^(?:[-*•·]\s|[（(]?\d{1,2}[)）.、．]|[（(]?[一二三四五六七八九十]{1,3}[)）、.]|[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}[，,、])/u;
/** A line that announces a list. */
const leadsIn = /[：:]$/u;

/** Limits of a list as an answer: three times what other answers may have. */
const maxItems = 6;
const maxChars = 600;

/**
 * The list that evidence stands in or leads into, item by item, when a question asks for several things: the items'
 * own lines, and the line that announces them if there is room. Long items end at a clause.
 * @param text of the article
 * @returns quotes in the order of the text, of which one carries the short answer; null where there is no list
 */
export function listAround(
  text: string,
  evidence: Pick<Evidence, 'passage' | 'start' | 'answer'>,
): Quote[] | null {
  const lines = linesOf(text);
  const at = lines.findIndex(({ start, end }) => evidence.start >= start && evidence.start < end);
  const isItem = (index: number) => {
    const line = lines[index];
    return line !== undefined && itemMark.test(text.slice(line.start, line.end));
  };
  const announces = (index: number) => {
    const line = lines[index];
    return line !== undefined && leadsIn.test(text.slice(line.start, line.end));
  };
  let first = at;
  if (!isItem(first)) {
    if (!announces(first) || !isItem(first + 1)) return null;
    first++;
  }
  while (isItem(first - 1)) first--;
  let last = first;
  while (isItem(last + 1)) last++;
  if (last === first) return null;
  const items = lines.slice(first, Math.min(last + 1, first + maxItems));
  const announcement = lines[first - 1];
  const withAnnouncement = announcement && items.length < maxItems && announces(first - 1);
  const shown = withAnnouncement ? [announcement, ...items] : items;
  const room = Math.floor(maxChars / shown.length);
  return shown.map((line) => {
    const range = endingAtClause(text, line, room);
    const { answer } = evidence;
    const carries = answer !== null && answer.start >= range.start && answer.end <= range.end;
    return { passage: evidence.passage, ...range, answer: carries ? answer : null };
  });
}

/** Lines that are not blank, without the spaces around them. */
function linesOf(text: string): TextRange[] {
  const lines: TextRange[] = [];
  for (const match of text.matchAll(/\S[^\n]*/gu)) {
    lines.push({ start: match.index, end: match.index + match[0].trimEnd().length });
  }
  return lines;
}

function endingAtClause(text: string, line: TextRange, room: number): TextRange {
  if (line.end - line.start <= room) return line;
  const clauses = splitClauses(text, line).filter(({ end }) => end - line.start <= room);
  const end = clauses.at(-1)?.end ?? line.end;
  return { start: line.start, end };
}

/** The best evidence of each article, when a question asks which articles speak of something. */
export function oneOfEach<E extends Pick<Evidence, 'passage' | 'score'>>(
  ranked: readonly E[],
  limit: number,
  scoreGap: number,
): E[] {
  const chosen: E[] = [];
  for (const evidence of ranked) {
    if (chosen.length >= limit || evidence.score < (chosen[0]?.score ?? evidence.score) - scoreGap) break;
    if (chosen.some(({ passage }) => passage.documentId === evidence.passage.documentId)) continue;
    chosen.push(evidence);
  }
  return chosen;
}
