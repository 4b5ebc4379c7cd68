import type { Claim } from './claims.js';
import type { Credit } from './coverage.js';
import type { FigureFinding, Lead } from './figure-findings.js';
import { isOfKind, type NameFinding } from './names.js';
import type { Source, SourceDocument } from './passages.js';
import { polarityOf } from './polarity.js';
import { substitutedNames } from './slots.js';
import type { Statement, Term } from './statement.js';

/** What tells whether a source carries a claim. Weights of words are about 1 for a noun. */
export const supportFeatures = [
  /** Weight of the words that the document does not hold: names, other nouns, the rest. */
  'namesAbsent',
  'nounsAbsent',
  'othersAbsent',
  /** Weight of the words, other than names, that stand in the document, but not in the source or beside it. */
  'wordsDistant',
  /** Weight of the words that stand only beside the source. */
  'wordsBeside',
  /** Share of the claim's weight that the source and what is beside it lack. */
  'shareMissing',
  /** Number of names in whose place the source has another name. */
  'namesSubstituted',
  /** Share of the weight of the claim before, for a claim of few nouns, that the source and what is beside it lack. */
  'contextMissing',
  'denial',
  'opposite',
  'planned',
  /** Number of figures, and of dates, that the document lacks; of small counts apart. */
  'figuresMissing',
  'datesMissing',
  'smallMissing',
  /** Whether a figure stands in the document with another unit or bound. */
  'unitClash',
  'boundClash',
  /** How much the words around a figure prefer another of the document, at worst: 0 to 2, 1 for neither. */
  'figurePreferred',
  /** By how much another date, or name, of the document fits better, at worst: 0 to 1. */
  'dateExchanged',
  'nameExchanged',
  /** Number of figures that stand in the document, but not in the source or beside it. */
  'figuresElsewhere',
  'datesElsewhere',
  /** Whether a figure is said of two things that is said once there. */
  'figureRepeated',
  /** Whether a figure stands in the source. */
  'figuresHeld',
  /** Number of names that the source lacks while it has another of the kind that is not claimed. */
  'namesReplaced',
  /** Share of the words held by the source that are not in its best clause or the one before. */
  'scattered',
  /** Weight of the nouns that lead the best clause and are not claimed. */
  'subjectUnclaimed',
] as const;
export type SupportFeature = (typeof supportFeatures)[number];

/** A claim beside a source that may carry it. */
export interface Evidence {
  readonly claim: Claim;
  readonly whole: Statement;
  readonly source: Source;
  readonly document: SourceDocument;
  /** Of the claim's terms. */
  readonly credits: readonly Credit[];
  /** Of the terms of the claim before. */
  readonly context: readonly Credit[];
  readonly figures: readonly FigureFinding[];
  readonly names: readonly NameFinding[];
  /** Whether a figure of the claim is said more often in its sentence than in the document's. */
  readonly isRepeated: boolean;
}

/** The features of a claim and a source, in the order of `supportFeatures`. */
export function featuresOf(evidence: Evidence): number[] {
  const { claim, whole, source, credits } = evidence;
  const polarity = polarityOf(claim, whole, source);
  const values: Record<SupportFeature, number> = {
    ...wordFeatures(evidence),
    namesSubstituted: substitutedNames(claim, credits, whole, source).length,
    contextMissing: contextMissing(evidence),
    denial: Number(polarity.denial),
    opposite: Number(polarity.opposite),
    planned: Number(polarity.planned),
    ...figureFeatures(evidence),
    ...nameFeatures(evidence),
    ...clauseFeatures(evidence),
  };
  return supportFeatures.map((name) => values[name]);
}

function wordFeatures({ credits, document }: Evidence) {
  const { topics } = document;
  const isName = ({ term }: Credit) => isSurelyName(term, document);
  const isNoun = (credit: Credit) => !isName(credit) && /^[njlx]/.test(credit.term.kind);
  const isTopic = ({ term }: Credit) => topics.has(term.text);
  const sum = (test: (credit: Credit) => boolean, value: (credit: Credit) => number) =>
    credits.reduce((all, credit) => all + (test(credit) ? credit.term.weight * value(credit) : 0), 0);
  const absent = ({ document }: Credit) => 1 - document;
  const distant = ({ document, near }: Credit) => document - near;
  const all = credits.reduce((total, { term }) => total + term.weight, 0);
  const isAny = () => true;
  return {
    namesAbsent: sum(isName, absent),
    nounsAbsent: sum(isNoun, absent),
    othersAbsent: sum((credit) => !isName(credit) && !isNoun(credit), absent),
    wordsDistant: sum((credit) => !isName(credit) && !isTopic(credit), distant),
    wordsBeside: sum(isAny, ({ near, own }) => near - own),
    shareMissing: all === 0 ? 0 : sum(isAny, (credit) => (isTopic(credit) ? 0 : 1 - credit.near)) / all,
  };
}

/** A word of two characters that jieba does not know may be anything, unless it is repeated: 募资, 增持. */
function isSurelyName({ name, text }: Term, { repeated }: SourceDocument): boolean {
  return name === 'known' || (name === 'unknown' && (text.length > 2 || repeated.has(text)));
}

/** A claim with so much weight of nouns says itself what it speaks of. */
const selfContained = 1.5;

function contextMissing({ credits, context }: Evidence): number {
  const nouns = credits.filter(({ term }) => term.name !== null || /^[nxj]/.test(term.kind));
  if (nouns.reduce((sum, { term }) => sum + term.weight, 0) >= selfContained) return 0;
  const all = context.reduce((sum, { term }) => sum + term.weight, 0);
  if (all === 0) return 0;
  return context.reduce((sum, { term, near }) => sum + term.weight * (1 - near), 0) / all;
}

function figureFeatures({ figures, source, isRepeated }: Evidence) {
  const isHere = (other: Source) => other === source || source.beside.includes(other);
  const quantities = figures.filter(({ figure }) => figure.measure !== 'date');
  const dates = figures.filter(({ figure }) => figure.measure === 'date');
  const lacks = ({ same, isFree }: FigureFinding) => same.length === 0 && !isFree;
  const elsewhere = ({ same }: FigureFinding) =>
    same.length > 0 && !same.some((found) => isHere(found.source));
  const clash = (relation: string) => (finding: FigureFinding) =>
    finding.clashes.some(
      (found) => found.relation === relation && found.match > (finding.same[0]?.match ?? 0) + 0.02,
    );
  return {
    figuresMissing: quantities.filter(lacks).length,
    datesMissing: dates.filter(lacks).length,
    smallMissing: figures.filter(
      ({ same, isFree, others }) => isFree && same.length === 0 && others.length > 0,
    ).length,
    unitClash: Number(figures.some(clash('unit'))),
    boundClash: Number(figures.some(clash('bound'))),
    figurePreferred: 1 + Math.max(-1, ...quantities.map(({ lead }) => lead?.preference ?? -1)),
    dateExchanged: greatestLead(dates),
    figuresElsewhere: quantities.filter(elsewhere).length,
    datesElsewhere: dates.filter(elsewhere).length,
    figureRepeated: Number(isRepeated),
    figuresHeld: Number(quantities.some(({ same }) => same.some((found) => found.source === source))),
  };
}

/** By how much another fits better at most; 0 where none does. */
function greatestLead(findings: readonly { readonly lead: Lead | null }[]): number {
  return Math.max(0, ...findings.map(({ lead }) => lead?.match ?? 0));
}

function nameFeatures({ names, document, credits, source, whole }: Evidence) {
  return {
    namesReplaced: credits.filter(
      ({ term, own }) =>
        own < 1 &&
        isSurelyName(term, document) &&
        source.statement.terms.some(
          (other) => other.name !== null && isOfKind(other, term) && !whole.text.includes(other.text),
        ),
    ).length,
    nameExchanged: greatestLead(names.filter(({ term }) => !document.topics.has(term.text))),
  };
}

/** How the words that a source holds are spread over its clauses, and what else stands there. */
function clauseFeatures({ credits, source, whole }: Evidence) {
  const { statement } = source;
  const claimed = new Set(credits.flatMap(({ term }) => term.keys));
  const said = (keys: readonly string[], text: string) =>
    keys.some((key) => claimed.has(key)) || whole.text.includes(text);
  const held = statement.clauses.map(() => 0);
  const matched = statement.terms.map((term) => said(term.keys, term.text));
  for (const [at, term] of statement.terms.entries()) {
    if (matched[at]) held[term.clause] = (held[term.clause] ?? 0) + term.weight;
  }
  const all = held.reduce((sum, weight) => sum + weight, 0);
  const best = held.indexOf(Math.max(...held));
  const inBest = (held[best] ?? 0) + (held[best - 1] ?? 0);
  let subject = 0;
  for (const [at, term] of statement.terms.entries()) {
    if (term.clause !== best) continue;
    if (matched[at]) break;
    if (term.name !== null || term.kind.startsWith('n')) subject += term.weight;
  }
  return {
    scattered: all === 0 ? 0 : 1 - inBest / all,
    subjectUnclaimed: Math.min(3, subject),
  };
}
