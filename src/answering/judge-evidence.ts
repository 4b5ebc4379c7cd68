import type { Refusal } from '../domain/answer.js';
import { termNames, type Calibration, type Features, type Terms } from '../domain/calibration.js';

/** Ten times the cosine of a passage that is on the subject, about; `missingThoughSimilar` is told from here. */
const usualSimilarity = 8.8;

/**
 * What the logit of confidence is linear in. Words missing in the passage weigh more the more of them there are; and a
 * passage near in meaning that lacks the words of the question is likelier to say it in other words.
 */
export function confidenceTerms(features: Features): Terms {
  return {
    ...features,
    missingInPassageSquared: features.missingInPassage ** 2,
    missingThoughSimilar: (features.similarity - usualSimilarity) * features.bigramsMissing,
  };
}

/** The probability that the evidence answers the question, by the model that was fitted; in (0, 1). */
export function confidenceOf(
  { intercept, weights }: Pick<Calibration, 'intercept' | 'weights'>,
  features: Features,
): number {
  const terms = confidenceTerms(features);
  const logit = termNames.reduce((sum, name) => sum + weights[name] * terms[name], intercept);
  return 1 / (1 + Math.exp(-logit));
}

/** When evidence is good enough to be shown as an answer. */
export interface JudgeSettings {
  /** Probability below which an answer is refused. */
  readonly minConfidence: number;
  /** Reader's score below which it is refused where no calibration fits the models. */
  readonly minScore: number;
}

export interface Judgement {
  readonly answered: boolean;
  /** Null without a calibration. */
  readonly confidence: number | null;
  /** What it was told from; null where there was no evidence. */
  readonly features: Features | null;
  /** Why it is refused, if it is. */
  readonly reason: Refusal['reason'];
}

/** Of so much of the question's words at most may be missing for "another period" to be the reason of a refusal. */
const onSubjectUpTo = 0.5;

/** Decides whether evidence answers; `features` of `confidenceFeatures`. */
export function judgeEvidence(
  features: Features,
  calibration: Calibration | null,
  { minConfidence, minScore }: JudgeSettings,
): Judgement {
  const confidence = calibration === null ? null : confidenceOf(calibration, features);
  const answered = confidence === null ? features.spanScore >= minScore : confidence >= minConfidence;
  const elsewhere = Math.max(
    features.yearsMissing,
    features.otherYear,
    features.partMissing,
    features.otherPlace,
  );
  const reason = elsewhere > 0 && features.missingInPassage <= onSubjectUpTo ? 'other-period' : 'no-evidence';
  return { answered, confidence, features, reason };
}
