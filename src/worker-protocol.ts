/** One kind of job that a worker does: what goes in and what comes out, both structured-cloneable. */
export interface JobType {
  readonly input: unknown;
  readonly output: unknown;
}

/** The kinds of job of a worker by name: an interface such as `{ embed: { input: …; output: … } }`. */
export type JobTypes<J> = Record<keyof J, JobType>;

/** An error on its way between threads; `code` and `params` are there when it was a `YinjuError`. */
export interface SentError {
  readonly text: string;
  readonly code?: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Main thread → worker. */
export type ToWorker =
  | {
      readonly type: 'job';
      readonly id: number;
      readonly kind: string;
      readonly input: unknown;
      readonly urgent: boolean;
    }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'close' };

/** Worker → main thread. */
export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'setup-failed'; readonly error: SentError }
  | { readonly type: 'done'; readonly id: number; readonly output: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly error: SentError };
