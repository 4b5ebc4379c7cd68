import type { Binding } from './binding.js';
import { datePrecision, datesAgree, type Published } from './dates.js';
import { agreement, type Agreement } from './figure-agreement.js';
import type { Figure } from './figures.js';
import { matchesOf, preference, type Match } from './matching.js';
import type { Quoted, SourceDocument } from './passages.js';

/** When a document was published, where it is known. */
export type PublicationOf = (documentId: string) => Published | null;

type Relation = Exclude<Agreement, 'differs'> | 'other';

/** A figure of a document beside a claimed one. */
export type RelatedFigure = Quoted<Figure> & Match & { readonly relation: Relation };

export interface Lead {
  /** Difference of the matches, -1 to 1. */
  readonly match: number;
  /** See `preference`. */
  readonly preference: number;
}

/** A claimed figure in one document; each list the best match first. */
export interface FigureFinding {
  readonly figure: Figure;
  /** Where the document says it. */
  readonly same: readonly RelatedFigure[];
  /** Figures that could stand in its place. */
  readonly others: readonly RelatedFigure[];
  /** The same digits of something else (15.6% and 15.6个百分点), or bounded the other way. */
  readonly clashes: readonly RelatedFigure[];
  /** By how much another figure fits better than the claimed one; null without another. */
  readonly lead: Lead | null;
  /** Its absence proves nothing: 两家, 第一期, the year of publication. */
  readonly isFree: boolean;
}

/** Where a claimed figure stands in a document. */
export function findFigure(
  figure: Figure,
  binding: Binding,
  document: SourceDocument,
  publicationOf: PublicationOf,
): FigureFinding {
  const published = publicationOf(document.id);
  const isDate = figure.measure === 'date';
  const years = new Set(isDate ? document.figures.map(({ item }) => item.value.slice(0, 4)) : []);
  const related = document.figures.flatMap((quoted) => {
    if (isDate !== (quoted.item.measure === 'date')) return [];
    const relation = isDate
      ? dateRelation(figure, quoted.item, published, years)
      : relationOf(figure, quoted.item);
    return relation === null ? [] : [{ ...quoted, relation }];
  });
  // 第一 is 首个, 居首, 最大 too.
  const isSaidOtherwise =
    isFirst(figure) && document.sources.some(({ statement }) => first.test(statement.text));
  const matched = isSaidOtherwise ? [] : matchesOf(binding, related);
  return {
    figure,
    same: matched.filter(({ relation }) => relation === 'same'),
    others: matched.filter(({ relation }) => relation === 'other'),
    clashes: matched.filter(({ relation }) => relation === 'unit' || relation === 'bound'),
    lead: null,
    isFree:
      isSmallCount(figure) ||
      isSingle(figure) ||
      (figure.kind === 'relative' && !figure.value.includes('|')) ||
      (isDate && Number(figure.value) === published?.year),
  };
}

/** So many figures are tried in the place of a claimed one. */
const rivalCount = 6;

/**
 * Measures how much better other figures of the document fit in the places of the claimed ones. Where that other one
 * is claimed too, both are exchanged and the mean of what both gain counts: in `出口1亿元，进口2亿元` each figure stands
 * near the other's words.
 */
export function withLeads(findings: readonly FigureFinding[]): FigureFinding[] {
  return findings.map((finding) => {
    const [own] = finding.same;
    if (!own) return finding;
    let lead: Lead | null = null;
    for (const rival of finding.others.slice(0, rivalCount)) {
      const holder = findings.find(
        (other) => other !== finding && other.same.some((found) => isOne(found, rival)),
      );
      const back = holder?.others.find((found) => isOne(found, own));
      const [held] = holder?.same ?? [];
      const pairs: [Match, Match][] =
        held && back
          ? [
              [rival, own],
              [back, held],
            ]
          : [[rival, own]];
      const match = pairs.reduce((sum, [one, other]) => sum + one.match - other.match, 0) / pairs.length;
      if (!lead || match > lead.match) lead = { match, preference: preference(pairs) };
    }
    return { ...finding, lead };
  });
}

function isOne(a: RelatedFigure, b: RelatedFigure): boolean {
  return a.source === b.source && a.item === b.item;
}

function relationOf(figure: Figure, quoted: Figure): Relation | null {
  const agreed = agreement(figure, quoted);
  if (agreed !== 'differs') return agreed;
  const exchangeable =
    figure.measure === quoted.measure && (figure.measure !== 'count' || figure.unit === quoted.unit);
  return exchangeable && figure.measure !== 'code' ? 'other' : null;
}

function dateRelation(
  figure: Figure,
  quoted: Figure,
  published: Published | null,
  years: ReadonlySet<string>,
): Relation | null {
  const agreed = datesAgree(figure, quoted, published);
  if (agreed === true) return 'same';
  const year = figure.value.slice(0, 4);
  const isKnown = published === null || String(published.year) === year || years.has(year);
  if (agreed === null && isKnown && isPartOfDate(figure, quoted)) return 'same';
  return agreed === false && datePrecision(figure) === datePrecision(quoted) ? 'other' : null;
}

/** 2022年8月15日 over an article of 2022 that says 8月15日. */
function isPartOfDate(claim: Figure, quoted: Figure): boolean {
  return (
    /^\d{4}-\d\d/.test(claim.value) &&
    quoted.value.startsWith('-') &&
    claim.value.slice(4).startsWith(quoted.value.slice(1))
  );
}

const first = /[首冠]|第一|第1(?!\d)|[^\d]1号|最[大多高早]|头[号一]/;

function isFirst({ measure, value }: Figure): boolean {
  return measure === 'ordinal' && value === '1';
}

/** 一年, 第1: words more than figures. */
function isSingle({ value, measure }: Figure): boolean {
  return value === '1' && ['ordinal', 'unit:月'].includes(measure);
}

/** 两家, 三条, 第一期: what a writer counts for himself. */
function isSmallCount({ measure, amount }: Figure): boolean {
  return measure === 'count' && amount <= 5;
}
