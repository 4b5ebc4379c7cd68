import { z } from 'zod';

/** What tells whether evidence answers a question: see src/answering/judge-evidence.ts. */
export const featureNames = [
  'spanScore',
  'nullScore',
  'lead',
  'similarity',
  'rank',
  'agreement',
  'wordsInPassage',
  'wordsInQuotes',
  'bigramsInPassage',
  'yearsMissing',
  'placesMissing',
  'namesMissing',
  'otherKind',
] as const;
export type FeatureName = (typeof featureNames)[number];
export type Features = Readonly<Record<FeatureName, number>>;

/** Turns features into the probability that the evidence answers: logistic regression, fitted to two models. */
export const calibrationSchema = z.object({
  /** Of the reader whose scores it knows. */
  readerFingerprint: z.string(),
  /** Of the embedder whose similarities it knows. */
  embeddingFingerprint: z.string(),
  intercept: z.number(),
  weights: z.object(
    Object.fromEntries(featureNames.map((name) => [name, z.number()])) as Record<FeatureName, z.ZodNumber>,
  ),
  /** How many questions it was fitted to, and how many of those had no answer. */
  questions: z.int().nonnegative(),
  unanswerable: z.int().nonnegative(),
});
export type Calibration = z.infer<typeof calibrationSchema>;
