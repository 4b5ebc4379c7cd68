import type { Calibration, RankingWeights } from '../domain/calibration.js';

/**
 * Weights for the models that come with Yinju, written by `npm run fit` (src/cli/fit-weights.ts): not to be changed by
 * hand. An index of one's own, or other models, are worth a calibration of their own: `yinju calibrate`.
 */
export const defaultRanking: RankingWeights = {
  spanScore: 0.21617,
  behindPassage: 0.15624,
  nullScore: -0.13685,
  fused: 0.18106,
  rank: -0.82713,
  similarity: 2.9862,
  keywords: -0.13688,
  missingInSentence: -0.35499,
  missingInWindow: -2.6471,
  missingInPassage: -1.4636,
  otherKind: -1.8971,
  unitFit: 1.3386,
  length: 0.40103,
};

export const defaultCalibration: Calibration = {
  readerFingerprint: 'e15a077c91cebb2932ea164695616d4be3597b9ab07c4e0a24b596dd4040b813',
  embeddingFingerprint: '9862ab7b8691879fecd195b8bfba8c3509a188faced8816d617c66912bc20897',
  intercept: -18.201,
  weights: {
    spanScore: 0.099756,
    nullScore: -0.10427,
    lead: 0.11224,
    share: 0.4587,
    similarity: 1.5441,
    rank: -0.55776,
    agreement: 0.38032,
    missingInSentence: 0.33926,
    missingInWindow: 0.41133,
    missingInPassage: 1.7258,
    rarestMissingInWindow: -0.48878,
    rarestMissing: -0.78361,
    bigramsMissing: 2.4216,
    yearsMissing: -2.9183,
    otherYear: 0.83907,
    partMissing: -1.4302,
    otherPart: -0.96283,
    figuresMissing: -1.6741,
    placesMissing: -0.38719,
    otherPlace: -0.90283,
    namesMissing: -0.25965,
    otherKind: -1.5977,
    unitFit: 0.064833,
    words: 1.2864,
  },
  questions: 811,
  unanswerable: 321,
};
