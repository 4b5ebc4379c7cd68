import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Document, SkippedItem } from '../domain/document.js';
import { cleanDocument } from './clean-document.js';
import type { RawArticle } from './clean-document.js';
import { decodeBytes, detectEncoding } from './decode.js';
import type { TextEncoding } from './decode.js';
import { findFiles } from './find-files.js';
import type { CorpusFile } from './find-files.js';
import { readFrontMatter } from './front-matter.js';
import { givenMetadata } from './given-metadata.js';
import { isJson, isJsonLines, parseJsonLine } from './json-lines.js';
import { readLines } from './read-lines.js';

export interface LoadOptions {
  /** Largest single article: bytes of a file, or UTF-16 units of a line. Default 20 MB. */
  readonly maxArticleBytes?: number;
  /** Ends the walk between two articles; the generator then throws the signal's reason. */
  readonly signal?: AbortSignal;
}

export type LoadedItem = { readonly document: Document } | { readonly skipped: SkippedItem };

const DEFAULT_MAX_BYTES = 20_000_000;
const PROBE_BYTES = 1 << 18;

/**
 * Reads every article of files and folders, one at a time: memory does not grow with the corpus (but for the ids).
 * What yields no article is named as skipped with the reason; only a missing root throws.
 *
 * Ids are unique. An article that brings an id which is taken is skipped, since two articles cannot be cited by one
 * id; files whose paths differ in the extension alone keep it in the later one's id (`a`, `a.md`).
 *
 * @throws CorpusError `corpus.missing-root`
 */
export async function* loadDocuments(
  roots: readonly string[],
  options: LoadOptions = {},
): AsyncGenerator<LoadedItem> {
  const maxBytes = options.maxArticleBytes ?? DEFAULT_MAX_BYTES;
  const ids = new Map<string, string>();
  for await (const found of findFiles(roots)) {
    options.signal?.throwIfAborted();
    if ('skipped' in found) yield found;
    else {
      for await (const item of readFile(found.file, maxBytes)) {
        options.signal?.throwIfAborted();
        yield 'skipped' in item ? item : toDocument(item, ids);
      }
    }
  }
}

/** An article before its id is settled: `ownId` is the one that it brings, if it does. */
interface FoundArticle extends Omit<RawArticle, 'id'> {
  readonly pathId: string;
}

function toDocument(article: FoundArticle, ids: Map<string, string>): LoadedItem {
  const { path } = article;
  const ownId = article.given.id;
  const id = ownId ?? (ids.has(article.pathId) ? path : article.pathId);
  const holder = ids.get(id);
  if (holder !== undefined) return skip(path, 'skip.duplicate-id', holder);
  const document = cleanDocument({ ...article, id });
  if (document === null) return skip(path, 'skip.empty');
  ids.set(id, path);
  return { document };
}

async function* readFile(
  file: CorpusFile,
  maxBytes: number,
): AsyncGenerator<FoundArticle | { readonly skipped: SkippedItem }> {
  let handle: FileHandle | null = null;
  try {
    // Neither a link nor a FIFO that has taken the file's place since it was found is followed or waited for.
    handle = await open(file.location, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    const stats = await handle.stat();
    if (stats.isFile()) yield* readHandle(handle, file.path, stats.size, maxBytes);
    else yield skip(file.path, 'skip.not-a-regular-file', 'other');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    yield skip(file.path, 'skip.unreadable', error.code);
  } finally {
    await handle?.close();
  }
}

async function* readHandle(
  handle: FileHandle,
  path: string,
  size: number,
  maxBytes: number,
): AsyncGenerator<FoundArticle | { readonly skipped: SkippedItem }> {
  const head = await readBytes(handle, PROBE_BYTES);
  if (head.length === 0) {
    yield skip(path, 'skip.empty');
    return;
  }
  const detected = detectEncoding(head);
  if (detected.kind === 'unsupported') {
    yield skip(path, 'skip.unsupported-format', detected.format);
    return;
  }
  if (detected.kind === 'text') {
    const text = new TextDecoder(detected.encoding).decode(head, { stream: true });
    if (isJsonLines(text, head.length >= size, path)) {
      yield* readJsonLines(handle, path, detected.encoding, maxBytes);
      return;
    }
  }
  if (size > maxBytes) yield skip(path, 'skip.too-large', `${size} > ${maxBytes}`);
  else yield readArticle(path, await readBytes(handle, maxBytes));
}

function readArticle(path: string, bytes: Uint8Array): FoundArticle | { readonly skipped: SkippedItem } {
  const decoded = decodeBytes(bytes);
  if (decoded.kind === 'undecodable') return skip(path, 'skip.undecodable');
  if (decoded.kind === 'unsupported') return skip(path, 'skip.unsupported-format', decoded.format);
  const text = decoded.text.replace(/\r\n?/g, '\n');
  if (isJson(text)) return skip(path, 'skip.unsupported-format', 'JSON');
  const front = readFrontMatter(text);
  if (front.kind === 'refused') return skip(path, front.reason, front.detail);
  const given = givenMetadata(front.kind === 'fields' ? front.fields : new Map());
  return { pathId: withoutExtension(path), path, encoding: decoded.encoding, given, body: front.body };
}

async function* readJsonLines(
  handle: FileHandle,
  path: string,
  encoding: TextEncoding,
  maxLength: number,
): AsyncGenerator<FoundArticle | { readonly skipped: SkippedItem }> {
  for await (const { number, text } of readLines(handle, encoding, maxLength)) {
    const place = `${path}:${number}`;
    if (text === null) {
      yield skip(place, 'skip.too-large', `> ${maxLength}`);
      continue;
    }
    if (text.trim() === '') continue;
    const line = parseJsonLine(text);
    if (line.kind === 'bad') yield skip(place, 'skip.bad-line', line.problem);
    else {
      const pathId = `${withoutExtension(path)}:${number}`;
      yield { pathId, path: place, encoding, given: givenMetadata(line.fields), body: line.text };
    }
  }
}

/** The first bytes of a file, at most so many. */
async function readBytes(handle: FileHandle, most: number): Promise<Uint8Array> {
  const { size } = await handle.stat();
  const buffer = Buffer.allocUnsafe(Math.min(most, size));
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}

function withoutExtension(path: string): string {
  return path.replace(/(?<=[^/])\.[A-Za-z0-9]{1,10}$/, '');
}

function skip(path: string, reason: SkippedItem['reason'], detail?: string): { skipped: SkippedItem } {
  return { skipped: { path, reason, ...(detail === undefined ? {} : { detail }) } };
}

function isSystemError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && 'syscall' in error && typeof error.code === 'string';
}
