import { describe, expect, it } from 'vitest';
import { poolRows } from '../../src/embedding/pooling.js';

describe('poolRows', () => {
  // Two rows of three tokens in two dimensions; the second row has two tokens and one of padding.
  const states = Float32Array.of(3, 0, 3, 8, 3, 4, 0, 1, 0, 3, 9, 9);

  it('averages the real tokens of a row', () => {
    expect([...poolRows(states, [3, 2], 2, 'mean')]).toEqual([0.6, 0.8, 0, 1].map(Math.fround));
  });

  it('takes the first token', () => {
    expect([...poolRows(states, [3, 2], 2, 'cls')]).toEqual([1, 0, 0, 1]);
  });

  it.each([
    ['zeros', [0, 0, 0, 0]],
    ['no numbers', [NaN, 1, 1, 1]],
    ['infinities', [Infinity, 1, 1, 1]],
  ])('gives a vector of length 1 for %s', (_, values) => {
    expect([...poolRows(Float32Array.from(values), [1], 4, 'mean')]).toEqual([0.5, 0.5, 0.5, 0.5]);
  });

  it('gives a vector for a row without tokens', () => {
    expect([...poolRows(Float32Array.of(7, 7, 7, 7), [0], 4, 'mean')]).toEqual([0.5, 0.5, 0.5, 0.5]);
  });
});
