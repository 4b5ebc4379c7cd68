import type { Calibration } from '../domain/calibration.js';

/**
 * For the models that come with Yinju, fitted by `yinju calibrate`'s method (src/evaluation/fit-confidence.ts) to the
 * sample questions and the shared sets, with near misses made from them. An index of one's own, or other models, are
 * worth a calibration of their own.
 */
export const defaultCalibration: Calibration = {
  readerFingerprint: 'e15a077c91cebb2932ea164695616d4be3597b9ab07c4e0a24b596dd4040b813',
  embeddingFingerprint: '9862ab7b8691879fecd195b8bfba8c3509a188faced8816d617c66912bc20897',
  intercept: -12.7979,
  weights: {
    spanScore: 0.0926,
    nullScore: -0.1146,
    lead: 0.0426,
    similarity: 1.4947,
    rank: -1.2678,
    agreement: 1.5825,
    wordsInPassage: -0.2175,
    wordsInQuotes: 2.2702,
    bigramsInPassage: -1.5749,
    yearsMissing: -3.9763,
    placesMissing: -1.9563,
    namesMissing: -0.6527,
    otherKind: -1.6693,
  },
  questions: 1077,
  unanswerable: 576,
};
