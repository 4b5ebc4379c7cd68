export interface Rate {
  /** So many at once. */
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * A token bucket for all clients together: `burst` at once, `perSecond` for ever. Addresses of clients are not looked
 * at: behind a proxy they are the proxy's, and whoever floods has many.
 */
export class RateLimit {
  #tokens: number;
  #filledAt: number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(
    private readonly rate: Rate,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#tokens = rate.burst;
    this.#filledAt = now();
  }

  /** Takes a token. @returns 0, or the whole seconds after which there may be one again */
  take(): number {
    const { burst, perSecond } = this.rate;
    const time = this.now();
    this.#tokens = Math.min(burst, this.#tokens + ((time - this.#filledAt) / 1000) * perSecond);
    this.#filledAt = time;
    if (this.#tokens < 1) return Math.max(1, Math.ceil((1 - this.#tokens) / perSecond));
    this.#tokens--;
    return 0;
  }
}
