import type { Claim } from './claims.js';
import { contrast, excludes } from './contrasts.js';
import { denyingVerbs, oppositesOf } from './lexicon.js';
import type { Source } from './passages.js';
import type { Statement, Term } from './statement.js';

/** How a claim stands against what its source says or denies. */
export interface Polarity {
  /** The claim says done what the source plans or expects. */
  readonly planned: boolean;
  /** One denies what the other says. */
  readonly denial: boolean;
  /** The source says the opposite of a word: 增长 and 下降, 增持 and 减持. */
  readonly opposite: boolean;
}

/**
 * Compares denials and opposites. Words are compared only in clauses that also share another word, so that a denial
 * elsewhere in the sentence is not read into the claim.
 */
export function polarityOf(claim: Claim, whole: Statement, source: Source): Polarity {
  const quoted = source.statement;
  const claimKeys = new Set(claim.terms.flatMap(({ keys }) => keys));
  const unsettled = /尚未|还未|还没/;
  let denial = whole.text.includes('已') && !unsettled.test(whole.text) && unsettled.test(quoted.text);
  let opposite = false;
  const seen = new Set<string>();
  for (const term of claim.terms) {
    const key = `${term.text} ${String(term.negated)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const there = quoted.terms.filter((other) => other.keys.some((key) => term.keys.includes(key)));
    const exact = there.filter(({ text }) => text === term.text);
    const meant = (exact.length > 0 ? exact : there).filter((other) =>
      isKin(other, quoted, claim, claimKeys, term),
    );
    if (meant.length > 0 && meant.every(({ negated }) => negated !== term.negated))
      denial ||= term.negated ? !denied(quoted, meant) : !claim.denies;
    opposite ||=
      qualifiedOtherwise(term, whole, quoted) || oppositeSaid(term, claim, whole, quoted, claimKeys);
  }
  return { denial, opposite, planned: isPlanned(claim, whole, quoted) };
}

const done = /已|完成了|[^将会]实现了|如期/;
const expected = /[将拟]|计划|预计|预期|打算|有望|力争|争取|准备|可能|目标是/;

/** Whether the claim speaks of something as done while every clause that speaks of it there expects it. */
function isPlanned(claim: Claim, whole: Statement, quoted: Statement): boolean {
  const text = whole.text.slice(claim.start - whole.start, claim.end - whole.start);
  if (!done.test(text) || expected.test(text)) return false;
  const verbs = claim.terms.filter(({ kind }) => kind.startsWith('v'));
  const clauses = quoted.terms
    .filter((other) => verbs.some(({ keys }) => other.keys.some((key) => keys.includes(key))))
    .map(({ clause }) => quoted.clauses[clause]);
  return (
    clauses.length > 0 &&
    clauses.every((range) => {
      const there = range ? quoted.text.slice(range.start - quoted.start, range.end - quoted.start) : '';
      return expected.test(there) && !done.test(there);
    })
  );
}

/** Whether any of the clauses of these terms denies something, other than by such a term itself: 取消. */
function denied(quoted: Statement, terms: readonly Term[]): boolean {
  return terms.some(({ clause, text }) => !denyingVerbs.has(text) && quoted.denying.has(clause));
}

/** Whether the clause of a quoted term shares another word with the claim, or the claim has no other. */
function isKin(
  other: Term,
  quoted: Statement,
  claim: Claim,
  claimKeys: ReadonlySet<string>,
  term: Term,
): boolean {
  if (claim.terms.length < 3) return true;
  // 文中的数量不含在建仓，无须改动
  const isAlone = !quoted.terms.some((near) => near !== other && near.clause === other.clause);
  return quoted.terms.some(
    (near) =>
      near !== other &&
      (near.clause === other.clause || (isAlone && near.clause === other.clause - 1)) &&
      near.weight >= 0.3 &&
      !near.keys.some((key) => term.keys.includes(key)) &&
      near.keys.some((key) => claimKeys.has(key)),
  );
}

/** 厅长 over 副厅长, 早高峰 over 晚高峰: the character in front makes it another. */
function qualifiedOtherwise(term: Term, whole: Statement, quoted: Statement): boolean {
  if (!term.kind.startsWith('n') || term.text.length < 2) return false;
  const own = whole.text.charAt(term.start - whole.start - 1);
  let found = false;
  for (let at = quoted.text.indexOf(term.text); at >= 0; at = quoted.text.indexOf(term.text, at + 1)) {
    const other = quoted.text.charAt(at - 1);
    if (own === other || !(excludes(own, other) || isDeputy(own) !== isDeputy(other))) return false;
    found = true;
  }
  return found;
}

function isDeputy(character: string): boolean {
  return character !== '' && '副代'.includes(character);
}

function oppositeSaid(
  term: Term,
  claim: Claim,
  whole: Statement,
  quoted: Statement,
  claimKeys: ReadonlySet<string>,
): boolean {
  const said = (found: Term) =>
    found.negated === term.negated && isKin(found, quoted, claim, claimKeys, term);
  const own = oppositesOf(term.text);
  for (const { same, other } of own.length > 0 ? own : oppositesOf(term.text.slice(-2))) {
    if (whole.terms.some(({ text }) => isHeaded(text, other))) continue;
    if (quoted.terms.some(({ text }) => isHeaded(text, same))) continue;
    if (quoted.terms.some((found) => isHeaded(found.text, other) && said(found))) return true;
  }
  if (quoted.text.includes(term.text)) return false;
  return quoted.terms.some(
    (found) => contrast(found.text, term.text) && !whole.text.includes(found.text) && said(found),
  );
}

/** Whether a word is one of some, or one of them with something in front: 略低于, 强烈不满; not 不满意. */
function isHeaded(text: string, words: readonly string[]): boolean {
  return words.some(
    (word) =>
      text === word ||
      (text.endsWith(word) && !'不未没非无'.includes(text.charAt(text.length - word.length - 1))),
  );
}
