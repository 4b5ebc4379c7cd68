import type Database from 'better-sqlite3';
import {
  documentColumns,
  documentOf,
  openReadOnly,
  passageOf,
  reading,
  readVectorCopies,
  signatureOf,
  type DocumentRow,
  type PassageRow,
} from './catalogue-schema.js';
import type { CatalogueEntry, DocumentState, IndexedPassage } from './catalogue.js';
import type { VectorCopies } from './shared-points.js';

const documentsAtATime = 256;

/**
 * What a build takes over from the generation before. Every method throws IndexError `index.catalogue-damaged`
 * where the file turns out to be damaged.
 */
export class CatalogueBuildReader {
  private readonly selectText: Database.Statement<[number], string>;
  private readonly selectPassages: Database.Statement<[number], PassageRow>;
  private readonly selectByHash: Database.Statement<[Buffer], number>;

  private constructor(
    private readonly database: Database.Database,
    private readonly path: string,
  ) {
    this.selectText = database.prepare<[number], string>('SELECT text FROM texts WHERE row = ?').pluck();
    this.selectPassages = database.prepare('SELECT * FROM passages WHERE document = ? ORDER BY place');
    this.selectByHash = database
      .prepare<[Buffer], number>('SELECT label FROM passages WHERE embed_hash = ? ORDER BY label LIMIT 1')
      .pluck();
  }

  /** @throws IndexError `index.catalogue-damaged`, `index.catalogue-other-format` */
  static open(path: string): CatalogueBuildReader {
    const database = openReadOnly(path);
    try {
      return reading(path, () => new CatalogueBuildReader(database, path));
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** By document id: enough to tell which documents have changed. */
  documentStates(): Map<string, DocumentState> {
    return reading(this.path, () => {
      const rows = this.database
        .prepare<[], { id: string } & DocumentState>(
          `SELECT id, content_hash AS contentHash, record_hash AS recordHash, ingested_at AS ingestedAt, splitter
           FROM documents`,
        )
        .all();
      return new Map(rows.map(({ id, ...state }) => [id, state]));
    });
  }

  /** The passages of a document, in the order of its text; none if it is unknown. */
  passagesOf(documentId: string): IndexedPassage[] {
    return this.entry(documentId)?.passages.slice() ?? [];
  }

  entry(documentId: string): CatalogueEntry | null {
    return reading(this.path, () => {
      const row = this.database
        .prepare<[string], DocumentRow>(`SELECT ${documentColumns} FROM documents d WHERE id = ?`)
        .get(documentId);
      return row ? this.entryOf(row) : null;
    });
  }

  /** Every document with its passages, in the order in which they were written. */
  *entries(): Generator<CatalogueEntry> {
    const select = this.database.prepare<[number, number], DocumentRow>(
      `SELECT ${documentColumns} FROM documents d WHERE row > ? ORDER BY row LIMIT ?`,
    );
    let rows: DocumentRow[] = [];
    let last = 0;
    do {
      const after = last;
      rows = reading(this.path, () => select.all(after, documentsAtATime));
      for (const row of rows) yield reading(this.path, () => this.entryOf(row));
      last = rows.at(-1)?.row ?? last;
    } while (rows.length > 0);
  }

  /** The lowest label of a passage for which the very same was embedded; its vector can be taken over. */
  findByEmbedHash(embedHash: string): number | null {
    return reading(this.path, () => this.selectByHash.get(Buffer.from(embedHash, 'hex')) ?? null);
  }

  /** What HnswVectorIndex.load must be given. */
  vectorCopies(): VectorCopies {
    return reading(this.path, () => readVectorCopies(this.database));
  }

  close(): void {
    this.database.close();
  }

  private entryOf(row: DocumentRow): CatalogueEntry {
    const text = this.selectText.get(row.row) ?? '';
    const passages = this.selectPassages.all(row.row);
    const signature = row.reprint_signature;
    return {
      document: documentOf(row, text),
      ingestedAt: row.ingested_at,
      splitter: row.splitter,
      reprintSignature: signature && signatureOf(signature),
      passages: passages.map((passage) => ({
        passage: passageOf(passage, row.id, text),
        label: passage.label,
        embedHash: passage.embed_hash.toString('hex'),
      })),
    };
  }
}
