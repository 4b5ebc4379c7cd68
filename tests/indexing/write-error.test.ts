import { describe, expect, it } from 'vitest';
import { writeError } from '../../src/indexing/write-error.js';

const failure = (code: string) => Object.assign(new Error('failed'), { code });

describe('writeError', () => {
  it.each([
    ['ENOSPC', 'build.disk-full'],
    ['EDQUOT', 'build.disk-full'],
    ['SQLITE_FULL', 'build.disk-full'],
    ['EACCES', 'build.read-only'],
    ['EPERM', 'build.read-only'],
    ['EROFS', 'build.read-only'],
    ['SQLITE_READONLY_DIRECTORY', 'build.read-only'],
    ['SQLITE_CANTOPEN', 'build.read-only'],
  ])('makes %s %s, with the cause', (code, key) => {
    const cause = failure(code);
    expect(writeError('a/b', cause)).toMatchObject({
      name: 'BuildError',
      code: key,
      params: { path: 'a/b' },
      cause,
    });
  });

  it('leaves anything else as it is', () => {
    for (const cause of [failure('EIO'), failure('SQLITE_CONSTRAINT'), new Error('x'), 'text', null]) {
      expect(writeError('a/b', cause)).toBe(cause);
    }
  });
});
