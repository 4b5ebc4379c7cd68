import type { Passage } from '../domain/passage.js';
import type { Embedder } from '../embedding/embedder.js';
import type { PassageFilter, SearchEngine, SearchHit } from '../engines/search-engine.js';
import type { Catalogue } from '../indexing/catalogue.js';
import { withoutRepeats } from './diversity.js';
import { fuseHits } from './hybrid.js';

/** Rank from 1 and score in one way of searching. */
export interface Placing {
  readonly rank: number;
  readonly score: number;
}

/** A passage that was found, with its way into the list. */
export interface RetrievedPassage {
  readonly passage: Passage;
  /** Fused score; comparable within one list only. */
  readonly score: number;
  /** Cosine similarity to the question; null: not among the dense candidates. */
  readonly dense: Placing | null;
  /** BM25; null: holds none of the question's words, or too few. */
  readonly keywords: Placing | null;
}

export interface RetrievalRequest {
  readonly question: string;
  readonly topK: number;
  readonly filter?: PassageFilter;
  readonly signal?: AbortSignal;
}

export interface Retrieval {
  /** Best first, repeats left out. */
  readonly passages: readonly RetrievedPassage[];
  readonly timings: { readonly embedMs: number; readonly retrieveMs: number };
}

/** Candidates taken from each way of searching before they are fused. */
export const candidatesPerSearch = 60;

export interface RetrievalParts {
  readonly embedder: Embedder;
  readonly engine: SearchEngine;
  readonly catalogue: Catalogue;
}

/** Finds the passages nearest to a question, in meaning and in words. */
export async function retrieve(parts: RetrievalParts, request: RetrievalRequest): Promise<Retrieval> {
  const { question, topK, filter, signal } = request;
  const started = performance.now();
  const vector = await parts.embedder.embedQuery(question, signal ? { signal } : {});
  const embedded = performance.now();
  const candidates = Math.max(candidatesPerSearch, 2 * topK);
  const [dense, keywords] = await Promise.all([
    parts.engine.searchDense(vector, candidates, filter),
    parts.engine.searchKeywords(question, candidates, filter),
  ]);
  const fused = fuseHits(dense, keywords);
  // Repeats fall out below: look at enough of the list that `topK` can still be filled.
  const shown = fused.slice(0, 3 * topK + 10);
  const passages = new Map(
    (await parts.catalogue.passages(shown.map(({ passageId }) => passageId))).map((passage) => [
      passage.id,
      passage,
    ]),
  );
  const placings = { dense: placingsOf(dense), keywords: placingsOf(keywords) };
  const found = shown.flatMap(({ passageId, score }) => {
    const passage = passages.get(passageId);
    if (!passage) return [];
    const own = {
      dense: placings.dense.get(passageId) ?? null,
      keywords: placings.keywords.get(passageId) ?? null,
    };
    return [{ passage, score, ...own }];
  });
  return {
    passages: withoutRepeats(found, ({ passage }) => passage.text, topK),
    timings: { embedMs: embedded - started, retrieveMs: performance.now() - embedded },
  };
}

function placingsOf(hits: readonly SearchHit[]): Map<string, Placing> {
  return new Map(hits.map(({ passageId, score }, index) => [passageId, { rank: index + 1, score }]));
}
