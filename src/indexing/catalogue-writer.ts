import { copyFileSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { daySpan, searchableText, sourceKey } from './catalogue-filter.js';
import {
  checkFormat,
  createIndexes,
  createTables,
  documentRecordHash,
  reading,
  signatureOf,
} from './catalogue-schema.js';
import type { CatalogueEntry, IndexedPassage } from './catalogue.js';
import { syncPath } from './durable-files.js';
import type { VectorCopies } from './shared-points.js';
import { writeError } from './write-error.js';

type Column = string | number | Buffer | null;

/**
 * Writes the catalogue of a generation that nobody reads yet. A file that was not finished is worthless: it is
 * written without a journal. Every method throws BuildError `build.disk-full` or `build.read-only` where the
 * file cannot be written, and a SqliteError where an id or a label is given twice.
 */
export class CatalogueWriter {
  private readonly insertDocument: Database.Statement<Column[]>;
  private readonly insertText: Database.Statement<[number | bigint, string]>;
  private readonly insertWords: Database.Statement<[number | bigint, string]>;
  private readonly insertPassage: Database.Statement<Column[]>;
  private readonly selectRow: Database.Statement<[string], number>;

  private constructor(
    private readonly database: Database.Database,
    private readonly path: string,
  ) {
    this.insertDocument = database.prepare(`INSERT INTO documents VALUES (NULL${', ?'.repeat(23)}, NULL)`);
    this.insertText = database.prepare('INSERT INTO texts VALUES (?, ?)');
    this.insertWords = database.prepare('INSERT INTO words VALUES (?, ?)');
    this.insertPassage = database.prepare('INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.selectRow = database.prepare<[string], number>('SELECT row FROM documents WHERE id = ?').pluck();
  }

  /** A new, empty catalogue; what stood under this name is replaced. */
  static create(path: string): CatalogueWriter {
    return writing(path, () => {
      rmSync(path, { force: true });
      const database = openForWriting(path);
      createTables(database);
      return new CatalogueWriter(database, path);
    });
  }

  /**
   * A copy of a finished catalogue, to be changed: most of a large archive stays as it is.
   * @throws IndexError `index.catalogue-damaged`, `index.catalogue-other-format`
   */
  static copyOf(previous: string, path: string): CatalogueWriter {
    writing(path, () => {
      copyFileSync(previous, path);
    });
    return reading(previous, () => {
      const database = openForWriting(path);
      checkFormat(database, previous);
      // What was removed must not stay behind in unused pages.
      database.pragma('secure_delete = ON');
      return new CatalogueWriter(database, path);
    });
  }

  /** Documents with their passages, in one transaction. */
  add(entries: Iterable<CatalogueEntry>): void {
    this.transaction(() => {
      for (const entry of entries) this.addEntry(entry);
    });
  }

  /** Removes documents; unknown ids are passed over. Gives the labels of their passages. */
  remove(documentIds: Iterable<string>): number[] {
    return this.transaction(() => {
      const labels: number[] = [];
      const selectLabels = this.database
        .prepare<[number], number>('SELECT label FROM passages WHERE document = ? ORDER BY label')
        .pluck();
      const deletions = [
        'DELETE FROM passages WHERE document = ?',
        'DELETE FROM texts WHERE row = ?',
        'DELETE FROM words WHERE row = ?',
        'DELETE FROM documents WHERE row = ?',
      ].map((sql) => this.database.prepare<[number]>(sql));
      for (const id of documentIds) {
        const row = this.selectRow.get(id);
        if (row === undefined) continue;
        labels.push(...selectLabels.all(row));
        for (const deletion of deletions) deletion.run(row);
      }
      return labels;
    });
  }

  /** Groups of ids of documents that print the same text; they replace all groups there were. */
  setReprintGroups(groups: Iterable<readonly string[]>): void {
    this.transaction(() => {
      this.database.exec('UPDATE documents SET reprint_group = NULL WHERE reprint_group IS NOT NULL');
      const update = this.database.prepare<[number, string]>(
        'UPDATE documents SET reprint_group = ? WHERE id = ?',
      );
      let number = 0;
      for (const group of groups) {
        for (const id of group) update.run(number, id);
        number++;
      }
    });
  }

  /** What HnswVectorIndex.copies gives, once the vectors of this generation are complete. */
  setVectorCopies(copies: VectorCopies): void {
    this.transaction(() => {
      this.database.exec('DELETE FROM vector_copies');
      const insert = this.database.prepare<[number, number]>('INSERT INTO vector_copies VALUES (?, ?)');
      for (const [label, point] of copies) insert.run(label, point);
    });
  }

  /** Documents written so far that have a signature, with the length of their text in UTF-16 code units. */
  reprintItems(): { id: string; signature: Uint32Array; length: number }[] {
    const rows = this.database
      .prepare<[], { id: string; signature: Buffer; length: number }>(
        `SELECT d.id, d.reprint_signature AS signature, d.text_length AS length
         FROM documents d WHERE d.reprint_signature IS NOT NULL ORDER BY d.row`,
      )
      .all();
    return rows.map(({ id, signature, length }) => ({ id, signature: signatureOf(signature), length }));
  }

  /** The text of a document written so far; empty if there is none. */
  textOf(documentId: string): string {
    return (
      this.database
        .prepare<[string], string>(
          'SELECT text FROM texts t JOIN documents d ON d.row = t.row WHERE d.id = ?',
        )
        .pluck()
        .get(documentId) ?? ''
    );
  }

  /** Completes the file, forces it to the disk and closes it. */
  finish(): void {
    writing(this.path, () => {
      createIndexes(this.database);
      this.database.close();
      syncPath(this.path);
    });
  }

  /** Closes a catalogue that will not be finished. */
  abandon(): void {
    this.database.close();
  }

  private addEntry({ document, ingestedAt, splitter, reprintSignature, passages }: CatalogueEntry): void {
    const span = daySpan(document.publishedAt);
    const { lastInsertRowid: row } = this.insertDocument.run(
      document.id,
      document.title,
      document.publishedAt,
      document.publishedPrecision,
      document.modifiedAt,
      document.source,
      document.author,
      document.url,
      JSON.stringify(document.tags),
      document.access,
      document.contentHash,
      JSON.stringify(document.repairs),
      document.path,
      document.encoding,
      document.format,
      span?.first ?? null,
      span?.last ?? null,
      document.source === null ? null : sourceKey(document.source),
      ingestedAt,
      documentRecordHash(document),
      splitter,
      reprintSignature && Buffer.from(Uint32Array.from(reprintSignature).buffer),
      document.text.length,
    );
    this.insertText.run(row, document.text);
    this.insertWords.run(row, `${searchableText(document.title)}\n${searchableText(document.text)}`);
    for (const passage of passages) this.addPassage(Number(row), passage);
  }

  private addPassage(row: number, { passage, label, embedHash }: IndexedPassage): void {
    const { index, start, end, heading } = passage;
    this.insertPassage.run(label, row, index, start, end, heading, Buffer.from(embedHash, 'hex'));
  }

  private transaction<T>(work: () => T): T {
    return writing(this.path, () => this.database.transaction(work)());
  }
}

function openForWriting(path: string): Database.Database {
  const database = new Database(path);
  // The file is worth something only once it is finished; until then nothing need survive a crash.
  database.pragma('journal_mode = MEMORY');
  database.pragma('synchronous = OFF');
  database.pragma('locking_mode = EXCLUSIVE');
  return database;
}

function writing<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw writeError(path, cause);
  }
}
