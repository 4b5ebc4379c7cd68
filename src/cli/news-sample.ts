import { createReadStream, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { packageRoot } from '../config.js';

const archive = join(packageRoot, '..', 'shared', 'corpora', 'news.jsonl.gz');
/** One article in so many stands beside those asked about. */
const every = 100;

/**
 * The articles of these ids from the large news archive beside the project, and every hundredth of the others, as a
 * JSONL file in a folder that version control passes over. Null where the archive is not there.
 */
export async function newsSample(ids: ReadonlySet<string>): Promise<string | null> {
  if (!existsSync(archive)) return null;
  const kept: string[] = [];
  let at = 0;
  for await (const line of createInterface({ input: createReadStream(archive).pipe(createGunzip()) })) {
    const id = /^\{"id": ?"([^"]{1,100})"/u.exec(line)?.[1];
    if ((id !== undefined && ids.has(id)) || at++ % every === 0) kept.push(line);
  }
  const path = join(packageRoot, 'tmp', 'eval-index', 'news-sample.jsonl');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${kept.join('\n')}\n`);
  return path;
}
