import { IndexError, ModelError, StateError, UsageError, YinjuError } from '../errors.js';
import { message, type Locale, type MessageKey, type MessageParams } from '../messages/index.js';
import type { ErrorBody } from './schemas.js';

export type ErrorStatus = 400 | 401 | 403 | 404 | 405 | 413 | 415 | 429 | 500 | 503;

/** What is wrong with one field of a request. */
export interface FieldProblem {
  readonly field: string;
  readonly key: MessageKey;
  readonly params: MessageParams;
}

/** An error whose status and message are meant for the client. */
export class HttpError extends YinjuError {
  readonly status: ErrorStatus;
  readonly fields: readonly FieldProblem[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: ErrorStatus,
    key: MessageKey,
    params: MessageParams = {},
    more: { headers?: Record<string, string>; fields?: readonly FieldProblem[]; cause?: unknown } = {},
  ) {
    super(key, params, more.cause === undefined ? {} : { cause: more.cause });
    this.status = status;
    this.headers = more.headers ?? {};
    this.fields = more.fields ?? [];
  }
}

/** The client went away: nobody reads the response; the log names it 499, as is the custom. */
export class ClientGone extends HttpError {
  constructor() {
    super(400, 'http.bad-address');
  }
}

export const busy = (seconds: number): HttpError =>
  new HttpError(503, 'http.busy', { seconds }, { headers: { 'Retry-After': String(seconds) } });
export const notReady = (cause?: unknown): HttpError =>
  new HttpError(503, 'http.not-ready', {}, { headers: { 'Retry-After': '5' }, cause });
export const stopping = (): HttpError =>
  new HttpError(503, 'http.stopping', {}, { headers: { 'Retry-After': '5', Connection: 'close' } });
export const timedOut = (seconds: number): HttpError =>
  new HttpError(503, 'http.timed-out', { seconds }, { headers: { 'Retry-After': '5' } });
export const tooManyRequests = (seconds: number): HttpError =>
  new HttpError(429, 'http.too-many-requests', { seconds }, { headers: { 'Retry-After': String(seconds) } });
export const notFound = (): HttpError => new HttpError(404, 'http.not-found');

/** A request with fields that are wrong; the message is that of the first. */
export function invalidRequest(fields: readonly [FieldProblem, ...FieldProblem[]]): HttpError {
  return new HttpError(400, fields[0].key, fields[0].params, { fields });
}

/**
 * What the client is told about anything that was thrown. Only messages known to hold neither path nor key pass:
 * those made for HTTP and those about what was asked. The rest is one general sentence; the log has the details.
 */
export function toHttpError(error: unknown, requestId: string): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof UsageError && error.code.startsWith('search.')) {
    return new HttpError(400, error.code, error.params, { cause: error });
  }
  if (error instanceof IndexError || error instanceof ModelError) return notReady(error);
  if (error instanceof StateError) {
    return new HttpError(
      503,
      'http.storage-unavailable',
      {},
      { headers: { 'Retry-After': '30' }, cause: error },
    );
  }
  return new HttpError(500, 'http.internal', { requestId }, { cause: error });
}

/** `{code, message, requestId, details?}` in the language of the reader. */
export function errorPayload(error: HttpError, locale: Locale, requestId: string): ErrorBody['error'] {
  return {
    code: errorCode(error),
    message: message(locale, error.code, error.params),
    requestId,
    ...(error.fields.length === 0
      ? {}
      : {
          details: error.fields.map(({ field, key, params }) => ({
            field,
            message: message(locale, key, params),
          })),
        }),
  };
}

/** `http.too-large` is `too-large` for programs; whatever is wrong with a field is `invalid-request`. */
function errorCode(error: HttpError): string {
  return error.code.startsWith('http.') ? error.code.slice('http.'.length) : 'invalid-request';
}
