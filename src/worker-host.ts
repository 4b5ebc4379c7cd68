import { Worker, type Transferable } from 'node:worker_threads';
import { ModelError } from './errors.js';
import type { MessageKey } from './messages/index.js';
import type { FromWorker, JobTypes, SentError, ToWorker } from './worker-protocol.js';

export interface WorkerHostOptions {
  /** What the worker serves, for people: the name of a model. */
  readonly name: string;
  /** The worker's file; `workerFile` finds it. */
  readonly file: URL;
  /** What the worker's `setup` receives. */
  readonly start: unknown;
  /** Usual jobs handed to the worker ahead of its need, so that it never waits for the main thread. Default 3. */
  readonly posted?: number;
}

export interface JobOptions {
  /** Goes before every usual job; waits at most for the one that is running. */
  readonly urgent?: boolean;
  /** Gives the job up: at once for the caller, and in the worker if it has not begun. */
  readonly signal?: AbortSignal | undefined;
  /** Buffers in the input that are handed over instead of copied. */
  readonly transfer?: readonly Transferable[];
}

interface Job {
  readonly id: number;
  readonly kind: string;
  readonly input: unknown;
  readonly urgent: boolean;
  readonly transfer: readonly Transferable[];
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** How long a worker may take to end by itself before it is terminated. */
const CLOSE_PATIENCE_MS = 5_000;

/**
 * One worker thread and the jobs sent to it. The worker starts with the first job. When it dies, what it held is
 * rejected with `model.worker-died` and the next job starts a new one; when that one dies too without having
 * finished anything, no third is started. A worker without jobs does not keep the process alive.
 */
export class WorkerHost<J extends JobTypes<J>> {
  readonly #options: WorkerHostOptions;
  #worker: Worker | undefined;
  #ready = false;
  #exit: Promise<void> = Promise.resolve();
  #cause: unknown;
  #deaths = 0;
  #closing: Promise<void> | undefined;
  #nextId = 1;
  readonly #waiting: Job[] = [];
  readonly #posted = new Map<number, Job>();
  #whenEmpty: (() => void) | undefined;

  constructor(options: WorkerHostOptions) {
    this.#options = options;
  }

  /** Jobs not yet finished. */
  get pending(): number {
    return this.#waiting.length + this.#posted.size;
  }

  /**
   * Has the worker do a job.
   *
   * @throws {ModelError} `model.closed`, `model.worker-died`, `model.run-failed`, or what the worker's setup threw
   * @throws the signal's reason when it aborts first
   */
  run<K extends keyof J & string>(
    kind: K,
    input: J[K]['input'],
    options: JobOptions = {},
  ): Promise<J[K]['output']> {
    const { urgent = false, signal, transfer = [] } = options;
    return new Promise<unknown>((resolve, reject) => {
      if (signal?.aborted) {
        reject(abortReason(signal));
        return;
      }
      if (this.#closing) {
        reject(new ModelError('model.closed', { name: this.#options.name }));
        return;
      }
      if (this.#deaths > 1) {
        reject(this.#death());
        return;
      }
      const onAbort = (): void => {
        if (signal) this.#abandon(job, abortReason(signal));
      };
      const settle =
        <T>(how: (value: T) => void) =>
        (value: T): void => {
          signal?.removeEventListener('abort', onAbort);
          how(value);
        };
      const id = this.#nextId++;
      const job: Job = {
        id,
        kind,
        input,
        urgent,
        transfer,
        resolve: settle(resolve),
        reject: settle(reject),
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(job);
      this.#pump();
    });
  }

  /** Finishes what the worker holds, rejects what waits, and ends the thread. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    for (const job of this.#waiting.splice(0)) {
      job.reject(new ModelError('model.closed', { name: this.#options.name }));
    }
    if (this.#posted.size > 0) await new Promise<void>((resolve) => (this.#whenEmpty = resolve));
    const worker = this.#worker;
    if (!worker) return;
    this.#post(worker, { type: 'close' });
    worker.ref();
    const impatience = setTimeout(() => void worker.terminate(), CLOSE_PATIENCE_MS);
    await this.#exit;
    clearTimeout(impatience);
  }

  #pump(): void {
    if (this.#waiting.length > 0 && !this.#worker) this.#start();
    const worker = this.#worker;
    if (worker && this.#ready) {
      const room =
        (this.#options.posted ?? 3) - [...this.#posted.values()].filter((job) => !job.urgent).length;
      let usual = 0;
      for (const job of this.#waiting.filter((waiting) => waiting.urgent || usual++ < room)) {
        this.#waiting.splice(this.#waiting.indexOf(job), 1);
        this.#posted.set(job.id, job);
        const { id, kind, input, urgent } = job;
        this.#post(worker, { type: 'job', id, kind, input, urgent }, job.transfer);
      }
    }
    if (this.pending > 0) worker?.ref();
    else worker?.unref();
    if (this.#posted.size === 0) this.#whenEmpty?.();
  }

  #start(): void {
    const { file, start } = this.#options;
    const worker = new Worker(file, { workerData: start, ...execArgvFor(file) });
    this.#worker = worker;
    this.#ready = false;
    this.#cause = undefined;
    worker.on('message', (reply: FromWorker) => {
      this.#receive(reply);
    });
    worker.on('error', (error) => {
      this.#cause = error;
    });
    this.#exit = new Promise((resolve) => {
      worker.once('exit', (code) => {
        resolve();
        if (this.#worker !== worker) return;
        this.#worker = undefined;
        this.#ready = false;
        this.#cause ??= new Error(`exit ${code}`);
        if (this.pending > 0) this.#deaths++;
        this.#rejectAll(this.#death());
      });
    });
  }

  #receive(reply: FromWorker): void {
    if (reply.type === 'ready') this.#ready = true;
    else if (reply.type === 'setup-failed') {
      // That worker ends by itself; whoever asks next has another try, perhaps with the cause removed.
      this.#worker?.unref();
      this.#worker = undefined;
      this.#rejectAll(this.#rebuild(reply.error));
    } else {
      this.#deaths = 0;
      const job = this.#posted.get(reply.id);
      this.#posted.delete(reply.id);
      if (reply.type === 'done') job?.resolve(reply.output);
      else job?.reject(this.#rebuild(reply.error));
    }
    this.#pump();
  }

  /** Rejects the job for its caller; a job that the worker already runs is left to end unheard. */
  #abandon(job: Job, reason: Error): void {
    const at = this.#waiting.indexOf(job);
    if (at >= 0) this.#waiting.splice(at, 1);
    else if (this.#worker) this.#post(this.#worker, { type: 'cancel', id: job.id });
    this.#posted.delete(job.id);
    job.reject(reason);
    this.#pump();
  }

  #rejectAll(error: Error): void {
    const jobs = [...this.#posted.values(), ...this.#waiting.splice(0)];
    this.#posted.clear();
    for (const job of jobs) job.reject(error);
    this.#whenEmpty?.();
  }

  #post(worker: Worker, request: ToWorker, transfer: readonly Transferable[] = []): void {
    worker.postMessage(request, transfer);
  }

  #death(): ModelError {
    const cause = this.#cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    return new ModelError('model.worker-died', { name: this.#options.name, detail }, { cause });
  }

  #rebuild(error: SentError): ModelError {
    const cause = new Error(error.text);
    if (error.code) return new ModelError(error.code as MessageKey, error.params ?? {}, { cause });
    return new ModelError('model.run-failed', { name: this.#options.name, detail: error.text }, { cause });
  }
}

/**
 * The worker's file beside the module that starts it, with the extension of what is running: `.js` when compiled,
 * `.ts` when run from source.
 *
 * @param name file name without its extension
 * @param besides `import.meta.url` of the module that starts it
 */
export function workerFile(name: string, besides: string): URL {
  return new URL(`./${name}${new URL(besides).pathname.endsWith('.ts') ? '.ts' : '.js'}`, besides);
}

/** Node 20 reads no TypeScript: from source, the worker first registers the loader that the tests have anyway. */
function execArgvFor(file: URL): { execArgv: string[] } {
  // Not those of the process: `node --eval …` would have the worker evaluate the same again.
  if (!file.pathname.endsWith('.ts')) return { execArgv: [] };
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const register = `import { register } from ${loader}; register();`;
  return { execArgv: ['--import', `data:text/javascript,${encodeURIComponent(register)}`] };
}

function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted', { cause: signal.reason });
}
