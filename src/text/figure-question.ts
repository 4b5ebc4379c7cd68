import { findNumbers, type NumberMention } from './numbers.js';
import { splitClauses, splitSentences } from './sentences.js';
import { taggedWords } from './words.js';

/** A question whose answer stands in the text that it was made of. */
export interface FigureQuestion {
  readonly question: string;
  /** What answers it, as the text writes it. */
  readonly figure: string;
}

/** Characters of a clause: shorter says too little of what is counted, longer is no question that anyone asks. */
const shortest = 9;
const longest = 32;
/** Characters before and behind the figure, which say what it counts. */
const shortestBefore = 4;
const longestBehind = 6;

/** Words by which a clause leans on what stands around it: alone, it asks about nothing in particular. */
const leaning =
  /[今去昨明][年日天]|前年|[本当當上下][月年日市县縣省区區地]|[该該此][市县縣省区區地年届屆次季]|其|[这這那][些个個次家项項种種]|[他她它我你咱]|公司|全[市县縣省区區年]|记者|記者|本报|本報|日前|近日|同比|环比|環比|同期|目前|以来|以來|上述|双方|雙方|等[国國地]|此[次前]/u;
/** A clause of other characters is markup, an address or a table. */
const plain = /^[\p{Script=Han}\p{Script=Latin}\p{Nd}《》“”「」『』·.%％—\-/]+$/u;
/** Behind the figure: no further clause, which would need its end. */
const goesOn = /[因在内內为為对對从從把被将將以与與并並]/u;
/** Round numbers and counts of a few are often part of a phrase (货比三家); a figure of weight has two digits. */
const weighty = /[1-9].*\d/u;

/**
 * Questions made of the words of a text and no others: a clause with one figure asks for that figure in its place, as
 * Chinese does (青屿海关查获侵权商品5.7万件 → 青屿海关查获侵权商品多少件？). Clauses that lean on what stands around
 * them are left out. Whether a question is a good one, whoever answers it must show.
 * @param title of the article that the text is of: only clauses that begin with what it names stand alone. Null for a
 * title itself
 */
export function figureQuestions(text: string, title: string | null): FigureQuestion[] {
  return splitSentences(text).flatMap((sentence) =>
    splitClauses(text, sentence).flatMap(({ start, end }) => {
      const clause = text.slice(start, end).replace(/[，、；：。！？,;:!?.…]+$/u, '');
      const question = questionOf(clause);
      return question !== null && namesItsSubject(clause, title) ? [question] : [];
    }),
  );
}

/** Whether a clause begins with a noun or a name, and in a text with one of its title. */
function namesItsSubject(clause: string, title: string | null): boolean {
  const [first] = taggedWords(clause);
  if (!first || first.text.length < 2 || !/^(?:n|x|j|eng|l|i)/.test(first.tag)) return false;
  return title === null || title.includes(first.text);
}

function questionOf(clause: string): FigureQuestion | null {
  if (clause.length < shortest || clause.length > longest) return null;
  if (!plain.test(clause) || leaning.test(clause)) return null;
  const figures = findNumbers(clause).filter(({ kind }) => kind !== 'date' && kind !== 'code');
  const [figure] = figures;
  if (!figure || figures.length > 1 || figure.kind !== 'quantity') return null;
  const before = clause.slice(0, figure.start).replace(/[近逾超约約]+$/u, '');
  const written = clause.slice(figure.start, figure.end);
  const behind = clause.slice(figure.end);
  if (before.length < shortestBefore || behind.length > longestBehind || goesOn.test(behind)) return null;
  const asked = weighty.test(written) ? askFor(figure, written) : null;
  return asked === null ? null : { question: `${before}${asked}${behind}？`, figure: written };
}

/** 多少 with the unit as it was written, but without a 万 or 亿 that only scales what is counted: 5.7万件 → 多少件. */
function askFor({ unit }: NumberMention, written: string): string | null {
  if (unit === '%') return '百分之多少';
  const own = /\p{Script=Han}+$/u.exec(written)?.[0] ?? '';
  const scaled = /^[万萬亿億](?<counted>.+)$/u.exec(own)?.groups?.counted;
  const counted = scaled !== undefined && !/[元币幣吨噸]$/u.test(scaled) ? scaled : own;
  return /^(?:[万萬亿億])?[^\d多余餘左右]{1,4}$/u.test(counted) && unit !== '' ? `多少${counted}` : null;
}
