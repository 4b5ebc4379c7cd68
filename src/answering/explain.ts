import type { Explanation } from '../domain/answer.js';
import { message, type Locale } from '../messages/index.js';
import type { RetrievedPassage } from '../retrieval/retrieve.js';
import { searchWords } from '../text/words.js';
import type { DocumentOf } from './compose-answer.js';
import type { ReadPassage } from './evidence.js';
import type { ExtractiveSettings } from './extractive-answer.js';

/** A question's way through: its words, where each passage stood, what was found there, and the verdict. */
export async function explain(
  question: string,
  found: readonly RetrievedPassage[],
  read: readonly ReadPassage[],
  { minScore }: ExtractiveSettings,
  locale: Locale,
  documentOf: DocumentOf,
): Promise<Explanation> {
  const readings = new Map(read.map(({ found: { passage }, reading }) => [passage.id, reading]));
  const passages: Explanation['passages'] = [];
  for (const [index, { passage, score, dense, keywords }] of found.entries()) {
    const reading = readings.get(passage.id);
    const span = reading?.spans[0];
    passages.push({
      passageId: passage.id,
      articleId: passage.documentId,
      title: (await documentOf(passage.documentId)).title,
      denseRank: dense?.rank ?? null,
      denseSimilarity: dense?.score ?? null,
      keywordRank: keywords?.rank ?? null,
      keywordScore: keywords?.score ?? null,
      fusedRank: index + 1,
      fusedScore: score,
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
  return { words: searchWords(question), passages, verdict: verdict(read, minScore, locale) };
}

function verdict(read: readonly ReadPassage[], minScore: number, locale: Locale): string {
  const best = Math.max(...read.map(({ reading }) => reading.score));
  if (!Number.isFinite(best)) return message(locale, 'verdict.nothing-found');
  const key = best >= minScore ? 'verdict.answered' : 'verdict.refused';
  return message(locale, key, { score: best.toFixed(2), threshold: minScore.toFixed(2) });
}
