import type Database from 'better-sqlite3';
import { openStateDatabase } from '../state/state-file.js';

/** A build may wait so long for feedback that is being stored; milliseconds. */
const patienceMs = 5000;

/**
 * Vectors of a build that is not published yet, in state.sqlite: a build that was killed or stopped takes them
 * from here and embeds only the rest. Keyed by the hash of what was embedded and the model's fingerprint.
 */
export class BuildJournal {
  private readonly database: Database.Database;
  private readonly insert: Database.Statement<[string, string, Buffer]>;
  private readonly select: Database.Statement<[string, string], { vector: Buffer }>;

  constructor(
    indexFolder: string,
    private readonly fingerprint: string,
  ) {
    this.database = openStateDatabase(indexFolder, patienceMs);
    // A power cut may cost the last batches, never the database.
    this.database.pragma('synchronous = NORMAL');
    this.database.exec(`CREATE TABLE IF NOT EXISTS build_vectors (
      fingerprint TEXT NOT NULL, embed_hash TEXT NOT NULL, vector BLOB NOT NULL,
      PRIMARY KEY (fingerprint, embed_hash)) WITHOUT ROWID`);
    this.insert = this.database.prepare('INSERT OR REPLACE INTO build_vectors VALUES (?, ?, ?)');
    this.select = this.database.prepare(
      'SELECT vector FROM build_vectors WHERE fingerprint = ? AND embed_hash = ?',
    );
  }

  /** One transaction for a batch. */
  record(entries: readonly { readonly embedHash: string; readonly vector: Float32Array }[]): void {
    this.database.transaction(() => {
      for (const { embedHash, vector } of entries) {
        this.insert.run(
          this.fingerprint,
          embedHash,
          Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength),
        );
      }
    })();
  }

  find(embedHash: string): Float32Array | null {
    const row = this.select.get(this.fingerprint, embedHash);
    if (!row) return null;
    // A copy: the blob need not lie at a multiple of four bytes.
    return new Float32Array(Uint8Array.from(row.vector).buffer);
  }

  /** After publication: every vector is in the generation now. */
  clear(): void {
    this.database.exec('DELETE FROM build_vectors');
    this.database.pragma('wal_checkpoint(TRUNCATE)');
    this.database.exec('VACUUM');
  }

  close(): void {
    this.database.close();
  }
}
