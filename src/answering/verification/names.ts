import type { Binding } from './binding.js';
import type { Lead } from './figure-findings.js';
import { matchesOf, preference, type Match } from './matching.js';
import type { Quoted, SourceDocument } from './passages.js';
import type { Statement, Term } from './statement.js';

/** A claimed name in one document. */
export interface NameFinding {
  readonly term: Term;
  /** Where the document names it, best match first. */
  readonly same: readonly (Quoted<Term> & Match)[];
  /** By how much another name of its kind, which the sentence does not speak of, fits better; null without another. */
  readonly lead: Lead | null;
}

/** Where a claimed name stands in a document, and what other names stand among the words of the claim there. */
export function findName(
  term: Term,
  binding: Binding,
  whole: Statement,
  document: SourceDocument,
): NameFinding {
  const related = document.names.filter(
    ({ item }) => isNamed(item, term) || (isOfKind(item, term) && !whole.text.includes(item.text)),
  );
  const matched = matchesOf(binding, related);
  const same = matched.filter(({ item }) => isNamed(item, term));
  const [own] = same;
  const rival = matched.find(({ item }) => !isNamed(item, term));
  const lead =
    own && rival ? { match: rival.match - own.match, preference: preference([[rival, own]]) } : null;
  return { term, same, lead };
}

function isNamed(item: Term, term: Term): boolean {
  return (
    item.text === term.text ||
    item.text.includes(term.text) ||
    item.keys.some((key) => term.keys.includes(key))
  );
}

/** People for people, places for places, words of no dictionary for their like. */
export function isOfKind(item: Term, term: Term): boolean {
  return item.kind.slice(0, 2) === term.kind.slice(0, 2);
}
