/** A place among those who work or wait. */
export interface Ticket {
  /** Resolves when it is this one's turn; rejects with the signal's reason when the client left before. */
  readonly turn: Promise<void>;
  /** Gives the place to the next; safe to call more than once, and before the turn has come. */
  readonly release: () => void;
}

interface Waiting {
  readonly start: () => void;
}

/**
 * Lets a limited number work at a time and a limited number wait, first come, first served. Whoever leaves the
 * queue makes room at once.
 */
export class Gate {
  readonly #concurrency: number;
  readonly #maxQueued: number;
  readonly #queue = new Set<Waiting>();
  #running = 0;

  constructor(concurrency: number, maxQueued: number) {
    this.#concurrency = concurrency;
    this.#maxQueued = maxQueued;
  }

  get running(): number {
    return this.#running;
  }

  get queued(): number {
    return this.#queue.size;
  }

  /** A ticket, or null when all places to work and to wait are taken. */
  enter(signal: AbortSignal): Ticket | null {
    if (this.#running < this.#concurrency) {
      this.#running++;
      return { turn: Promise.resolve(), release: this.#releaseOnce() };
    }
    if (this.#queue.size >= this.#maxQueued) return null;
    return this.#wait(signal);
  }

  #wait(signal: AbortSignal): Ticket {
    let release: () => void = () => undefined;
    const turn = new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        this.#queue.delete(waiting);
        signal.removeEventListener('abort', leave);
        reject(signal.reason as Error);
      };
      const waiting: Waiting = {
        start: () => {
          signal.removeEventListener('abort', leave);
          this.#running++;
          release = this.#releaseOnce();
          resolve();
        },
      };
      this.#queue.add(waiting);
      release = () => {
        if (this.#queue.has(waiting)) leave();
      };
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
    });
    // Whoever never awaits its turn must not bring the process down by leaving.
    turn.catch(() => undefined);
    return {
      turn,
      release: () => {
        release();
      },
    };
  }

  #releaseOnce(): () => void {
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.#running--;
      const [next] = this.#queue;
      if (!next) return;
      this.#queue.delete(next);
      next.start();
    };
  }
}
