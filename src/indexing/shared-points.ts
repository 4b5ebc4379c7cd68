/** `[label, point]`: the label's vector is the one that lies in the graph under the label `point`. */
export type VectorCopies = readonly (readonly [label: number, point: number])[];

/** Labels whose vector lies in the graph under another label. */
export class SharedPoints {
  private readonly pointOf = new Map<number, number>();
  private readonly labelsOf = new Map<number, number[]>();

  get size(): number {
    return this.pointOf.size;
  }

  has(label: number): boolean {
    return this.pointOf.has(label);
  }

  labels(): Iterable<number> {
    return this.pointOf.keys();
  }

  /** The label whose point this label shares, if it does; else the label itself. */
  point(label: number): number {
    return this.pointOf.get(label) ?? label;
  }

  /** The labels that share a point, the point's own left out. */
  sharing(point: number): readonly number[] {
    return this.labelsOf.get(point) ?? [];
  }

  add(label: number, point: number): void {
    this.pointOf.set(label, point);
    const labels = this.labelsOf.get(point);
    if (labels) labels.push(label);
    else this.labelsOf.set(point, [label]);
  }

  remove(label: number): void {
    const point = this.point(label);
    this.pointOf.delete(label);
    const rest = this.sharing(point).filter((other) => other !== label);
    if (rest.length === 0) this.labelsOf.delete(point);
    else this.labelsOf.set(point, rest);
  }

  /** Ascending by label. */
  entries(): VectorCopies {
    return [...this.pointOf].sort(([a], [b]) => a - b);
  }
}
