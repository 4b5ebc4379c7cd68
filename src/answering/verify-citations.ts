import type { supportLevels } from '../domain/answer.js';
import { weighStatement } from './verification/evidence.js';
import type { PublicationOf } from './verification/figure-findings.js';
import { fittedSupport } from './verification/fitted-support.js';
import {
  preparePassages,
  type PreparedPassages,
  type Source,
  type VerifiablePassage,
} from './verification/passages.js';
import type { SupportReason } from './verification/reasons.js';
import { analyse, type Statement } from './verification/statement.js';
import type { SupportModel } from './verification/support-model.js';
import { decide } from './verification/verdict.js';

export { supportReasons, type SupportReason } from './verification/reasons.js';
export { preparePassages } from './verification/passages.js';
export type { PreparedPassages, VerifiablePassage } from './verification/passages.js';

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
  /** What evidence is worth; another one only for a comparison. */
  readonly model?: SupportModel;
  /** A claim is carried when the logarithm of its odds is at least this: higher to let fewer false ones pass. */
  readonly leastLogit?: number;
}

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

function verifyStatement(
  text: string,
  statement: Statement,
  prepared: PreparedPassages,
  { publishedAt, model = fittedSupport, leastLogit = 0 }: VerifyOptions,
): VerifiedSentence {
  const verdicts = decide(
    weighStatement(statement, prepared, publicationsBy(publishedAt)),
    model,
    leastLogit,
  );
  const carried = verdicts.filter((verdict) => verdict.carried);
  const isWhole = verdicts.length > 0 && !statement.overflows;
  const reasons = verdicts.flatMap((verdict) => verdict.reasons);
  const { start, end } = statement;
  return {
    text: text.slice(start, end),
    start,
    end,
    support: levelOf(carried.length, statement.overflows ? verdicts.length + 1 : verdicts.length),
    quotes: quotesOf(carried.flatMap(({ best }) => (best ? [best.source, ...best.figureSources] : []))),
    reasons: [...new Set(isWhole ? reasons : [...reasons, 'claim-missing' as const])],
  };
}

/** Reads the days, months or years of publication that are given as text. */
export function publicationsBy(publishedAt: VerifyOptions['publishedAt']): PublicationOf {
  return (documentId) => {
    const [, year, month] = /^(\d{4})(?:-(\d\d))?/.exec(publishedAt?.(documentId) ?? '') ?? [];
    return year === undefined
      ? null
      : { year: Number(year), month: month === undefined ? null : Number(month) };
  };
}

function levelOf(carried: number, all: number): VerifiedSentence['support'] {
  if (carried === 0) return 'unsupported';
  return carried === all ? 'supported' : 'partial';
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
