import { open, type FileHandle } from 'node:fs/promises';
import { endianness } from 'node:os';
import { IndexError } from '../errors.js';
import { validateTables, type KeywordTables } from './keyword-tables.js';

/*
 * keywords.bin, little-endian:
 *
 *     0  "YJKW"        magic
 *     4  uint32        version
 *     8  7 × { uint64 offset, uint64 bytes }   the tables, in the order below
 *   120  uint64        size of the file
 *   128  the tables, each at a multiple of 8, zeros between
 */
const MAGIC = 0x574b_4a59; // "YJKW" read as a little-endian number
const VERSION = 1;
const HEADER_BYTES = 128;
const ALIGNMENT = 8;
/** A read or write at once: Linux moves at most 2 GiB less a page. */
const BLOCK_BYTES = 1 << 26;

const sections = [
  ['labels', 4],
  ['lengths', 4],
  ['termBytes', 1],
  ['termStarts', 4],
  ['postingStarts', 4],
  ['places', 4],
  ['counts', 1],
] as const satisfies readonly (readonly [name: keyof KeywordTables, elementBytes: number])[];

interface Section {
  readonly offset: number;
  readonly bytes: number;
}

/** Writes the tables to `path` and to the disk. Errors of the file system pass through. */
export async function writeKeywordFile(path: string, tables: KeywordTables): Promise<void> {
  refuseBigEndian(path);
  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  header.setUint32(0, MAGIC, true);
  header.setUint32(4, VERSION, true);
  const layout: Section[] = [];
  let offset = HEADER_BYTES;
  for (const [index, [name]] of sections.entries()) {
    const bytes = tables[name].byteLength;
    layout.push({ offset, bytes });
    header.setBigUint64(8 + 16 * index, BigInt(offset), true);
    header.setBigUint64(16 + 16 * index, BigInt(bytes), true);
    offset += aligned(bytes);
  }
  header.setBigUint64(120, BigInt(offset), true);
  const file = await open(path, 'w');
  try {
    await writeAll(file, new Uint8Array(header.buffer), 0);
    for (const [index, [name]] of sections.entries()) {
      const table = tables[name];
      const at = layout[index]?.offset ?? 0;
      await writeAll(file, new Uint8Array(table.buffer, table.byteOffset, table.byteLength), at);
    }
    await file.truncate(offset);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Reads tables that `writeKeywordFile` wrote. Nothing is allocated before the header fits the size of the file, and
 * every number in the tables is checked.
 * @throws IndexError `index.keywords-damaged`, `index.keywords-other-format` or `index.big-endian`.
 */
export async function readKeywordFile(path: string): Promise<KeywordTables> {
  refuseBigEndian(path);
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (cause) {
    throw damaged(path, 'file', cause);
  }
  try {
    const { size } = await file.stat();
    if (size < HEADER_BYTES) throw damaged(path, 'header');
    const layout = readLayout(path, await readAll(file, path, HEADER_BYTES), size);
    const buffer = await readAll(file, path, size);
    const tables = view(buffer, layout);
    validateTables(tables, path);
    return tables;
  } finally {
    await file.close();
  }
}

function readLayout(path: string, buffer: ArrayBuffer, size: number): Section[] {
  const header = new DataView(buffer);
  if (header.getUint32(0, true) !== MAGIC) throw damaged(path, 'header');
  const version = header.getUint32(4, true);
  if (version !== VERSION)
    throw new IndexError('index.keywords-other-format', { path, found: version, expected: VERSION });
  if (header.getBigUint64(120, true) !== BigInt(size)) throw damaged(path, 'size');
  let expected = HEADER_BYTES;
  const layout = sections.map(([name, elementBytes], index) => {
    const offset = header.getBigUint64(8 + 16 * index, true);
    const bytes = header.getBigUint64(16 + 16 * index, true);
    // Compared as integers of 64 bits: nothing is rounded before it is known to be small.
    if (offset !== BigInt(expected) || bytes > BigInt(size - expected)) throw damaged(path, name);
    const section = { offset: expected, bytes: Number(bytes) };
    if (section.bytes % elementBytes !== 0) throw damaged(path, name);
    expected += aligned(section.bytes);
    return section;
  });
  if (expected !== size) throw damaged(path, 'size');
  return layout;
}

function view(buffer: ArrayBuffer, layout: readonly Section[]): KeywordTables {
  const [labels, lengths, termBytes, termStarts, postingStarts, places, counts] = layout;
  const numbers = (section: Section | undefined) =>
    section === undefined ? new Uint32Array() : new Uint32Array(buffer, section.offset, section.bytes / 4);
  const bytes = (section: Section | undefined) =>
    section === undefined ? new Uint8Array() : new Uint8Array(buffer, section.offset, section.bytes);
  return {
    labels: numbers(labels),
    lengths: numbers(lengths),
    termBytes: bytes(termBytes),
    termStarts: numbers(termStarts),
    postingStarts: numbers(postingStarts),
    places: numbers(places),
    counts: bytes(counts),
  };
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(
      bytes,
      done,
      Math.min(BLOCK_BYTES, bytes.length - done),
      position + done,
    );
    done += bytesWritten;
  }
}

/** The first `size` bytes in one buffer. */
async function readAll(file: FileHandle, path: string, size: number): Promise<ArrayBuffer> {
  const buffer = new ArrayBuffer(size);
  const bytes = new Uint8Array(buffer);
  for (let done = 0; done < size;) {
    const { bytesRead } = await file.read(bytes, done, Math.min(BLOCK_BYTES, size - done), done);
    if (bytesRead === 0) throw damaged(path, 'size');
    done += bytesRead;
  }
  return buffer;
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

/** Typed arrays have the byte order of the machine; the file has the one that every supported machine has. */
function refuseBigEndian(path: string): void {
  if (endianness() === 'BE') throw new IndexError('index.big-endian', { path });
}

function damaged(path: string, problem: string, cause?: unknown): IndexError {
  return new IndexError('index.keywords-damaged', { path, problem }, cause);
}
