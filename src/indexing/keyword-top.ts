export interface Scored {
  readonly label: number;
  readonly score: number;
}

/** The best `capacity` of what is offered: a binary heap with the worst on top. Ties go to the smaller label. */
export class TopK {
  readonly #capacity: number;
  readonly #heap: Scored[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Nothing with a lower score can enter any more. */
  get threshold(): number {
    return this.#heap.length < this.#capacity ? -Infinity : (this.#heap[0]?.score ?? Infinity);
  }

  offer(label: number, score: number): void {
    const heap = this.#heap;
    const item = { label, score };
    if (heap.length < this.#capacity) {
      heap.push(item);
      this.#up(heap.length - 1);
    } else {
      const worst = heap[0];
      if (worst === undefined || !isWorse(worst, item)) return;
      heap[0] = item;
      this.#down();
    }
  }

  /** Best first. */
  sorted(): Scored[] {
    return [...this.#heap].sort((a, b) => (isWorse(a, b) ? 1 : -1));
  }

  #up(from: number): void {
    let child = from;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#swapIfWorse(child, parent)) return;
      child = parent;
    }
  }

  #down(): void {
    const length = this.#heap.length;
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      if (child >= length) return;
      const [left, right] = [this.#heap[child], this.#heap[child + 1]];
      if (left !== undefined && right !== undefined && isWorse(right, left)) child++;
      if (!this.#swapIfWorse(child, parent)) return;
      parent = child;
    }
  }

  /** Swaps when the child is worse than its parent, which belongs below it. */
  #swapIfWorse(child: number, parent: number): boolean {
    const heap = this.#heap;
    const [below, above] = [heap[child], heap[parent]];
    if (below === undefined || above === undefined || !isWorse(below, above)) return false;
    heap[child] = above;
    heap[parent] = below;
    return true;
  }
}

function isWorse(a: Scored, b: Scored): boolean {
  return a.score !== b.score ? a.score < b.score : a.label > b.label;
}
