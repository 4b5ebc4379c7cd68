import type { Features } from '../domain/calibration.js';
import { foldText } from '../text/fold.js';
import { yearParts } from '../text/periods.js';
import { taggedWords } from '../text/words.js';
import { askedUnit, spanFits, unitFit } from './answer-kind.js';
import type { Evidence, ReadPassage } from './evidence.js';
import { figuresIn, yearsIn, type QuestionTraits } from './question-traits.js';
import { rarestMissing, shareMissing } from './question-words.js';
import { passageContext, textOf, unknownSimilarity } from './rank-evidence.js';

/** Spans of other passages that score so agree; weaker ones say nothing. */
const agreeingFrom = 0;
/** A lead beyond this says no more. */
const largestLead = 6;

/**
 * Features of the best evidence for a question: how sure reader and ranking are, and what of the question is missing
 * around it. Each `missing` is a share, 0 to 1.
 * @param ranked all evidence, best first, at least one
 * @param passages how many passages the index holds
 */
export function confidenceFeatures(
  question: QuestionTraits,
  ranked: readonly [Evidence, ...Evidence[]],
  read: readonly ReadPassage[],
  passages: number,
): Features {
  const [best, second] = ranked;
  const { candidate } = best;
  const { article, found, reading } = candidate.read;
  const heading = foldText(`${article.title} ${found.passage.heading ?? ''}`);
  const sentence = foldText(textOf(candidate, candidate.sentence));
  const window = `${heading} ${foldText(textOf(candidate, candidate.window))}`;
  const context = passageContext(candidate.read);
  const span = candidate.span === null ? '' : foldText(textOf(candidate, candidate.span));
  const { words } = question;
  return {
    spanScore: candidate.spanScore,
    nullScore: reading.nullScore,
    lead: Math.min(largestLead, best.score - (second?.score ?? best.score - largestLead)),
    similarity: 10 * (found.dense?.score ?? unknownSimilarity),
    rank: Math.log(candidate.place + 1),
    agreement: agreement(span, best, read),
    missingInWindow: shareMissing(words, window),
    missingInPassage: shareMissing(words, context),
    rarestMissingInWindow: rarestMissing(words, window, passages),
    rarestMissing: rarestMissing(words, context, passages),
    bigramsMissing: bigramsMissing(question.folded, context),
    ...periodFeatures(question, window, context, article.publishedAt),
    figuresMissing: shareNotIn(question.figures, figuresIn(context)),
    otherPlace: otherPlace(question, sentence, window),
    otherKind: spanFits(question.asksFor, span) ? 0 : 1,
    unitFit: unitFit(askedUnit(question.folded), span),
    words: Math.log(1 + words.length),
  };
}

function share<T>(items: readonly T[], test: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(test).length / items.length;
}

function shareNotIn(items: readonly string[], known: ReadonlySet<string>): number {
  return share(items, (item) => !known.has(item));
}

/** Passages, at most three, in which the reader found the same answer for itself. */
function agreement(span: string, best: Evidence, read: readonly ReadPassage[]): number {
  const same = lettersOf(span);
  if (same === '') return 0;
  const agreeing = read.filter(({ found: { passage }, reading }) => {
    const other = reading.spans[0];
    if (passage.id === best.passage.id || !other || other.score < agreeingFrom) return false;
    const text = lettersOf(foldText(passage.text.slice(other.start, other.end)));
    return text !== '' && (text.includes(same) || same.includes(text));
  });
  return Math.min(3, agreeing.length);
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

function bigramsMissing(question: string, context: string): number {
  const letters = lettersOf(question);
  const text = lettersOf(context);
  const bigrams = new Set<string>();
  for (let i = 0; i + 2 <= letters.length; i++) bigrams.add(letters.slice(i, i + 2));
  return share([...bigrams], (bigram) => !text.includes(bigram));
}

/** Years and parts of years: missing in the passage, and another year named in their place around the answer. */
function periodFeatures(
  { years, parts }: QuestionTraits,
  window: string,
  context: string,
  publishedAt: string | null,
) {
  const known = yearsOf(context, publishedAt);
  const near = yearsOf(window, null);
  return {
    // A passage that tells of no year at all says nothing against the one asked for.
    yearsMissing: known.size === 0 ? 0 : shareNotIn(years, known),
    otherYear: years.length > 0 && near.size > 0 && years.every((year) => !near.has(year)) ? 1 : 0,
    partMissing: shareNotIn([...parts], yearParts(context)),
  };
}

/** Years that a text names or, by its date, means: 去年 in an article of 2023 is 2022. */
function yearsOf(text: string, publishedAt: string | null): ReadonlySet<string> {
  const years = new Set(yearsIn(text));
  const published = Number(publishedAt?.slice(0, 4));
  if (!Number.isInteger(published) || published === 0) return years;
  years.add(String(published));
  if (/去年|上年|上一年/.test(text)) years.add(String(published - 1));
  if (text.includes('前年')) years.add(String(published - 2));
  if (/明年|下一年|来年/.test(text)) years.add(String(published + 1));
  return years;
}

/** Places asked about that are missing around the sentence, as a share, where it speaks of others. */
function otherPlace({ places }: QuestionTraits, sentence: string, window: string): number {
  const missing = places.filter((place) => !window.includes(place));
  if (missing.length === 0) return 0;
  const elsewhere = taggedWords(sentence).some(
    ({ text, tag }) => tag.startsWith('ns') && text.length > 1 && !places.includes(text),
  );
  return elsewhere ? missing.length / places.length : 0;
}
