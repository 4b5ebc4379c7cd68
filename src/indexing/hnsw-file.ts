import { open, type FileHandle } from 'node:fs/promises';
import { IndexError } from '../errors.js';

/** What a saved graph holds, found without the native loader. */
export interface HnswFileContents {
  /** Points that memory is reserved for. */
  readonly capacity: number;
  readonly m: number;
  readonly efConstruction: number;
  /** By place in the file: the label of every point, those marked deleted too. */
  readonly labels: Uint32Array;
  /** By place in the file: 1 where the point is marked deleted. */
  readonly deleted: Uint8Array;
  /** By place in the file, `dimension` numbers a point. */
  readonly vectors: Float32Array;
}

/** Sizes in bytes. The file is the memory of hnswlib 0.8 on a 64-bit little-endian machine, without a magic number. */
const headerBytes = 96;
const countBytes = 4;
const idBytes = 4;
const labelBytes = 8;
const deletedMark = 0x01;
const maxLevels = 64;
const blockBytes = 1 << 20;

interface Layout {
  readonly points: number;
  readonly capacity: number;
  readonly maxLevel: number;
  readonly entryPoint: number;
  readonly m: number;
  readonly efConstruction: number;
  readonly linksBytes0: number;
  readonly vectorBytes: number;
  readonly pointBytes: number;
  readonly upperLevelBytes: number;
}

/**
 * Reads a saved graph and checks every number in it that the native loader and search use as a size or as an
 * address: hnswlib believes them, and a wrong one reads or writes outside its memory.
 * @throws IndexError `index.graph-damaged` naming the first thing that is wrong.
 */
export async function readHnswFile(path: string, dimension: number): Promise<HnswFileContents> {
  const damaged = (problem: string, cause?: unknown) =>
    new IndexError('index.graph-damaged', { path, problem }, cause);
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (cause) {
    throw damaged('unreadable', cause);
  }
  try {
    const reader = new BlockReader(file, (await file.stat()).size, damaged);
    const layout = readHeader(await reader.take(headerBytes), dimension, damaged);
    if (layout.points * (layout.pointBytes + countBytes) > reader.left) throw damaged('points');
    const contents = await readPoints(reader, layout, damaged);
    await checkUpperLevels(reader, layout, damaged);
    if (reader.left !== 0) throw damaged('length');
    return contents;
  } finally {
    await file.close();
  }
}

type Damaged = (problem: string) => IndexError;

function readHeader(bytes: Buffer, dimension: number, damaged: Damaged): Layout {
  const size = (offset: number): number => {
    const value = bytes.readBigUInt64LE(offset);
    if (value > 0xffff_ffffn) throw damaged('header');
    return Number(value);
  };
  const [capacity, points, m, efConstruction] = [size(8), size(16), size(72), size(88)];
  const vectorBytes = dimension * 4;
  const linksBytes0 = countBytes + 2 * m * idBytes;
  const pointBytes = linksBytes0 + vectorBytes + labelBytes;
  const multiplier = bytes.readDoubleLE(80);
  const consistent =
    size(0) === 0 &&
    m >= 2 &&
    m <= 1024 &&
    size(56) === m &&
    size(64) === 2 * m &&
    size(24) === pointBytes &&
    size(32) === linksBytes0 + vectorBytes &&
    size(40) === linksBytes0 &&
    efConstruction >= 1 &&
    Math.abs(multiplier * Math.log(m) - 1) < 1e-6 &&
    points <= capacity &&
    // Memory is reserved for the capacity before anything else is read.
    capacity <= 4 * points + 4096;
  if (!consistent) throw damaged('header');
  const [maxLevel, entryPoint] = [bytes.readInt32LE(48), bytes.readUInt32LE(52)];
  if (points > 0 && (entryPoint >= points || maxLevel < 0 || maxLevel > maxLevels))
    throw damaged('entry point');
  return {
    points,
    capacity,
    maxLevel,
    entryPoint,
    m,
    efConstruction,
    linksBytes0,
    vectorBytes,
    pointBytes,
    upperLevelBytes: countBytes + m * idBytes,
  };
}

async function readPoints(reader: BlockReader, layout: Layout, damaged: Damaged): Promise<HnswFileContents> {
  const { points, pointBytes, linksBytes0, vectorBytes } = layout;
  const dimension = vectorBytes / 4;
  const labels = new Uint32Array(points);
  const deleted = new Uint8Array(points);
  const vectors = new Float32Array(points * dimension);
  const vectorMemory = Buffer.from(vectors.buffer);
  const seen = new Set<number>();
  for (let place = 0; place < points; place++) {
    const point = await reader.take(pointBytes);
    checkNeighbours(point, 2 * layout.m, points, () => true, damaged);
    deleted[place] = point.readUInt8(2) & deletedMark;
    point.copy(vectorMemory, place * vectorBytes, linksBytes0, linksBytes0 + vectorBytes);
    const label = point.readUInt32LE(linksBytes0 + vectorBytes);
    if (point.readUInt32LE(linksBytes0 + vectorBytes + 4) !== 0 || seen.has(label)) throw damaged('labels');
    seen.add(label);
    labels[place] = label;
  }
  if (!vectors.every(Number.isFinite)) throw damaged('vectors');
  return {
    capacity: layout.capacity,
    m: layout.m,
    efConstruction: layout.efConstruction,
    labels,
    deleted,
    vectors,
  };
}

/** A point of level n has link lists 1 … n after the block of all points; a neighbour at a level must reach it. */
async function checkUpperLevels(reader: BlockReader, layout: Layout, damaged: Damaged): Promise<void> {
  const { points, upperLevelBytes } = layout;
  const levels = new Uint8Array(points);
  const lists: Buffer[] = [];
  for (let place = 0; place < points; place++) {
    const bytes = (await reader.take(countBytes)).readUInt32LE(0);
    const level = bytes / upperLevelBytes;
    if (!Number.isInteger(level) || level > layout.maxLevel) throw damaged('levels');
    levels[place] = level;
    for (let above = 1; above <= level; above++) lists.push(Buffer.from(await reader.take(upperLevelBytes)));
  }
  if (points > 0 && levels[layout.entryPoint] !== layout.maxLevel) throw damaged('entry point');
  let list = 0;
  for (const level of levels) {
    for (let at = 1; at <= level; at++, list++) {
      const links = lists[list];
      if (links)
        checkNeighbours(links, layout.m, points, (neighbour) => (levels[neighbour] ?? 0) >= at, damaged);
    }
  }
}

function checkNeighbours(
  links: Buffer,
  most: number,
  points: number,
  reachesLevel: (place: number) => boolean,
  damaged: Damaged,
): void {
  const count = links.readUInt16LE(0);
  if (count > most) throw damaged('links');
  for (let i = 0; i < count; i++) {
    const neighbour = links.readUInt32LE(countBytes + i * idBytes);
    if (neighbour >= points || !reachesLevel(neighbour)) throw damaged('links');
  }
}

/** Hands out the bytes of a file one after the other, reading a block at a time and yielding between blocks. */
class BlockReader {
  private block = Buffer.alloc(0);
  private offset = 0;
  private position = 0;

  constructor(
    private readonly file: FileHandle,
    private readonly size: number,
    private readonly damaged: Damaged,
  ) {}

  /** Bytes that were not taken yet. */
  get left(): number {
    return this.size - this.position + this.block.length - this.offset;
  }

  /** The next `length` bytes; valid until the next call. A promise only where the file must be read. */
  take(length: number): Buffer | Promise<Buffer> {
    if (this.block.length - this.offset < length) return this.refill(length);
    const bytes = this.block.subarray(this.offset, this.offset + length);
    this.offset += length;
    return bytes;
  }

  private async refill(length: number): Promise<Buffer> {
    if (this.left < length) throw this.damaged('length');
    const rest = this.block.subarray(this.offset);
    const wanted = Math.min(Math.max(blockBytes, length - rest.length), this.size - this.position);
    const next = Buffer.alloc(rest.length + wanted);
    rest.copy(next);
    const { bytesRead } = await this.file.read(next, rest.length, wanted, this.position);
    if (bytesRead !== wanted) throw this.damaged('length');
    this.block = next;
    this.offset = length;
    this.position += wanted;
    return next.subarray(0, length);
  }
}
