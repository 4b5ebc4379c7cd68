/**
 * BM25 of Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the
 * non-negative idf that Lucene uses:
 *
 *     score(q, d) = Σ_w  qtf(w) · ln(1 + (N − df + 0.5) / (df + 0.5)) · tf / (tf + k1 · (1 − b + b · |d| / avgdl))
 *
 * without the constant factor (k1 + 1), which changes no order. A word weighs as often as the question holds it.
 */
export interface Bm25Parameters {
  /** How slowly a repeated word stops to count; from 0 (not at all) upwards. */
  readonly k1: number;
  /** How much length counts: 0 not at all, 1 in full. */
  readonly b: number;
}

/**
 * By measurement over all question sets together (bench/src/keyword.ts --grid). Flat around the optimum (k1 0.6 to 0.9,
 * b 0.2 to 0.4: half a point of MRR@10); the usual 1.2 and 0.75 lose two points among all news.
 */
export const defaultBm25: Bm25Parameters = { k1: 0.9, b: 0.3 };

/** Inverse document frequency of a word that `documentFrequency` of `passages` passages hold; above 0. */
export function inverseDocumentFrequency(passages: number, documentFrequency: number): number {
  return Math.log(1 + (passages - documentFrequency + 0.5) / (documentFrequency + 0.5));
}

/** Per passage `k1 · (1 − b + b · length / average)`, what `tf` is measured against. */
export function lengthNorms(lengths: Uint32Array, parameters: Bm25Parameters): Float32Array {
  const { k1, b } = parameters;
  let total = 0;
  for (const length of lengths) total += length;
  const average = total === 0 ? 1 : total / lengths.length;
  return Float32Array.from(lengths, (length) => k1 * (1 - b + (b * length) / average));
}
