import type { Claim } from './verify-claims.js';
import { oppositesOf } from './verify-lexicon.js';
import type { Source } from './verify-passages.js';
import type { Statement, Term } from './verify-statement.js';

/**
 * Whether a claim denies what the source says, says what it denies, or says the opposite (增长 and 下降) of the same
 * thing. Words are compared only in clauses that also share another word, so that a denial elsewhere in the sentence
 * is not read into the claim.
 */
export function polarityClashes(claim: Claim, whole: Statement, source: Source): boolean {
  const quoted = source.statement;
  if (whole.text.includes('已') && !/尚未|还未|还没/.test(whole.text) && /尚未|还未|还没/.test(quoted.text))
    return true;
  const claimKeys = new Set(claim.terms.flatMap(({ keys }) => keys));
  for (const term of claim.terms) {
    const there = quoted.terms.filter((other) => other.keys.some((key) => term.keys.includes(key)));
    const exact = there.filter(({ text }) => text === term.text);
    const meant = (exact.length > 0 ? exact : there).filter((other) =>
      kin(other, quoted, claim, claimKeys, term),
    );
    if (meant.length > 0 && meant.every(({ negated }) => negated !== term.negated)) {
      if (term.negated ? !denied(quoted, meant) : !claim.denies) return true;
    }
    if (oppositeSaid(term, claim, whole, source, claimKeys)) return true;
  }
  return false;
}

/** Whether any of the clauses of these terms denies something. */
function denied(quoted: Statement, terms: readonly Term[]): boolean {
  return terms.some(({ clause }) => quoted.denying.has(clause));
}

/** Whether the clause of a quoted term shares another word with the claim, or the claim has no other. */
function kin(
  other: Term,
  quoted: Statement,
  claim: Claim,
  claimKeys: ReadonlySet<string>,
  term: Term,
): boolean {
  if (claim.terms.length < 3) return true;
  return quoted.terms.some(
    (near) =>
      near !== other &&
      Math.abs(near.clause - other.clause) === 0 &&
      near.weight >= 0.3 &&
      !near.keys.some((key) => term.keys.includes(key)) &&
      near.keys.some((key) => claimKeys.has(key)),
  );
}

function oppositeSaid(
  term: Term,
  claim: Claim,
  whole: Statement,
  source: Source,
  claimKeys: ReadonlySet<string>,
): boolean {
  for (const { same, other } of oppositesOf(term.text)) {
    if (whole.terms.some(({ text }) => other.includes(text))) continue;
    const terms = source.statement.terms;
    if (terms.some(({ text }) => same.includes(text))) continue;
    const against = terms.filter(({ text }) => other.includes(text));
    if (
      against.some(
        (found) => found.negated === term.negated && kin(found, source.statement, claim, claimKeys, term),
      )
    )
      return true;
  }
  return false;
}
