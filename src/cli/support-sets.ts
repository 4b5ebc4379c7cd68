import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import type { VerifiablePassage } from '../answering/verify-citations.js';
import { splitDocument, splitterSettingsSchema } from '../chunking/split-document.js';
import { packageRoot } from '../config.js';
import { loadDocuments } from '../corpus/load-documents.js';
import { namesIn } from '../evaluation/support-edits.js';
import { editItems, parseSupportSet, passageFinder, tasksOf } from '../evaluation/support-report.js';
import type { SupportArchive, SupportTask } from '../evaluation/support-report.js';

const fixtures = join(packageRoot, 'tests', 'fixtures', 'support');
const sample = join(packageRoot, 'corpus');
/** Articles that are not part of the project: in the folder `shared` beside it. */
const shared = join(packageRoot, '..', 'shared', 'corpora');
const smallNews = join(shared, 'ecommerce-news.jsonl');
const largeNews = join(shared, 'news.jsonl.gz');
/** The edits are the same in every run. */
const editSeed = 7;
/** Of the news every so-manieth passage is edited. */
const editStride = 3;

/** Sentences to be judged, with what is known of their articles. */
export interface SupportSets {
  readonly tasks: readonly SupportTask[];
  readonly publishedAt: SupportArchive['publishedAt'];
}

/** The passages of a folder or file of articles, with the days of publication. */
async function openArchive(path: string): Promise<SupportArchive> {
  const settings = splitterSettingsSchema.parse({});
  const passages: VerifiablePassage[] = [];
  const published = new Map<string, string | null>();
  for await (const item of loadDocuments([path])) {
    if (!('document' in item)) continue;
    published.set(item.document.id, item.document.publishedAt);
    for (const { id, documentId, start, text } of splitDocument(item.document, settings))
      passages.push({ passageId: id, documentId, start, text });
  }
  return { passages, publishedAt: (documentId) => published.get(documentId) ?? null };
}

/** The hand-written sets of the sample corpus and the edits of its sentences. */
export async function sampleSupport(): Promise<SupportSets> {
  const { passages, publishedAt } = await openArchive(sample);
  const names = z
    .array(z.array(z.string()))
    .parse(JSON.parse(readFileSync(join(fixtures, 'names.json'), 'utf8')));
  const items = [
    ...readSet('paraphrases.jsonl', 'paraphrase, sample'),
    ...readSet('half-true.jsonl', 'half-true, sample'),
    ...editItems(passages, () => names, editSeed),
  ];
  return { tasks: tasksOf(items, passageFinder(passages)), publishedAt };
}

/** The hand-written sets of the shared news and edits of their articles; null where these are not there. */
export async function newsSupport(): Promise<SupportSets | null> {
  if (!existsSync(smallNews) || !existsSync(largeNews)) return null;
  const items = [
    ...readSet('paraphrases-news.jsonl', 'paraphrase, news'),
    ...readSet('half-true-news.jsonl', 'half-true, news'),
  ];
  const articles = new Set(items.map(({ article }) => article));
  const folder = mkdtempSync(join(tmpdir(), 'yinju-support-'));
  try {
    writeFileSync(join(folder, 'news.jsonl'), await newsLines(articles));
    const { passages, publishedAt } = await openArchive(folder);
    const own = passages.filter(({ documentId }, at) => articles.has(documentId) && at % editStride === 0);
    const edits = editItems(own, ({ text }) => namesIn(text), editSeed).map((item) => ({
      ...item,
      kind: `${item.kind}, news`,
    }));
    return { tasks: tasksOf([...items, ...edits], passageFinder(passages)), publishedAt };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The small collection of news, and those of the large one that the sets speak of. */
async function newsLines(articles: ReadonlySet<string>): Promise<string> {
  const small = readFileSync(smallNews, 'utf8').trim().split('\n');
  const idOf = (line: string) => /^\{"id": ?"([^"]+)"/.exec(line)?.[1] ?? '';
  const missing = new Set(articles);
  for (const line of small) missing.delete(idOf(line));
  const found = [...small];
  for await (const line of createInterface(createReadStream(largeNews).pipe(createGunzip()))) {
    if (missing.has(idOf(line))) found.push(line);
  }
  return found.join('\n') + '\n';
}

function readSet(file: string, kind: string) {
  const items = parseSupportSet(readFileSync(join(fixtures, file), 'utf8'));
  return items.map((item) => ({ ...item, kind }));
}
