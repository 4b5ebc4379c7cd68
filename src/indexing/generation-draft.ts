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

/** Beyond this share of deleted points the graph is built anew. */
const deadShareLimit = 0.2;
/** With more labels given than this many per passage, labels are given anew: tables are as long as the highest. */
const labelsPerPassageLimit = 3;

/**
 * A generation in the making. What has not changed since the one before is copied: its rows, its postings, its points
 * in the graph; only what is new or changed is cut into words and embedded.
 */
export class GenerationDraft {
  private writer: CatalogueWriter | null = null;
  private readonly states: ReadonlyMap<string, DocumentState>;
  private readonly seen = new Set<string>();
  private readonly removedLabels = new Set<number>();
  private readonly keywords: KeywordIndexBuilder;
  private readonly added: { readonly label: number; readonly vector: Float32Array }[] = [];
  private readonly missingVectors: MissingVector[] = [];
  private nextLabel: number;
  private keptPassages: number;
  private newDocuments = 0;
  private removedDocuments = 0;

  private constructor(
    private readonly folder: string,
    private readonly splitter: string,
    /** Source of vectors; null when there is none that fits. */
    private readonly previous: PreviousGeneration | null,
    /** Whether rows, postings and points are taken over, and not only vectors. */
    private readonly extendsPrevious: boolean,
  ) {
    const base = extendsPrevious ? previous : null;
    this.states = base?.reader.documentStates() ?? new Map<string, DocumentState>();
    this.nextLabel = base?.manifest.counts.nextLabel ?? 0;
    this.keptPassages = base?.manifest.counts.passages ?? 0;
    // Filled while documents are read; the builder looks into it when it builds.
    this.keywords = new KeywordIndexBuilder(base?.keywords, this.removedLabels);
  }

  /**
   * @param folder where the files go
   * @param splitter names the settings that passages are made with
   * @param previous a whole generation of the same embedding model, or null
   */
  static async open(folder: string, splitter: string, previous: Generation | null): Promise<GenerationDraft> {
    if (previous === null) return new GenerationDraft(folder, splitter, null, false);
    const { passages, nextLabel } = previous.manifest.counts;
    const extendsPrevious = nextLabel <= 1000 + labelsPerPassageLimit * passages;
    return new GenerationDraft(folder, splitter, await openPrevious(previous), extendsPrevious);
  }

  /** Takes a document with its passages; `passages` is asked for only where something has changed. */
  add(
    document: Document,
    reprintSignature: () => Uint32Array,
    passages: () => readonly DraftPassage[],
  ): void {
    this.seen.add(document.id);
    const state = this.states.get(document.id);
    if (state?.splitter === this.splitter && state.recordHash === documentRecordHash(document)) return;
    const writer = this.openWriter();
    const before = state ? (this.previous?.reader.passagesOf(document.id) ?? []) : [];
    if (state) this.remove(document.id);
    else this.newDocuments++;
    const labels = new LabelsByHash(before);
    writer.add([
      {
        document,
        ingestedAt: state?.contentHash === document.contentHash ? state.ingestedAt : new Date().toISOString(),
        splitter: this.splitter,
        reprintSignature: reprintSignature(),
        passages: passages().map((passage) => this.index(passage, labels)),
      },
    ]);
  }

  /** Removes the documents of the generation before that were not added again. To be called after the last `add`. */
  removeUnseen(): void {
    for (const id of this.states.keys()) {
      if (this.seen.has(id)) continue;
      this.openWriter();
      this.remove(id);
      this.removedDocuments++;
    }
  }

  /** Whether the generation before already is what this would become. */
  get unchanged(): boolean {
    return this.writer === null && this.extendsPrevious;
  }

  /** Passages whose vectors must come from elsewhere, in the order of their labels. */
  get missing(): readonly MissingVector[] {
    return this.missingVectors;
  }

  get counts(): { documents: number; passages: number; reused: number; removed: number } {
    return {
      documents: this.states.size - this.removedDocuments + this.newDocuments,
      passages: this.keptPassages,
      reused: this.keptPassages - this.missingVectors.length,
      removed: this.removedDocuments,
    };
  }

  /** The vector of a missing passage. The array is kept. */
  addVector(label: number, vector: Float32Array): void {
    this.added.push({ label, vector });
  }

  /** What reprints are found by: signatures of all documents, and their texts. */
  reprintInput(): { items: ReturnType<CatalogueWriter['reprintItems']>; textOf: (id: string) => string } {
    const writer = this.openWriter();
    return { items: writer.reprintItems(), textOf: (id) => writer.textOf(id) };
  }

  setReprintGroups(groups: readonly (readonly string[])[]): void {
    this.openWriter().setReprintGroups(groups);
  }

  /** Writes and completes all files. @throws BuildError where the disk is full or may not be written to. */
  async write(dimension: number): Promise<Pick<Manifest, 'vectorIndex' | 'counts'>> {
    const vectors = this.vectorIndex(dimension);
    await vectors.save(join(this.folder, generationFiles.vectors));
    await this.keywords.build().save(join(this.folder, generationFiles.keywords));
    const writer = this.openWriter();
    writer.setVectorCopies(vectors.copies());
    writer.finish();
    const { m, efConstruction, efSearch } = vectors.settings;
    const { documents, passages } = this.counts;
    return {
      vectorIndex: { m, efConstruction, efSearch, deleted: vectors.deletedCount },
      counts: { documents, passages, nextLabel: this.nextLabel },
    };
  }

  /** Lets go of the generation before, and of the files of a draft that was not finished. */
  close(): void {
    this.previous?.reader.close();
    this.writer?.abandon();
  }

  private index({ passage, retrievalText }: DraftPassage, before: LabelsByHash): IndexedPassage {
    const embedHash = createHash('sha256').update(retrievalText).digest('hex');
    this.keptPassages++;
    const kept = before.take(embedHash);
    if (kept !== null) {
      this.removedLabels.delete(kept);
      return { passage, label: kept, embedHash };
    }
    const label = this.nextLabel++;
    this.keywords.add(label, searchWords(retrievalText));
    const vector = this.previous?.vectorOf(embedHash) ?? null;
    if (vector === null) this.missingVectors.push({ label, embedHash, text: retrievalText });
    else this.addVector(label, vector);
    return { passage, label, embedHash };
  }

  private remove(documentId: string): void {
    for (const label of this.openWriter().remove([documentId])) {
      this.removedLabels.add(label);
      this.keptPassages--;
    }
  }

  private openWriter(): CatalogueWriter {
    const path = join(this.folder, generationFiles.catalogue);
    this.writer ??=
      this.extendsPrevious && this.previous
        ? CatalogueWriter.copyOf(this.previous.catalogue, path)
        : CatalogueWriter.create(path);
    return this.writer;
  }

  private vectorIndex(dimension: number): HnswVectorIndex {
    const base = this.extendsPrevious ? this.previous : null;
    const vectors = base ? base.vectors : HnswVectorIndex.create(dimension, this.added.length);
    for (const label of this.removedLabels) vectors.markDeleted(label);
    for (const { label, vector } of this.added) vectors.add(label, vector);
    return vectors.deletedShare > deadShareLimit ? vectors.compacted() : vectors;
  }
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

/** What a draft takes from the generation before. */
interface PreviousGeneration {
  readonly manifest: Manifest;
  readonly catalogue: string;
  readonly reader: CatalogueBuildReader;
  readonly keywords: KeywordIndex;
  /** The vector of the very same text, if it was embedded. */
  vectorOf(embedHash: string): Float32Array | null;
  /** The graph, loaded for this draft alone: it is changed by writing it. */
  readonly vectors: HnswVectorIndex;
}

async function openPrevious({ folder, manifest }: Generation): Promise<PreviousGeneration> {
  const catalogue = join(folder, generationFiles.catalogue);
  const reader = CatalogueBuildReader.open(catalogue);
  try {
    const keywords = await KeywordIndex.load(join(folder, generationFiles.keywords));
    const path = join(folder, generationFiles.vectors);
    const { dimension } = manifest.embeddingModel;
    const vectors = await HnswVectorIndex.load(path, dimension, { copies: reader.vectorCopies() });
    return {
      manifest,
      catalogue,
      reader,
      keywords,
      vectorOf: (embedHash) => {
        const label = reader.findByEmbedHash(embedHash);
        return label === null ? null : vectors.vector(label);
      },
      vectors,
    };
  } catch (error) {
    reader.close();
    throw error;
  }
}
