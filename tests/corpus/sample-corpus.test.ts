import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadDocuments } from '../../src/corpus/load-documents.js';
import { groupReprints, reprintSignature } from '../../src/corpus/reprints.js';
import { accessLevels, datePrecisions, documentSchema, repairKinds } from '../../src/domain/document.js';
import type { Document, SkippedItem } from '../../src/domain/document.js';
import { comparable } from '../../src/evaluation/scoring.js';

const place = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const articleSchema = z.strictObject({
  path: z.string(),
  title: z.string().optional(),
  titleStartsWith: z.string().optional(),
  titleNote: z.string().optional(),
  publishedAt: z.string().nullable(),
  publishedPrecision: z.enum(datePrecisions).nullable(),
  source: z.union([z.string(), z.array(z.string())]).optional(),
  author: z.string().optional(),
  url: z.string().optional(),
  tags: z.array(z.string()).optional(),
  access: z.enum(accessLevels).optional(),
  encoding: z.string().optional(),
  contains: z.array(z.string()),
  repaired: z.array(z.string()).default([]),
  lacks: z.array(z.string()),
  repairs: z.array(z.enum(repairKinds)).default([]),
  damagedRuns: z.int().default(0),
  note: z.string().optional(),
});
const expectedSchema = z.strictObject({
  note: z.string(),
  articles: z.record(z.string(), articleSchema),
  reprints: z.array(z.array(z.string())),
  reprintsNote: z.string(),
});
const turnSchema = z.strictObject({ role: z.enum(['user', 'assistant']), content: z.string().min(1) });
const questionSchema = z.strictObject({
  id: z.string(),
  question: z.string().min(1).max(2000),
  kind: z.string(),
  history: z.array(turnSchema).optional(),
  answerable: z.boolean(),
  sources: z.array(z.string()),
  answers: z.array(z.array(z.string().min(1)).min(1)),
});
type Question = z.infer<typeof questionSchema>;

const expected = expectedSchema.parse(
  JSON.parse(readFileSync(place('tests/fixtures/sample/expected.json'), 'utf8')),
);
const questions: Question[] = readFileSync(place('tests/fixtures/questions/sample.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => questionSchema.parse(JSON.parse(line)));

const documents = new Map<string, Document>();
const skipped: SkippedItem[] = [];

beforeAll(async () => {
  for await (const item of loadDocuments([place('corpus')])) {
    if ('document' in item) documents.set(item.document.id, item.document);
    else skipped.push(item.skipped);
  }
});

const withoutSpaces = (text: string) => text.replace(/\s/g, '');

function documentOf(id: string): Document {
  const document = documents.get(id);
  if (!document) throw new Error(`corpus/ has no article ${id}`);
  return document;
}

describe('the sample corpus', () => {
  it('is read whole: every article that is described, no other, nothing skipped', () => {
    expect(skipped).toEqual([]);
    expect([...documents.keys()].sort()).toEqual(Object.keys(expected.articles).sort());
  });

  describe.each(Object.entries(expected.articles))('%s', (id, article) => {
    it('has the metadata it was given', () => {
      const document = documentOf(id);
      expect(documentSchema.safeParse(document).error).toBeUndefined();
      const { path, publishedAt, publishedPrecision } = article;
      expect(document).toMatchObject({ path, publishedAt, publishedPrecision });
      if (article.title !== undefined) expect(document.title).toBe(article.title);
      if (article.titleStartsWith !== undefined) {
        expect(document.title.startsWith(article.titleStartsWith)).toBe(true);
        expect(document.title.length).toBeLessThanOrEqual(40);
      }
      if (article.source !== undefined) expect([article.source].flat()).toContain(document.source);
      for (const key of ['author', 'url', 'tags', 'access', 'encoding'] as const) {
        if (article[key] !== undefined) expect(document[key]).toEqual(article[key]);
      }
    });

    it('keeps its sentences and loses what is not part of it', () => {
      const { text } = documentOf(id);
      const dense = withoutSpaces(text);
      const phrases = [...article.contains, ...article.repaired];
      expect(phrases.filter((phrase) => !dense.includes(withoutSpaces(phrase)))).toEqual([]);
      // In the text as it is as well: \s takes a byte order mark for a space.
      const isLeft = (phrase: string) =>
        text.includes(phrase) || (/\S/.test(phrase) && dense.includes(withoutSpaces(phrase)));
      expect(article.lacks.filter(isLeft)).toEqual([]);
    });

    it('says what was repaired', () => {
      const { repairs, text } = documentOf(id);
      const kinds = new Set(repairs.map((repair) => repair.kind));
      expect(article.repairs.filter((kind) => !kinds.has(kind))).toEqual([]);
      const shifts = repairs.filter(({ kind }) => kind.startsWith('gbk-shift'));
      if (article.damagedRuns > 0) expect(shifts.length).toBeGreaterThanOrEqual(article.damagedRuns);
      else expect(shifts).toEqual([]);
      for (const { start, end } of repairs) {
        expect(start).toBeLessThanOrEqual(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    });
  });

  it('holds the groups of reprints that are described, and no other', () => {
    const items = [...documents.values()].map(({ id, text }) => ({
      id,
      signature: reprintSignature(text),
      length: text.length,
    }));
    const groups = groupReprints(items, (id) => documentOf(id).text).filter((group) => group.length > 1);
    expect(groups.map((group) => [...group].sort())).toEqual(
      expected.reprints.map((group) => [...group].sort()),
    );
  });
});

describe('the questions on it', () => {
  it('have unique ids and enough of every kind', () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    const count = (kind: string) => questions.filter((question) => question.kind === kind).length;
    expect(questions.length).toBeGreaterThanOrEqual(90);
    expect(count('follow-up')).toBeGreaterThanOrEqual(15);
    expect(count('near-miss')).toBeGreaterThanOrEqual(15);
    expect(count('off-topic')).toBeGreaterThanOrEqual(6);
    const others = ['fact', 'paraphrase', 'list', 'reason', 'date', 'cross', 'notation', 'script'];
    expect(others.filter((kind) => count(kind) < 5)).toEqual([]);
  });

  it.each(questions.filter(({ answerable }) => answerable))(
    '$id can be answered from its sources: $question',
    (question) => {
      const texts = question.sources.map((id) => comparable(documentOf(id).text));
      const holds = (text: string, alternatives: readonly string[]) =>
        alternatives.some((alternative) => text.includes(comparable(alternative)));
      expect(question.answers.length).toBeGreaterThan(0);
      expect(question.answers.filter((answer) => !texts.some((text) => holds(text, answer)))).toEqual([]);
      // A source that holds none of the answers would count passages as relevant that are not.
      const idle = question.sources.filter((_, i) => !question.answers.some((a) => holds(texts[i] ?? '', a)));
      expect(idle).toEqual([]);
    },
  );

  it('name no source and no answer where there is none', () => {
    const refused = questions.filter(({ answerable }) => !answerable);
    expect(refused.filter(({ sources, answers }) => sources.length + answers.length > 0)).toEqual([]);
  });

  it('carry a history exactly where they follow up on something', () => {
    const followUps = questions.filter(({ kind }) => kind === 'follow-up');
    expect(followUps.filter(({ history }) => history?.at(-1)?.role !== 'assistant')).toEqual([]);
  });
});
