import type { Pooling } from './model-spec.js';

/**
 * One L2-normalised vector for each row of a padded batch.
 *
 * @param states hidden states [rows, width, dimension], row-major
 * @param lengths real tokens of each row, at its left; the rest of a row is padding and does not count
 * @returns vectors [rows, dimension], row-major
 */
export function poolRows(
  states: Float32Array,
  lengths: ArrayLike<number>,
  dimension: number,
  pooling: Pooling,
): Float32Array<ArrayBuffer> {
  const rows = lengths.length;
  const width = rows === 0 ? 0 : states.length / rows / dimension;
  const vectors = new Float32Array(rows * dimension);
  for (let row = 0; row < rows; row++) {
    const vector = vectors.subarray(row * dimension, (row + 1) * dimension);
    const tokens = pooling === 'cls' ? 1 : Math.min(lengths[row] ?? 0, width);
    for (let token = 0; token < tokens; token++) {
      const at = (row * width + token) * dimension;
      for (let i = 0; i < dimension; i++) vector[i] = (vector[i] ?? 0) + (states[at + i] ?? 0);
    }
    normalise(vector);
  }
  return vectors;
}

/**
 * Scales a vector to length 1 in place. A mean need not be divided first: only the direction stays. A vector without
 * direction (zeros, or values that are no numbers) becomes the one with all components equal, so that nothing that
 * is not a number can reach an index.
 */
function normalise(vector: Float32Array): void {
  let sum = 0;
  for (const value of vector) sum += value * value;
  const length = Math.sqrt(sum);
  if (length > 0 && Number.isFinite(length))
    for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) / length;
  else vector.fill(1 / Math.sqrt(vector.length));
}
