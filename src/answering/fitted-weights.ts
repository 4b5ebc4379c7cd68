import type { Calibration, RankingWeights } from '../domain/calibration.js';

/**
 * Weights for the models that come with Yinju, written by `npm run fit` (src/cli/fit-weights.ts): not to be changed by
 * hand. An index of one's own, or other models, are worth a calibration of their own: `yinju calibrate`.
 */
export const defaultRanking: RankingWeights = {
  spanScore: 0.22769,
  behindPassage: 0.12849,
  nullScore: -0.10995,
  fused: 0.25022,
  rank: -0.58557,
  similarity: 2.9751,
  keywords: 0.99398,
  missingInSentence: -1.2482,
  missingInWindow: -1.1402,
  missingInPassage: -1.8535,
  otherKind: -2.2917,
  unitFit: 0.67687,
  length: 0.20383,
};

export const defaultCalibration: Calibration = {
  readerFingerprint: 'e15a077c91cebb2932ea164695616d4be3597b9ab07c4e0a24b596dd4040b813',
  embeddingFingerprint: '9862ab7b8691879fecd195b8bfba8c3509a188faced8816d617c66912bc20897',
  intercept: 23.006,
  weights: {
    spanScore: 0.091558,
    nullScore: -0.15847,
    lead: 0.16642,
    similarity: -2.546,
    rank: -0.66661,
    agreement: 0.1828,
    missingInWindow: -1.9411,
    missingInPassage: -0.20899,
    rarestMissingInWindow: 0.5395,
    rarestMissing: -0.74262,
    bigramsMissing: -1.4464,
    yearsMissing: -4.2788,
    otherYear: 1.1378,
    partMissing: -1.2638,
    figuresMissing: -1.7099,
    otherPlace: -0.85397,
    otherKind: -0.48301,
    unitFit: 0.1247,
    words: 0.60948,
    missingInPassageSquared: 3.3357,
    missingThoughSimilar: 6.8146,
  },
  questions: 1739,
  unanswerable: 566,
};
