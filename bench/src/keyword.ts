/**
 * The keyword index at full size: what building, loading and searching cost, beside SQLite FTS5 over the same words,
 * and whether figures, dates and names among the words help to find the right passage.
 *
 *   npx tsx bench/src/keyword.ts [--shared ../shared] [--articles N] [--fts5 QUERIES] [--grid]
 *
 * Reads corpora/news.jsonl.gz of the shared folder (cut into pieces of 300 characters) and the question files beside
 * it. `--articles` takes only the first N; `--fts5 0` leaves SQLite out; `--grid` also tries BM25 parameters. Prints
 * one table in Markdown. Build times are processor time of this process, query times wall-clock time.
 */
import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import Database from 'better-sqlite3';
import {
  defaultBm25,
  KeywordIndex,
  KeywordIndexBuilder,
  type Bm25Parameters,
} from '../../src/indexing/keyword-index.js';
import { foldText } from '../../src/text/fold.js';
import { searchWords } from '../../src/text/words.js';

const { values } = parseArgs({
  options: {
    shared: { type: 'string', default: fileURLToPath(new URL('../../../shared', import.meta.url)) },
    articles: { type: 'string', default: 'Infinity' },
    fts5: { type: 'string', default: '200' },
    grid: { type: 'boolean', default: false },
    load: { type: 'string' },
  },
});
const shared = resolve(values.shared);
if (!existsSync(join(shared, 'corpora/news.jsonl.gz'))) {
  console.log(`skipped: ${shared} has no corpora/news.jsonl.gz; name the folder with --shared`);
  process.exit(0);
}

interface Question {
  readonly question: string;
  readonly answerable: boolean;
  readonly history?: unknown;
  readonly sources: readonly string[];
  readonly answers: readonly (readonly string[])[];
}
interface Piece {
  readonly articleId: string;
  readonly text: string;
}
type Cut = (text: string) => string[];

const questionSets = ['seeds', 'news-dev', 'drcd-dev', 'cmrc-trial'];
const questions = questionSets.flatMap((set) => readLines<Question>(`eval/${set}/questions.jsonl`));
const sample = Array.from({ length: 1000 }, (_, i) => questions[(i * 7919) % questions.length]!.question);

if (values.load !== undefined) {
  console.log(JSON.stringify(await measureSearch(values.load)));
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'yinju-bench-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true });
});
const rows: [string, string][] = [];

const pieces = await newsPieces(Number(values.articles));
const characters = pieces.reduce((sum, piece) => sum + piece.text.length, 0);
searchWords('');
const cutting = timed(() => {
  const builder = new KeywordIndexBuilder();
  pieces.forEach((piece, label) => {
    builder.add(label, searchWords(piece.text));
  });
  return builder;
});
const building = timed(() => cutting.value.build());
const index = building.value;
const path = join(folder, 'keywords.bin');
await index.save(path);
const seconds = cutting.seconds + building.seconds;
row('passages / characters', `${pieces.length} / ${(characters / 1e6).toFixed(1)} M`);
row('postings / terms', `${index.tables.places.length} / ${index.tables.termStarts.length - 1}`);
row('build: words + postings', `${cutting.seconds.toFixed(1)} s`);
row('build: sort and merge', `${building.seconds.toFixed(1)} s`);
row(
  'build rate',
  `${Math.round(pieces.length / seconds)} passages/s, ${(characters / seconds / 1e6).toFixed(2)} M characters/s`,
);
row('build peak RSS', `${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
row('file', `${(statSync(path).size / 1e6).toFixed(1)} MB`);

const change = timed(() => {
  const removed = new Set(Array.from({ length: 200 }, (_, i) => i * 37));
  const builder = new KeywordIndexBuilder(index, removed);
  for (let i = 0; i < 200; i++) builder.add(pieces.length + i, searchWords(pieces[i]!.text));
  return builder.build();
});
row('200 passages replaced', `${(change.seconds * 1000).toFixed(0)} ms`);

const measured = JSON.parse(
  execFileSync(
    process.execPath,
    [...process.execArgv, fileURLToPath(import.meta.url), '--shared', shared, '--load', path],
    { encoding: 'utf8' },
  ),
) as Awaited<ReturnType<typeof measureSearch>>;
row('load and check', `${measured.loadMs.toFixed(0)} ms, ${measured.loadedMb} MB more RSS`);
row('question to words', `${measured.wordsMs.toFixed(3)} ms`);
row('query p50 / p95 / p99 (k 100)', measured.queryMs.map((ms) => ms.toFixed(2)).join(' / ') + ' ms');
row('the same, 1 in 10 allowed', measured.filteredMs.map((ms) => ms.toFixed(2)).join(' / ') + ' ms');
if (Number(values.fts5) > 0) measureFts5(Number(values.fts5));

const segmenter = Jieba.withDict(dict);
const plainCut: Cut = (text) =>
  segmenter.cutForSearch(foldText(text), true).filter((word) => /[\p{L}\p{N}]/u.test(word));
for (const set of ['drcd-dev', 'cmrc-trial'] as const) {
  const paragraphs = readLines<{ id: string; text: string }>(`eval/${set}/articles.jsonl`);
  compare(
    set,
    paragraphs.map(({ id, text }) => ({ articleId: id, text })),
  );
}
const ecommerce = readLines<{ id: string; text: string }>('corpora/ecommerce-news.jsonl');
compare('news-dev', ecommerce.flatMap(piecesOf));
const plainNews = quality('news-dev', pieces, plainCut, [{ label: '', index: indexed(pieces, plainCut) }]);
row('news-dev among all news: jieba alone', plainNews.join(''));
const inNews = quality('news-dev', pieces, searchWords, [{ label: '', index }]);
row('news-dev among all news: our words', inNews.join(''));
if (values.grid)
  row('news-dev among all news, grid', quality('news-dev', pieces, searchWords, grid(index)).join('; '));

console.log('| | |\n|---|---|');
for (const [name, value] of rows) console.log(`| ${name} | ${value} |`);

function row(name: string, value: string): void {
  rows.push([name, value]);
}

function readLines<T>(file: string): T[] {
  const lines = readFileSync(join(shared, file), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T);
}

async function newsPieces(articles: number): Promise<Piece[]> {
  const lines = createInterface(createReadStream(join(shared, 'corpora/news.jsonl.gz')).pipe(createGunzip()));
  const found: Piece[] = [];
  let read = 0;
  for await (const line of lines) {
    if (read++ >= articles) break;
    found.push(...piecesOf(JSON.parse(line) as { id: string; text: string }));
  }
  return found;
}

function piecesOf(article: { id: string; text: string }): Piece[] {
  const found: Piece[] = [];
  for (let i = 0; i < article.text.length; i += 300) {
    found.push({ articleId: article.id, text: article.text.slice(i, i + 300) });
  }
  return found;
}

function timed<T>(work: () => T): { value: T; seconds: number } {
  const before = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(before);
  return { value, seconds: (user + system) / 1e6 };
}

async function measureSearch(file: string) {
  const rssBefore = process.memoryUsage().rss;
  const start = performance.now();
  const loaded = await KeywordIndex.load(file);
  const loadMs = performance.now() - start;
  const loadedMb = Math.round((process.memoryUsage().rss - rssBefore) / 1e6);
  searchWords('');
  const cutStart = performance.now();
  const queries = sample.map(searchWords);
  const wordsMs = (performance.now() - cutStart) / sample.length;
  for (const query of queries.slice(0, 200)) loaded.search(query, 100);
  return {
    loadMs,
    loadedMb,
    wordsMs,
    queryMs: percentiles(queries.map((query) => clock(() => loaded.search(query, 100)))),
    filteredMs: percentiles(
      queries.map((query) => clock(() => loaded.search(query, 100, (label) => label % 10 === 0))),
    ),
  };
}

function clock(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function percentiles(times: number[]): number[] {
  times.sort((a, b) => a - b);
  return [0.5, 0.95, 0.99].map((share) => times[Math.floor(share * times.length)] ?? 0);
}

/** FTS5 over the same words: every word is written as a number, so that its tokenizer cannot cut them again. */
function measureFts5(queries: number): void {
  const file = join(folder, 'fts5.sqlite');
  const database = new Database(file);
  database.exec("create virtual table passages using fts5(words, content='', detail='none')");
  const numbers = new Map<string, number>();
  const asNumbers = (words: readonly string[]) =>
    words.map((word) => {
      if (!numbers.has(word)) numbers.set(word, numbers.size);
      return `w${numbers.get(word)!}`;
    });
  const insert = database.prepare('insert into passages (rowid, words) values (?, ?)');
  database.transaction(() => {
    pieces.forEach((piece, label) => insert.run(label, asNumbers(searchWords(piece.text)).join(' ')));
  })();
  const select = database.prepare(
    'select rowid from passages where passages match ? order by rank limit 100',
  );
  const times = sample.slice(0, queries).map((question) => {
    const words = [...new Set(asNumbers(searchWords(question)))].join(' OR ');
    return clock(() => (words === '' ? [] : select.all(words)));
  });
  database.close();
  row('SQLite FTS5, same words: file', `${(statSync(file).size / 1e6).toFixed(1)} MB`);
  row(
    'SQLite FTS5, same words: query',
    percentiles(times)
      .map((ms) => ms.toFixed(1))
      .join(' / ') + ' ms',
  );
}

function compare(set: string, paragraphs: readonly Piece[]): void {
  const ours = indexed(paragraphs, searchWords);
  row(
    `${set}: jieba alone`,
    quality(set, paragraphs, plainCut, [{ label: '', index: indexed(paragraphs, plainCut) }]).join(''),
  );
  row(`${set}: our words`, quality(set, paragraphs, searchWords, [{ label: '', index: ours }]).join(''));
  if (values.grid) row(`${set}: grid`, quality(set, paragraphs, searchWords, grid(ours)).join('; '));
}

function indexed(paragraphs: readonly Piece[], cut: Cut): KeywordIndex {
  const builder = new KeywordIndexBuilder();
  paragraphs.forEach((paragraph, label) => {
    builder.add(label, cut(paragraph.text));
  });
  return builder.build();
}

function grid(of: KeywordIndex): { label: string; index: KeywordIndex }[] {
  const parameters: Bm25Parameters[] = [0.6, 0.9, 1.2, 1.5].flatMap((k1) =>
    [0.2, 0.3, 0.4, 0.6, 0.75].map((b) => ({ k1, b })),
  );
  return [defaultBm25, ...parameters].map((each) => ({
    label: `k1 ${each.k1} b ${each.b}`,
    index: new KeywordIndex(of.tables, each),
  }));
}

/** MRR@10 and hit@10: relevant is a passage of a source that holds one of the answers (any paragraph, when whole). */
function quality(
  set: string,
  paragraphs: readonly Piece[],
  cut: Cut,
  indexes: readonly { label: string; index: KeywordIndex }[],
): string[] {
  const asked = readLines<Question>(`eval/${set}/questions.jsonl`).filter(
    (question) => question.answerable && question.history === undefined,
  );
  const whole = set !== 'news-dev';
  const normal = new Map<number, string>();
  const textOf = (label: number) => {
    const known = normal.get(label) ?? bare(paragraphs[label]!.text);
    normal.set(label, known);
    return known;
  };
  return indexes.map(({ label, index: searched }) => {
    let [reciprocal, hits] = [0, 0];
    for (const question of asked) {
      const found = searched.search(cut(question.question), 10);
      const rank = found.findIndex(
        (hit) =>
          question.sources.includes(paragraphs[hit.label]!.articleId) &&
          (whole ||
            question.answers.some((alternatives) =>
              alternatives.some((text) => textOf(hit.label).includes(bare(text))),
            )),
      );
      if (rank < 0) continue;
      hits++;
      reciprocal += 1 / (rank + 1);
    }
    const percent = (sum: number) => ((100 * sum) / asked.length).toFixed(1);
    return `${label}${label && ': '}MRR@10 ${percent(reciprocal)}, hit@10 ${percent(hits)}`;
  });
}

function bare(text: string): string {
  return foldText(text).replace(/[\s\p{P}]/gu, '');
}
