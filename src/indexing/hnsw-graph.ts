import { open } from 'node:fs/promises';
import hnswlib from 'hnswlib-node';
import { BuildError, IndexError } from '../errors.js';
import { readHnswFile, type HnswFileContents } from './hnsw-file.js';
import { writeError } from './write-error.js';

/** How a graph is made; it cannot be changed afterwards. */
export interface GraphSettings {
  /** Links of a point in the upper layers; twice as many in the lowest. */
  readonly m: number;
  /** Candidates looked at when a point is linked. */
  readonly efConstruction: number;
  /** Seed of the levels that points are drawn into: the same points in the same order give the same graph. */
  readonly seed: number;
}

/** A point found: its label, and the inner product of its vector with the query. */
export interface GraphHit {
  readonly point: number;
  readonly product: number;
}

/**
 * hnswlib's graph of unit vectors, with what it must be guarded against. Compares by inner product, which for unit
 * vectors is the cosine; its space `cosine` does the same but changes the vectors that it is given by rounding.
 */
export class HnswGraph {
  private readonly dead = new Set<number>();
  /** Those of the dead that hnswlib knows to be deleted. */
  private readonly marked = new Set<number>();
  private points = 0;
  private saving = false;

  private constructor(
    private readonly native: hnswlib.HierarchicalNSW,
    private readonly dimension: number,
  ) {}

  static create(dimension: number, capacity: number, settings: GraphSettings): HnswGraph {
    const native = new hnswlib.HierarchicalNSW('ip', dimension);
    native.initIndex(Math.max(1, capacity), settings.m, settings.efConstruction, settings.seed);
    return new HnswGraph(native, dimension);
  }

  /**
   * A saved graph. Its structure is checked before the native loader sees it.
   * @throws IndexError `index.graph-damaged`
   */
  static async load(
    path: string,
    dimension: number,
    seed: number,
  ): Promise<{ graph: HnswGraph; contents: HnswFileContents }> {
    const contents = await readHnswFile(path, dimension);
    const { labels, deleted } = contents;
    // hnswlib keeps no room at all in a graph that it loads empty.
    if (labels.length === 0)
      return { graph: HnswGraph.create(dimension, 0, { ...contents, seed }), contents };
    const native = new hnswlib.HierarchicalNSW('ip', dimension);
    await native.readIndex(path).catch((cause: unknown) => {
      throw new IndexError('index.graph-damaged', { path, problem: 'loader' }, cause);
    });
    const graph = new HnswGraph(native, dimension);
    graph.points = labels.length;
    labels.forEach((label, place) => {
      if (deleted[place] !== 1) return;
      graph.dead.add(label);
      graph.marked.add(label);
    });
    return { graph, contents };
  }

  get livePoints(): number {
    return this.points - this.dead.size;
  }

  get deadPoints(): number {
    return this.dead.size;
  }

  isDead(label: number): boolean {
    return this.dead.has(label);
  }

  /** @param unit of length 1; `label` is new to the graph */
  add(label: number, unit: Float32Array): void {
    this.assertNotSaving();
    // While a point is added hnswlib passes over deleted points, and where it meets nothing else it links to
    // memory that is not there. So they take part like any other until all are added.
    for (const dead of this.marked) this.native.unmarkDelete(dead);
    this.marked.clear();
    const capacity = this.native.getMaxElements();
    if (this.points >= capacity) this.native.resizeIndex(Math.max(1024, Math.ceil(capacity * 1.5)));
    this.native.addPoint(Array.from(unit), label);
    this.points++;
  }

  /** The point is found no more, but stays in the graph as a stepping stone. */
  markDeleted(label: number): void {
    this.assertNotSaving();
    this.dead.add(label);
  }

  /** At most `k` living points, best first, from the best `ef` that a walk through the graph comes upon. */
  search(unit: Float32Array, k: number, ef: number, allowed?: (point: number) => boolean): GraphHit[] {
    if (k === 0 || this.livePoints === 0) return [];
    this.markDeadPoints();
    this.native.setEf(ef);
    // hnswlib refuses more than it has room for.
    const wanted = Math.min(k, this.livePoints);
    const { neighbors, distances } = this.native.searchKnn(Array.from(unit), wanted, allowed);
    return neighbors.map((point, i) => ({ point, product: 1 - (distances[i] ?? 1) }));
  }

  /**
   * Writes the graph, reads it back, since hnswlib does not notice a failed write, and forces it to the disk.
   * @throws BuildError `build.disk-full`, `build.read-only`
   */
  async save(path: string): Promise<void> {
    this.assertNotSaving();
    this.saving = true;
    try {
      await this.write(path);
    } catch (cause) {
      throw writeError(path, cause);
    } finally {
      this.saving = false;
    }
  }

  private async write(path: string): Promise<void> {
    // Opening it here tells why a file cannot be written; hnswlib would not.
    const file = await open(path, 'w');
    try {
      this.markDeadPoints();
      const room = this.native.getMaxElements();
      if (room > this.points) this.native.resizeIndex(Math.max(1, this.points));
      await this.native.writeIndex(path);
      await this.checkWritten(path);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  private async checkWritten(path: string): Promise<void> {
    try {
      const { labels } = await readHnswFile(path, this.dimension);
      if (labels.length !== this.points) throw new RangeError('points are missing');
    } catch (cause) {
      throw new BuildError('build.disk-full', { path }, { cause });
    }
  }

  private markDeadPoints(): void {
    if (this.marked.size === this.dead.size) return;
    for (const label of this.dead) {
      if (!this.marked.has(label)) this.native.markDelete(label);
      this.marked.add(label);
    }
  }

  private assertNotSaving(): void {
    if (this.saving) throw new RangeError('the graph is being saved');
  }
}
