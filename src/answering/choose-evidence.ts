import type { Evidence } from './evidence.js';

/** Limits of an extractive answer. */
export interface ExtractiveSettings {
  /** A further sentence may score so much less than the first, in log odds. */
  readonly scoreGap: number;
  readonly maxSentences: number;
  /** Of all sentences together, in UTF-16 units; the first may take all of it. */
  readonly maxChars: number;
}

/** Measured on all question sets together: docs/decisions, "evidence ranked by a fitted model". */
export const defaultExtractiveSettings: ExtractiveSettings = {
  scoreGap: 6,
  maxSentences: 2,
  maxChars: 200,
};

/** What a list or a comparison may have: so many times more sentences and characters. */
export const longAnswerFactor = 3;

/** The best sentence, and the next best that fit beside it; empty where there is no evidence at all. */
export function chooseEvidence<E extends Pick<Evidence, 'start' | 'end' | 'score'>>(
  ranked: readonly E[],
  settings: ExtractiveSettings,
): E[] {
  const [best] = ranked;
  if (!best) return [];
  const chosen = [best];
  let length = best.end - best.start;
  for (const next of ranked.slice(1)) {
    if (chosen.length >= settings.maxSentences || next.score < best.score - settings.scoreGap) break;
    if (length + next.end - next.start > settings.maxChars) continue;
    chosen.push(next);
    length += next.end - next.start;
  }
  return chosen;
}
