import type { supportLevels } from '../domain/answer.js';
import { claimsOf, type Claim } from './verify-claims.js';
import { candidatesOf, coverageOf, type Coverage } from './verify-coverage.js';
import { nameProblem } from './verify-names.js';
import {
  findFigure,
  saidTooOften,
  standsElsewhere,
  type FigureFinding,
  type PublishedYear,
} from './verify-numbers.js';
import {
  preparePassages,
  type PreparedPassages,
  type Source,
  type VerifiablePassage,
} from './verify-passages.js';
import { polarityClashes } from './verify-polarity.js';
import type { SupportReason } from './verify-reasons.js';
import { analyse, type Statement } from './verify-statement.js';

export { supportReasons, type SupportReason } from './verify-reasons.js';
export { preparePassages } from './verify-passages.js';
export type { PreparedPassages, VerifiablePassage } from './verify-passages.js';

/** The exact words that carry a claim: a slice of the passage, `start` and `end` are offsets into its document. */
export interface SupportingQuote {
  readonly passageId: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A sentence of the answer, `text.slice(start, end)` of the text given. */
export interface VerifiedSentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** `supported`: all its claims are carried, by one quote or several; `partial`: some are. */
  readonly support: (typeof supportLevels)[number];
  /** What carries it, the best first; empty when nothing does. */
  readonly quotes: readonly SupportingQuote[];
  /** Empty when supported. */
  readonly reasons: readonly SupportReason[];
}

export interface VerifyOptions {
  /** Day, month or year of publication of a document (`2022-09-19`), so that 去年 can be read; null when unknown. */
  readonly publishedAt?: (documentId: string) => string | null;
  /** A claim is carried when this share of its words is. Without figures or names more is asked for than with them. */
  readonly leastCoverage?: number;
}

const defaultCoverage = 0.72;
/** A figure found where it belongs vouches for the words around it. */
const figureVouches = 0.1;
/** Statements that speak of a claim this much as well as the one that does most. */
const nearBest = 0.93;

/**
 * Says of every sentence of a text whether the passages carry it: their words (paraphrased, in another order or
 * script), figures with their units and what they are said of, dates, names and denials. No model is asked.
 * Citation marks must have been removed. Linear in the length of the text times that of the passages.
 */
export function verifyCitations(
  text: string,
  passages: readonly VerifiablePassage[],
  options: VerifyOptions = {},
): VerifiedSentence[] {
  return verifyAgainst(text, preparePassages(passages), options);
}

/** `verifyCitations` with passages that were prepared before, for an answer that comes sentence by sentence. */
export function verifyAgainst(
  text: string,
  prepared: PreparedPassages,
  options: VerifyOptions = {},
): VerifiedSentence[] {
  return analyse(text).map((statement) => verifyStatement(text, statement, prepared, options));
}

interface Verdict {
  readonly carried: boolean;
  readonly reasons: readonly SupportReason[];
  readonly sources: readonly Source[];
}

function verifyStatement(
  text: string,
  statement: Statement,
  prepared: PreparedPassages,
  options: VerifyOptions,
): VerifiedSentence {
  const publishedYear: PublishedYear = (documentId) => {
    const year = /^\d{4}/.exec(options.publishedAt?.(documentId) ?? '');
    return year ? Number(year[0]) : null;
  };
  const found = statement.figures.map((_, index) => findFigure(statement, index, prepared, publishedYear));
  const repeated = saidTooOften(statement.figures, found);
  const findings = found.map((finding, index): FigureFinding =>
    repeated.has(index) && finding.problem === null ? { ...finding, problem: 'number-differs' } : finding,
  );
  const weighed = claimsOf(statement).map((claim) => weigh(claim, findings, prepared));
  const main = mainDocument(weighed);
  const leastCoverage = options.leastCoverage ?? defaultCoverage;
  const verdicts = weighed.map((claim) => judge(claim, statement, main, prepared, leastCoverage));
  const carried = verdicts.filter((verdict) => verdict.carried);
  const { start, end } = statement;
  const reasons = verdicts.flatMap((verdict) => verdict.reasons);
  const isWhole = verdicts.length > 0 && !statement.overflows;
  return {
    text: text.slice(start, end),
    start,
    end,
    support: levelOf(carried.length, statement.overflows ? verdicts.length + 1 : verdicts.length),
    quotes: quotesOf(carried.flatMap(({ sources }) => sources)),
    reasons: [...new Set(isWhole ? reasons : [...reasons, 'claim-missing' as const])],
  };
}

function levelOf(carried: number, all: number): VerifiedSentence['support'] {
  if (carried === 0) return 'unsupported';
  return carried === all ? 'supported' : 'partial';
}

/** A claim with the statements that may carry it. */
interface WeighedClaim {
  readonly claim: Claim;
  readonly findings: readonly FigureFinding[];
  readonly candidates: readonly { readonly source: Source; readonly coverage: Coverage }[];
}

function weigh(claim: Claim, all: readonly FigureFinding[], prepared: PreparedPassages): WeighedClaim {
  const findings = claim.figures.flatMap((index) => all[index] ?? []);
  const figureSources = findings.flatMap(({ sources }) => sources.slice(0, 2));
  const candidates = candidatesOf(claim, figureSources, prepared).flatMap((source) => {
    const document = prepared.documents.get(source.passage.documentId);
    return document ? [{ source, coverage: coverageOf(claim, source, document) }] : [];
  });
  return { claim, findings, candidates };
}

/** The document that speaks of the sentence's claims most. */
function mainDocument(claims: readonly WeighedClaim[]): string | null {
  const totals = new Map<string, number>();
  for (const { candidates, claim, findings } of claims) {
    const best = new Map<string, number>();
    for (const { same } of findings) {
      const held = new Map<string, number>();
      for (const { source, match } of same) {
        const id = source.passage.documentId;
        held.set(id, Math.max(held.get(id) ?? 0, 0.5 + match));
      }
      for (const [id, value] of held) totals.set(id, (totals.get(id) ?? 0) + value);
    }
    const weight = claim.terms.reduce((sum, term) => sum + term.weight, 0);
    for (const { source, coverage } of candidates) {
      const id = source.passage.documentId;
      best.set(id, Math.max(best.get(id) ?? 0, coverage.total * weight));
    }
    for (const [id, value] of best) totals.set(id, (totals.get(id) ?? 0) + value);
  }
  const [first] = [...totals].sort((a, b) => b[1] - a[1]);
  return first?.[0] ?? null;
}

/** Another document must speak of a claim so much better than the main one. */
const otherDocument = 0.85;
/** And must hold so much more of it. */
const otherDocumentNeeds = 0.2;

function judge(
  { claim, findings, candidates }: WeighedClaim,
  whole: Statement,
  main: string | null,
  prepared: PreparedPassages,
  leastCoverage: number,
): Verdict {
  const figureReasons = findings.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  const vouched = findings.some(({ problem, sources }) => problem === null && sources.length > 0);
  const judged = candidates.flatMap(({ source, coverage }) => {
    const document = prepared.documents.get(source.passage.documentId);
    if (!document) return [];
    const direct = coverage.direct * (source.passage.documentId === main ? 1 : otherDocument);
    const reasons: SupportReason[] = [];
    const name = nameProblem(claim, source, document);
    if (name !== null) reasons.push(name);
    if (polarityClashes(claim, whole, source)) reasons.push('negation-differs');
    for (const finding of findings) {
      if (finding.problem === null && standsElsewhere(finding, source))
        reasons.push(finding.isDate ? 'date-differs' : 'number-differs');
    }
    return [{ source, coverage: coverage.total, direct, reasons }];
  });
  // The statement that speaks of it most is the one to agree with, not one beside it.
  const top = Math.max(0, ...judged.map(({ direct }) => direct));
  const [best] = judged
    .filter(({ direct }) => direct >= top * nearBest)
    .sort((a, b) => a.reasons.length - b.reasons.length || b.coverage - a.coverage);
  const reasons: SupportReason[] = [...figureReasons, ...(best?.reasons ?? [])];
  const isMain = best?.source.passage.documentId === main;
  const needed = leastCoverage - (vouched ? figureVouches : 0) + (isMain ? 0 : otherDocumentNeeds);
  if (!best || best.coverage < needed) reasons.push('claim-missing');
  const carried = reasons.length === 0;
  const sources =
    carried && best ? [best.source, ...findings.flatMap((finding) => finding.sources.slice(0, 1))] : [];
  return { carried, reasons, sources };
}

function quotesOf(sources: readonly Source[]): SupportingQuote[] {
  const quotes = new Map<string, SupportingQuote>();
  for (const { passage, statement } of sources) {
    const { start, end } = statement;
    const key = `${passage.documentId}\n${passage.start + start}`;
    if (quotes.has(key)) continue;
    quotes.set(key, {
      passageId: passage.passageId,
      start: passage.start + start,
      end: passage.start + end,
      text: passage.text.slice(start, end),
    });
  }
  return [...quotes.values()];
}
