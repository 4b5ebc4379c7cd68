import { createHash } from 'node:crypto';
import { searchWords } from '../../src/text/words.js';

/**
 * A stand-in for an embedding: the sum of a fixed random direction for every word, L2-normalised. Texts that
 * share words point the same way; the same text gives the same numbers everywhere.
 */
export function wordVector(text: string, dimension: number): Float32Array {
  const sum = new Float64Array(dimension);
  for (const word of ['', ...searchWords(text)]) {
    for (let i = 0; i < dimension; i++) sum[i]! += directionOf(word, i);
  }
  const norm = Math.hypot(...sum);
  return Float32Array.from(sum, (value) => value / norm);
}

const directions = new Map<string, Buffer>();

function directionOf(word: string, i: number): number {
  let bytes = directions.get(word);
  if (!bytes) {
    bytes = Buffer.concat(
      [0, 1, 2, 3, 4, 5, 6, 7].map((n) => createHash('sha256').update(`${n}${word}`).digest()),
    );
    directions.set(word, bytes);
  }
  return bytes[i % bytes.length]! - 127.5;
}
