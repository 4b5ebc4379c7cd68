import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, relative, sep } from 'node:path';
import type { SkippedItem } from '../domain/document.js';
import { CorpusError } from '../errors.js';

/** A regular file of the corpus. */
export interface CorpusFile {
  /**
   * Where it is opened; symbolic links in it are resolved. Bytes, because old archives hold file names in GBK,
   * which no string can carry.
   */
  readonly location: Buffer;
  /** Path within its root, `/`-separated, for people and for ids. */
  readonly path: string;
  /** Bytes, when it was found. */
  readonly size: number;
}

export type FoundItem = { readonly file: CorpusFile } | { readonly skipped: SkippedItem };

/**
 * Walks files and folders in an order that depends on their names alone. Hidden files (`.name`) are passed over
 * silently. Links that lead out of all roots or back to a folder above them, and whatever is neither file nor
 * folder, are named as skipped and never opened. A link to something that is read under its own name anyway is
 * passed over, so that no article is read twice.
 *
 * @throws CorpusError `corpus.missing-root` when a root is not there or cannot be reached.
 */
export async function* findFiles(roots: readonly string[]): AsyncGenerator<FoundItem> {
  const resolved = await resolveRoots(roots);
  const walk = new Walk(resolved.map((root) => root.real));
  for (const root of resolved) {
    if (root.stats.isDirectory()) yield* walk.folder(Buffer.from(root.real), '');
    else yield walk.regular(Buffer.from(root.real), basename(root.real).normalize('NFC'), root.stats);
  }
}

interface Root {
  readonly real: string;
  readonly stats: Stats;
}

/** Real paths of the roots in the order given, without those that lie within another. */
async function resolveRoots(roots: readonly string[]): Promise<Root[]> {
  const resolved: Root[] = [];
  for (const root of roots) {
    try {
      const real = await realpath(root);
      const isNew = !resolved.some((other) => other.real === real);
      if (isNew) resolved.push({ real, stats: await stat(real) });
    } catch (cause) {
      throw new CorpusError('corpus.missing-root', { path: root }, { cause });
    }
  }
  return resolved.filter(
    (root) => !resolved.some((other) => other !== root && isReachedIn(other.real, root.real)),
  );
}

class Walk {
  /** Hidden folders that a link has led into, so that none is read twice. */
  readonly #followed = new Set<string>();
  readonly #roots: readonly string[];

  constructor(roots: readonly string[]) {
    this.#roots = roots;
  }

  /** Everything below a folder, without recursion: its depth is the corpus's to choose. */
  async *folder(location: Buffer, path: string): AsyncGenerator<FoundItem> {
    const open = [{ location, path }];
    for (let folder = open.pop(); folder; folder = open.pop()) {
      const entries = await listFolder(folder.location);
      if (entries === null) {
        yield skip(folder.path || '.', 'skip.unreadable', 'EACCES');
        continue;
      }
      const folders: typeof open = [];
      for (const entry of entries) {
        const inner = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
        const at = join(folder.location, entry.bytes);
        const found = entry.isSymbolicLink
          ? await this.#link(at, inner)
          : entry.isDirectory
            ? 'folder'
            : await this.#entry(at, inner);
        if (found === 'folder') folders.push({ location: at, path: inner });
        else if (found && 'location' in found) folders.push(found);
        else if (found) yield found;
      }
      // Files of a folder come before its folders; the stack is popped from its end.
      open.push(...folders.reverse());
    }
  }

  regular(location: Buffer, path: string, stats: Stats): FoundItem {
    if (!stats.isFile()) return skip(path, 'skip.not-a-regular-file', kindOf(stats));
    return { file: { location, path, size: stats.size } };
  }

  async #entry(location: Buffer, path: string): Promise<FoundItem> {
    try {
      return this.regular(location, path, await lstat(location));
    } catch (error) {
      return skip(path, 'skip.unreadable', codeOf(error));
    }
  }

  async #link(
    location: Buffer,
    path: string,
  ): Promise<FoundItem | { location: Buffer; path: string } | null> {
    let real: string;
    try {
      real = await realpath(location);
    } catch (error) {
      const code = codeOf(error);
      return code === 'ELOOP' ? skip(path, 'skip.symlink-loop') : skip(path, 'skip.unreadable', code);
    }
    const root = this.#roots.find((candidate) => isWithin(candidate, real));
    if (root === undefined) return skip(path, 'skip.symlink-outside');
    if (isWithin(real, location.toString())) return skip(path, 'skip.symlink-loop');
    if (isReachedIn(root, real) || this.#followed.has(real)) return null;
    const stats = await stat(real);
    if (!stats.isDirectory()) return this.regular(Buffer.from(real), path, stats);
    this.#followed.add(real);
    return { location: Buffer.from(real), path };
  }
}

interface Entry {
  readonly name: string;
  readonly bytes: Buffer;
  readonly isDirectory: boolean;
  readonly isSymbolicLink: boolean;
}

/** The visible entries of a folder by name; null when it cannot be read. */
async function listFolder(location: Buffer): Promise<Entry[] | null> {
  let entries: Dirent<Buffer>[];
  try {
    entries = await readdir(location, { encoding: 'buffer', withFileTypes: true });
  } catch {
    return null;
  }
  return entries
    .map((entry) => ({
      name: nameOf(entry.name),
      bytes: entry.name,
      isDirectory: entry.isDirectory(),
      isSymbolicLink: entry.isSymbolicLink(),
    }))
    .filter((entry) => !entry.name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : Buffer.compare(a.bytes, b.bytes)));
}

/** A file name as people read it: UTF-8, else GB18030; composed, so that ids do not depend on the file system. */
function nameOf(bytes: Buffer): string {
  let name: string;
  try {
    name = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    name = new TextDecoder('gb18030').decode(bytes);
  }
  return name.normalize('NFC').replace(/\p{Cc}/gu, '\ufffd');
}

/** Whether the walk of `root` comes to `path` by itself: inside, and no part of the way hidden. */
function isReachedIn(root: string, path: string): boolean {
  if (!isWithin(root, path)) return false;
  return !relative(root, path)
    .split(sep)
    .some((part) => part.startsWith('.'));
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function join(folder: Buffer, name: Buffer): Buffer {
  return Buffer.concat([folder, Buffer.from(sep), name]);
}

function skip(path: string, reason: SkippedItem['reason'], detail?: string): { skipped: SkippedItem } {
  return { skipped: { path, reason, ...(detail === undefined ? {} : { detail }) } };
}

function kindOf(stats: Stats): string {
  if (stats.isFIFO()) return 'FIFO';
  if (stats.isSocket()) return 'socket';
  return stats.isDirectory() ? 'folder' : 'device';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'error';
}
