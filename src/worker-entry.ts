import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort, workerData, type Transferable } from 'node:worker_threads';
import { YinjuError } from './errors.js';
import type { FromWorker, JobTypes, SentError, ToWorker } from './worker-protocol.js';

/** What a job yields: its output, and the buffers in it that are handed over instead of copied. */
export interface Reply<T> {
  readonly output: T;
  readonly transfer?: readonly Transferable[];
}

export type JobHandlers<J extends JobTypes<J>> = {
  readonly [K in keyof J]: (input: J[K]['input']) => Reply<J[K]['output']> | Promise<Reply<J[K]['output']>>;
};

/** A worker that is set up: its handlers, and what frees its resources at the end. */
export interface WorkerService<J extends JobTypes<J>> {
  readonly handlers: JobHandlers<J>;
  readonly close: () => Promise<void>;
}

/**
 * Runs in a worker thread that a `WorkerHost` started: sets up once, then does jobs one at a time, urgent ones
 * first. Between two jobs the event loop turns once, so that a job that arrived meanwhile is seen.
 *
 * @param setup receives what the host was given as `start`; an error that it throws reaches every waiting caller
 */
export function serveJobs<J extends JobTypes<J>>(setup: (start: unknown) => Promise<WorkerService<J>>): void {
  const port = parentPort;
  if (!port) throw new Error('serveJobs runs in worker threads only');
  const send = (reply: FromWorker, transfer: readonly Transferable[] = []): void => {
    port.postMessage(reply, transfer);
  };
  const urgent: (ToWorker & { type: 'job' })[] = [];
  const usual: (ToWorker & { type: 'job' })[] = [];
  let service: WorkerService<J> | undefined;
  let running = false;
  let closing = false;

  const drain = async (): Promise<void> => {
    if (running || !service) return;
    running = true;
    for (let job = urgent.shift() ?? usual.shift(); job; job = urgent.shift() ?? usual.shift()) {
      try {
        const handler = service.handlers[job.kind as keyof J];
        const { output, transfer } = await handler(job.input);
        send({ type: 'done', id: job.id, output }, transfer);
      } catch (error) {
        send({ type: 'failed', id: job.id, error: sentError(error) });
      }
      await nextTurn();
    }
    running = false;
    if (closing) {
      await service.close();
      process.exit(0); // Ends this thread only, whatever a loader may still have open.
    }
  };

  port.on('message', (request: ToWorker) => {
    if (request.type === 'job') (request.urgent ? urgent : usual).push(request);
    else if (request.type === 'cancel') for (const queue of [urgent, usual]) removeJob(queue, request.id);
    else closing = true;
    void drain();
  });

  setup(workerData).then(
    (ready) => {
      service = ready;
      send({ type: 'ready' });
      void drain();
    },
    (error: unknown) => {
      send({ type: 'setup-failed', error: sentError(error) });
      port.close();
    },
  );
}

function removeJob(queue: { id: number }[], id: number): void {
  const at = queue.findIndex((job) => job.id === id);
  if (at >= 0) queue.splice(at, 1);
}

function sentError(error: unknown): SentError {
  const text = error instanceof Error ? error.message : String(error);
  return error instanceof YinjuError ? { text, code: error.code, params: error.params } : { text };
}
