import { BuildError } from '../errors.js';

const full = /^(?:ENOSPC|EDQUOT|SQLITE_FULL)/;
const forbidden = /^(?:EACCES|EPERM|EROFS|SQLITE_READONLY|SQLITE_CANTOPEN)/;

/** A failed write as people understand it: the disk is full, or may not be written to. Anything else stays as it is. */
export function writeError(path: string, cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (full.test(code)) return new BuildError('build.disk-full', { path }, { cause });
  if (forbidden.test(code)) return new BuildError('build.read-only', { path }, { cause });
  return cause;
}
