import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { StateError } from '../errors.js';

/** How long a write waits for another process, a build that tidies up above all; milliseconds. */
const patienceMs = 5000;
const retryMs = 20;

const tables = `
  CREATE TABLE IF NOT EXISTS feedback (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    answer_id TEXT NOT NULL UNIQUE,
    rating TEXT NOT NULL,
    reasons TEXT NOT NULL,
    note TEXT,
    created_at TEXT NOT NULL,
    answer TEXT
  );
  CREATE TABLE IF NOT EXISTS keys (
    name TEXT PRIMARY KEY,
    hash BLOB NOT NULL,
    admin INTEGER NOT NULL,
    created_at TEXT NOT NULL
  ) WITHOUT ROWID;`;

/**
 * `state.sqlite` of an index folder: what changes while generations do not. Several processes use it at once.
 * @param busyMs how long a statement blocks while another process writes
 */
export function openStateDatabase(indexFolder: string, busyMs: number): Database.Database {
  const database = new Database(statePath(indexFolder), { timeout: busyMs });
  const deadline = performance.now() + busyMs;
  for (;;) {
    try {
      database.pragma('journal_mode = WAL');
      return database;
    } catch (error) {
      // Where two processes make the file at once, SQLite does not wait by itself.
      if (isBusy(error) && performance.now() < deadline) {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMs);
        continue;
      }
      database.close();
      throw error;
    }
  }
}

interface OpenFile {
  readonly database: Database.Database;
  readonly identity: string;
}

/**
 * Feedback and keys in `state.sqlite`, opened when first needed: a service whose folder cannot be written to answers
 * questions all the same. Waiting for another process never blocks this one.
 */
export class StateFile {
  #open: OpenFile | null = null;
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(private readonly indexFolder: string) {}

  /**
   * What `work` reads; null where there is no file yet, which is not made for that.
   * @throws StateError the file cannot be read, or another process holds it for too long
   */
  async read<T>(work: (database: Database.Database) => T): Promise<T | null> {
    return this.#whenFree(performance.now() + patienceMs, () => {
      if (identityOf(this.indexFolder) === null) return null;
      return work(this.#database());
    });
  }

  /**
   * Runs `work` in a transaction of its own, after the writes that were called for before it. When this resolves, it
   * is on the disk.
   * @throws StateError the disk is full, the folder may not be written to, or another process holds the file too long
   */
  async write<T>(work: (database: Database.Database) => T): Promise<T> {
    const deadline = performance.now() + patienceMs;
    const attempt = (): Promise<T> =>
      this.#whenFree(deadline, () => {
        mkdirSync(this.indexFolder, { recursive: true });
        const database = this.#database();
        return database.transaction(() => work(database)).immediate();
      });
    const written = this.#lastWrite.then(attempt, attempt);
    this.#lastWrite = written.catch(() => undefined);
    return written;
  }

  close(): void {
    this.#open?.database.close();
    this.#open = null;
  }

  async #whenFree<T>(deadline: number, work: () => T): Promise<T> {
    for (;;) {
      try {
        return work();
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) {
          // What is wrong with the file may be over the next time: it is opened anew then.
          if (error instanceof Database.SqliteError) this.close();
          throw stateError(this.indexFolder, error);
        }
      }
      await delay(retryMs);
    }
  }

  #database(): Database.Database {
    // A file that was deleted or put back from a backup is another one: what is written to the old is lost.
    if (this.#open && this.#open.identity !== identityOf(this.indexFolder)) this.close();
    if (this.#open) return this.#open.database;
    const database = openStateDatabase(this.indexFolder, 0);
    try {
      // What was acknowledged outlives a power cut.
      database.pragma('synchronous = FULL');
      database.exec(tables);
    } catch (error) {
      database.close();
      throw error;
    }
    this.#open = { database, identity: identityOf(this.indexFolder) ?? '' };
    return database;
  }
}

function statePath(indexFolder: string): string {
  return join(indexFolder, 'state.sqlite');
}

/** Tells one file from another of the same name; null where there is none. */
function identityOf(indexFolder: string): string | null {
  const found = statSync(statePath(indexFolder), { throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : null;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

/** A failure of the file as people understand it. A mistake of ours (wrong SQL, a broken constraint) stays as it is. */
function stateError(path: string, cause: unknown): unknown {
  const code = codeOf(cause);
  if (/^(?:ENOSPC|EDQUOT|SQLITE_FULL|SQLITE_IOERR_SHMSIZE)/.test(code))
    return new StateError('state.disk-full', { path }, { cause });
  if (/^(?:EACCES|EPERM|EROFS|SQLITE_READONLY|SQLITE_CANTOPEN)/.test(code)) {
    return new StateError('state.forbidden', { path }, { cause });
  }
  if (isBusy(cause)) return new StateError('state.busy', { path }, { cause });
  if (/^(?:E[A-Z]+|SQLITE_(?:IOERR|CORRUPT|NOTADB|PROTOCOL|NOMEM).*)$/.test(code)) {
    return new StateError('state.damaged', { path, problem: code }, { cause });
  }
  return cause;
}
