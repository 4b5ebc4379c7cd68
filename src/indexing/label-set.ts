/** Labels that a search may return. A `Set<number>` is one. */
export interface AllowedLabels extends Iterable<number> {
  readonly size: number;
  has(label: number): boolean;
}

const smallSet = 4096;
const largestBitmapBytes = 1 << 24;

/** An immutable set of labels, made for the hundred thousand questions `has` that a filtered search asks. */
export class LabelSet implements AllowedLabels {
  readonly size: number;
  private readonly bits: Uint8Array | null;
  private readonly set: ReadonlySet<number> | null;

  /** @param labels ascending, each once */
  constructor(private readonly labels: Uint32Array) {
    this.size = labels.length;
    const bitmapBytes = Math.floor((labels.at(-1) ?? 0) / 8) + 1;
    if (this.size <= smallSet || bitmapBytes > largestBitmapBytes) {
      this.set = new Set(labels);
      this.bits = null;
    } else {
      this.set = null;
      this.bits = new Uint8Array(bitmapBytes);
      for (const label of labels) this.bits[label >>> 3] = (this.bits[label >>> 3] ?? 0) | (1 << (label & 7));
    }
  }

  has(label: number): boolean {
    if (this.set) return this.set.has(label);
    return (((this.bits?.[label >>> 3] ?? 0) >>> (label & 7)) & 1) === 1;
  }

  [Symbol.iterator](): Iterator<number> {
    return this.labels[Symbol.iterator]();
  }
}
