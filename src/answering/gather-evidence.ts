import type { Reader } from '../reading/reader.js';
import {
  retrieve,
  type Retrieval,
  type RetrievalParts,
  type RetrievalRequest,
} from '../retrieval/retrieve.js';
import { evidenceOf, type Evidence, type ReadPassage } from './evidence.js';
import { chooseEvidence, type ExtractiveSettings } from './extractive-answer.js';

export interface GatherParts extends RetrievalParts {
  readonly reader: Reader;
}

export interface GatherSettings extends ExtractiveSettings {
  /** How many of the passages found are read; more find more and take longer. */
  readonly readPassages: number;
}

/** What a question turned up, from the passages found to the sentences that are to be shown. */
export interface GatheredEvidence {
  readonly passages: Retrieval['passages'];
  readonly read: readonly ReadPassage[];
  /** Best first. */
  readonly ranked: readonly Evidence[];
  /** What would be shown, best first; empty where nothing was found at all. */
  readonly chosen: readonly Evidence[];
  readonly timings: Retrieval['timings'] & { readonly readMs: number };
}

/** Finds passages for a question, reads the first of them, and chooses the sentences that carry the answer. */
export async function gatherEvidence(
  parts: GatherParts,
  request: RetrievalRequest,
  settings: GatherSettings,
): Promise<GatheredEvidence> {
  const topK = Math.max(request.topK, settings.readPassages);
  const { passages, timings } = await retrieve(parts, { ...request, topK });
  const started = performance.now();
  const read = await readPassages(parts.reader, request, passages.slice(0, settings.readPassages));
  const readMs = performance.now() - started;
  const ranked = evidenceOf(read, settings.maxChars);
  return {
    passages,
    read,
    ranked,
    chosen: chooseEvidence(ranked, settings),
    timings: { ...timings, readMs },
  };
}

async function readPassages(
  reader: Reader,
  { question, signal }: RetrievalRequest,
  passages: Retrieval['passages'],
): Promise<ReadPassage[]> {
  if (passages.length === 0) return [];
  const texts = passages.map(({ passage }) => passage.text);
  const readings = await reader.read(question, texts, signal ? { signal } : {});
  return passages.flatMap((found, i) => {
    const reading = readings[i];
    return reading ? [{ found, reading }] : [];
  });
}
