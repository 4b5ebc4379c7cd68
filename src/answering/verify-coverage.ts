import type { Claim } from './verify-claims.js';
import type { PreparedPassages, Source, SourceDocument } from './verify-passages.js';
import type { Term } from './verify-statement.js';

/** What a word is worth that stands not in the source itself but beside it, elsewhere in the article, or half. */
const credit = { beside: 0.8, document: 0.55, half: 0.55 } as const;
/** Names say little of which statement is meant: a false one may stand anywhere. */
const nameShare = 0.4;
const unheardOf = 1.6;
/** So many sources are looked at for a claim. */
const candidateCount = 5;

/** Sources that share the most words and figures with a claim, best first. */
export function candidatesOf(
  claim: Claim,
  figureSources: readonly Source[],
  prepared: PreparedPassages,
): Source[] {
  const scores = new Map<number, number>();
  for (const term of claim.terms) {
    const hit = new Set(term.keys.flatMap((key) => prepared.byKey.get(key) ?? []));
    for (const index of hit) scores.set(index, (scores.get(index) ?? 0) + term.weight);
  }
  for (const { index } of figureSources) scores.set(index, (scores.get(index) ?? 0) + 1.5);
  return [...scores]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, candidateCount)
    .flatMap(([index]) => prepared.sources[index] ?? []);
}

/** Shares of a claim's words, 0 to 1. */
export interface Coverage {
  /** Held by the source with what stands around it. */
  readonly total: number;
  /** Held by the source itself. */
  readonly direct: number;
}

/** Which share of a claim's words the source and what stands around it hold. */
export function coverageOf(claim: Claim, source: Source, document: SourceDocument): Coverage {
  let total = 0;
  let direct = 0;
  let directAll = 0;
  let all = 0;
  for (const term of claim.terms) {
    const own = directCredit(term, source);
    const weight = term.name === null ? term.weight : term.weight * nameShare;
    direct += weight * own;
    directAll += weight;
    const around = own === 1 ? 1 : aroundCredit(term, own, source, document);
    // A thing that the article never mentions counts for more than a verb that it puts otherwise.
    all += around === 0 && term.kind.startsWith('n') ? term.weight * unheardOf : term.weight;
    total += term.weight * around;
  }
  return all === 0
    ? { total: 1, direct: 1 }
    : { total: total / all, direct: directAll === 0 ? 1 : direct / directAll };
}

function directCredit(term: Term, source: Source): number {
  if (term.keys.some((key) => source.keys.has(key)) || contains(source.statement.text, term.text)) return 1;
  return halfCredit(term.text, source.statement.text);
}

function aroundCredit(term: Term, own: number, source: Source, document: SourceDocument): number {
  if (term.keys.some((key) => source.beside.has(key))) return Math.max(credit.beside, own);
  if (term.keys.some((key) => document.keys.has(key)) || contains(document.text, term.text))
    return Math.max(credit.document, own);
  return own;
}

function contains(text: string, word: string): boolean {
  return word.length > 1 && text.includes(word);
}

/** 提价 for 提高价格: the share of a word's characters that the text holds. */
function halfCredit(word: string, text: string): number {
  if (word.length < 2) return 0;
  let held = 0;
  let all = 0;
  for (const unit of word) {
    all++;
    if (text.includes(unit)) held++;
  }
  const share = held / all;
  return share === 1 ? 0.8 : share * credit.half;
}
