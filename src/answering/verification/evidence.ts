import { bindingOfFigure, bindingOfName } from './binding.js';
import { claimsOf, type Claim } from './claims.js';
import { candidatesOf, creditsOf, relevanceOf } from './coverage.js';
import { featuresOf } from './features.js';
import { findFigure, withLeads, type FigureFinding, type PublicationOf } from './figure-findings.js';
import { findName, type NameFinding } from './names.js';
import { once, type PreparedPassages, type Source, type SourceDocument } from './passages.js';
import type { Statement } from './statement.js';

/** A claim with the sources that may carry it, of several documents. */
export interface WeighedClaim {
  readonly claim: Claim;
  readonly candidates: readonly Candidate[];
}

export interface Candidate {
  readonly source: Source;
  /** In the order of `supportFeatures`. */
  readonly features: readonly number[];
  /** Sources of the claim's figures, where they stand elsewhere in the document. */
  readonly figureSources: readonly Source[];
}

/** Takes a sentence apart into claims and lays each beside the sources that speak of it most. */
export function weighStatement(
  statement: Statement,
  prepared: PreparedPassages,
  publicationOf: PublicationOf,
): WeighedClaim[] {
  const figures = statement.figures.map((figure) => ({
    figure,
    binding: bindingOfFigure(statement, figure),
  }));
  const names = statement.terms
    .filter(({ name }) => name !== null)
    .map((term) => ({ term, binding: bindingOfName(statement, term) }));
  const found = new Map<string, DocumentFindings>();
  const findingsIn = (document: SourceDocument) => {
    let findings = found.get(document.id);
    if (findings) return findings;
    const inDocument = withLeads(
      figures.map(({ figure, binding }) => findFigure(figure, binding, document, publicationOf)),
    );
    findings = {
      figures: inDocument,
      names: once(() => names.map(({ term, binding }) => findName(term, binding, statement, document))),
      repeated: repeatedIn(inDocument),
    };
    found.set(document.id, findings);
    return findings;
  };
  const claims = claimsOf(statement);
  return claims.map((claim, at) => {
    const before = claims[at - 1]?.terms ?? [];
    const figureSources = [...prepared.documents.values()].flatMap((document) =>
      claim.figures.flatMap((index) => findingsIn(document).figures[index]?.same[0]?.source ?? []),
    );
    const candidates = candidatesOf(claim.terms, figureSources, prepared).flatMap((source) => {
      const document = prepared.documents.get(source.passage.documentId);
      if (!document) return [];
      const findings = findingsIn(document);
      const own = claim.figures.flatMap((index) => findings.figures[index] ?? []);
      const held = own.filter(({ same }) => same.some((found) => found.source === source)).length;
      const credits = creditsOf(claim.terms, statement, source, document);
      const context = creditsOf(before, statement, source, document);
      const relevance = relevanceOf(credits, held) + contextShare * relevanceOf(context, 0);
      return [{ source, document, findings, own, credits, context, relevance }];
    });
    return {
      claim,
      candidates: mostRelevant(candidates).map(
        ({ source, document, findings, own, credits, context }): Candidate => ({
          source,
          features: featuresOf({
            claim,
            whole: statement,
            source,
            document,
            credits,
            context,
            figures: own,
            names: findings.names().filter(({ term }) => claim.terms.includes(term)),
            isRepeated: claim.figures.some((index) => findings.repeated.has(index)),
          }),
          figureSources: own.flatMap(({ same }) => same[0]?.source ?? []),
        }),
      ),
    };
  });
}

/** What the claim before says of which statement is meant. */
const contextShare = 0.25;

/** Statements that speak of a claim this much as well as the one of their document that does most. */
const nearBest = 0.9;

/** The statement that speaks of a claim most is the one to agree with, not another that does not contradict it. */
function mostRelevant<T extends { readonly document: SourceDocument; readonly relevance: number }>(
  candidates: readonly T[],
): T[] {
  const most = new Map<SourceDocument, number>();
  for (const { document, relevance } of candidates)
    most.set(document, Math.max(most.get(document) ?? 0, relevance));
  return candidates.filter(({ document, relevance }) => relevance >= (most.get(document) ?? 0) * nearBest);
}

interface DocumentFindings {
  /** By the indices of the statement's figures. */
  readonly figures: readonly FigureFinding[];
  readonly names: () => readonly NameFinding[];
  /** Indices of figures that are said more often than in the document. */
  readonly repeated: ReadonlySet<number>;
}

/** Figures that are one and the same figure of the document: 由11%升至11% over 由11%升至27%. */
function repeatedIn(findings: readonly FigureFinding[]): Set<number> {
  const repeated = new Set<number>();
  const seen = new Map<string, number>();
  for (const [index, { figure, same }] of findings.entries()) {
    const [best] = same;
    if (figure.measure === 'date' || !best) continue;
    const key = `${figure.canonical}\n${best.source.index}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    if (before >= same.filter(({ source }) => source === best.source).length) repeated.add(index);
  }
  return repeated;
}
