import { ClientGone, stopping, timedOut } from './errors.js';

/** A signal for one piece of work, and the means to be done with it. */
export interface WorkScope {
  /** Its reason is the HttpError to answer with. */
  readonly signal: AbortSignal;
  /** Ends the work because its client has gone. */
  readonly abandon: () => void;
  /** Takes away the timer and the listeners; the work is over. */
  readonly dispose: () => void;
}

/**
 * Joins the reasons to stop: the client has gone, the service ends, the time is up. By hand rather than by
 * AbortSignal.any, whose results stay tied to a source that lives as long as the process.
 */
export function workScope(clientGone: AbortSignal, ended: AbortSignal, timeoutMs: number): WorkScope {
  const controller = new AbortController();
  const abandon = (): void => {
    controller.abort(new ClientGone());
  };
  const end = (): void => {
    controller.abort(stopping());
  };
  const timer = setTimeout(() => {
    controller.abort(timedOut(Math.ceil(timeoutMs / 1000)));
  }, timeoutMs);
  if (clientGone.aborted) abandon();
  if (ended.aborted) end();
  clientGone.addEventListener('abort', abandon, { once: true });
  ended.addEventListener('abort', end, { once: true });
  return {
    signal: controller.signal,
    abandon,
    dispose: () => {
      clearTimeout(timer);
      clientGone.removeEventListener('abort', abandon);
      ended.removeEventListener('abort', end);
    },
  };
}

/** The promise's outcome, or a rejection with the signal's reason if that comes first. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  // The loser of the race must not become an unhandled rejection.
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
