import { fieldsOf, parseJson, readError } from './read-answer.js';

/** Why a question got no answer. Each kind has words of its own (`fail-…`). */
export const failureKinds = [
  'offline',
  'unreachable',
  'origin',
  'rate-limited',
  'busy',
  'preparing',
  'stopping',
  'timed-out',
  'lost',
  'invalid',
  'service',
] as const;
export type FailureKind = (typeof failureKinds)[number];

export interface Failure {
  readonly kind: FailureKind;
  /** By which the operator finds it in the log. */
  readonly requestId: string;
  /** When it makes sense to try again, in milliseconds since 1970; 0: at once. */
  readonly retryAt: number;
}

/** Thrown by the client; nothing else is, except when it was aborted. */
export class ServiceFailure extends Error {
  override readonly name = 'ServiceFailure';
  constructor(readonly failure: Failure) {
    super(failure.kind);
  }
}

export function failureOf(kind: FailureKind, more: Partial<Failure> = {}): Failure {
  return { kind, requestId: '', retryAt: 0, ...more };
}

/** Longest countdown that is shown; whoever asks for more is asked again then. */
const maxWaitSeconds = 600;
/** Where a service that is not ready or overrun names no time. */
const defaultWaitSeconds = 10;

/** What the service calls it. */
const kindByCode: Readonly<Record<string, FailureKind>> = {
  busy: 'busy',
  'not-ready': 'preparing',
  stopping: 'stopping',
  'timed-out': 'timed-out',
  'too-many-requests': 'rate-limited',
};

/**
 * The failure that a response with an error status stands for.
 * @param now milliseconds since 1970
 */
export function failureOfResponse(
  response: { readonly status: number; readonly retryAfter: string | null; readonly body: string },
  now: number,
): Failure {
  const { code, requestId } = readError(fieldsOf(fieldsOf(parseJson(response.body)).error));
  const kind = kindByCode[code] ?? kindOfStatus(response.status);
  const waits = response.status === 429 || response.status === 503;
  const seconds = waitSeconds(response.retryAfter, now) ?? (waits ? defaultWaitSeconds : 0);
  return { kind, requestId, retryAt: seconds > 0 ? now + seconds * 1000 : 0 };
}

/** The failure that an `error` event stands for: its codes are those of responses. */
export function failureOfEvent(
  { code, requestId }: { readonly code: string; readonly requestId: string },
  now: number,
): Failure {
  const kind = kindByCode[code] ?? 'service';
  const waits = kind !== 'service' && kind !== 'timed-out';
  return { kind, requestId, retryAt: waits ? now + defaultWaitSeconds * 1000 : 0 };
}

function kindOfStatus(status: number): FailureKind {
  if (status === 429) return 'rate-limited';
  if (status === 503) return 'busy';
  if (status === 403) return 'origin';
  return [400, 413, 422].includes(status) ? 'invalid' : 'service';
}

/** Seconds of a Retry-After header, which holds a number or a date; null where it holds neither. */
export function waitSeconds(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null;
  const number = Number(header);
  const seconds = Number.isFinite(number) ? number : (Date.parse(header) - now) / 1000;
  return Number.isNaN(seconds) ? null : Math.min(maxWaitSeconds, Math.max(0, Math.ceil(seconds)));
}
