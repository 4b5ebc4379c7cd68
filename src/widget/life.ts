/** How long something lives: its listeners (by `signal`) and timers end with it, so that nothing is left behind. */
export class Life {
  readonly #controller = new AbortController();

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** A life that ends with this one, or earlier. */
  part(): Life {
    const life = new Life();
    if (this.signal.aborted) life.end();
    this.signal.addEventListener(
      'abort',
      () => {
        life.end();
      },
      { signal: life.signal },
    );
    return life;
  }

  /** Runs once after `ms` milliseconds. The returned function calls it off. */
  after(ms: number, action: () => void): () => void {
    const done = this.#timer(
      window.setTimeout(() => {
        done();
        action();
      }, ms),
    );
    return done;
  }

  /** Runs every `ms` milliseconds. The returned function stops it. */
  every(ms: number, action: () => void): () => void {
    return this.#timer(window.setInterval(action, ms));
  }

  end(): void {
    this.#controller.abort();
  }

  #timer(id: number): () => void {
    const stop = new AbortController();
    const clear = (): void => {
      // One kind of number for both: clearing a timeout clears an interval.
      clearTimeout(id);
      stop.abort();
    };
    if (this.signal.aborted) clear();
    else this.signal.addEventListener('abort', clear, { signal: stop.signal });
    return clear;
  }
}
