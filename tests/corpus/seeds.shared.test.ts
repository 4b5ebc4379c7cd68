import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadDocuments } from '../../src/corpus/load-documents.js';
import type { Document } from '../../src/domain/document.js';

// Beside the repository, where there is one: real articles that are no part of the project.
const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));
const isThere = existsSync(shared);
if (!isThere) console.warn('Not run: the seed articles are not here (../shared beside the repository).');

const expectedSchema = z.object({
  articles: z.record(
    z.string(),
    z.object({
      title: z.string(),
      publishedAt: z.string().nullable(),
      source: z.string().optional(),
      author: z.string().optional(),
      contains: z.array(z.string()),
      repaired: z.array(z.string()).default([]),
      lacks: z.array(z.string()),
      damagedRuns: z.int().default(0),
    }),
  ),
});

const bare = (text: string): string => text.replace(/\s/gu, '');

describe.skipIf(!isThere)('the seed articles', () => {
  const documents = new Map<string, Document>();
  const expected = isThere
    ? expectedSchema.parse(JSON.parse(readFileSync(`${shared}eval/seeds/expected.json`, 'utf8'))).articles
    : {};

  beforeAll(async () => {
    for await (const item of loadDocuments([`${shared}corpora/seeds`])) {
      if ('document' in item) documents.set(item.document.id, item.document);
    }
  });

  it('are all read', () => {
    expect([...documents.keys()].sort()).toEqual(Object.keys(expected).sort());
  });

  describe.each(Object.entries(expected))('%s', (id, article) => {
    const read = (): Document => {
      const document = documents.get(id);
      if (!document) throw new Error(`${id} was not read`);
      return document;
    };

    it('has the title, day, source and author', () => {
      expect(bare(read().title)).toBe(bare(article.title));
      expect(read().publishedAt).toBe(article.publishedAt);
      if (article.source !== undefined) expect(bare(read().source ?? '')).toBe(bare(article.source));
      if (article.author !== undefined) expect(bare(read().author ?? '')).toBe(bare(article.author));
    });

    it.each([...article.contains, ...article.repaired])('holds %s', (words) => {
      expect(bare(read().text)).toContain(bare(words));
    });

    it.each(article.lacks)('lacks %s', (words) => {
      expect(bare(read().text)).not.toContain(bare(words));
    });

    it('tells every damaged run, in offsets of its text', () => {
      const { repairs, text } = read();
      const runs = repairs.filter(
        ({ kind }) => kind === 'gbk-shift-repaired' || kind === 'gbk-shift-unrepaired',
      );
      expect(runs.length).toBeGreaterThanOrEqual(article.damagedRuns);
      for (const { start, end } of repairs) {
        expect(start).toBeLessThanOrEqual(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    });
  });
});
