import type { Catalogue } from '../indexing/catalogue.js';
import type { Generation, GenerationStore } from '../indexing/generations.js';
import type { SearchEngine } from './search-engine.js';

/** A generation with what answers questions from it. */
export interface OpenGeneration {
  readonly generation: Generation;
  readonly engine: SearchEngine;
  readonly catalogue: Catalogue;
}

interface Holder {
  readonly open: OpenGeneration;
  users: number;
  retired: boolean;
}

/**
 * Shares one open generation among all requests and changes it for the one published last without cutting anyone
 * off: who began with the old one ends with it, and it is closed after the last of them.
 */
export class ServedGeneration {
  private refreshing: Promise<boolean> | null = null;

  private constructor(
    readonly store: GenerationStore,
    private readonly openGeneration: (generation: Generation) => Promise<OpenGeneration>,
    private holder: Holder,
  ) {}

  /** @throws IndexError if there is no generation, or it is not whole. */
  static async open(
    store: GenerationStore,
    openGeneration: (generation: Generation) => Promise<OpenGeneration>,
  ): Promise<ServedGeneration> {
    const open = await openGeneration(await store.current());
    return new ServedGeneration(store, openGeneration, { open, users: 0, retired: false });
  }

  /** What is served now. */
  get current(): Generation {
    return this.holder.open.generation;
  }

  /** The present generation, for as long as the caller keeps it. `release` may be called more than once. */
  acquire(): OpenGeneration & { release(): void } {
    const holder = this.holder;
    holder.users++;
    let released = false;
    return {
      ...holder.open,
      release: () => {
        if (released) return;
        released = true;
        holder.users--;
        this.closeIfUnused(holder);
      },
    };
  }

  /**
   * Takes up the generation that `current` names now; resolves with whether it is another one.
   * @throws IndexError if that one cannot be opened; the present one is then served on.
   */
  refresh(): Promise<boolean> {
    this.refreshing ??= this.takeUp().finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  private async takeUp(): Promise<boolean> {
    const id = this.store.currentId();
    if (id === null || id === this.current.id) return false;
    const open = await this.openGeneration(await this.store.open(id));
    const old = this.holder;
    this.holder = { open, users: 0, retired: false };
    old.retired = true;
    this.closeIfUnused(old);
    return true;
  }

  /** Closes the present generation once its last user has gone. */
  async close(): Promise<void> {
    await this.refreshing?.catch(() => false);
    this.holder.retired = true;
    this.closeIfUnused(this.holder);
  }

  private closeIfUnused(holder: Holder): void {
    if (!holder.retired || holder.users > 0) return;
    void holder.open.engine.close();
    void holder.open.catalogue.close();
  }
}
