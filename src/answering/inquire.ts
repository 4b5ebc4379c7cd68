import type { Calibration, RankingWeights } from '../domain/calibration.js';
import type { RetrievalRequest } from '../retrieval/retrieve.js';
import type { Quote } from './citations.js';
import type { DocumentOf } from './compose-answer.js';
import { confidenceFeatures } from './confidence-features.js';
import {
  gatherEvidence,
  type GatheredEvidence,
  type GatherParts,
  type GatherSettings,
} from './gather-evidence.js';
import { judgeEvidence, type Judgement, type JudgeSettings } from './judge-evidence.js';
import { listAround, oneOfEach } from './list-evidence.js';

/** What one question turned up, whether it answers, and what would be shown of it. */
export interface Inquiry {
  readonly gathered: GatheredEvidence;
  readonly judgement: Judgement;
  readonly quotes: readonly Quote[];
}

/** The fitted models that an inquiry goes by. */
export interface FittedWeights {
  readonly ranking: RankingWeights;
  /** Null where none is fitted to the reader and embedder in use. */
  readonly calibration: Calibration | null;
}

/** So many articles are named to a reader who asks which articles speak of something. */
const articlesShown = 5;

/** Looks for the answer to one question: gathers evidence, judges it, and picks the quotes that would be shown. */
export async function inquire(
  parts: GatherParts,
  request: RetrievalRequest,
  settings: GatherSettings & JudgeSettings,
  weights: FittedWeights,
  documentOf: DocumentOf,
): Promise<Inquiry> {
  const gathered = await gatherEvidence(parts, request, settings, weights.ranking);
  const [best, ...others] = gathered.ranked;
  const judgement: Judgement = best
    ? judgeEvidence(
        confidenceFeatures(gathered.question, [best, ...others], gathered.read, parts.engine.size),
        weights.calibration,
        settings,
      )
    : { answered: false, confidence: null, features: null, reason: 'no-evidence' };
  return { gathered, judgement, quotes: await quotesOf(gathered, settings, documentOf) };
}

/** What is shown: a whole list to who asks for one, an article each to who asks for articles, else what was chosen. */
async function quotesOf(
  { question, chosen, ranked }: GatheredEvidence,
  { scoreGap }: GatherSettings,
  documentOf: DocumentOf,
): Promise<readonly Quote[]> {
  if (question.asksFor === 'articles') return oneOfEach(ranked, articlesShown, scoreGap);
  const [best] = chosen;
  if (question.asksFor !== 'list' || !best) return chosen;
  return listAround((await documentOf(best.passage.documentId)).text, best) ?? chosen;
}
