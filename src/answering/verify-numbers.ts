import { bindingOf, nearnessIn, type Binding } from './verify-binding.js';
import { datePrecision, datesAgree } from './verify-dates.js';
import { agreement, type Figure } from './verify-figures.js';
import type { PreparedPassages, Source } from './verify-passages.js';
import type { SupportReason } from './verify-reasons.js';
import type { Statement } from './verify-statement.js';

/** Where a claimed figure stands in the passages, and what is wrong with it; no problem: it is carried. */
export interface FigureFinding {
  readonly problem: SupportReason | null;
  /** Sources that hold it, those first that say it of the same thing. */
  readonly sources: readonly Source[];
  readonly same: readonly Relation[];
  /** Figures that could stand in its place. */
  readonly others: readonly Relation[];
  readonly isDate: boolean;
  /** Its absence proves nothing: 两家, 第一期. */
  readonly isSmall: boolean;
}

/** A figure said of the same thing must match at least so well. */
const leastMatch = 0.2;
/** Another figure of the source fits the claim's words better by this: the figures were exchanged. */
const exchanged = { by: 0.15, byFar: 0.28, fits: 0.35 } as const;

/** The year of publication of a document, where it is known. */
export type PublishedYear = (documentId: string) => number | null;

export function findFigure(
  whole: Statement,
  index: number,
  prepared: PreparedPassages,
  publishedYear: PublishedYear,
): FigureFinding {
  const figure = whole.figures[index];
  if (!figure) return { problem: null, sources: [], same: [], others: [], isDate: false, isSmall: false };
  const isDate = figure.measure === 'date';
  const relations = prepared.sources.flatMap((source) =>
    source.statement.figures.flatMap((quoted, at): Relation[] => {
      const binding = source.bindings[at];
      if (!binding || isDate !== (quoted.measure === 'date')) return [];
      const relation = isDate
        ? dateRelation(figure, quoted, publishedYear(source.passage.documentId))
        : relationOf(figure, quoted);
      return relation === null ? [] : [{ relation, source, binding, match: 0, nearest: 0, first: 0 }];
    }),
  );
  const matched = withMatches(bindingOf(whole, index), relations);
  const same = matched.filter(({ relation }) => relation === 'same').sort((a, b) => b.match - a.match);
  const sources = same.filter(({ match }) => match >= barelySaid).map(({ source }) => source);
  const others = matched.filter(({ relation }) => relation === 'other');
  return {
    problem: problemOf(figure, same, matched, prepared, publishedYear),
    sources,
    same,
    others,
    isDate,
    isSmall: isSmallCount(figure) || isOne(figure),
  };
}

/** Below this a figure merely stands in the same archive. */
const barelySaid = 0.08;

export interface Relation {
  readonly relation: 'same' | 'other' | 'unit' | 'bound';
  readonly source: Source;
  readonly binding: Binding;
  /** Which share of what the claimed figure is said of, the quoted one is said of too, 0 to 1. */
  readonly match: number;
  /** The same for the words right beside it. */
  readonly nearest: number;
  /** The same for the one word nearest to it. */
  readonly first: number;
}

function relationOf(figure: Figure, quoted: Figure): Relation['relation'] | null {
  const agreed = agreement(figure, quoted);
  if (agreed !== 'differs') return agreed;
  const exchangeable =
    figure.measure === quoted.measure &&
    (!['count', 'ordinal'].includes(figure.measure) || figure.unit === quoted.unit);
  return exchangeable ? 'other' : null;
}

function dateRelation(figure: Figure, quoted: Figure, published: number | null): Relation['relation'] | null {
  const agreed = datesAgree(figure, quoted, published);
  if (agreed === true || (agreed === null && isPartOfDate(figure, quoted))) return 'same';
  return agreed === false && datePrecision(figure) === datePrecision(quoted) ? 'other' : null;
}

/** 2022年8月15日 over an article that says 8月15日: the year is that of the article, or said before. */
function isPartOfDate(claim: Figure, quoted: Figure): boolean {
  return (
    /^\d{4}-\d\d/.test(claim.value) &&
    quoted.value.startsWith('-') &&
    claim.value.slice(4).startsWith(quoted.value.slice(1))
  );
}

/**
 * How well each quoted figure's neighbourhood fits the claimed one's. Words that stand beside all the figures of a
 * document (its year, its subject) tell little; those that stand beside few tell which one is meant.
 */
function withMatches(claim: Binding, relations: readonly Relation[]): Relation[] {
  const near = relations.map(({ binding, source }) =>
    claim.items.map(({ keys }) => nearnessIn(binding, keys, source.beside)),
  );
  const tells = claim.items.map((_, item) => {
    const spread = near.reduce((sum, row) => sum + (row[item] ?? 0), 0);
    return 1 / Math.sqrt(1 + spread);
  });
  const all = claim.items.reduce((sum, item, at) => sum + item.near * item.weight * (tells[at] ?? 1), 0);
  const nearest = rightBeside(claim);
  return relations.map((relation, at) => {
    let shared = 0;
    let beside = 0;
    for (const [item, { near: wanted, weight }] of claim.items.entries()) {
      const there = near[at]?.[item] ?? 0;
      shared += Math.min(wanted, there) * weight * (tells[item] ?? 1);
      if (nearest.has(item)) beside += there / nearest.size;
    }
    return {
      ...relation,
      match: all === 0 ? 0 : shared / all,
      nearest: beside,
      first: near[at]?.[[...nearest][0] ?? -1] ?? 0,
    };
  });
}

/** The two words of substance that stand nearest to a claimed figure, and whether it is where a change begins or ends. */
function rightBeside({ items }: Binding): Set<number> {
  const ranked = items
    .map(({ near, weight, keys }, index) => ({
      index,
      near: near * (weight >= 0.5 ? 1 : 0.5),
      role: keys[0]?.startsWith('role:'),
    }))
    .filter(({ near }) => near > 0)
    .sort((a, b) => b.near - a.near);
  return new Set(ranked.filter(({ role }, at) => at < 2 || role).map(({ index }) => index));
}

function problemOf(
  figure: Figure,
  same: readonly Relation[],
  matched: readonly Relation[],
  prepared: PreparedPassages,
  publishedYear: PublishedYear,
): SupportReason | null {
  const differs = figure.measure === 'date' ? 'date-differs' : 'number-differs';
  const clash = matched.find(
    ({ relation, match }) => (relation === 'unit' || relation === 'bound') && match >= leastMatch,
  );
  const others = matched.filter(({ relation }) => relation === 'other');
  const [best] = same;
  if (isOne(figure) && (!best || best.match < leastMatch)) return null;
  if (clash && (!best || best.match < clash.match - 0.1))
    return clash.relation === 'unit' ? 'unit-differs' : 'negation-differs';
  if (!best) {
    if (figure.measure === 'date')
      return isYearOfPublication(figure, others, prepared, publishedYear) ? null : differs;

    return isSmallCount(figure) && !others.some(({ match }) => match > 0.3) ? null : differs;
  }
  if (figure.measure !== 'date' && best.match < barelySaid)
    return isSmallCount(figure) && !others.some(({ match }) => match > 0.3) ? null : differs;
  if (isIdentifier(figure)) return null;
  const better = others.some((other) => exchangeable(figure, other, best) && fitsBetter(other, best));
  return better ? differs : null;
}

/** Another figure of the same article may have been meant; another date only of the same sentence. */
function exchangeable(figure: Figure, other: Relation, best: Relation): boolean {
  if (figure.measure === 'date') return other.source === best.source;
  return other.source.passage.documentId === best.source.passage.documentId;
}

function fitsBetter(other: Relation, best: Relation): boolean {
  return (
    other.match >= exchanged.fits &&
    other.match - best.match > exchanged.by &&
    (other.nearest > best.nearest + 0.1 || other.match - best.match > exchanged.byFar) &&
    !(best.first >= 0.6 && other.first < 0.6)
  );
}

/** 第一个, 一年: words more than figures. */
function isOne({ value, measure }: Figure): boolean {
  return value === '1' && ['ordinal', 'unit:月'].includes(measure);
}

/** 9710, 1210: numbers that name something and measure nothing. */
function isIdentifier({ unit, value, kind }: Figure): boolean {
  return (
    kind === 'quantity' && (unit === '' || unit === '项') && /^\d{4,}$/.test(value) && !value.endsWith('00')
  );
}

/** The year of an article goes without saying in it; so does 今年. */
function isYearOfPublication(
  figure: Figure,
  others: readonly Relation[],
  prepared: PreparedPassages,
  publishedYear: PublishedYear,
): boolean {
  if (figure.kind === 'relative') return others.every(({ match }) => match < exchanged.fits);
  if (!/^\d{4}$/.test(figure.value) || others.some(({ match }) => match >= exchanged.fits)) return false;
  return prepared.sources.some(({ passage }) => publishedYear(passage.documentId) === Number(figure.value));
}

/** 两家, 三条, 第一期: what a writer counts for himself. */
function isSmallCount({ measure, amount }: Figure): boolean {
  return measure === 'count' && amount <= 5;
}

/**
 * Whether the statement that carries a claim has another figure in the place of a claimed one, which stands elsewhere:
 * the claim speaks of that statement with a figure that is not its own.
 */
export function standsElsewhere({ same, others, isDate, isSmall }: FigureFinding, evidence: Source): boolean {
  const [best] = same;
  if (
    !best ||
    same.some(({ source }) => source === evidence || source.statement.text === evidence.statement.text)
  )
    return false;
  if (isSmall && best.match < leastMatch) return false;
  const own = others.filter(({ source }) => source === evidence).sort((a, b) => b.match - a.match)[0];
  // 其中，出口163亿元: the words right beside it are there, the rest is said in the sentence before.
  if (own && best.first >= 0.6 && own.first < 0.6 && !isDate) return false;
  if (isDate) return own !== undefined && own.match > best.match * 0.8;
  if (own && own.match >= exchanged.fits && own.match > best.match) return true;
  return !same.some(
    ({ source, match }) => source.passage.documentId === evidence.passage.documentId || match >= 0.6,
  );
}

/** Claimed figures that are one and the same figure of the passages: 由11%升至11% over 由11%升至27%. */
export function saidTooOften(
  figures: readonly Figure[],
  findings: readonly FigureFinding[],
): ReadonlySet<number> {
  const tooOften = new Set<number>();
  for (const [index, { same, isDate }] of findings.entries()) {
    const [best] = same;
    if (isDate || !best) continue;
    const alike = findings.flatMap((other, at) =>
      figures[at]?.canonical === figures[index]?.canonical && other.same[0]?.source === best.source
        ? [at]
        : [],
    );
    const there = same.filter(({ source }) => source === best.source).length;
    for (const at of alike.slice(there)) tooOften.add(at);
  }
  return tooOften;
}
