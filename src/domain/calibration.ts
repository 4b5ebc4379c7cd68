import { z } from 'zod';

/** What tells which sentence answers a question best: see src/answering/rank-evidence.ts. */
export const rankingFeatureNames = [
  'spanScore',
  'behindPassage',
  'nullScore',
  'fused',
  'rank',
  'similarity',
  'keywords',
  'missingInSentence',
  'missingInWindow',
  'missingInPassage',
  'otherKind',
  'unitFit',
  'length',
] as const;
export type RankingFeatureName = (typeof rankingFeatureNames)[number];
export type RankingFeatures = Readonly<Record<RankingFeatureName, number>>;

/** What tells whether evidence answers a question: see src/answering/confidence-features.ts. */
export const featureNames = [
  'spanScore',
  'nullScore',
  'lead',
  'similarity',
  'rank',
  'agreement',
  'missingInWindow',
  'missingInPassage',
  'rarestMissingInWindow',
  'rarestMissing',
  'bigramsMissing',
  'yearsMissing',
  'otherYear',
  'partMissing',
  'figuresMissing',
  'otherPlace',
  'otherKind',
  'unitFit',
  'words',
] as const;
export type FeatureName = (typeof featureNames)[number];
export type Features = Readonly<Record<FeatureName, number>>;

/** What the probability is a logistic function of: the features, and what follows from them (`confidenceTerms`). */
export const termNames = [...featureNames, 'missingInPassageSquared', 'missingThoughSimilar'] as const;
export type TermName = (typeof termNames)[number];
export type Terms = Readonly<Record<TermName, number>>;

function weightsSchema<Name extends string>(names: readonly Name[]) {
  return z.object(Object.fromEntries(names.map((name) => [name, z.number()])) as Record<Name, z.ZodNumber>);
}

export const rankingWeightsSchema = weightsSchema(rankingFeatureNames);
export type RankingWeights = Readonly<Record<RankingFeatureName, number>>;

/** Turns features into the probability that the evidence answers: logistic regression, fitted to two models. */
export const calibrationSchema = z.object({
  /** Of the reader whose scores it knows. */
  readerFingerprint: z.string(),
  /** Of the embedder whose similarities it knows. */
  embeddingFingerprint: z.string(),
  intercept: z.number(),
  weights: weightsSchema(termNames),
  /** How many questions it was fitted to, and how many of those had no answer. */
  questions: z.int().nonnegative(),
  unanswerable: z.int().nonnegative(),
});
export type Calibration = z.infer<typeof calibrationSchema>;
