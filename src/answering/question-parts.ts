import { foldText } from '../text/fold.js';
import { condenseQuestion } from './condense-question.js';
import { contentWords, wholeWords } from './question-words.js';

const interrogative = /多少|几|什么|哪|谁|怎么|怎样|如何|为何|为啥|多[大高久长远]|各(?:是|为|有)/;
/** What parts two questions that are asked in one sentence. */
const ends = /(?<=[？?；;])|(?<=[，,、])/;
const mostParts = 3;
/** A part must say at least so much to be searched for by itself. */
const shortest = 6;
/** …and to name so many things, or it is not asked for itself. */
const fewestWords = 3;

/**
 * The questions that one question holds: `…展位号是多少，它在拉美的订单量怎么样？` asks for two things, which stand in
 * different sentences, perhaps of different articles. Each part is made standalone by the part before it, as a follow-up
 * question is. A question that asks for one thing is its own only part.
 */
export function questionParts(question: string): string[] {
  const pieces: string[] = [];
  let open = '';
  for (const piece of question.split(ends)) {
    open += piece;
    if (interrogative.test(foldText(piece)) && open.trim().length >= shortest) {
      pieces.push(open);
      open = '';
    }
  }
  if (pieces.length < 2 || pieces.length > mostParts) return [question];
  // What is left asks for nothing by itself: 它的展位号是多少，在哪个馆里？谢谢。
  const last = pieces.length - 1;
  pieces[last] = (pieces[last] ?? '') + open;
  const parts: string[] = [];
  for (const piece of pieces) {
    const before = parts.at(-1);
    const text = piece.replace(/[，,、；;\s]+$/u, '');
    const part = before === undefined ? text : condenseQuestion(text, [{ role: 'user', content: before }]);
    // 增速排第几？ alone would be asked of anything in the archive.
    if (wholeWords(contentWords(part)).length < fewestWords) return [question];
    parts.push(part);
  }
  return parts;
}
