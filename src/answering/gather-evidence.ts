import type { RankingWeights } from '../domain/calibration.js';
import type { Reader } from '../reading/reader.js';
import {
  retrieve,
  type Retrieval,
  type RetrievalParts,
  type RetrievalRequest,
} from '../retrieval/retrieve.js';
import { chooseEvidence, longAnswerFactor, type ExtractiveSettings } from './choose-evidence.js';
import { spansPerPassage, type Evidence, type ReadPassage } from './evidence.js';
import { questionTraits, type QuestionTraits } from './question-traits.js';
import { weightedWords } from './question-words.js';
import { rankEvidence, weighCandidates, type WeighedCandidate } from './rank-evidence.js';

export interface GatherParts extends RetrievalParts {
  readonly reader: Reader;
}

export interface GatherSettings extends ExtractiveSettings {
  /** How many of the passages found are read; more find more and take longer. */
  readonly readPassages: number;
}

/** What a question turned up, from the passages found to the sentences that are to be shown. */
export interface GatheredEvidence {
  readonly question: QuestionTraits;
  readonly passages: Retrieval['passages'];
  readonly read: readonly ReadPassage[];
  readonly candidates: readonly WeighedCandidate[];
  /** Best first. */
  readonly ranked: readonly Evidence[];
  /** What would be shown, best first; empty where nothing was found at all. */
  readonly chosen: readonly Evidence[];
  readonly timings: Retrieval['timings'] & { readonly readMs: number };
}

/** Passages found and read for a question: what evidence is chosen from. */
export type FoundAndRead = Pick<GatheredEvidence, 'question' | 'passages' | 'read' | 'timings'>;

/** Finds passages for a question, reads the first of them, and chooses the sentences that carry the answer. */
export async function gatherEvidence(
  parts: GatherParts,
  request: RetrievalRequest,
  settings: GatherSettings,
  weights: RankingWeights,
): Promise<GatheredEvidence> {
  const found = await findAndRead(parts, request, settings.readPassages);
  return { ...found, ...evidenceIn(found, settings, weights) };
}

/** The first half of {@link gatherEvidence}: everything that needs the index and the models. */
export async function findAndRead(
  parts: GatherParts,
  request: RetrievalRequest,
  readAtMost: number,
): Promise<FoundAndRead> {
  const topK = Math.max(request.topK, readAtMost);
  const { passages, timings } = await retrieve(parts, { ...request, topK });
  const started = performance.now();
  const words = await weightedWords(request.question, parts.engine);
  const read = await readPassages(parts, request, passages.slice(0, readAtMost));
  return {
    question: questionTraits(request.question, words),
    passages,
    read,
    timings: { ...timings, readMs: performance.now() - started },
  };
}

/** The second half: ranks the sentences of what was read, and chooses. */
export function evidenceIn(
  { question, read }: Pick<FoundAndRead, 'question' | 'read'>,
  settings: ExtractiveSettings,
  weights: RankingWeights,
): Pick<GatheredEvidence, 'candidates' | 'ranked' | 'chosen'> {
  const candidates = weighCandidates(question, read);
  const ranked = rankEvidence(candidates, weights, settings.maxChars);
  return { candidates, ranked, chosen: chooseEvidence(ranked, limitsFor(question, settings)) };
}

/** Lists and comparisons take several sentences. */
function limitsFor({ asksFor }: QuestionTraits, settings: ExtractiveSettings): ExtractiveSettings {
  if (asksFor !== 'list' && asksFor !== 'comparison') return settings;
  const { maxSentences, maxChars } = settings;
  return {
    ...settings,
    maxSentences: maxSentences * longAnswerFactor,
    maxChars: maxChars * longAnswerFactor,
  };
}

async function readPassages(
  { reader, catalogue }: GatherParts,
  { question, signal }: RetrievalRequest,
  passages: Retrieval['passages'],
): Promise<ReadPassage[]> {
  if (passages.length === 0) return [];
  const texts = passages.map(({ passage }) => passage.text);
  const [readings, documents] = await Promise.all([
    reader.read(question, texts, { spans: spansPerPassage, ...(signal ? { signal } : {}) }),
    Promise.all(passages.map(({ passage }) => catalogue.document(passage.documentId))),
  ]);
  return passages.flatMap((found, i) => {
    const [reading, document] = [readings[i], documents[i]];
    return reading && document ? [{ found, reading, article: document }] : [];
  });
}
