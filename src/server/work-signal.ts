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
