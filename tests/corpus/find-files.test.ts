import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFiles } from '../../src/corpus/find-files.js';
import { CorpusError } from '../../src/errors.js';

let scratch = '';
let corpus = '';

beforeEach(async () => {
  scratch = await realpath(await mkdtemp(join(tmpdir(), 'yinju-find-')));
  corpus = join(scratch, 'corpus');
  await mkdir(corpus);
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

async function put(path: string, text = 'x'): Promise<void> {
  const at = join(corpus, path);
  await mkdir(join(at, '..'), { recursive: true });
  await writeFile(at, text);
}

async function walk(...roots: string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const item of findFiles(roots.length > 0 ? roots : [corpus])) {
    found.push('file' in item ? item.file.path : `${item.skipped.reason} ${item.skipped.path}`);
  }
  return found;
}

describe('findFiles', () => {
  it('walks folders in the order of their names, files first, without hidden ones', async () => {
    for (const path of [
      'b.txt',
      'a/z.md',
      'a/y/1.html',
      '.git/config',
      'a/.hidden',
      'c.txt',
      '中文/文章.txt',
    ])
      await put(path);
    expect(await walk()).toEqual(['b.txt', 'c.txt', 'a/z.md', 'a/y/1.html', '中文/文章.txt']);
  });

  it('takes single files and several roots, and reads nothing twice', async () => {
    await put('a/1.txt');
    await put('b/2.txt');
    expect(await walk(join(corpus, 'b'), join(corpus, 'a', '1.txt'))).toEqual(['2.txt', '1.txt']);
    expect(await walk(corpus, join(corpus, 'a'), corpus, join(corpus, 'b', '2.txt'))).toEqual([
      'a/1.txt',
      'b/2.txt',
    ]);
  });

  it('refuses a root that is not there, naming it', async () => {
    const missing = join(corpus, 'nowhere');
    const walking = walk(corpus, missing);
    await expect(walking).rejects.toBeInstanceOf(CorpusError);
    await expect(walking).rejects.toMatchObject({ code: 'corpus.missing-root', params: { path: missing } });
  });

  it('takes names such as %2e%2e as they are: nothing is decoded, no path climbs', async () => {
    await put('%2e%2e/%2e%2e%2fsecret.txt');
    await put('..a/b.txt');
    expect(await walk()).toEqual(['%2e%2e/%2e%2e%2fsecret.txt']);
  });

  it('skips links out of the corpus, to files and folders, and names them', async () => {
    await writeFile(join(scratch, 'secret.txt'), 'secret');
    await mkdir(join(scratch, 'outside'));
    await writeFile(join(scratch, 'outside', 'secret.txt'), 'secret');
    await symlink('../secret.txt', join(corpus, 'file.txt'));
    await symlink(join(scratch, 'outside'), join(corpus, 'folder'));
    expect(await walk()).toEqual(['skip.symlink-outside file.txt', 'skip.symlink-outside folder']);
  });

  it('skips links that loop, and broken ones', async () => {
    await put('a/1.txt');
    await symlink('..', join(corpus, 'a', 'up'));
    await symlink('self', join(corpus, 'self'));
    await symlink('gone', join(corpus, 'broken'));
    expect(await walk()).toEqual([
      'skip.unreadable broken',
      'skip.symlink-loop self',
      'a/1.txt',
      'skip.symlink-loop a/up',
    ]);
  });

  it('follows a link only to what is not read under its own name', async () => {
    await put('2024/1.txt');
    await put('.store/2.txt');
    await put('.store/sub/3.txt');
    await symlink('2024/1.txt', join(corpus, 'latest.txt'));
    await symlink('2024', join(corpus, 'now'));
    await symlink('.store/2.txt', join(corpus, 'kept.txt'));
    await symlink('.store/sub', join(corpus, 'sub'));
    await symlink('.store/sub', join(corpus, 'sub-again'));
    expect(await walk()).toEqual(['kept.txt', '2024/1.txt', 'sub/3.txt']);
  });

  it('names FIFOs and sockets without opening them', async () => {
    await put('a.txt');
    execFileSync('mkfifo', [join(corpus, 'pipe')]);
    const server = createServer().listen(join(corpus, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      expect(await walk()).toEqual([
        'a.txt',
        'skip.not-a-regular-file pipe',
        'skip.not-a-regular-file socket',
      ]);
    } finally {
      server.close();
    }
  });

  it('reads names in GBK and composes accents, so that ids are stable', async () => {
    await writeFile(
      Buffer.concat([Buffer.from(`${corpus}/`), Buffer.from([0xd6, 0xd0, 0xce, 0xc4]), Buffer.from('.txt')]),
      'x',
    );
    await writeFile(join(corpus, 'cafe\u0301.txt'), 'x');
    expect(await walk()).toEqual(['caf\u00e9.txt', '中文.txt']);
  });
});
