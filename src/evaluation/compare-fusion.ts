import {
  minMax,
  reciprocalRankFusion,
  theoreticalMinMax,
  weightedSum,
  zScore,
  type FusedHit,
} from '../retrieval/fusion.js';

/** A way of making one list of two. */
export interface FusionMethod {
  readonly name: string;
  fuse(dense: readonly FusedHit[], keywords: readonly FusedHit[]): readonly { readonly passageId: string }[];
}

const pair = (dense: readonly FusedHit[], keywords: readonly FusedHit[], share: number) =>
  [
    { hits: dense, weight: share },
    { hits: keywords, weight: 1 - share },
  ] as const;

/** Weights of the dense list that are tried: the two sum to 1. */
const shares = [0.3, 0.4, 0.5, 0.6, 0.7];

/** Every method that was considered; what was kept is in src/retrieval/hybrid.ts. */
export function fusionMethods(): FusionMethod[] {
  const normalisations = [
    ['min-max', minMax, minMax],
    ['theoretical min-max', theoreticalMinMax(-1), theoreticalMinMax(0)],
    ['z-score', zScore, zScore],
  ] as const;
  return [
    { name: 'dense', fuse: (dense) => dense },
    { name: 'BM25', fuse: (_, keywords) => keywords },
    ...[10, 60].flatMap((k) =>
      shares.map((share) => ({
        name: `RRF k=${k}, dense ${share}`,
        fuse: (dense: readonly FusedHit[], keywords: readonly FusedHit[]): FusedHit[] =>
          reciprocalRankFusion(pair(dense, keywords, share), k),
      })),
    ),
    ...normalisations.flatMap(([name, ofDense, ofKeywords]) =>
      shares.map((share) => ({
        name: `${name}, dense ${share}`,
        fuse: (dense: readonly FusedHit[], keywords: readonly FusedHit[]): FusedHit[] => {
          const [first, second] = pair(dense, keywords, share);
          return weightedSum([
            { ...first, normalisation: ofDense },
            { ...second, normalisation: ofKeywords },
          ]);
        },
      })),
    ),
  ];
}
