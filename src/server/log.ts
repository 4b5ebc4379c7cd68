import type { Logger } from 'pino';
import type { AppContext, Parts } from './context.js';
import { errorPayload, toHttpError, type HttpError } from './errors.js';
import type { ErrorBody } from './schemas.js';

/** What the client is not told: the cause of a failure, with its stack. */
export function logFailure(logger: Logger, requestId: string, error: HttpError): void {
  if (error.status === 500) logger.error({ requestId, err: error.cause }, 'request failed');
  else if (error.status === 503)
    logger.warn({ requestId, code: error.code, err: error.cause }, 'request refused');
}

/** What a client may know of a failure, which the log has whole. */
export function safeDescription(parts: Parts, c: AppContext, thrown: unknown): ErrorBody['error'] {
  const { requestId, locale } = c.var;
  const error = toHttpError(thrown, requestId);
  logFailure(parts.options.logger, requestId, error);
  return errorPayload(error, locale, requestId);
}
