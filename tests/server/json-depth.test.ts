import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDeeperThan } from '../../src/server/json-depth.js';

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('isDeeperThan', () => {
  it('counts arrays and objects, not brackets in strings', () => {
    expect(isDeeperThan(2, '[[1]]')).toBe(false);
    expect(isDeeperThan(1, '[[1]]')).toBe(true);
    expect(isDeeperThan(1, String.raw`["[[[{{{\"[[["]`)).toBe(false);
  });

  it('agrees with the parsed value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(6), (value, limit) => {
        expect(isDeeperThan(limit, JSON.stringify(value))).toBe(depthOf(value) > limit);
      }),
    );
  });

  it('stops at the limit, however long the rest is', () => {
    expect(isDeeperThan(16, '['.repeat(5_000_000))).toBe(true);
  });
});
