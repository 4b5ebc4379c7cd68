import type { Explanation } from '../domain/answer.js';
import { message, type Locale } from '../messages/index.js';
import { explainPlacing } from '../retrieval/retrieve.js';
import { searchWords } from '../text/words.js';
import type { DocumentOf } from './compose-answer.js';
import type { GatheredEvidence } from './gather-evidence.js';
import type { Judgement, JudgeSettings } from './judge-evidence.js';

/** A question's way through: its words, where each passage stood, what was found there, and the verdict. */
export async function explain(
  question: string,
  { passages: found, read }: GatheredEvidence,
  judgement: Judgement,
  settings: JudgeSettings,
  locale: Locale,
  documentOf: DocumentOf,
): Promise<Explanation> {
  const readings = new Map(read.map(({ found: { passage }, reading }) => [passage.id, reading]));
  const passages: Explanation['passages'] = [];
  for (const [index, retrieved] of found.entries()) {
    const { passage } = retrieved;
    const reading = readings.get(passage.id);
    const span = reading?.spans[0];
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
  return { words: searchWords(question), passages, verdict: verdict(read, judgement, settings, locale) };
}

function verdict(
  read: GatheredEvidence['read'],
  { answered, confidence }: Judgement,
  { minConfidence, minScore }: JudgeSettings,
  locale: Locale,
): string {
  const best = Math.max(...read.map(({ reading }) => reading.score));
  if (!Number.isFinite(best)) return message(locale, 'verdict.nothing-found');
  const key = answered ? 'verdict.answered' : 'verdict.refused';
  const [value, threshold] = confidence === null ? [best, minScore] : [confidence, minConfidence];
  return message(locale, key, { score: value.toFixed(2), threshold: threshold.toFixed(2) });
}
