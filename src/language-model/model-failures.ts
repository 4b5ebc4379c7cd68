import { LanguageModelError } from './language-model.js';

/** What tells a reader of the log which model failed; no key. */
export interface FailingModel {
  readonly name: string;
  readonly model: string;
  readonly address: string;
}

/**
 * What went wrong with a model's server, from whatever its client threw. Nothing of the error itself is kept: such errors
 * carry requests with keys, and answers of servers that anyone may run.
 */
export function failureOf(error: unknown, { name, model, address }: FailingModel): LanguageModelError {
  if (error instanceof LanguageModelError) return error;
  const status = statusOf(error);
  const failure = (code: Code, params = {}) =>
    new LanguageModelError(`language-model.failure.${code}`, { name, address, ...params });
  if (status !== null) {
    if (status === 401 || status === 403) return failure('key-refused', { status });
    if (status === 404) return failure('unknown-model', { status, model });
    if (status === 429) return failure('rate-limited', { status });
    return status >= 500 ? failure('server-failed', { status }) : failure('refused', { status });
  }
  const code = networkCode(error);
  if (code !== null) return failure(broken.has(code) ? 'broken-off' : 'unreachable', { detail: code });
  return failure('bad-form');
}

type Code =
  | 'key-refused'
  | 'unknown-model'
  | 'rate-limited'
  | 'server-failed'
  | 'refused'
  | 'broken-off'
  | 'unreachable'
  | 'bad-form';

const broken: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** So long, in milliseconds, is waited before a request is tried again; null: it would not help. */
export function retryAfterMs(error: unknown, attempt: number): number | null {
  const status = statusOf(error);
  if (status !== 429 && status !== 503) return null;
  const seconds = Number(headerOf(error, 'retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 500 * 2 ** attempt;
}

function statusOf(error: unknown): number | null {
  for (const one of chainOf(error)) {
    for (const name of ['status', 'status_code', 'statusCode']) {
      const value: unknown = Reflect.get(one, name);
      if (typeof value === 'number' && value >= 100 && value < 600) return value;
    }
  }
  return null;
}

function headerOf(error: unknown, name: string): string | null {
  for (const one of chainOf(error)) {
    const headers: unknown = Reflect.get(one, 'headers');
    if (headers instanceof Headers) return headers.get(name);
  }
  return null;
}

function networkCode(error: unknown): string | null {
  for (const one of chainOf(error)) {
    const code: unknown = Reflect.get(one, 'code');
    if (typeof code === 'string' && /^[A-Z][A-Z_]{2,40}$/.test(code)) return code;
  }
  return null;
}

/** An error and what caused it; a client may wrap as often as it likes. */
function chainOf(error: unknown): object[] {
  const chain: object[] = [];
  let one = error;
  while (typeof one === 'object' && one !== null && chain.length < 8) {
    chain.push(one);
    one = Reflect.get(one, 'cause');
  }
  return chain;
}
