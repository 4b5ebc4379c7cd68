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
  /** Articles that are left out, to see what would be found without them. */
  readonly without?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
}

export interface Retrieval {
  /** Best first, repeats left out. */
  readonly passages: readonly RetrievedPassage[];
  readonly timings: { readonly embedMs: number; readonly retrieveMs: number };
}

/** Candidates taken from each way of searching before they are fused. */
export const candidatesPerSearch = 60;
/** Where repeats use up the candidates so much wider is searched, and so often at most. */
const widerBy = 4;
const widerAtMost = 3;

export interface RetrievalParts {
  readonly embedder: Embedder;
  readonly engine: SearchEngine;
  readonly catalogue: Catalogue;
}

/** Finds the passages nearest to a question, in meaning and in words. */
export async function retrieve(parts: RetrievalParts, request: RetrievalRequest): Promise<Retrieval> {
  const { question, topK, signal } = request;
  const started = performance.now();
  const vector = await parts.embedder.embedQuery(question, signal ? { signal } : {});
  const embedded = performance.now();
  let candidates = Math.max(candidatesPerSearch, 2 * topK);
  // Repeats fall out: look at enough of the list that `topK` can still be filled.
  let reach = 3 * topK + 10;
  let found = await search(parts, request, vector, candidates, reach);
  for (let wider = 0; wider < widerAtMost && found.passages.length < topK && found.more; wider++) {
    signal?.throwIfAborted();
    candidates *= widerBy;
    reach *= widerBy;
    found = await search(parts, request, vector, candidates, reach);
  }
  return {
    passages: found.passages,
    timings: { embedMs: embedded - started, retrieveMs: performance.now() - embedded },
  };
}

/** The best `reach` of the fused candidates, repeats left out; `more`: a wider search might find more. */
async function search(
  { engine, catalogue }: RetrievalParts,
  { question, topK, filter, without }: RetrievalRequest,
  vector: Float32Array,
  candidates: number,
  reach: number,
): Promise<{ passages: RetrievedPassage[]; more: boolean }> {
  const [dense, keywords] = await Promise.all([
    engine.searchDense(vector, candidates, filter),
    engine.searchKeywords(question, candidates, filter),
  ]);
  const fused = fuseHits(dense, keywords, candidates);
  const shown = fused.slice(0, reach);
  const passages = new Map(
    (await catalogue.passages(shown.map(({ passageId }) => passageId))).map((passage) => [
      passage.id,
      passage,
    ]),
  );
  const placings = { dense: placingsOf(dense), keywords: placingsOf(keywords) };
  const found = shown.flatMap(({ passageId, score }) => {
    const passage = passages.get(passageId);
    if (!passage || without?.has(passage.documentId)) return [];
    const own = {
      dense: placings.dense.get(passageId) ?? null,
      keywords: placings.keywords.get(passageId) ?? null,
    };
    return [{ passage, score, ...own }];
  });
  return {
    passages: withoutRepeats(found, ({ passage }) => passage.text, topK),
    more: fused.length > shown.length || dense.length === candidates || keywords.length === candidates,
  };
}

/** Where a passage stood in each way of searching and in the fused list, for people who ask why it was found. */
export function explainPlacing({ dense, keywords, score }: RetrievedPassage, index: number) {
  return {
    denseRank: dense?.rank ?? null,
    denseSimilarity: dense?.score ?? null,
    keywordRank: keywords?.rank ?? null,
    keywordScore: keywords?.score ?? null,
    fusedRank: index + 1,
    fusedScore: score,
  };
}

function placingsOf(hits: readonly SearchHit[]): Map<string, Placing> {
  return new Map(hits.map(({ passageId, score }, index) => [passageId, { rank: index + 1, score }]));
}
