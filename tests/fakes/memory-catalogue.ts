import type { MonthCount } from '../../src/domain/index-report.js';
import type { Passage } from '../../src/domain/passage.js';
import { decodeCursor, encodeCursor } from '../../src/indexing/catalogue-cursor.js';
import {
  dayRange,
  daySpan,
  mayLieWithin,
  searchableText,
  sourceKey,
  type PassageFilter,
} from '../../src/indexing/catalogue-filter.js';
import { compareCodePoints } from '../../src/indexing/catalogue-order.js';
import type {
  Catalogue,
  CatalogueEntry,
  DocumentSummary,
  ListQuery,
  PassageLabels,
  StoredDocument,
} from '../../src/indexing/catalogue.js';

/** A catalogue in arrays: what SqliteCatalogue must do, said as plainly as possible. */
export class MemoryCatalogue implements Catalogue, PassageLabels {
  constructor(
    private readonly entries: readonly CatalogueEntry[],
    private readonly reprintGroups: readonly (readonly string[])[] = [],
  ) {}

  get passageCount(): number {
    return this.allPassages().length;
  }

  counts(): Promise<{ documents: number; passages: number }> {
    return Promise.resolve({ documents: this.entries.length, passages: this.passageCount });
  }

  document(id: string): Promise<StoredDocument | null> {
    const entry = this.entry(id);
    if (!entry) return Promise.resolve(null);
    const group = this.reprintGroups.find((ids) => ids.includes(id)) ?? [];
    const reprints = this.entries
      .map(({ document }) => document)
      .filter((other) => other.id !== id && group.includes(other.id))
      .sort(
        (a, b) =>
          compareCodePoints(a.publishedAt ?? '9999', b.publishedAt ?? '9999') ||
          compareCodePoints(a.id, b.id),
      )
      .map((other) => other.id);
    return Promise.resolve({ ...entry.document, ingestedAt: entry.ingestedAt, reprints });
  }

  passages(ids: readonly string[]): Promise<Passage[]> {
    const all = this.allPassages();
    return Promise.resolve(
      ids.flatMap((id) => all.filter(({ passage }) => passage.id === id).map(({ passage }) => passage)),
    );
  }

  passagesOf(documentId: string): Promise<Passage[]> {
    return Promise.resolve((this.entry(documentId)?.passages ?? []).map(({ passage }) => passage));
  }

  // Async, so that errors reject.
  // eslint-disable-next-line @typescript-eslint/require-await
  async list(query: ListQuery): Promise<{ documents: DocumentSummary[]; nextCursor: string | null }> {
    if (!Number.isInteger(query.limit) || query.limit < 1) throw new RangeError('no limit');
    const range = dayRange(query.publishedFrom, query.publishedTo);
    const words = searchableText(query.words ?? '');
    const after = query.cursor === undefined ? null : decodeCursor(query.cursor);
    const matching = this.entries
      .map(({ document }) => document)
      .filter(({ publishedAt }) => !range || mayLieWithin(daySpan(publishedAt), range))
      .filter(
        ({ source }) =>
          query.source === undefined || (source !== null && sourceKey(source) === sourceKey(query.source)),
      )
      .filter(({ publishedAt }) => query.month === undefined || monthOf(publishedAt) === query.month)
      .filter(({ title, text }) => [title, text].some((part) => searchableText(part).includes(words)))
      .sort(newestFirst)
      .filter((document) => !after || newestFirst(after, document) < 0);
    const documents = matching
      .slice(0, query.limit)
      .map(({ id, title, publishedAt, source, author, url }) => ({
        id,
        title,
        publishedAt,
        source,
        author,
        url,
      }));
    const last = documents.at(-1);
    return { documents, nextCursor: last && matching.length > documents.length ? encodeCursor(last) : null };
  }

  months(): Promise<MonthCount[]> {
    const counts = new Map<string | null, number>();
    for (const { document } of this.entries.toSorted((a, b) => newestFirst(a.document, b.document))) {
      const month = monthOf(document.publishedAt);
      counts.set(month, (counts.get(month) ?? 0) + 1);
    }
    return Promise.resolve([...counts].map(([month, documents]) => ({ month, documents })));
  }

  passageIds(labels: readonly number[]): (string | null)[] {
    const all = this.allPassages();
    return labels.map((label) => all.find((passage) => passage.label === label)?.passage.id ?? null);
  }

  labelsMatching(filter: PassageFilter): Set<number> | null {
    const { publishedFrom, publishedTo, sources, articleIds } = filter;
    const range = dayRange(publishedFrom, publishedTo);
    if (!range && !sources && !articleIds) return null;
    const keys = sources?.map(sourceKey);
    return new Set(
      this.entries
        .filter(({ document: { id, source, publishedAt } }) => {
          const inTime = !range || mayLieWithin(daySpan(publishedAt), range);
          const fromThere = !keys || (source !== null && keys.includes(sourceKey(source)));
          return inTime && fromThere && (!articleIds || articleIds.includes(id));
        })
        .flatMap(({ passages }) => passages.map(({ label }) => label)),
    );
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private entry(id: string): CatalogueEntry | undefined {
    return this.entries.find(({ document }) => document.id === id);
  }

  private allPassages() {
    return this.entries.flatMap(({ passages }) => passages);
  }
}

function monthOf(publishedAt: string | null): string | null {
  return publishedAt?.slice(0, 7) ?? null;
}

function newestFirst(
  a: { publishedAt: string | null; id: string },
  b: { publishedAt: string | null; id: string },
): number {
  return compareCodePoints(b.publishedAt ?? '', a.publishedAt ?? '') || compareCodePoints(a.id, b.id);
}
