import type { Calibration, RankingWeights } from '../domain/calibration.js';
import type { RetrievalRequest } from '../retrieval/retrieve.js';
import type { Quote } from './citations.js';
import type { DocumentOf } from './compose-answer.js';
import { confidenceFeatures } from './confidence-features.js';
import {
  evidenceIn,
  findPassages,
  readOn,
  type FoundAndRead,
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

/** So many passages are read first; the rest only where these do not answer for sure. */
const readFirst = 3;
const surelyFrom = 0.8;

/** Looks for the answer to one question: gathers evidence, judges it, and picks the quotes that would be shown. */
export async function inquire(
  parts: GatherParts,
  request: RetrievalRequest,
  settings: GatherSettings & JudgeSettings,
  { ranking, calibration }: FittedWeights,
  documentOf: DocumentOf,
): Promise<Inquiry> {
  const { readPassages } = settings;
  const weigh = (found: FoundAndRead) => {
    const gathered = { ...found, ...evidenceIn(found, settings, ranking) };
    return { gathered, judgement: judge(gathered, parts.engine.size, calibration, settings) };
  };
  const found = await findPassages(parts, request, readPassages);
  let weighed = weigh(await readOn(parts, found, Math.min(readFirst, readPassages), request.signal));
  if ((weighed.judgement.confidence ?? 0) < surelyFrom) {
    weighed = weigh(await readOn(parts, weighed.gathered, readPassages, request.signal));
  }
  return { ...weighed, quotes: await quotesOf(weighed.gathered, settings, documentOf) };
}

function judge(
  { question, ranked, read }: GatheredEvidence,
  passages: number,
  calibration: Calibration | null,
  settings: JudgeSettings,
): Judgement {
  const [best, ...others] = ranked;
  if (!best) return { answered: false, confidence: null, features: null, reason: 'no-evidence' };
  return judgeEvidence(
    confidenceFeatures(question, [best, ...others], read, passages),
    calibration,
    settings,
  );
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
