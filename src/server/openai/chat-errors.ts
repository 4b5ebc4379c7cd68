import type { ErrorBody } from '../schemas.js';

/** Kinds of error as OpenAI's API names them. */
function typeOf(status: number): string {
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}

export interface OpenAiError extends Readonly<ErrorBody['error']> {
  readonly type: string;
  /** The first field that is wrong. */
  readonly param: string | null;
}

/** Our error with the fields that OpenAI's clients read besides. */
export function openAiError(status: number, error: ErrorBody['error']): OpenAiError {
  return { ...error, type: typeOf(status), param: error.details?.[0]?.field ?? null };
}

/** Whether clients of OpenAI's API ask there. */
export function isOpenAiPath(path: string): boolean {
  return /^\/v1\/(?:chat\/|models(?:\/|$))/.test(path);
}
