import type { Explanation } from '../domain/answer.js';
import { message, type Locale } from '../messages/index.js';
import { explainPlacing } from '../retrieval/retrieve.js';
import { searchWords } from '../text/words.js';
import type { DocumentOf } from './compose-answer.js';
import type { GatheredEvidence } from './gather-evidence.js';
import type { Inquiry } from './inquire.js';
import type { JudgeSettings } from './judge-evidence.js';

/** So many of the ranked sentences are shown. */
const sentencesShown = 8;

/** A question's way through: its words, where each passage stood, what was found there, and the verdict. */
export async function explain(
  inquiries: readonly Inquiry[],
  settings: JudgeSettings,
  locale: Locale,
  documentOf: DocumentOf,
): Promise<Explanation> {
  const parts: Explanation['parts'] = [];
  for (const inquiry of inquiries) parts.push(await explainPart(inquiry, settings, locale, documentOf));
  const seen = new Set<string>();
  return {
    words: [...new Set(parts.flatMap(({ words }) => words))],
    passages: parts
      .flatMap(({ passages }) => passages)
      .filter(({ passageId }) => !seen.has(passageId) && seen.add(passageId)),
    verdict: parts.map(({ verdict }) => verdict).join(' '),
    parts,
  };
}

async function explainPart(
  { gathered, judgement }: Inquiry,
  settings: JudgeSettings,
  locale: Locale,
  documentOf: DocumentOf,
): Promise<Explanation['parts'][number]> {
  const readings = new Map(gathered.read.map(({ found: { passage }, reading }) => [passage.id, reading]));
  const passages: Explanation['passages'] = [];
  for (const [index, retrieved] of gathered.passages.entries()) {
    const { passage } = retrieved;
    const span = readings.get(passage.id)?.spans[0];
    passages.push({
      passageId: passage.id,
      articleId: passage.documentId,
      title: (await documentOf(passage.documentId)).title,
      ...explainPlacing(retrieved, index),
      reading: span
        ? {
            span: passage.text.slice(span.start, span.end),
            start: passage.start + span.start,
            end: passage.start + span.end,
            score: span.score,
          }
        : null,
    });
  }
  return {
    question: gathered.question.asked,
    words: searchWords(gathered.question.asked),
    passages,
    sentences: gathered.ranked.slice(0, sentencesShown).map(({ passage, start, end, score }) => ({
      passageId: passage.id,
      start,
      end,
      text: passage.text.slice(start - passage.start, end - passage.start),
      score,
      chosen: gathered.chosen.some((one) => one.passage.id === passage.id && one.start === start),
    })),
    features: judgement.features,
    confidence: judgement.confidence,
    verdict: verdict(gathered.read, judgement, settings, locale),
  };
}

function verdict(
  read: GatheredEvidence['read'],
  { answered, confidence }: Inquiry['judgement'],
  { minConfidence, minScore }: JudgeSettings,
  locale: Locale,
): string {
  const best = Math.max(...read.map(({ reading }) => reading.score));
  if (!Number.isFinite(best)) return message(locale, 'verdict.nothing-found');
  const key = answered ? 'verdict.answered' : 'verdict.refused';
  const [value, threshold] = confidence === null ? [best, minScore] : [confidence, minConfidence];
  return message(locale, key, { score: value.toFixed(2), threshold: threshold.toFixed(2) });
}
