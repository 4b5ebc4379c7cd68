import { supportFeatures, type SupportFeature } from './features.js';

/** A logistic regression over `supportFeatures`. */
export interface SupportModel {
  readonly intercept: number;
  /** Features without a weight are not looked at. */
  readonly weights: Readonly<Partial<Record<SupportFeature, number>>>;
}

/** The logarithm of the odds that a source carries a claim. */
export function supportLogit(features: readonly number[], { intercept, weights }: SupportModel): number {
  return supportFeatures.reduce(
    (sum, name, at) => sum + (weights[name] ?? 0) * (features[at] ?? 0),
    intercept,
  );
}
