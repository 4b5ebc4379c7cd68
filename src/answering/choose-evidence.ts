import type { Evidence } from './evidence.js';

/** Limits of an extractive answer. */
export interface ExtractiveSettings {
  /** A further quote may score so much less than the first, in log odds. */
  readonly scoreGap: number;
  /** The same for a quote beyond the usual limits, in an answer that may be long. */
  readonly longScoreGap: number;
  /** Of all quotes together; the first may hold more. */
  readonly maxSentences: number;
  /** Of all quotes together, in UTF-16 units; the first may take all of it. */
  readonly maxChars: number;
}

/** Measured on all question sets together: docs/decisions, "evidence ranked by a fitted model". */
export const defaultExtractiveSettings: ExtractiveSettings = {
  scoreGap: 5,
  longScoreGap: 3,
  maxSentences: 2,
  maxChars: 200,
};

/** What a list or a comparison may have: so many times more sentences and characters. */
const longAnswerFactor = 3;

/**
 * The best quote, and the next best that fit beside it; empty where there is no evidence at all.
 * @param mayBeLong whether the question asks for several things: good quotes may go beyond the usual limits
 */
export function chooseEvidence<E extends Pick<Evidence, 'start' | 'end' | 'score' | 'sentences'>>(
  ranked: readonly E[],
  { scoreGap, longScoreGap, maxSentences, maxChars }: ExtractiveSettings,
  mayBeLong: boolean,
): E[] {
  const [best] = ranked;
  if (!best) return [];
  const chosen = [best];
  let length = best.end - best.start;
  let { sentences } = best;
  for (const next of ranked.slice(1)) {
    const behind = best.score - next.score;
    if (behind > scoreGap) break;
    const factor = mayBeLong && behind <= longScoreGap ? longAnswerFactor : 1;
    const room = { sentences: factor * maxSentences - sentences, length: factor * maxChars - length };
    if (next.sentences > room.sentences || next.end - next.start > room.length) continue;
    chosen.push(next);
    length += next.end - next.start;
    sentences += next.sentences;
  }
  return chosen;
}
