import { IndexError } from '../errors.js';
import { HnswGraph, type GraphSettings } from './hnsw-graph.js';
import type { AllowedLabels } from './label-set.js';
import { SharedPoints, type VectorCopies } from './shared-points.js';
import { unitVector, VectorTable } from './vector-table.js';

export type { VectorCopies };

export interface HnswSettings extends GraphSettings {
  /** Candidates looked at by a search. */
  readonly efSearch: number;
  /**
   * What a walk through the graph costs, in comparisons of vectors by exact search. Where a filter lets a share
   * of the points pass, the walk is longer by 1 / share while exact search is shorter by it, so that exact search
   * is faster as long as candidates² ≤ walkCost · points. 0: always walk; Infinity: never.
   */
  readonly walkCost: number;
}

/**
 * Measured by bench/src/hnsw.ts on 11,735 passages of news and 634 questions, most of them on other matters:
 * recall@10 0.997, recall@50 0.993, 1 ms a question, 4 s to build. Questions do not lie among passages, so that a
 * search must look at far more candidates than is usual.
 */
export const defaultHnswSettings: HnswSettings = {
  m: 24,
  efConstruction: 200,
  seed: 20240501,
  efSearch: 400,
  walkCost: 1000,
};

export interface VectorHit {
  readonly label: number;
  /** Cosine of the angle to the query, in [-1, 1]; 1 is the same direction. */
  readonly similarity: number;
}

const maxLabel = 0xffff_ffff;

/**
 * Nearest vectors by cosine, in a hierarchical navigable small world graph (Malkov and Yashunin 2016,
 * arXiv:1603.09320). Every vector has a label, a whole number below 2³² that is given once and never again.
 * Vectors are held twice, in the graph and beside it, for exact search and for the builds to come.
 *
 * Equal vectors lie in the graph once, however many labels have them: hnswlib links equal points to each other
 * only, and a few hundred make an island that searches do not leave. {@link copies} says which labels share a
 * point; the caller keeps them beside the saved graph and gives them back to {@link load}.
 *
 * Not to be written while it is searched or saved: hnswlib's `addPoint` and `resizeIndex` move memory that a
 * search reads. Updates go to a fresh object ({@link copyForUpdate}); what is served is never changed.
 */
export class HnswVectorIndex {
  /** Of every point in the graph, the dead ones too. */
  private readonly placeOf = new Map<number, number>();
  private readonly labelAt: number[] = [];
  private readonly shared = new SharedPoints();

  private constructor(
    private readonly graph: HnswGraph,
    private readonly vectors: VectorTable,
    readonly settings: HnswSettings,
  ) {}

  /** An empty index. `capacity` vectors are made room for at once; more may come. */
  static create(dimension: number, capacity: number, settings: Partial<HnswSettings> = {}): HnswVectorIndex {
    const complete = { ...defaultHnswSettings, ...settings };
    const graph = HnswGraph.create(dimension, capacity, complete);
    return new HnswVectorIndex(graph, new VectorTable(dimension), complete);
  }

  /**
   * A saved index. The caller has checked the file's size and SHA-256. `m` and `efConstruction` are the file's
   * own, whatever the settings say.
   * @throws IndexError `index.graph-damaged`
   */
  static async load(
    path: string,
    dimension: number,
    options: { readonly copies: VectorCopies; readonly settings?: Partial<HnswSettings> },
  ): Promise<HnswVectorIndex> {
    const chosen = { ...defaultHnswSettings, ...options.settings };
    const { graph, contents } = await HnswGraph.load(path, dimension, chosen.seed);
    const { m, efConstruction, labels, vectors } = contents;
    const settings = { ...chosen, m, efConstruction };
    const index = new HnswVectorIndex(graph, new VectorTable(dimension, vectors), settings);
    labels.forEach((label, place) => {
      index.placeOf.set(label, place);
      index.labelAt.push(label);
    });
    for (const [label, point] of options.copies) {
      if (index.isUsed(label) || !index.isLivePoint(point)) {
        throw new IndexError('index.graph-damaged', { path, problem: 'copies' });
      }
      index.shared.add(label, point);
    }
    return index;
  }

  /**
   * A saved index loaded into a fresh object, without the removed labels and with the added ones.
   * @throws as {@link load}, {@link add} and {@link markDeleted}
   */
  static async copyForUpdate(
    path: string,
    dimension: number,
    change: {
      readonly copies: VectorCopies;
      readonly removed: Iterable<number>;
      readonly added: Iterable<readonly [label: number, vector: ArrayLike<number>]>;
      readonly settings?: Partial<HnswSettings>;
    },
  ): Promise<HnswVectorIndex> {
    const index = await HnswVectorIndex.load(path, dimension, change);
    for (const label of change.removed) index.markDeleted(label);
    for (const [label, vector] of change.added) index.add(label, vector);
    return index;
  }

  get dimension(): number {
    return this.vectors.dimension;
  }

  /** Labels that can be found. */
  get size(): number {
    return this.graph.livePoints + this.shared.size;
  }

  /** Points that are deleted but still lie in the graph. */
  get deletedCount(): number {
    return this.graph.deadPoints;
  }

  /** The share of them among all points, 0 to 1. Beyond a fifth {@link compacted} is worth its time. */
  get deletedShare(): number {
    return this.vectors.length === 0 ? 0 : this.graph.deadPoints / this.vectors.length;
  }

  /** Whether the label can be found. */
  has(label: number): boolean {
    return this.shared.has(label) || this.isLivePoint(label);
  }

  /** The labels that can be found, in no particular order. */
  *labels(): Generator<number> {
    for (const label of this.labelAt) if (!this.graph.isDead(label)) yield label;
    yield* this.shared.labels();
  }

  /** Which labels share another one's point, by label. */
  copies(): VectorCopies {
    return this.shared.entries();
  }

  /** The vector of a label, L2-normalised, bit by bit as it was added if it had length 1; null if unknown. */
  vector(label: number): Float32Array | null {
    const place = this.livePlace(label);
    return place === undefined ? null : this.vectors.row(place).slice();
  }

  /**
   * Adds a vector, which is L2-normalised.
   * @throws IndexError `index.other-dimension`, `index.bad-vector`
   * @throws RangeError if the label is in use or deleted, or no whole number below 2³²
   */
  add(label: number, vector: ArrayLike<number>): void {
    if (!Number.isInteger(label) || label < 0 || label > maxLabel) throw new RangeError(`no label: ${label}`);
    if (this.isUsed(label)) throw new RangeError(`label ${label} was given before`);
    const unit = unitVector(vector, this.dimension);
    const equals = this.vectors.placesEqualTo(unit).map((place) => this.labelAt[place] ?? -1);
    const point = equals.find((candidate) => this.isLivePoint(candidate));
    if (point === undefined) this.addPoint(label, unit);
    else this.shared.add(label, point);
  }

  /** @throws RangeError if the label cannot be found */
  markDeleted(label: number): void {
    if (this.shared.has(label)) {
      this.shared.remove(label);
      return;
    }
    const unit = this.vector(label);
    if (!unit) throw new RangeError(`label ${label} is not in the index`);
    // The latest inherits: labels are mostly removed in their order, and every heir is one more point.
    const others = [...this.shared.sharing(label)];
    const heir = others.pop();
    this.graph.markDeleted(label);
    if (heir === undefined) return;
    for (const other of [...others, heir]) this.shared.remove(other);
    this.addPoint(heir, unit);
    for (const other of others) this.shared.add(other, heir);
  }

  /**
   * At most `k` labels, best first, ties by label; approximate unless there are few candidates to compare.
   * @throws IndexError `index.other-dimension`, `index.bad-vector`
   * @throws RangeError unless `k` is a whole number of 0 or more
   */
  search(vector: ArrayLike<number>, k: number, allowed?: AllowedLabels): VectorHit[] {
    if (!Number.isInteger(k) || k < 0) throw new RangeError(`k must be a whole number of 0 or more: ${k}`);
    const unit = unitVector(vector, this.dimension);
    const candidates = Math.min(allowed?.size ?? this.size, this.size);
    if (k === 0 || candidates === 0) return [];
    if (candidates ** 2 > this.settings.walkCost * this.size) {
      const hits = this.searchGraph(unit, k, allowed);
      // A graph with points that no link leads to finds too few when nearly all are asked for.
      if (hits.length >= Math.min(k, candidates)) return hits;
    }
    return this.searchExactly(unit, k, allowed);
  }

  /** The living vectors in a new graph, without the deleted points. */
  compacted(settings: Partial<HnswSettings> = {}): HnswVectorIndex {
    const complete = { ...this.settings, ...settings };
    const index = HnswVectorIndex.create(this.dimension, this.graph.livePoints, complete);
    for (const label of [...this.labels()].sort((a, b) => a - b)) {
      const vector = this.vector(label);
      if (vector) index.add(label, vector);
    }
    return index;
  }

  /**
   * Writes the graph and forces it to the disk. {@link copies} are not in it.
   * @throws BuildError `build.disk-full`, `build.read-only`
   */
  async save(path: string): Promise<void> {
    await this.graph.save(path);
  }

  private isUsed(label: number): boolean {
    return this.placeOf.has(label) || this.shared.has(label);
  }

  private isLivePoint(label: number): boolean {
    return this.placeOf.has(label) && !this.graph.isDead(label);
  }

  private livePlace(label: number): number | undefined {
    const point = this.shared.point(label);
    return this.graph.isDead(point) ? undefined : this.placeOf.get(point);
  }

  private addPoint(label: number, unit: Float32Array): void {
    this.graph.add(label, unit);
    this.placeOf.set(label, this.labelAt.length);
    this.labelAt.push(label);
    this.vectors.push(unit);
  }

  private searchGraph(unit: Float32Array, k: number, allowed: AllowedLabels | undefined): VectorHit[] {
    const mayReturn = (label: number) => allowed?.has(label) ?? true;
    const pointMayReturn = (point: number) => mayReturn(point) || this.shared.sharing(point).some(mayReturn);
    const found = this.graph.search(unit, k, this.settings.efSearch, allowed && pointMayReturn);
    return best(
      found.flatMap(({ point, product }) =>
        [point, ...this.shared.sharing(point)]
          .filter(mayReturn)
          .map((label) => ({ label, similarity: asCosine(product) })),
      ),
      k,
    );
  }

  private searchExactly(unit: Float32Array, k: number, allowed: AllowedLabels | undefined): VectorHit[] {
    const hits: VectorHit[] = [];
    for (const label of allowed ?? this.labels()) {
      const place = this.livePlace(label);
      if (place !== undefined) hits.push({ label, similarity: asCosine(this.vectors.dot(place, unit)) });
    }
    return best(hits, k);
  }
}

/** Rounding may carry the product of two unit vectors a little beyond 1. */
function asCosine(product: number): number {
  return Math.max(-1, Math.min(1, product));
}

function best(hits: VectorHit[], k: number): VectorHit[] {
  return hits.sort((a, b) => b.similarity - a.similarity || a.label - b.label).slice(0, k);
}
