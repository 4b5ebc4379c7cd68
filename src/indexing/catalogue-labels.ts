import type Database from 'better-sqlite3';
import { dayRange, mayLieWithin, sourceKey, type DaySpan, type PassageFilter } from './catalogue-filter.js';
import { LabelSet } from './label-set.js';

const keptSets = 8;
const noSource = 0xffff_ffff;

/** Columns of equal length, a row a document or a label. */
interface LabelTable {
  readonly ids: readonly string[];
  /** Days as in {@link DaySpan}; 0 where there is no date. */
  readonly firstDays: Uint32Array;
  readonly lastDays: Uint32Array;
  /** Which of `sources`, or {@link noSource}. */
  readonly sourceOf: Uint32Array;
  readonly sources: ReadonlyMap<string, number>;
  /** Ascending. */
  readonly labels: Uint32Array;
  /** For each label, the place of its document in the columns above. */
  readonly documentOf: Uint32Array;
}

/**
 * Which labels a filter lets pass. Compares every document in memory: about a millisecond for 60,000, where SQL
 * would take a row for each of their passages. The table is read when first needed, and the last few answers
 * are kept, since one question asks for the same twice.
 */
export class LabelFilter {
  private table: LabelTable | undefined;
  private readonly answers = new Map<string, LabelSet>();

  constructor(private readonly database: Database.Database) {}

  /**
   * Null for a filter that restricts nothing.
   * @throws UsageError `search.bad-date`
   */
  labelsMatching(filter: PassageFilter): LabelSet | null {
    const { publishedFrom, publishedTo, sources, articleIds } = filter;
    const range = dayRange(publishedFrom, publishedTo);
    if (!range && !sources && !articleIds) return null;
    const key = JSON.stringify([range, sources, articleIds]);
    const known = this.answers.get(key);
    if (known) return known;
    const answer = this.compute(range, sources, articleIds);
    const oldest = this.answers.size >= keptSets ? this.answers.keys().next().value : undefined;
    if (oldest !== undefined) this.answers.delete(oldest);
    this.answers.set(key, answer);
    return answer;
  }

  private compute(
    range: DaySpan | null,
    sources: readonly string[] | undefined,
    articleIds: readonly string[] | undefined,
  ): LabelSet {
    this.table ??= readTable(this.database);
    const { ids, firstDays, lastDays, sourceOf, labels, documentOf } = this.table;
    const wantedSources = sources && this.numbersOf(sources);
    const wantedIds = articleIds && new Set(articleIds);
    const matches = new Uint8Array(ids.length);
    for (let i = 0; i < ids.length; i++) {
      const span = firstDays[i] === 0 ? null : { first: firstDays[i] ?? 0, last: lastDays[i] ?? 0 };
      if (range && !mayLieWithin(span, range)) continue;
      if (wantedSources && !wantedSources.has(sourceOf[i] ?? noSource)) continue;
      if (wantedIds && !wantedIds.has(ids[i] ?? '')) continue;
      matches[i] = 1;
    }
    const found = new Uint32Array(labels.length);
    let count = 0;
    for (let i = 0; i < labels.length; i++) {
      if (matches[documentOf[i] ?? 0] === 1) found[count++] = labels[i] ?? 0;
    }
    return new LabelSet(found.slice(0, count));
  }

  private numbersOf(sources: readonly string[]): Set<number> {
    return new Set(sources.flatMap((source) => this.table?.sources.get(sourceKey(source)) ?? []));
  }
}

function readTable(database: Database.Database): LabelTable {
  type Row = [row: number, id: string, firstDay: number, lastDay: number, sourceKey: string | null];
  const documents = database
    .prepare<[], Row>(
      'SELECT row, id, coalesce(first_day, 0), coalesce(last_day, 0), source_key FROM documents',
    )
    .raw()
    .all();
  const placeOf = new Map(documents.map(([row], place) => [row, place]));
  const sources = new Map<string, number>();
  const numberOf = (source: string | null) => {
    if (source === null) return noSource;
    const number = sources.get(source) ?? sources.size;
    sources.set(source, number);
    return number;
  };
  const ofPassages = (column: string) =>
    database.prepare<[], number>(`SELECT ${column} FROM passages ORDER BY label`).pluck().all();
  return {
    ids: documents.map(([, id]) => id),
    firstDays: Uint32Array.from(documents, ([, , firstDay]) => firstDay),
    lastDays: Uint32Array.from(documents, ([, , , lastDay]) => lastDay),
    sourceOf: Uint32Array.from(documents, ([, , , , source]) => numberOf(source)),
    sources,
    labels: Uint32Array.from(ofPassages('label')),
    documentOf: Uint32Array.from(ofPassages('document'), (row) => placeOf.get(row) ?? 0),
  };
}
