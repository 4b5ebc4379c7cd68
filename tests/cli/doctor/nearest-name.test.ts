import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearestName } from '../../../src/cli/doctor/nearest-name.js';

const known = ['INDEX', 'CORPUS', 'HOST', 'PORT', 'PASSAGE_MAX_CHARS', 'PASSAGE_MIN_CHARS'];

describe('nearestName', () => {
  it.each([
    ['INDXE', 'INDEX'],
    ['index', 'INDEX'],
    ['PORTT', 'PORT'],
    ['PASSAGES_MAX_CHAR', 'PASSAGE_MAX_CHARS'],
    ['PASSAGE_MAX_CHARACTERS', null],
    ['FOO', null],
    ['', null],
    ['X'.repeat(100_000), null],
  ])('takes %s for %s', (name, expected) => {
    expect(nearestName(name, known)).toBe(expected);
  });
});

describe('editDistance', () => {
  const word = fc.string({ maxLength: 12 });

  it('counts insertions, deletions and replacements', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
  });

  it('is a distance', () => {
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, a)).toBe(0);
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});
