import { level } from '../verification/tags.js';

const marks = /[，；：。！？、,;:!?\s“”‘’「」『』"'《》（）()]+/u;
/** Shorter than this, in UTF-16 units without marks, is found anywhere. */
const leastLength = 8;

/**
 * Whether every clause of a sentence stands word for word in one sentence of its source, in the same order: nothing is
 * put together that the source does not. Linear in the length of both, but for repetitions.
 */
export function isTakenOver(sentence: string, source: string): boolean {
  const clauses = level(sentence).split(marks).filter(Boolean);
  if (clauses.join('').length < leastLength) return false;
  const said = level(source).split(marks).join('');
  let at = 0;
  for (const clause of clauses) {
    const found = said.indexOf(clause, at);
    if (found < 0 || cutsFigure(said, found) || cutsFigure(said, found + clause.length)) return false;
    at = found + clause.length;
  }
  return true;
}

function cutsFigure(text: string, at: number): boolean {
  return /[\d.]/.test(text.charAt(at - 1)) && /[\d.%]/.test(text.charAt(at));
}
