import { IndexError } from '../errors.js';

/** Rows of one length in one block of memory, in the order of their addition; grows by half when full. */
export class VectorTable {
  private rows: Float32Array;
  private count: number;
  /** Places by a hash of the row's bits; made when first needed. */
  private placesByHash: Map<number, number[]> | undefined;

  constructor(
    readonly dimension: number,
    rows: Float32Array = new Float32Array(0),
  ) {
    this.rows = rows;
    this.count = rows.length / dimension;
  }

  get length(): number {
    return this.count;
  }

  push(vector: Float32Array): void {
    const end = (this.count + 1) * this.dimension;
    if (end > this.rows.length) {
      const larger = new Float32Array(Math.max(end, Math.ceil(this.count * 1.5) * this.dimension));
      larger.set(this.rows);
      this.rows = larger;
    }
    this.rows.set(vector, this.count * this.dimension);
    if (this.placesByHash) remember(this.placesByHash, hashOf(vector), this.count);
    this.count++;
  }

  /** The row itself, not a copy: valid until the next `push`, and not to be written. */
  row(place: number): Float32Array {
    return this.rows.subarray(place * this.dimension, (place + 1) * this.dimension);
  }

  /** Inner product of a row and `vector`. */
  dot(place: number, vector: Float32Array): number {
    const { rows, dimension } = this;
    const start = place * dimension;
    let sum = 0;
    for (let i = 0; i < dimension; i++) sum += (rows[start + i] ?? 0) * (vector[i] ?? 0);
    return sum;
  }

  /** Places of the rows that equal `vector` in every number. */
  placesEqualTo(vector: Float32Array): number[] {
    if (!this.placesByHash) {
      this.placesByHash = new Map();
      for (let place = 0; place < this.count; place++)
        remember(this.placesByHash, hashOf(this.row(place)), place);
    }
    const places = this.placesByHash.get(hashOf(vector)) ?? [];
    return places.filter((place) => this.row(place).every((value, i) => value === vector[i]));
  }
}

/**
 * A vector of length 1 in the same direction. One that has length 1 already is given back bit by bit, so that
 * stored vectors pass through any number of builds unchanged.
 * @throws IndexError `index.other-dimension`; `index.bad-vector` where no direction can be told.
 */
export function unitVector(vector: ArrayLike<number>, dimension: number): Float32Array {
  if (vector.length !== dimension) {
    throw new IndexError('index.other-dimension', { expected: dimension, found: vector.length });
  }
  const unit = Float32Array.from(vector);
  let squares = 0;
  for (const value of unit) squares += value * value;
  if (!Number.isFinite(squares) || squares === 0) throw new IndexError('index.bad-vector');
  if (Math.abs(squares - 1) <= 1e-6) return unit;
  const norm = Math.sqrt(squares);
  return unit.map((value) => value / norm);
}

function remember(places: Map<number, number[]>, hash: number, place: number): void {
  const known = places.get(hash);
  if (known) known.push(place);
  else places.set(hash, [place]);
}

/** FNV-1a over the 32-bit words. Equality is checked afterwards, so a collision costs time only. */
function hashOf(vector: Float32Array): number {
  const words = new Uint32Array(Float32Array.from(vector).buffer);
  let hash = 0x811c9dc5;
  for (const word of words) hash = Math.imul(hash ^ word, 0x01000193);
  return hash >>> 0;
}
