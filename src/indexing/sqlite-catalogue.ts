import type Database from 'better-sqlite3';
import type { MonthCount } from '../domain/index-report.js';
import type { Passage } from '../domain/passage.js';
import { decodeCursor, encodeCursor } from './catalogue-cursor.js';
import { dayRange, searchableText, sourceKey, type PassageFilter } from './catalogue-filter.js';
import { LabelFilter } from './catalogue-labels.js';
import {
  documentColumns,
  documentOf,
  openReadOnly,
  parsePassageId,
  passageId,
  passageOf,
  reading,
  readVectorCopies,
  type DocumentRow,
  type PassageRow,
} from './catalogue-schema.js';
import type { Catalogue, DocumentSummary, ListQuery, PassageLabels, StoredDocument } from './catalogue.js';
import type { AllowedLabels } from './label-set.js';
import type { VectorCopies } from './shared-points.js';

/**
 * The catalogue of a generation: one SQLite file, opened read-only. Every method throws IndexError
 * `index.catalogue-damaged` where the file turns out to be damaged.
 */
export class SqliteCatalogue implements Catalogue, PassageLabels {
  readonly passageCount: number;
  private readonly documentCount: number;
  private readonly selectDocument: Database.Statement<[string], DocumentRow>;
  private readonly selectText: Database.Statement<[number], string>;
  private readonly selectReprints: Database.Statement<[number, string], string>;
  private readonly selectPassage: Database.Statement<[string, number], PassageRow>;
  private readonly selectPassages: Database.Statement<[number], PassageRow>;
  private readonly selectPlace: Database.Statement<[number], [documentId: string, place: number]>;
  private readonly labelFilter: LabelFilter;
  private monthCounts: MonthCount[] | undefined;

  private constructor(
    private readonly database: Database.Database,
    private readonly path: string,
  ) {
    const count = (table: string) =>
      database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
    this.documentCount = count('documents');
    this.passageCount = count('passages');
    this.selectDocument = database.prepare(`SELECT ${documentColumns} FROM documents d WHERE id = ?`);
    this.selectText = database.prepare<[number], string>('SELECT text FROM texts WHERE row = ?').pluck();
    this.selectReprints = database
      .prepare<[number, string], string>(
        `SELECT id FROM documents WHERE reprint_group = ? AND id <> ?
         ORDER BY published_at IS NULL, published_at, id`,
      )
      .pluck();
    this.selectPassage = database.prepare(
      'SELECT p.* FROM documents d JOIN passages p ON p.document = d.row WHERE d.id = ? AND p.place = ?',
    );
    this.selectPassages = database.prepare('SELECT * FROM passages WHERE document = ? ORDER BY place');
    this.selectPlace = database
      .prepare<[number], [string, number]>(
        'SELECT d.id, p.place FROM passages p JOIN documents d ON d.row = p.document WHERE p.label = ?',
      )
      .raw();
    this.labelFilter = new LabelFilter(database);
  }

  /** @throws IndexError `index.catalogue-damaged`, `index.catalogue-other-format` */
  static open(path: string): SqliteCatalogue {
    const database = openReadOnly(path);
    try {
      return reading(path, () => new SqliteCatalogue(database, path));
    } catch (error) {
      database.close();
      throw error;
    }
  }

  counts(): Promise<{ documents: number; passages: number }> {
    return Promise.resolve({ documents: this.documentCount, passages: this.passageCount });
  }

  document(id: string): Promise<StoredDocument | null> {
    return this.read(() => {
      const row = this.selectDocument.get(id);
      if (!row) return null;
      const reprints = row.reprint_group === null ? [] : this.selectReprints.all(row.reprint_group, id);
      return { ...documentOf(row, this.textOf(row.row)), ingestedAt: row.ingested_at, reprints };
    });
  }

  passages(ids: readonly string[]): Promise<Passage[]> {
    return this.read(() => {
      const texts = new Map<number, string>();
      return ids.flatMap((id) => {
        const parsed = parsePassageId(id);
        const row = parsed && this.selectPassage.get(parsed.documentId, parsed.place);
        if (!row) return [];
        const text = texts.get(row.document) ?? this.textOf(row.document);
        texts.set(row.document, text);
        return [passageOf(row, parsed.documentId, text)];
      });
    });
  }

  passagesOf(documentId: string): Promise<Passage[]> {
    return this.read(() => {
      const document = this.selectDocument.get(documentId);
      if (!document) return [];
      const text = this.textOf(document.row);
      return this.selectPassages.all(document.row).map((row) => passageOf(row, documentId, text));
    });
  }

  list(query: ListQuery): Promise<{ documents: DocumentSummary[]; nextCursor: string | null }> {
    return this.read(() => {
      if (!Number.isInteger(query.limit) || query.limit < 1) throw new RangeError(`no limit: ${query.limit}`);
      const { conditions, values } = listConditions(query);
      const documents = this.database
        .prepare<unknown[], DocumentSummary>(
          `SELECT id, title, published_at AS publishedAt, source, author, url FROM documents d
           ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
           ORDER BY published_at DESC, id LIMIT ?`,
        )
        .all(...values, query.limit + 1);
      const page = documents.slice(0, query.limit);
      const last = page.at(-1);
      return {
        documents: page,
        nextCursor: last && documents.length > page.length ? encodeCursor(last) : null,
      };
    });
  }

  months(): Promise<MonthCount[]> {
    return this.read(
      () =>
        (this.monthCounts ??= this.database
          .prepare<[], MonthCount>(
            `SELECT substr(published_at, 1, 7) AS month, count(*) AS documents FROM documents
             GROUP BY month ORDER BY month DESC`,
          )
          .all()),
    );
  }

  passageIds(labels: readonly number[]): (string | null)[] {
    return reading(this.path, () =>
      labels.map((label) => {
        const found = this.selectPlace.get(label);
        return found ? passageId(...found) : null;
      }),
    );
  }

  labelsMatching(filter: PassageFilter): AllowedLabels | null {
    return reading(this.path, () => this.labelFilter.labelsMatching(filter));
  }

  /** What HnswVectorIndex.load must be given. */
  vectorCopies(): VectorCopies {
    return reading(this.path, () => readVectorCopies(this.database));
  }

  close(): Promise<void> {
    this.database.close();
    return Promise.resolve();
  }

  private textOf(row: number): string {
    return this.selectText.get(row) ?? '';
  }

  /** SQLite answers at once; a remote catalogue would not. */
  private read<T>(work: () => T): Promise<T> {
    return new Promise((resolve) => {
      resolve(reading(this.path, work));
    });
  }
}

function dateOf(day: number): string {
  const digits = String(day).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

function yearOf(day: number): string {
  return dateOf(day).slice(0, 4);
}

/** @throws UsageError `search.bad-date`, `search.bad-cursor` */
function listConditions(query: ListQuery): { conditions: string[]; values: (string | number)[] } {
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  const add = (condition: string, ...its: (string | number)[]) => {
    conditions.push(condition);
    values.push(...its);
  };
  const range = dayRange(query.publishedFrom, query.publishedTo);
  if (range && range.first > range.last) add('FALSE');
  else if (range) {
    add('first_day <= ? AND last_day >= ?', range.last, range.first);
    // Follows from these, and lets the index leave out what lies far off: 2022 sorts before 2022-09-19.
    add('published_at BETWEEN ? AND ?', yearOf(range.first), dateOf(range.last));
  }
  if (query.source !== undefined) add('source_key = ?', sourceKey(query.source));
  if (query.month === null) add('published_at IS NULL');
  else if (query.month !== undefined) {
    add("published_at >= ? AND published_at < ? || '.'", query.month, query.month);
    add('substr(published_at, 1, 7) = ?', query.month);
  }
  const words = searchableText(query.words ?? '');
  if (words) add('EXISTS (SELECT 1 FROM words w WHERE w.row = d.row AND instr(w.words, ?) > 0)', words);
  if (query.cursor !== undefined) {
    const { publishedAt, id } = decodeCursor(query.cursor);
    if (publishedAt === null) add('published_at IS NULL AND id > ?', id);
    else {
      add(
        '(published_at < ? OR (published_at = ? AND id > ?) OR published_at IS NULL)',
        publishedAt,
        publishedAt,
        id,
      );
    }
  }
  return { conditions, values };
}
