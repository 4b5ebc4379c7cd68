import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { VerifiablePassage } from '../answering/verify-citations.js';
import { splitDocument, splitterSettingsSchema } from '../chunking/split-document.js';
import { packageRoot } from '../config.js';
import { loadDocuments } from '../corpus/load-documents.js';
import {
  editItems,
  judge,
  parseSupportSet,
  passageFinder,
  type JudgedSentence,
  type SupportArchive,
} from '../evaluation/support-report.js';

const fixtures = join(packageRoot, 'tests', 'fixtures', 'support');
const sample = join(packageRoot, 'corpus');
/** Articles that are not part of the project: in the folder `shared` beside it. */
const news = join(packageRoot, '..', 'shared', 'corpora', 'ecommerce-news.jsonl');
/** The edits are the same in every run. */
const editSeed = 7;

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

/** Judges the hand-written sets of the sample corpus and the edits of its sentences. */
export async function judgeSample(): Promise<JudgedSentence[]> {
  const archive = await openArchive(sample);
  const names = z
    .array(z.array(z.string()))
    .parse(JSON.parse(readFileSync(join(fixtures, 'names.json'), 'utf8')));
  return [
    ...judgeSet('paraphrases.jsonl', 'paraphrase, sample', archive),
    ...judgeSet('half-true.jsonl', 'half-true, sample', archive),
    ...judgeItems(editItems(archive.passages, names, editSeed), archive),
  ];
}

/** Judges the hand-written sets of the shared news; null where they are not there. */
export async function judgeNews(): Promise<JudgedSentence[] | null> {
  if (!existsSync(news)) return null;
  const archive = await openArchive(news);
  return [
    ...judgeSet('paraphrases-news.jsonl', 'paraphrase, news', archive),
    ...judgeSet('half-true-news.jsonl', 'half-true, news', archive),
  ];
}

function judgeSet(file: string, kind: string, archive: SupportArchive): JudgedSentence[] {
  const items = parseSupportSet(readFileSync(join(fixtures, file), 'utf8'));
  return judgeItems(
    items.map((item) => ({ ...item, kind })),
    archive,
  );
}

function judgeItems(
  items: readonly Parameters<typeof judge>[0][],
  archive: SupportArchive,
): JudgedSentence[] {
  const finder = passageFinder(archive.passages);
  return items.map((item) => judge(item, archive, finder));
}
