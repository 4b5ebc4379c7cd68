import type { Logger } from 'pino';
import type { HttpError } from './errors.js';

/** What the client is not told: the cause of a failure, with its stack. */
export function logFailure(logger: Logger, requestId: string, error: HttpError): void {
  if (error.status === 500) logger.error({ requestId, err: error.cause }, 'request failed');
  else if (error.status === 503)
    logger.warn({ requestId, code: error.code, err: error.cause }, 'request refused');
}
