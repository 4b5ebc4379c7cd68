import { YinjuError } from '../errors.js';

/**
 * The result of `work`, which `signal` may end.
 * @throws YinjuError `cli.stopped` when it fails because it was told to stop: that is no defect
 */
export async function stoppable<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (signal.aborted) throw new YinjuError('cli.stopped', {}, { cause });
    throw cause;
  }
}
