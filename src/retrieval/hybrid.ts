import type { SearchHit } from '../engines/search-engine.js';
import { weightedSum, zScore, type FusedHit } from './fusion.js';

/** Share of meaning in the fused score; the rest is words. */
const denseShare = 0.3;

/**
 * Dense and keyword hits, at most `candidates` of each, as one list: the sum of z-scores. Of 27 ways compared on all
 * question sets together the one with the best MRR@10, and on no set below the better of the two lists:
 * docs/decisions, "fusion by z-scores".
 */
export function fuseHits(
  dense: readonly SearchHit[],
  keywords: readonly SearchHit[],
  candidates: number,
): FusedHit[] {
  const words = keywords.length < candidates ? withWordless(keywords, dense) : keywords;
  return weightedSum([
    { hits: dense, weight: denseShare, normalisation: zScore },
    { hits: words, weight: 1 - denseShare, normalisation: zScore },
  ]);
}

/**
 * The keyword list when it holds all there are: what it does not name holds none of the words, for which BM25 is 0.
 * Without those zeros a word that one passage alone holds would count for nothing: a single score does not deviate.
 */
function withWordless(keywords: readonly SearchHit[], dense: readonly SearchHit[]): readonly SearchHit[] {
  if (keywords.length === 0) return keywords;
  const holding = new Set(keywords.map(({ passageId }) => passageId));
  const wordless = dense.filter(({ passageId }) => !holding.has(passageId));
  return [...keywords, ...wordless.map(({ passageId }) => ({ passageId, score: 0 }))];
}
