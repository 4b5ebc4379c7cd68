import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { HnswVectorIndex } from '../../src/indexing/hnsw-vector-index.js';
import { temporaryFolder } from '../engines/local-index.js';

const { folder, dispose } = temporaryFolder();
afterAll(dispose);
let files = 0;
const newPath = () => join(folder, `${files++}.hnsw`);

/** Reproducible pseudo-random vectors in a cone, as embeddings of real text lie. */
function vectorsOf(count: number, dimension: number, seed = 1): Float32Array[] {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: count }, () => Float32Array.from({ length: dimension }, () => next() + 0.2));
}

function filled(
  count: number,
  dimension: number,
  settings = {},
): { index: HnswVectorIndex; vectors: Float32Array[] } {
  const vectors = vectorsOf(count, dimension);
  const index = HnswVectorIndex.create(dimension, count, settings);
  vectors.forEach((vector, label) => {
    index.add(label, vector);
  });
  return { index, vectors };
}

const labelsOf = (hits: readonly { label: number }[]) => hits.map(({ label }) => label);
const walking = { walkCost: 0 };
const comparing = { walkCost: Infinity };

describe.each([
  ['walking', walking],
  ['comparing', comparing],
])('HnswVectorIndex, %s', (_, settings) => {
  it('gives cosine, not distance, best first', () => {
    const index = HnswVectorIndex.create(2, 4, settings);
    index.add(10, [1, 0]);
    index.add(20, [0, 5]);
    index.add(30, [-3, 0]);
    index.add(4_294_967_295, [2, 2]);
    const hits = index.search([7, 0], 4);
    expect(labelsOf(hits)).toEqual([10, 4_294_967_295, 20, 30]);
    [1, Math.SQRT1_2, 0, -1].forEach((cosine, i) => {
      expect(hits[i]?.similarity).toBeCloseTo(cosine, 6);
    });
  });

  it('finds nothing in an empty index, for k = 0, and among no labels', () => {
    expect(HnswVectorIndex.create(3, 0, settings).search([1, 0, 0], 5)).toEqual([]);
    const { index } = filled(20, 3, settings);
    expect(index.search([1, 0, 0], 0)).toEqual([]);
    expect(index.search([1, 0, 0], 5, new Set())).toEqual([]);
    expect(index.search([1, 0, 0], 5, new Set([999]))).toEqual([]);
  });

  it('gives all there is for a k beyond its size', () => {
    const { index } = filled(50, 8, settings);
    expect(labelsOf(index.search(vectorsOf(1, 8, 9)[0]!, 1_000_000)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, i) => i),
    );
  });

  it('finds nothing once all are deleted, and what is added then', () => {
    const { index, vectors } = filled(30, 8, settings);
    for (let label = 0; label < 30; label++) index.markDeleted(label);
    expect(index.size).toBe(0);
    expect(index.deletedShare).toBe(1);
    expect(index.search(vectors[3]!, 10)).toEqual([]);
    index.add(30, vectors[3]!);
    expect(labelsOf(index.search(vectors[3]!, 10))).toEqual([30]);
  });

  it('restricts to the allowed labels, deleted ones left out', () => {
    const { index, vectors } = filled(300, 8, settings);
    index.markDeleted(17);
    const allowed = new Set([3, 17, 99, 250, 9999]);
    expect(labelsOf(index.search(vectors[17]!, 10, allowed)).sort((a, b) => a - b)).toEqual([3, 99, 250]);
  });

  it('keeps equal vectors as one point, and finds all their labels', () => {
    const { index, vectors } = filled(100, 8, settings);
    for (let label = 100; label < 400; label++) index.add(label, vectors[0]!);
    expect(index.size).toBe(400);
    expect(index.copies()).toHaveLength(300);
    const equals = [0, ...Array.from({ length: 300 }, (_, i) => 100 + i)];
    expect(labelsOf(index.search(vectors[0]!, 301))).toEqual(equals);
    expect(labelsOf(index.search(vectors[0]!, 3))).toEqual([0, 100, 101]);
    expect(labelsOf(index.search(vectors[0]!, 9, new Set([399, 5])))).toEqual([399, 5]);
  });

  it('passes a point on when its own label is deleted', async () => {
    const { index, vectors } = filled(10, 4, settings);
    for (const label of [20, 21, 22]) index.add(label, vectors[6]!);
    index.markDeleted(6);
    index.markDeleted(21);
    expect(labelsOf(index.search(vectors[6]!, 2))).toEqual([20, 22]);
    const path = newPath();
    await index.save(path);
    const loaded = await HnswVectorIndex.load(path, 4, { copies: index.copies(), settings });
    expect(loaded.size).toBe(11);
    expect(loaded.has(6)).toBe(false);
    expect(labelsOf(loaded.search(vectors[6]!, 2))).toEqual([20, 22]);
    loaded.markDeleted(20);
    loaded.markDeleted(22);
    expect(labelsOf(loaded.search(vectors[6]!, 99))).not.toContain(22);
    expect(loaded.size).toBe(9);
  });

  it('does what a plain list does, whatever is added, deleted, saved and loaded', async () => {
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({ kind: fc.constant('add' as const), seed: fc.integer({ min: 1, max: 12 }) }),
      },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('delete' as const), nth: fc.nat() }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('reload' as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('compact' as const) }) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.integer({ min: 1, max: 60 }),
        async (steps, k) => {
          let index = HnswVectorIndex.create(4, 1, settings);
          const living = new Map<number, Float32Array>();
          let next = 0;
          for (const drawn of steps) {
            if (drawn.kind === 'add') {
              const vector = vectorsOf(1, 4, drawn.seed)[0]!;
              index.add(next, vector);
              living.set(next++, vector);
            } else if (drawn.kind === 'delete' && living.size > 0) {
              const label = [...living.keys()][drawn.nth % living.size]!;
              index.markDeleted(label);
              living.delete(label);
            } else if (drawn.kind === 'reload') {
              const path = newPath();
              await index.save(path);
              index = await HnswVectorIndex.load(path, 4, { copies: index.copies(), settings });
            } else if (drawn.kind === 'compact') index = index.compacted();
            expect(index.size).toBe(living.size);
            expect([...index.labels()].sort((a, b) => a - b)).toEqual([...living.keys()]);
          }
          const query = vectorsOf(1, 4, 77)[0]!;
          const cosine = (a: Float32Array, b: Float32Array) =>
            a.reduce((sum, value, i) => sum + value * b[i]!, 0) / (Math.hypot(...a) * Math.hypot(...b));
          const expected = [...living]
            .map(([label, vector]) => ({ label, similarity: cosine(vector, query) }))
            .sort((a, b) =>
              Math.abs(a.similarity - b.similarity) < 1e-5 ? a.label - b.label : b.similarity - a.similarity,
            )
            .slice(0, k);
          expect(labelsOf(index.search(query, k))).toEqual(labelsOf(expected));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('HnswVectorIndex', () => {
  it('leaves few dead points behind when many equal vectors are deleted', () => {
    const index = HnswVectorIndex.create(2, 1);
    for (let label = 0; label < 500; label++) index.add(label, [1, 2]);
    for (let label = 0; label < 500; label++) index.markDeleted(label);
    expect(index.size).toBe(0);
    expect(index.deletedCount).toBe(2);
  });

  it('walks the graph to nearly what comparing all finds', () => {
    const { index, vectors } = filled(3000, 16, walking);
    const exact = HnswVectorIndex.create(16, 3000, comparing);
    vectors.forEach((vector, label) => {
      exact.add(label, vector);
    });
    const queries = vectorsOf(50, 16, 99);
    const found = queries.map((query) => {
      const truth = new Set(labelsOf(exact.search(query, 10)));
      return labelsOf(index.search(query, 10)).filter((label) => truth.has(label)).length;
    });
    expect(found.reduce((sum, hits) => sum + hits, 0) / 500).toBeGreaterThan(0.98);
  });

  it('is not led astray by a thousand equal vectors', () => {
    const vectors = vectorsOf(2000, 16);
    const index = HnswVectorIndex.create(16, 3000, { ...walking, efSearch: 64 });
    for (let label = 0; label < 1000; label++) index.add(label, vectors[0]!);
    vectors.forEach((vector, i) => {
      index.add(1000 + i, vector);
    });
    const missed = vectors.filter((vector, i) => i > 0 && labelsOf(index.search(vector, 1))[0] !== 1000 + i);
    expect(missed.length).toBeLessThan(20);
  });

  it('gives all there is even where no link leads to some of it', () => {
    const index = HnswVectorIndex.create(4, 2000, { ...walking, m: 2, efConstruction: 2 });
    vectorsOf(2000, 4).forEach((vector, label) => {
      index.add(label, vector);
    });
    expect(index.search([1, 1, 1, 1], 2000)).toHaveLength(2000);
  });

  it('makes the same graph of the same vectors', async () => {
    const [one, two] = [newPath(), newPath()];
    await filled(500, 8).index.save(one);
    await filled(500, 8).index.save(two);
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
  });

  it('gives vectors back normalised, and the same bits through any number of builds', async () => {
    const { index, vectors } = filled(40, 384);
    const first = index.vector(5)!;
    const norm = Math.hypot(...vectors[5]!);
    expect(Math.hypot(...first)).toBeCloseTo(1, 6);
    first.forEach((value, i) => {
      expect(value).toBeCloseTo(vectors[5]![i]! / norm, 6);
    });
    let previous = index;
    for (let build = 0; build < 5; build++) {
      const path = newPath();
      await previous.save(path);
      const loaded = await HnswVectorIndex.load(path, 384, { copies: previous.copies() });
      expect(loaded.vector(5)).toEqual(first);
      previous = loaded.compacted();
      expect(previous.vector(5)).toEqual(first);
    }
    expect(index.vector(40)).toBeNull();
    index.markDeleted(5);
    expect(index.vector(5)).toBeNull();
  });

  it('is copied for an update and leaves the saved file as it was', async () => {
    const { index, vectors } = filled(200, 8);
    const path = newPath();
    await index.save(path);
    const before = readFileSync(path);
    const added = vectorsOf(300, 8, 5).map((vector, i) => [1000 + i, vector] as const);
    const copy = await HnswVectorIndex.copyForUpdate(path, 8, { copies: [], removed: [0, 1, 2], added });
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(copy.size).toBe(497);
    expect(copy.deletedCount).toBe(3);
    expect(copy.deletedShare).toBeCloseTo(3 / 500, 9);
    expect(labelsOf(copy.search(vectors[1]!, 497))).not.toContain(1);
    expect(labelsOf(copy.search(added[7]![1], 1))).toEqual([1007]);
    expect(index.size).toBe(200);
    expect(copy.compacted().deletedShare).toBe(0);
    expect(copy.compacted().size).toBe(497);
  });

  it('saves and loads an index that is empty, or holds only deleted points', async () => {
    const { index } = filled(3, 4);
    for (const label of [0, 1, 2]) index.markDeleted(label);
    for (const saved of [HnswVectorIndex.create(4, 100_000), index]) {
      const path = newPath();
      await saved.save(path);
      const loaded = await HnswVectorIndex.load(path, 4, { copies: [] });
      expect(loaded.size).toBe(0);
      expect(loaded.search([1, 2, 3, 4], 3)).toEqual([]);
      for (let label = 10; label < 2000; label++) loaded.add(label, [1, 0, 0, label]);
      expect(loaded.size).toBe(1990);
    }
  });

  it('saves deletions', async () => {
    const { index, vectors } = filled(100, 4);
    index.markDeleted(42);
    const path = newPath();
    await index.save(path);
    const loaded = await HnswVectorIndex.load(path, 4, { copies: [], settings: walking });
    expect(loaded.size).toBe(99);
    expect(labelsOf(loaded.search(vectors[42]!, 99))).not.toContain(42);
  });

  it('refuses vectors that have no direction or another length', () => {
    const index = HnswVectorIndex.create(3, 3);
    for (const vector of [
      [0, 0, 0],
      [NaN, 1, 1],
      [1, Infinity, 1],
    ]) {
      expect(() => {
        index.add(1, vector);
      }).toThrow('index.bad-vector');
      expect(() => index.search(vector, 1)).toThrow('index.bad-vector');
    }
    for (const vector of [[], [1, 2], [1, 2, 3, 4]]) {
      expect(() => {
        index.add(1, vector);
      }).toThrow('index.other-dimension');
      expect(() => index.search(vector, 1)).toThrow('index.other-dimension');
    }
    expect(index.size).toBe(0);
  });

  it('takes very long and very short vectors', () => {
    const index = HnswVectorIndex.create(2, 2);
    index.add(1, [1e38, 0]);
    index.add(2, [0, 1e-30]);
    expect(index.search([0, 1e30], 2)).toEqual([
      { label: 2, similarity: 1 },
      { label: 1, similarity: 0 },
    ]);
  });

  it('refuses labels that are none, were given before, or are unknown', () => {
    const { index, vectors } = filled(5, 3);
    for (const label of [-1, 1.5, NaN, 2 ** 32]) {
      expect(() => {
        index.add(label, [1, 2, 3]);
      }).toThrow(RangeError);
    }
    index.markDeleted(3);
    index.add(9, vectors[0]!);
    for (const label of [2, 3, 9]) {
      expect(() => {
        index.add(label, [3, 2, 1]);
      }).toThrow(RangeError);
    }
    for (const label of [3, 77]) {
      expect(() => {
        index.markDeleted(label);
      }).toThrow(RangeError);
    }
  });

  it.each([-1, 0.5, NaN, Infinity])('refuses k = %s', (k) => {
    expect(() => filled(5, 3).index.search([1, 2, 3], k)).toThrow(RangeError);
  });

  it('refuses to be written while it is saved', async () => {
    const { index } = filled(100, 8);
    const saved = index.save(newPath());
    expect(() => {
      index.add(500, vectorsOf(1, 8, 3)[0]!);
    }).toThrow(RangeError);
    expect(() => {
      index.markDeleted(1);
    }).toThrow(RangeError);
    await saved;
    index.add(500, vectorsOf(1, 8, 3)[0]!);
    expect(index.size).toBe(101);
  });

  it('refuses copies of points that are not there', async () => {
    const path = newPath();
    await filled(5, 3).index.save(path);
    for (const copies of [[[7, 99]], [[3, 4]]] as const) {
      await expect(HnswVectorIndex.load(path, 3, { copies })).rejects.toMatchObject({
        code: 'index.graph-damaged',
      });
    }
  });

  it('says why it cannot be saved', async () => {
    const { index } = filled(5, 3);
    mkdirSync(join(folder, 'a-folder'), { recursive: true });
    await expect(index.save(join(folder, 'a-folder'))).rejects.toThrow('EISDIR');
    await expect(index.save(join(folder, 'no', 'such', 'folder'))).rejects.toThrow('ENOENT');
  });

  it.skipIf(!existsSync('/dev/full'))('notices a full disk', async () => {
    await expect(filled(5000, 8).index.save('/dev/full')).rejects.toMatchObject({ name: 'BuildError' });
  });

  it('refuses a file of another dimension, or none at all', async () => {
    const path = newPath();
    await filled(5, 3).index.save(path);
    const damaged = { code: 'index.graph-damaged', exitStatus: 3 };
    await expect(HnswVectorIndex.load(path, 4, { copies: [] })).rejects.toMatchObject(damaged);
    await expect(HnswVectorIndex.load(newPath(), 3, { copies: [] })).rejects.toMatchObject(damaged);
    const empty = newPath();
    writeFileSync(empty, '');
    await expect(HnswVectorIndex.load(empty, 3, { copies: [] })).rejects.toMatchObject(damaged);
  });
});
