import type { RankingWeights } from '../domain/calibration.js';
import type { Reader } from '../reading/reader.js';
import {
  retrieve,
  type Retrieval,
  type RetrievalParts,
  type RetrievalRequest,
} from '../retrieval/retrieve.js';
import { chooseEvidence, type ExtractiveSettings } from './choose-evidence.js';
import { spansPerPassage, type Evidence, type ReadPassage } from './evidence.js';
import { questionTraits, type QuestionTraits } from './question-traits.js';
import { weightedWords } from './question-words.js';
import { rankEvidence, weighCandidates, type WeighedCandidate } from './rank-evidence.js';

export interface GatherParts extends RetrievalParts {
  readonly reader: Reader;
}

export interface GatherSettings extends ExtractiveSettings {
  /** How many of the passages found are read at most; more find more and take longer. */
  readonly readPassages: number;
}

/** The passages found for a question, and those of them that were read: what evidence is chosen from. */
export interface FoundAndRead {
  readonly question: QuestionTraits;
  readonly passages: Retrieval['passages'];
  /** The first of them. */
  readonly read: readonly ReadPassage[];
  readonly timings: Retrieval['timings'] & { readonly readMs: number };
}

/** What a question turned up, from the passages found to the sentences that are to be shown. */
export interface GatheredEvidence extends FoundAndRead {
  readonly candidates: readonly WeighedCandidate[];
  /** Best first. */
  readonly ranked: readonly Evidence[];
  /** What would be shown, best first; empty where nothing was found at all. */
  readonly chosen: readonly Evidence[];
}

/** Finds passages for a question; none is read yet. */
export async function findPassages(
  parts: GatherParts,
  request: RetrievalRequest,
  readAtMost: number,
): Promise<FoundAndRead> {
  const topK = Math.max(request.topK, readAtMost);
  const [{ passages, timings }, words] = await Promise.all([
    retrieve(parts, { ...request, topK }),
    weightedWords(request.question, parts.engine),
  ]);
  return {
    question: questionTraits(request.question, words),
    passages,
    read: [],
    timings: { ...timings, readMs: 0 },
  };
}

/** Reads on until `upTo` of the passages found are read. */
export async function readOn(
  { reader, catalogue }: GatherParts,
  found: FoundAndRead,
  upTo: number,
  signal?: AbortSignal,
): Promise<FoundAndRead> {
  const passages = found.passages.slice(found.read.length, upTo);
  if (passages.length === 0) return found;
  const started = performance.now();
  const texts = passages.map(({ passage }) => passage.text);
  const [readings, documents] = await Promise.all([
    reader.read(found.question.asked, texts, { spans: spansPerPassage, ...(signal ? { signal } : {}) }),
    Promise.all(passages.map(({ passage }) => catalogue.document(passage.documentId))),
  ]);
  const read = passages.map((passage, i) => {
    const [reading, document] = [readings[i], documents[i]];
    if (!reading || !document) throw new Error(`passage ${passage.passage.id} could not be read`);
    return { found: passage, reading, article: document };
  });
  const { readMs } = found.timings;
  return {
    ...found,
    read: [...found.read, ...read],
    timings: { ...found.timings, readMs: readMs + performance.now() - started },
  };
}

/** Ranks the sentences of what was read, and chooses. */
export function evidenceIn(
  { question, read }: Pick<FoundAndRead, 'question' | 'read'>,
  settings: ExtractiveSettings,
  weights: RankingWeights,
): Pick<GatheredEvidence, 'candidates' | 'ranked' | 'chosen'> {
  const candidates = weighCandidates(question, read);
  const ranked = rankEvidence(candidates, weights, settings.maxChars);
  return { candidates, ranked, chosen: chooseEvidence(ranked, settings, asksForSeveral(question)) };
}

function asksForSeveral({ asksFor }: QuestionTraits): boolean {
  return asksFor === 'list' || asksFor === 'comparison';
}
