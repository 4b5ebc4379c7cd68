import { rankingFeatureNames, type RankingFeatures, type RankingWeights } from '../domain/calibration.js';
import { containment, shingles } from '../retrieval/diversity.js';
import { foldText } from '../text/fold.js';
import { splitSentences } from '../text/sentences.js';
import { askedUnit, spanFits, unitFit } from './answer-kind.js';
import { candidatesOf, type Candidate, type Evidence, type ReadPassage } from './evidence.js';
import type { QuestionTraits } from './question-traits.js';
import { shareMissing } from './question-words.js';
import { quoteAround } from './quote-around.js';

/** Similarity of a passage that was found by its words alone: a little less than the least of those found by meaning. */
export const unknownSimilarity = 0.8;
/** From this share of shingles in common on, two quotes say the same. */
const sameQuoteFrom = 0.7;

/** A candidate with what tells of it. */
export interface WeighedCandidate {
  readonly candidate: Candidate;
  readonly features: RankingFeatures;
}

/** Features of every sentence of the passages that were read for a question. */
export function weighCandidates(question: QuestionTraits, read: readonly ReadPassage[]): WeighedCandidate[] {
  const bestFused = Math.max(...read.map(({ found }) => found.score));
  const bestKeywords = Math.max(...read.map(({ found }) => found.keywords?.score ?? 0));
  const unit = askedUnit(question.folded);
  const passageMissing = read.map((one) => shareMissing(question.words, passageContext(one)));
  return candidatesOf(read).map((candidate) => {
    const { found, reading } = candidate.read;
    const text = foldText(textOf(candidate, candidate.sentence));
    const span = candidate.span === null ? '' : textOf(candidate, candidate.span);
    const keywords = found.keywords?.score ?? 0;
    return {
      candidate,
      features: {
        spanScore: candidate.spanScore,
        behindPassage: candidate.spanScore - Math.max(reading.score, candidate.spanScore),
        nullScore: reading.nullScore,
        fused: found.score - bestFused,
        rank: Math.log(candidate.place + 1),
        similarity: 10 * (found.dense?.score ?? unknownSimilarity),
        keywords: bestKeywords === 0 ? 0 : keywords / bestKeywords,
        missingInSentence: shareMissing(question.words, text),
        missingInWindow: shareMissing(question.words, foldText(textOf(candidate, candidate.window))),
        missingInPassage: passageMissing[candidate.place] ?? 1,
        otherKind: spanFits(question.asksFor, span) ? 0 : 1,
        unitFit: unitFit(unit, span),
        length: Math.log(1 + candidate.sentence.end - candidate.sentence.start),
      },
    };
  });
}

/** What a passage says and stands under, folded. */
export function passageContext({ found: { passage }, article }: ReadPassage): string {
  return foldText(`${article.title} ${passage.heading ?? ''} ${passage.text}`);
}

/** The words of a range of a candidate's passage. */
export function textOf({ read }: Candidate, { start, end }: { start: number; end: number }): string {
  return read.found.passage.text.slice(start, end);
}

/** A score for ranking; differences are log odds of one candidate over another (conditional logit). */
export function rankingScore(weights: RankingWeights, features: RankingFeatures): number {
  return rankingFeatureNames.reduce((sum, name) => sum + weights[name] * features[name], 0);
}

/**
 * Sentences as evidence, best first: of those that say the same, in reprints or overlapping passages, the best. None is
 * longer than `maxChars`, unless its span is: a longer sentence is cut around the span.
 */
export function rankEvidence(
  candidates: readonly WeighedCandidate[],
  weights: RankingWeights,
  maxChars: number,
): Evidence[] {
  const scored = candidates
    .map(({ candidate, features }) => ({ candidate, score: rankingScore(weights, features) }))
    .sort((a, b) => b.score - a.score);
  const kept: { evidence: Evidence; shingles: Set<number> }[] = [];
  for (const { candidate, score } of scored) {
    const own = shingles(textOf(candidate, candidate.sentence));
    if (kept.some((other) => containment(own, other.shingles) >= sameQuoteFrom)) continue;
    kept.push({ evidence: evidenceOf(candidate, score, maxChars), shingles: own });
  }
  return kept.map(({ evidence }) => evidence);
}

function evidenceOf(candidate: Candidate, score: number, maxChars: number): Evidence {
  const { passage } = candidate.read.found;
  const { span, sentence } = candidate;
  const quote = quoteAround(passage.text, span ?? beginningOf(passage.text, sentence.start), maxChars);
  const inDocument = ({ start, end }: { start: number; end: number }) => ({
    start: start + passage.start,
    end: end + passage.start,
  });
  return {
    candidate,
    passage,
    ...inDocument(quote),
    answer: span && inDocument(span),
    sentences: splitSentences(passage.text.slice(quote.start, quote.end)).length,
    score,
  };
}

/** The first character of a sentence, for a quote around nothing in particular. */
function beginningOf(text: string, start: number): { start: number; end: number } {
  return { start, end: start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1) };
}
