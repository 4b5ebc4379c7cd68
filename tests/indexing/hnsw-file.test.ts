import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHnswFile } from '../../src/indexing/hnsw-file.js';
import { HnswVectorIndex } from '../../src/indexing/hnsw-vector-index.js';
import { temporaryFolder } from '../engines/local-index.js';

const dimension = 4;
const points = 60;
const m = 4;
const { folder, dispose } = temporaryFolder();
afterAll(dispose);
const path = join(folder, 'vectors.hnsw');
const altered = join(folder, 'altered.hnsw');
let whole: Buffer;

/** Offsets of the file's header, and within a point. */
const header = { capacity: 8, points: 16, pointBytes: 24, maxLevel: 48, entryPoint: 52, m: 72 };
const linksBytes = 4 + 2 * m * 4;
const pointBytes = linksBytes + dimension * 4 + 8;
const pointAt = (place: number) => 96 + place * pointBytes;

beforeAll(async () => {
  const index = HnswVectorIndex.create(dimension, points, { m, efConstruction: 20 });
  for (let i = 0; i < points; i++) index.add(1000 + i, [Math.sin(i), Math.cos(i), Math.sin(i * 7), 1]);
  index.markDeleted(1003);
  await index.save(path);
  whole = readFileSync(path);
});

async function refuses(bytes: Buffer): Promise<void> {
  writeFileSync(altered, bytes);
  await expect(readHnswFile(altered, dimension)).rejects.toMatchObject({ code: 'index.graph-damaged' });
  await expect(HnswVectorIndex.load(altered, dimension, { copies: [] })).rejects.toMatchObject({
    code: 'index.graph-damaged',
  });
}

function changed(change: (bytes: Buffer) => unknown): Buffer {
  const bytes = Buffer.from(whole);
  change(bytes);
  return bytes;
}

describe('readHnswFile', () => {
  it('reads what was saved', async () => {
    const contents = await readHnswFile(path, dimension);
    expect(contents).toMatchObject({ capacity: points, m, efConstruction: 20 });
    expect([...contents.labels]).toEqual(Array.from({ length: points }, (_, i) => 1000 + i));
    expect(contents.deleted.findIndex((mark) => mark === 1)).toBe(3);
    expect(contents.deleted.filter((mark) => mark === 1)).toHaveLength(1);
    const index = await HnswVectorIndex.load(path, dimension, { copies: [] });
    expect(contents.vectors.slice(dimension * 9, dimension * 10)).toEqual(index.vector(1009));
  });

  it('refuses a file that is cut anywhere, or longer', async () => {
    for (const length of [0, 1, 95, 96, 200, whole.length / 2, whole.length - 4, whole.length - 1]) {
      await refuses(whole.subarray(0, Math.floor(length)));
    }
    await refuses(Buffer.concat([whole, Buffer.from([0])]));
  });

  it.each<[string, (bytes: Buffer) => unknown]>([
    ['more points than there is room for', (bytes) => bytes.writeUInt32LE(points - 1, header.capacity)],
    ['room for more than memory holds', (bytes) => bytes.writeUInt32LE(0xffff_ffff, header.capacity)],
    ['a count beyond 32 bits', (bytes) => bytes.writeUInt32LE(1, header.points + 4)],
    ['fewer points than follow', (bytes) => bytes.writeUInt32LE(points - 1, header.points)],
    ['points of another size', (bytes) => bytes.writeUInt32LE(pointBytes - 8, header.pointBytes)],
    ['another number of links', (bytes) => bytes.writeUInt32LE(m + 1, header.m)],
    ['an entry point beyond the points', (bytes) => bytes.writeUInt32LE(points, header.entryPoint)],
    ['an entry point that does not reach the top', (bytes) => bytes.writeInt32LE(60, header.maxLevel)],
    ['no top', (bytes) => bytes.writeInt32LE(-1, header.maxLevel)],
    ['more links than there is room for', (bytes) => bytes.writeUInt16LE(2 * m + 1, pointAt(5))],
    ['a link beyond the points', (bytes) => bytes.writeUInt32LE(points, pointAt(5) + 4)],
    ['a label twice', (bytes) => bytes.writeUInt32LE(1000, pointAt(5) + pointBytes - 8)],
    ['a label beyond 32 bits', (bytes) => bytes.writeUInt32LE(1, pointAt(5) + pointBytes - 4)],
    ['a number that is none', (bytes) => bytes.writeFloatLE(NaN, pointAt(5) + linksBytes)],
    ['levels that are not whole', (bytes) => bytes.writeUInt32LE(3, pointAt(points))],
    ['levels beyond the end', (bytes) => bytes.writeUInt32LE(20 * 250, pointAt(points))],
  ])('refuses %s', async (_, change) => {
    await refuses(changed(change));
  });

  it('refuses a link, at an upper level, to a point that does not reach it', async () => {
    let place = 0;
    let offset = pointAt(points);
    while (whole.readUInt32LE(offset) === 0) {
      place++;
      offset += 4;
    }
    expect(place).toBeLessThan(points);
    const low = place === 0 ? points - 1 : 0;
    await refuses(
      changed((bytes) => {
        bytes.writeUInt16LE(1, offset + 4);
        bytes.writeUInt32LE(low, offset + 8);
      }),
    );
  });

  it('never crashes the loader, whichever byte of header or links is flipped', async () => {
    const upper = pointAt(points);
    const offsets = [
      ...Array(96).keys(),
      ...Array.from({ length: whole.length - upper }, (_, i) => upper + i),
    ];
    let refused = 0;
    for (const offset of offsets) {
      writeFileSync(
        altered,
        changed((bytes) => (bytes[offset] = bytes[offset]! ^ 0xa5)),
      );
      try {
        const index = await HnswVectorIndex.load(altered, dimension, {
          copies: [],
          settings: { walkCost: 0 },
        });
        index.search([1, 2, 3, 4], 10);
      } catch (error) {
        expect(error).toMatchObject({ code: 'index.graph-damaged' });
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(80);
  });
});
