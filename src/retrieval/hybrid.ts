import type { SearchHit } from '../engines/search-engine.js';
import { reciprocalRankFusion, type FusedHit } from './fusion.js';

/** Dense and keyword hits as one list. Chosen by measurement: docs/decisions, src/evaluation/compare-fusion.ts. */
export function fuseHits(dense: readonly SearchHit[], keywords: readonly SearchHit[]): FusedHit[] {
  return reciprocalRankFusion([
    { hits: dense, weight: 1 },
    { hits: keywords, weight: 1 },
  ]);
}
