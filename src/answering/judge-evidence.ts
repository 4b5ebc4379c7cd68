import type { Refusal } from '../domain/answer.js';
import { featureNames, type Calibration, type Features } from '../domain/calibration.js';
import type { StoredDocument } from '../indexing/catalogue.js';
import { foldText } from '../text/fold.js';
import type { Evidence, ReadPassage } from './evidence.js';
import { spanFits, type QuestionTraits } from './question-traits.js';

/** Similarity of a passage that was found by its words alone. */
const unknownSimilarity = 0.8;
/** Spans of other passages that score so agree or disagree; weaker ones say nothing. */
const agreeingFrom = 0;

/**
 * Features of the best evidence for a question, for {@link confidenceOf}.
 * @param chosen the sentences shown, best first, at least one
 * @param ranked all evidence, best first
 * @param document the one that the best evidence is from
 */
export function evidenceFeatures(
  traits: QuestionTraits,
  question: string,
  chosen: readonly [Evidence, ...Evidence[]],
  ranked: readonly Evidence[],
  read: readonly ReadPassage[],
  document: Pick<StoredDocument, 'title' | 'publishedAt'>,
): Features {
  const [best] = chosen;
  const place = read.findIndex(({ found }) => found.passage.id === best.passage.id);
  const own = read[place];
  const passage = foldText(`${document.title} ${best.passage.heading ?? ''} ${best.passage.text}`);
  const context = `${passage} ${document.publishedAt ?? ''}`;
  const span = textOf(best, best.answer);
  const runnerUp = ranked.find((other) => other !== best);
  return {
    spanScore: best.score,
    nullScore: own?.reading.nullScore ?? 0,
    lead: Math.min(15, best.score - (runnerUp?.score ?? best.score - 15)),
    similarity: 10 * (own?.found.dense?.score ?? unknownSimilarity),
    rank: Math.log(place + 1),
    agreement: agreement(span, best, read),
    wordsInPassage: coverage(traits.words, context),
    wordsInQuotes: coverage(traits.words, foldText(chosen.map((quote) => textOf(quote, quote)).join(' '))),
    bigramsInPassage: bigramCoverage(question, passage),
    yearsMissing: 1 - shareIn(traits.years, context),
    placesMissing: 1 - shareIn(traits.places, context),
    namesMissing: 1 - shareIn(traits.names, context),
    otherKind: spanFits(traits, span) ? 0 : 1,
  };
}

function textOf({ passage }: Evidence, { start, end }: { start: number; end: number }): string {
  return passage.text.slice(start - passage.start, end - passage.start);
}

/** Passages, at most three, in which the reader found the same answer for itself. */
function agreement(span: string, best: Evidence, read: readonly ReadPassage[]): number {
  const same = comparableSpan(span);
  if (same === '') return 0;
  const agreeing = read.filter(({ found, reading }) => {
    const other = reading.spans[0];
    if (found.passage.id === best.passage.id || !other || other.score < agreeingFrom) return false;
    const text = comparableSpan(found.passage.text.slice(other.start, other.end));
    return text !== '' && (text.includes(same) || same.includes(text));
  });
  return Math.min(3, agreeing.length);
}

function comparableSpan(text: string): string {
  return foldText(text).replace(/[^\p{L}\p{N}]/gu, '');
}

/** Share of the words that stand in `text`, longer words weighing more; 1 where there are none. */
function coverage(words: readonly string[], text: string): number {
  let [found, all] = [0, 0];
  for (const word of words) {
    const weight = Math.min(4, word.length);
    all += weight;
    if (text.includes(word)) found += weight;
  }
  return all === 0 ? 1 : found / all;
}

function shareIn(words: readonly string[], text: string): number {
  return words.length === 0 ? 1 : words.filter((word) => text.includes(word)).length / words.length;
}

function bigramCoverage(question: string, passage: string): number {
  const letters = comparableSpan(question);
  const text = passage.replace(/[^\p{L}\p{N}]/gu, '');
  const bigrams = new Set<string>();
  for (let i = 0; i + 2 <= letters.length; i++) bigrams.add(letters.slice(i, i + 2));
  if (bigrams.size === 0) return 0;
  return [...bigrams].filter((bigram) => text.includes(bigram)).length / bigrams.size;
}

/** The probability that the evidence answers the question, by the model that was fitted; in (0, 1). */
export function confidenceOf(
  { intercept, weights }: Pick<Calibration, 'intercept' | 'weights'>,
  features: Features,
): number {
  let logit = intercept;
  for (const name of featureNames) logit += weights[name] * features[name];
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
  /** Why it is refused, if it is. */
  readonly reason: Refusal['reason'];
}

/** Of so many of the question's words the passage must speak for "another period" to be the reason of a refusal. */
const onSubjectFrom = 0.5;

/** Decides whether evidence answers; `features` of {@link evidenceFeatures}. */
export function judgeEvidence(
  features: Features,
  calibration: Calibration | null,
  { minConfidence, minScore }: JudgeSettings,
): Judgement {
  const confidence = calibration === null ? null : confidenceOf(calibration, features);
  const answered = confidence === null ? features.spanScore >= minScore : confidence >= minConfidence;
  const elsewhere = features.yearsMissing > 0 || features.placesMissing > 0;
  const reason = elsewhere && features.wordsInPassage >= onSubjectFrom ? 'other-period' : 'no-evidence';
  return { answered, confidence, reason };
}
