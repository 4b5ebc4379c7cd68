import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { documentSchema, repairSchema, type Document } from '../domain/document.js';
import type { Passage } from '../domain/passage.js';
import { IndexError } from '../errors.js';
import type { VectorCopies } from './shared-points.js';

/** Raised when a catalogue can no longer be read by this version. */
const formatVersion = 1;
/** `YINJ`: tells our files from other SQLite files. */
const applicationId = 0x59494e4a;

/**
 * Texts lie apart from what lists show, so that listing reads few pages; passages are offsets into them.
 * `words` is title and text as `searchableText` makes them. `vector_copies` is what the vector index keeps in
 * memory only; see HnswVectorIndex.
 */
const tables = `
  CREATE TABLE documents (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    published_at TEXT,
    published_precision TEXT,
    modified_at TEXT,
    source TEXT,
    author TEXT,
    url TEXT,
    tags TEXT NOT NULL,
    access TEXT,
    content_hash TEXT NOT NULL,
    repairs TEXT NOT NULL,
    path TEXT NOT NULL,
    encoding TEXT NOT NULL,
    format TEXT NOT NULL,
    first_day INTEGER,
    last_day INTEGER,
    source_key TEXT,
    ingested_at TEXT NOT NULL,
    record_hash TEXT NOT NULL,
    splitter TEXT NOT NULL,
    reprint_signature BLOB,
    text_length INTEGER NOT NULL,
    reprint_group INTEGER
  ) STRICT;
  CREATE TABLE texts (row INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
  CREATE TABLE words (row INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;
  CREATE TABLE passages (
    label INTEGER PRIMARY KEY,
    document INTEGER NOT NULL,
    place INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    heading TEXT,
    embed_hash BLOB NOT NULL,
    UNIQUE (document, place)
  ) STRICT;
  CREATE TABLE vector_copies (label INTEGER PRIMARY KEY, point INTEGER NOT NULL) STRICT;
`;

const indexes = `
  CREATE INDEX IF NOT EXISTS documents_by_date ON documents (published_at DESC, id);
  CREATE INDEX IF NOT EXISTS documents_by_source ON documents (source_key, published_at DESC, id);
  CREATE INDEX IF NOT EXISTS documents_by_reprint_group ON documents (reprint_group) WHERE reprint_group IS NOT NULL;
  CREATE INDEX IF NOT EXISTS passages_by_embed_hash ON passages (embed_hash);
`;

export function createTables(database: Database.Database): void {
  database.exec(tables);
  database.pragma(`application_id = ${applicationId}`);
  database.pragma(`user_version = ${formatVersion}`);
}

export function createIndexes(database: Database.Database): void {
  database.exec(indexes);
}

/**
 * Opens a catalogue that never changes.
 * @throws IndexError `index.catalogue-damaged` if it is missing or no catalogue; `index.catalogue-other-format`
 */
export function openReadOnly(path: string): Database.Database {
  return reading(path, () => {
    const database = new Database(path, { readonly: true, fileMustExist: true });
    try {
      checkFormat(database, path);
      // A crafted file must not run functions from its schema.
      database.pragma('trusted_schema = OFF');
      database.pragma('cell_size_check = ON');
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** @throws IndexError as {@link openReadOnly} */
export function checkFormat(database: Database.Database, path: string): void {
  if (database.pragma('application_id', { simple: true }) !== applicationId) {
    throw new IndexError('index.catalogue-damaged', { path });
  }
  const found = database.pragma('user_version', { simple: true });
  if (found !== formatVersion) {
    throw new IndexError('index.catalogue-other-format', {
      path,
      found: String(found),
      expected: formatVersion,
    });
  }
}

/**
 * Runs a read; what shows that the file is damaged becomes an error that says so.
 * @throws IndexError `index.catalogue-damaged`
 */
export function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    // `no such table` and the like: SQLite finds the schema itself damaged.
    const damaged =
      cause instanceof Database.SqliteError || cause instanceof z.ZodError || cause instanceof SyntaxError;
    throw damaged ? new IndexError('index.catalogue-damaged', { path }, cause) : cause;
  }
}

export function readVectorCopies(database: Database.Database): VectorCopies {
  return database
    .prepare<[], [label: number, point: number]>('SELECT label, point FROM vector_copies ORDER BY label')
    .raw()
    .all();
}

/** Columns of `documents` that a {@link Document} is made of. */
export const documentColumns = `d.row, d.id, d.title, d.published_at, d.published_precision, d.modified_at, d.source,
  d.author, d.url, d.tags, d.access, d.content_hash, d.repairs, d.path, d.encoding, d.format, d.ingested_at,
  d.record_hash, d.splitter, d.reprint_signature, d.reprint_group`;

export interface DocumentRow {
  readonly row: number;
  readonly id: string;
  readonly title: string;
  readonly published_at: string | null;
  readonly published_precision: Document['publishedPrecision'];
  readonly modified_at: string | null;
  readonly source: string | null;
  readonly author: string | null;
  readonly url: string | null;
  readonly tags: string;
  readonly access: Document['access'];
  readonly content_hash: string;
  readonly repairs: string;
  readonly path: string;
  readonly encoding: string;
  readonly format: Document['format'];
  readonly ingested_at: string;
  readonly record_hash: string;
  readonly splitter: string;
  readonly reprint_signature: Buffer | null;
  readonly reprint_group: number | null;
}

export interface PassageRow {
  readonly label: number;
  readonly document: number;
  readonly place: number;
  readonly start: number;
  readonly end: number;
  readonly heading: string | null;
  readonly embed_hash: Buffer;
}

const tagsSchema = documentSchema.shape.tags;
const repairsSchema = z.array(repairSchema);

export function documentOf(row: DocumentRow, text: string): Document {
  return {
    id: row.id,
    title: row.title,
    text,
    publishedAt: row.published_at,
    publishedPrecision: row.published_precision,
    modifiedAt: row.modified_at,
    source: row.source,
    author: row.author,
    url: row.url,
    tags: tagsSchema.parse(JSON.parse(row.tags)),
    access: row.access,
    contentHash: row.content_hash,
    repairs: repairsSchema.parse(JSON.parse(row.repairs)),
    path: row.path,
    encoding: row.encoding,
    format: row.format,
  };
}

export function passageOf(row: PassageRow, documentId: string, text: string): Passage {
  const { place, start, end, heading } = row;
  return {
    id: passageId(documentId, place),
    documentId,
    index: place,
    start,
    end,
    text: text.slice(start, end),
    heading,
  };
}

export function passageId(documentId: string, place: number): string {
  return `${documentId}#${place}`;
}

/** The document's id may hold `#` itself: the last one counts. Null for what is no passage's id. */
export function parsePassageId(id: string): { readonly documentId: string; readonly place: number } | null {
  const at = id.lastIndexOf('#');
  const digits = id.slice(at + 1);
  if (at < 1 || digits.length > 10 || !/^(?:0|[1-9]\d*)$/.test(digits)) return null;
  return { documentId: id.slice(0, at), place: Number(digits) };
}

/** SHA-256 over every field of a document, hexadecimal: equal hashes, equal documents. */
export function documentRecordHash(document: Document): string {
  const fields = Object.keys(documentSchema.shape).sort() as (keyof Document)[];
  return createHash('sha256')
    .update(JSON.stringify(fields.map((field) => document[field])))
    .digest('hex');
}

export function signatureOf(blob: Buffer): Uint32Array {
  // A copy: the blob need not lie at a multiple of four bytes.
  return new Uint32Array(Uint8Array.from(blob).buffer);
}
