import type { Document, RepairKind, SkippedItem } from '../domain/document.js';
import { CorpusError } from '../errors.js';

/** So many skipped items are kept by name; the rest are counted. */
export const reportedSkips = 1000;

/** What reading a corpus came upon. */
export interface CensusReport {
  readonly skipped: SkippedItem[];
  readonly skippedTotal: number;
  readonly repairs: Partial<Record<RepairKind, number>>;
  readonly encodings: Record<string, number>;
  readonly formats: Record<string, number>;
  readonly reprintGroups: number;
}

/** Counts what comes out of a corpus, for people and for `yinju status`. */
export class CorpusCensus {
  documents = 0;
  private skippedTotal = 0;
  private readonly skipped: SkippedItem[] = [];
  private readonly repairs = new Map<RepairKind, number>();
  private readonly encodings = new Map<string, number>();
  private readonly formats = new Map<string, number>();

  count(item: { readonly document: Document } | { readonly skipped: SkippedItem }): void {
    if ('skipped' in item) {
      this.skippedTotal++;
      if (this.skipped.length < reportedSkips) this.skipped.push(item.skipped);
      return;
    }
    this.documents++;
    increment(this.encodings, item.document.encoding);
    increment(this.formats, item.document.format);
    for (const { kind } of item.document.repairs) increment(this.repairs, kind);
  }

  /** @throws CorpusError where not one article was found, with the first reason if there was anything at all. */
  assertNotEmpty(roots: readonly string[]): void {
    if (this.documents > 0) return;
    const paths = roots.join(', ');
    const [first] = this.skipped;
    if (!first) throw new CorpusError('corpus.empty', { paths });
    throw new CorpusError('corpus.nothing-readable', { paths, count: this.skippedTotal, first: first.path });
  }

  report(reprintGroups: number): CensusReport {
    return {
      skipped: [...this.skipped],
      skippedTotal: this.skippedTotal,
      repairs: Object.fromEntries(this.repairs),
      encodings: Object.fromEntries(this.encodings),
      formats: Object.fromEntries(this.formats),
      reprintGroups,
    };
  }
}

function increment<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
