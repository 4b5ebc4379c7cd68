import type { Holding, PreparedPassages, Source, SourceDocument } from './passages.js';
import type { Statement, Term } from './statement.js';

/** Where a claim's word is found, each 0 to 1 and none less than the one before. */
export interface Credit {
  readonly term: Term;
  /** In the source itself. */
  readonly own: number;
  /** In the source or the statements around it. */
  readonly near: number;
  /** In the passages of its document. */
  readonly document: number;
}

/** A word of the same meaning. */
const synonym = 0.9;
/** A character of a word that stands in the text, but beside others there. */
const looseCharacter = 0.4;

/** Where the words of a claim stand. */
export function creditsOf(
  terms: readonly Term[],
  whole: Statement,
  source: Source,
  document: SourceDocument,
): Credit[] {
  return terms.map((term) => {
    const own = creditIn(term, whole, source);
    let near = own;
    for (const other of source.beside) {
      if (near < 1) near = Math.max(near, creditIn(term, whole, other));
    }
    return { term, own, near, document: near === 1 ? 1 : Math.max(near, creditIn(term, whole, document)) };
  });
}

/**
 * The share of a word that a text holds: all of it when it has the word or one of its group, else that of its
 * characters which stand there beside the same neighbour. Words may thus be cut in another way: 综保区|进出口.
 */
export function creditIn(term: Term, { text, start }: Statement, holding: Holding): number {
  if (holding.keys.has(term.text)) return 1;
  const meant = term.keys.some((key) => holding.keys.has(key)) ? synonym : 0;
  const from = term.start - start;
  const to = term.end - start;
  let held = 0;
  for (let at = from; at < to; at++) {
    if (holding.pairs.has(text.slice(at - 1, at + 1)) || holding.pairs.has(text.slice(at, at + 2))) held++;
    else if (holding.characters.has(text.charAt(at))) held += looseCharacter;
  }
  return to > from ? Math.max(meant, held / (to - from)) : 1;
}

/** Names say little of which statement is meant: a false one may stand anywhere. */
const nameShare = 0.4;
/** What a figure says of it. */
const figureShare = 0.5;

/** How much of a claim a source itself holds; `figures`: so many of its figures. */
export function relevanceOf(credits: readonly Credit[], figures: number): number {
  return credits.reduce(
    (sum, { term, own }) => sum + term.weight * own * (term.name === null ? 1 : nameShare),
    figures * figureShare,
  );
}

/** So many sources of a document are looked at for a claim. */
const candidateCount = 4;
/** And so many documents. */
const documentCount = 3;

/** Sources that share the most words with a claim, best first, of the documents that share most. */
export function candidatesOf(
  terms: readonly Term[],
  figureSources: readonly Source[],
  prepared: PreparedPassages,
): Source[] {
  const scores = new Map<number, number>();
  const add = (index: number, value: number) => scores.set(index, (scores.get(index) ?? 0) + value);
  for (const term of terms) {
    for (const index of new Set(term.keys.flatMap((key) => prepared.byKey.get(key) ?? [])))
      add(index, term.weight);
  }
  for (const { index } of figureSources) add(index, 1.5);
  const byDocument = new Map<string, Source[]>();
  for (const [index] of [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    const source = prepared.sources[index];
    if (!source) continue;
    const own = byDocument.get(source.passage.documentId);
    if (!own) byDocument.set(source.passage.documentId, [source]);
    else if (own.length < candidateCount) own.push(source);
  }
  return [...byDocument.values()].slice(0, documentCount).flat();
}
