import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Document } from '../domain/document.js';
import type { Passage } from '../domain/passage.js';
import { searchWords } from '../text/words.js';
import { CatalogueBuildReader } from './catalogue-build-reader.js';
import { documentRecordHash } from './catalogue-schema.js';
import { CatalogueWriter } from './catalogue-writer.js';
import type { DocumentState, IndexedPassage } from './catalogue.js';
import type { Generation } from './generations.js';
import { HnswVectorIndex } from './hnsw-vector-index.js';
import { KeywordIndex, KeywordIndexBuilder } from './keyword-index.js';
import { generationFiles, type Manifest } from './manifest.js';

/** A passage with what is embedded and indexed for it. */
export interface DraftPassage {
  readonly passage: Passage;
  readonly retrievalText: string;
}

/** A passage that no vector is known for yet. */
export interface MissingVector {
  readonly label: number;
  /** SHA-256 of `text`, hexadecimal. */
  readonly embedHash: string;
  readonly text: string;
}

/** A document with what is made of it. */
export interface NewDocument {
  readonly document: Document;
  readonly reprintSignature: Uint32Array;
  readonly passages: readonly DraftPassage[];
}

export interface DraftOptions {
  /** Where the files go. */
  readonly folder: string;
  /** Names the settings that passages are made with. */
  readonly splitter: string;
  /** Of the vectors. */
  readonly dimension: number;
  /** A whole generation of the same embedding model, or null. */
  readonly previous: Generation | null;
}

type ReprintItems = ReturnType<CatalogueWriter['reprintItems']>;

/** Beyond this share of deleted points the graph is built anew. */
const deadShareLimit = 0.2;
/** With more labels given than this many per passage, labels are given anew: tables are as long as the highest. */
const labelsPerPassageLimit = 3;

/**
 * A generation in the making. What has not changed since the one before is copied: its rows, its postings, its points
 * in the graph; only what is new or changed is cut into words and embedded. Used in this order: `add` every document,
 * `endOfDocuments`, `addVector` for all that is missing, `write`.
 */
export class GenerationDraft {
  private readonly states: ReadonlyMap<string, DocumentState>;
  private readonly seen = new Set<string>();
  private readonly removedLabels = new Set<number>();
  private readonly reusedVectors: { readonly label: number; readonly vector: Float32Array }[] = [];
  private readonly missingVectors: MissingVector[] = [];
  private nextLabel: number;
  private documents: number;
  private passages: number;
  private removedDocuments = 0;
  private work: DraftWork | null = null;
  private vectors: HnswVectorIndex | null = null;

  private constructor(
    private readonly options: DraftOptions,
    /** The catalogue of the generation before; null when there is none that fits. */
    private readonly reader: CatalogueBuildReader | null,
    /** The generation whose rows, postings and points are taken over; null: only vectors are, or nothing. */
    private readonly base: Generation | null,
  ) {
    this.states = base ? (reader?.documentStates() ?? new Map()) : new Map<string, DocumentState>();
    const counts = base?.manifest.counts ?? { documents: 0, passages: 0, nextLabel: 0 };
    ({ documents: this.documents, passages: this.passages, nextLabel: this.nextLabel } = counts);
  }

  static open(options: DraftOptions): GenerationDraft {
    const { previous } = options;
    if (previous === null) return new GenerationDraft(options, null, null);
    const { passages, nextLabel } = previous.manifest.counts;
    const labelsAreDense = nextLabel <= 1000 + labelsPerPassageLimit * passages;
    const reader = CatalogueBuildReader.open(join(previous.folder, generationFiles.catalogue));
    return new GenerationDraft(options, reader, labelsAreDense ? previous : null);
  }

  /** Takes a document with its passages; these are asked for only where something has changed. */
  async add(document: Document, make: () => Omit<NewDocument, 'document'>): Promise<void> {
    this.seen.add(document.id);
    const { splitter } = this.options;
    const state = this.states.get(document.id);
    if (state?.splitter === splitter && state.recordHash === documentRecordHash(document)) return;
    const { catalogue } = await this.begin();
    const labelsBefore = new LabelsByHash(state ? (this.reader?.passagesOf(document.id) ?? []) : []);
    if (state) await this.remove(document.id);
    const { reprintSignature, passages } = make();
    const ingestedAt =
      state?.contentHash === document.contentHash ? state.ingestedAt : new Date().toISOString();
    const indexed: IndexedPassage[] = [];
    for (const passage of passages) indexed.push(await this.index(passage, labelsBefore));
    catalogue.add([{ document, ingestedAt, splitter, reprintSignature, passages: indexed }]);
    this.documents++;
    this.passages += indexed.length;
  }

  /** Removes the documents of the generation before that were not added again, and makes ready for vectors. */
  async endOfDocuments(): Promise<void> {
    for (const id of this.states.keys()) {
      if (this.seen.has(id)) continue;
      await this.remove(id);
      this.removedDocuments++;
    }
    if (this.work) this.vectors = this.prepareVectors(this.work);
  }

  /** Whether the generation before already is what this would become. */
  get unchanged(): boolean {
    return this.work === null && this.base !== null;
  }

  /** Passages whose vectors must come from elsewhere, in the order of their labels. */
  get missing(): readonly MissingVector[] {
    return this.missingVectors;
  }

  /** `removed`: documents of the generation before that are in the corpus no more. */
  get counts(): { documents: number; passages: number; removed: number } {
    return { documents: this.documents, passages: this.passages, removed: this.removedDocuments };
  }

  /** The vector of a missing passage. @throws IndexError if it has another dimension, or is none */
  addVector(label: number, vector: Float32Array): void {
    if (!this.vectors) throw new Error('vectors come after the end of documents');
    this.vectors.add(label, vector);
  }

  /** Finds reprints among all documents, by their signatures and texts; how many groups there are. */
  async groupReprints(
    group: (items: ReprintItems, textOf: (id: string) => string) => string[][],
  ): Promise<number> {
    const { catalogue } = await this.begin();
    const groups = group(catalogue.reprintItems(), (id) => catalogue.textOf(id));
    catalogue.setReprintGroups(groups);
    return groups.length;
  }

  /** Writes and completes all files. @throws BuildError where the disk is full or may not be written to */
  async write(): Promise<Pick<Manifest, 'vectorIndex' | 'counts'>> {
    const { catalogue, keywords } = await this.begin();
    if (!this.vectors) throw new Error('files are written after the end of documents');
    await this.vectors.save(join(this.options.folder, generationFiles.vectors));
    await keywords.build().save(join(this.options.folder, generationFiles.keywords));
    catalogue.setVectorCopies(this.vectors.copies());
    catalogue.finish();
    const { m, efConstruction, efSearch } = this.vectors.settings;
    return {
      vectorIndex: { m, efConstruction, efSearch, deleted: this.vectors.deletedCount },
      counts: { documents: this.documents, passages: this.passages, nextLabel: this.nextLabel },
    };
  }

  /** Lets go of the generation before, and of the files of a draft that was not finished. */
  close(): void {
    this.reader?.close();
    this.work?.catalogue.abandon();
  }

  private async index(
    { passage, retrievalText }: DraftPassage,
    before: LabelsByHash,
  ): Promise<IndexedPassage> {
    const embedHash = createHash('sha256').update(retrievalText).digest('hex');
    const kept = before.take(embedHash);
    if (kept !== null) {
      this.removedLabels.delete(kept);
      return { passage, label: kept, embedHash };
    }
    const { keywords, oldVectors } = await this.begin();
    const label = this.nextLabel++;
    keywords.add(label, searchWords(retrievalText));
    const same = this.reader?.findByEmbedHash(embedHash) ?? null;
    const vector = same === null ? null : (oldVectors?.vector(same) ?? null);
    if (vector) this.reusedVectors.push({ label, vector });
    else this.missingVectors.push({ label, embedHash, text: retrievalText });
    return { passage, label, embedHash };
  }

  private async remove(documentId: string): Promise<void> {
    const { catalogue } = await this.begin();
    this.documents--;
    for (const label of catalogue.remove([documentId])) {
      this.removedLabels.add(label);
      this.passages--;
    }
  }

  /** Copies and loads what is to be changed, at the first change: where nothing has changed, nothing is loaded. */
  private async begin(): Promise<DraftWork> {
    if (this.work) return this.work;
    const { folder, previous } = this.options;
    const path = join(folder, generationFiles.catalogue);
    const before = (file: string) => join(previous?.folder ?? '', file);
    const catalogue = this.base
      ? CatalogueWriter.copyOf(before(generationFiles.catalogue), path)
      : CatalogueWriter.create(path);
    const words = this.base ? await KeywordIndex.load(before(generationFiles.keywords)) : undefined;
    const copies = this.reader?.vectorCopies() ?? [];
    this.work = {
      catalogue,
      // The set is filled while documents are read; the builder looks into it when it builds.
      keywords: new KeywordIndexBuilder(words, this.removedLabels),
      oldVectors: previous
        ? await HnswVectorIndex.load(before(generationFiles.vectors), this.options.dimension, { copies })
        : null,
    };
    return this.work;
  }

  private prepareVectors({ oldVectors }: DraftWork): HnswVectorIndex {
    let vectors =
      this.base && oldVectors
        ? oldVectors
        : HnswVectorIndex.create(
            this.options.dimension,
            this.reusedVectors.length + this.missingVectors.length,
          );
    for (const label of this.removedLabels) vectors.markDeleted(label);
    if (vectors.deletedShare > deadShareLimit) vectors = vectors.compacted();
    for (const { label, vector } of this.reusedVectors) vectors.add(label, vector);
    return vectors;
  }
}

/** What a draft works on once something has changed. */
interface DraftWork {
  readonly catalogue: CatalogueWriter;
  readonly keywords: KeywordIndexBuilder;
  /** Vectors of the generation before, loaded for this draft alone: they may be changed. */
  readonly oldVectors: HnswVectorIndex | null;
}

/** Labels of passages by the hash of what was embedded for them, each given out once. */
class LabelsByHash {
  private readonly labels = new Map<string, number[]>();

  constructor(passages: readonly IndexedPassage[]) {
    for (const { embedHash, label } of passages) {
      const labels = this.labels.get(embedHash);
      if (labels) labels.push(label);
      else this.labels.set(embedHash, [label]);
    }
  }

  take(embedHash: string): number | null {
    return this.labels.get(embedHash)?.shift() ?? null;
  }
}
