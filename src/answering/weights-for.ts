import { rankingFeatureNames, type Calibration, type RankingWeights } from '../domain/calibration.js';
import { defaultCalibration, defaultRanking } from './fitted-weights.js';
import type { FittedWeights } from './inquire.js';

/** With models that nothing was fitted to, sentences are ranked by the reader's score alone. */
const byReaderAlone: RankingWeights = {
  ...(Object.fromEntries(rankingFeatureNames.map((name) => [name, 0])) as Record<
    keyof RankingWeights,
    number
  >),
  spanScore: 1,
};

/** The weights for the models in use: those stored with the index, those that come with Yinju, or none. */
export function weightsFor(
  models: Pick<Calibration, 'readerFingerprint' | 'embeddingFingerprint'>,
  stored: Calibration | null,
): FittedWeights {
  const fits = (calibration: Calibration) =>
    calibration.readerFingerprint === models.readerFingerprint &&
    calibration.embeddingFingerprint === models.embeddingFingerprint;
  return {
    ranking: fits(defaultCalibration) ? defaultRanking : byReaderAlone,
    calibration: [stored, defaultCalibration].find((one) => one !== null && fits(one)) ?? null,
  };
}
