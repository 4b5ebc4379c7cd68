import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { BuildError } from '../errors.js';
import { writeError } from './write-error.js';

/**
 * Lets one build at a time write to an index folder. An exclusive lock on a small SQLite file: the kernel
 * releases it when the process ends, however it ends, so that nothing stale is ever left behind.
 * @throws BuildError if another build holds it.
 */
export function acquireBuildLock(indexFolder: string): { release(): void } {
  const database = new Database(join(indexFolder, 'build-lock.sqlite'), { timeout: 0 });
  try {
    database.pragma('journal_mode = DELETE');
    database.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    if (cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')) {
      throw new BuildError('build.locked', { path: indexFolder }, { cause });
    }
    throw cause;
  }
  return {
    release: () => {
      database.close();
    },
  };
}

/** The folder of the index, made if need be, and the lock on it. @throws BuildError as {@link acquireBuildLock} */
export function openIndexFolder(indexFolder: string): { release(): void } {
  try {
    mkdirSync(indexFolder, { recursive: true });
    return acquireBuildLock(indexFolder);
  } catch (cause) {
    throw writeError(indexFolder, cause);
  }
}
