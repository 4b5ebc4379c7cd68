import { createReadStream, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { Setting } from './benchmark.js';

export interface NewsArticle {
  readonly id: string;
  readonly text: string;
}

const place = 'corpora/news.jsonl.gz';

export function newsMissing({ shared }: Setting): string | null {
  return shared !== null && existsSync(join(shared, place)) ? null : `needs ../shared/${place}`;
}

/** Real news articles, `count` of them after the first `skip`, in the order of the file. */
export async function readNews({ shared }: Setting, skip: number, count: number): Promise<NewsArticle[]> {
  const file = createReadStream(join(shared ?? '', place));
  const articles: NewsArticle[] = [];
  let line = 0;
  for await (const text of createInterface(file.pipe(createGunzip()))) {
    if (line++ < skip) continue;
    if (articles.length === count) break;
    articles.push(JSON.parse(text) as NewsArticle);
  }
  file.destroy();
  return articles;
}

export function writeNews(path: string, articles: readonly NewsArticle[]): string {
  writeFileSync(path, articles.map((article) => JSON.stringify(article) + '\n').join(''));
  return path;
}
