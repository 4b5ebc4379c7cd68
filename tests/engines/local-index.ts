import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalSearchEngine } from '../../src/engines/local-search-engine.js';
import { CatalogueWriter } from '../../src/indexing/catalogue-writer.js';
import { HnswVectorIndex, type HnswSettings } from '../../src/indexing/hnsw-vector-index.js';
import { KeywordIndex, KeywordIndexBuilder } from '../../src/indexing/keyword-index.js';
import { SqliteCatalogue } from '../../src/indexing/sqlite-catalogue.js';
import { searchWords } from '../../src/text/words.js';
import { dimension, type Archive } from '../contracts/archive.js';

/** A folder of its own, removed by `dispose`. */
export function temporaryFolder(): { readonly folder: string; readonly dispose: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'yinju-test-'));
  return {
    folder,
    dispose: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** Writes an archive into the three files of a generation, then a second generation without the removed documents. */
export async function buildLocalEngine(
  folder: string,
  archive: Archive,
  removed: readonly string[],
  settings: Partial<HnswSettings>,
): Promise<{ engine: LocalSearchEngine; catalogue: SqliteCatalogue }> {
  const at = (generation: number, file: string) => join(folder, `${generation}-${file}`);

  const vectors = HnswVectorIndex.create(dimension, 1, settings);
  for (const [label, vector] of archive.vectors) vectors.add(label, vector);
  const keywords = new KeywordIndexBuilder();
  for (const { passages } of archive.entries) {
    for (const { label, passage } of passages) keywords.add(label, searchWords(passage.text));
  }
  const writer = CatalogueWriter.create(at(1, 'catalogue.sqlite'));
  writer.add(archive.entries);
  writer.setReprintGroups(archive.reprintGroups);
  writer.setVectorCopies(vectors.copies());
  writer.finish();
  await vectors.save(at(1, 'vectors.hnsw'));
  await keywords.build().save(at(1, 'keywords.bin'));
  if (removed.length === 0) return openLocalEngine(at.bind(null, 1), settings);

  const second = CatalogueWriter.copyOf(at(1, 'catalogue.sqlite'), at(2, 'catalogue.sqlite'));
  const labels = second.remove(removed);
  const left = await HnswVectorIndex.copyForUpdate(at(1, 'vectors.hnsw'), dimension, {
    copies: vectors.copies(),
    removed: labels,
    added: [],
    settings,
  });
  second.setVectorCopies(left.copies());
  second.finish();
  await left.save(at(2, 'vectors.hnsw'));
  await new KeywordIndexBuilder(await KeywordIndex.load(at(1, 'keywords.bin')), new Set(labels))
    .build()
    .save(at(2, 'keywords.bin'));
  return openLocalEngine(at.bind(null, 2), settings);
}

async function openLocalEngine(
  at: (file: string) => string,
  settings: Partial<HnswSettings>,
): Promise<{ engine: LocalSearchEngine; catalogue: SqliteCatalogue }> {
  const catalogue = SqliteCatalogue.open(at('catalogue.sqlite'));
  const vectors = await HnswVectorIndex.load(at('vectors.hnsw'), dimension, {
    copies: catalogue.vectorCopies(),
    settings,
  });
  const keywords = await KeywordIndex.load(at('keywords.bin'));
  return { engine: new LocalSearchEngine(vectors, keywords, catalogue), catalogue };
}
