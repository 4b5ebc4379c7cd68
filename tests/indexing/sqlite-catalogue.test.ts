import { copyFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { CatalogueBuildReader } from '../../src/indexing/catalogue-build-reader.js';
import { documentRecordHash } from '../../src/indexing/catalogue-schema.js';
import { CatalogueWriter } from '../../src/indexing/catalogue-writer.js';
import { SqliteCatalogue } from '../../src/indexing/sqlite-catalogue.js';
import { archiveOf, article, harbourArchive, oddId, type Archive } from '../contracts/archive.js';
import { describeCatalogue } from '../contracts/catalogue.js';
import { temporaryFolder } from '../engines/local-index.js';

const { folder, dispose } = temporaryFolder();
afterAll(dispose);
let files = 0;
const newPath = () => join(folder, `${files++}.sqlite`);

function write(archive: Archive, path = newPath()): string {
  const writer = CatalogueWriter.create(path);
  writer.add(archive.entries);
  writer.setReprintGroups(archive.reprintGroups);
  writer.finish();
  return path;
}

const made = (path: string) => {
  const catalogue = SqliteCatalogue.open(path);
  return Promise.resolve({ catalogue, dispose: () => Promise.resolve() });
};

describeCatalogue('SqliteCatalogue', (archive) => made(write(archive)));

describeCatalogue('SqliteCatalogue, changed from another one', (archive) => {
  const doomed = archiveOf(
    [
      { id: 'doomed', title: '要删', text: '删去' },
      { id: 'twin-a', title: '旧', text: '旧文' },
    ],
    [['doomed', 'twin-a']],
    1000,
  );
  const half = Math.floor(archive.entries.length / 2);
  const early = archive.entries.slice(0, half).filter(({ document }) => document.id !== 'twin-a');
  const before = write({ ...doomed, entries: [...doomed.entries, ...early] });
  const path = newPath();
  const writer = CatalogueWriter.copyOf(before, path);
  writer.remove(['twin-a', 'doomed', 'never-there']);
  writer.add(archive.entries.filter((entry) => !early.includes(entry)));
  writer.setReprintGroups(archive.reprintGroups);
  writer.finish();
  return made(path);
});

describe('CatalogueWriter', () => {
  it('names the labels of what it removes, and leaves no trace of it in the file', () => {
    const before = write(harbourArchive);
    const path = newPath();
    const writer = CatalogueWriter.copyOf(before, path);
    const gone = harbourArchive.entries.find(({ document }) => document.id === 'undated')!;
    expect(writer.remove(['undated', 'no-such'])).toEqual(gone.passages.map(({ label }) => label));
    writer.finish();
    expect(readFileSync(before).includes('受潮的茶叶')).toBe(true);
    expect(readFileSync(path).includes('受潮的茶叶')).toBe(false);
    expect(readFileSync(path).includes('桥梁通车')).toBe(true);
  });

  it('never changes the catalogue that it copies', () => {
    const before = write(harbourArchive);
    const bytes = readFileSync(before);
    const writer = CatalogueWriter.copyOf(before, newPath());
    writer.remove(harbourArchive.entries.map(({ document }) => document.id));
    writer.finish();
    expect(readFileSync(before).equals(bytes)).toBe(true);
  });

  it('refuses a document or a label that is there already, and keeps none of its batch', async () => {
    const path = newPath();
    const writer = CatalogueWriter.create(path);
    writer.add([article({ id: 'a', title: '', text: '一' }, 0)]);
    const other = article({ id: 'b', title: '', text: '二' }, 5);
    expect(() => {
      writer.add([other, article({ id: 'a', title: '', text: '三' }, 9)]);
    }).toThrow(/UNIQUE/);
    expect(() => {
      writer.add([other, article({ id: 'c', title: '', text: '三' }, 0)]);
    }).toThrow(/UNIQUE/);
    writer.finish();
    const catalogue = SqliteCatalogue.open(path);
    expect(await catalogue.counts()).toEqual({ documents: 1, passages: 1 });
    await catalogue.close();
  });

  it('gives back what reprints are found by', () => {
    const writer = CatalogueWriter.create(newPath());
    const signature = Uint32Array.of(1, 4_294_967_295, 7);
    writer.add([
      { ...article({ id: 'a', title: '', text: '一😀' }, 0), reprintSignature: signature },
      article({ id: 'b', title: '', text: '二' }, 1),
    ]);
    expect(writer.reprintItems()).toEqual([{ id: 'a', signature, length: 3 }]);
    expect(writer.textOf('a')).toBe('一😀');
    expect(writer.textOf('no-such')).toBe('');
    writer.abandon();
  });

  it('starts over where a file of the same name stands', async () => {
    const path = newPath();
    writeFileSync(path, 'left behind');
    write(harbourArchive, path);
    const catalogue = SqliteCatalogue.open(path);
    expect((await catalogue.counts()).documents).toBe(8);
    await catalogue.close();
  });

  it.skipIf(!existsSync('/proc/self'))('says that a place cannot be written to', () => {
    const readOnly = { code: 'build.read-only', exitStatus: 1 };
    expect(() => CatalogueWriter.create('/proc/no.sqlite')).toThrow(expect.objectContaining(readOnly));
  });

  it('leaves one file, complete once it is finished', () => {
    const path = write(harbourArchive);
    expect(existsSync(`${path}-journal`) || existsSync(`${path}-wal`)).toBe(false);
    const database = new Database(path, { readonly: true });
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    database.close();
  });
});

describe('CatalogueBuildReader', () => {
  it('gives back every entry as it was written', () => {
    const signed = harbourArchive.entries.map((entry, i) => ({
      ...entry,
      reprintSignature: i % 2 === 0 ? Uint32Array.of(i, 1, 2, 3) : null,
    }));
    const reader = CatalogueBuildReader.open(write({ ...harbourArchive, entries: signed }));
    expect([...reader.entries()]).toEqual(signed);
    expect(reader.entry(oddId)).toEqual(signed.find(({ document }) => document.id === oddId));
    expect(reader.entry('no-such')).toBeNull();
    expect(reader.passagesOf('twin-a')).toEqual(
      signed.find(({ document }) => document.id === 'twin-a')?.passages,
    );
    expect(reader.passagesOf('no-such')).toEqual([]);
    reader.close();
  });

  it('walks through more documents than it reads at a time', () => {
    const many = archiveOf(
      Array.from({ length: 600 }, (_, i) => ({ id: `d${i}`, title: '', text: `第${i}篇` })),
    );
    const reader = CatalogueBuildReader.open(write(many));
    expect([...reader.entries()].map(({ document }) => document.id)).toEqual(
      many.entries.map(({ document }) => document.id),
    );
    reader.close();
  });

  it('tells what has changed', () => {
    const reader = CatalogueBuildReader.open(write(harbourArchive));
    const states = reader.documentStates();
    expect(states.size).toBe(8);
    for (const { document, ingestedAt, splitter } of harbourArchive.entries) {
      const recordHash = documentRecordHash(document);
      expect(states.get(document.id)).toEqual({
        contentHash: document.contentHash,
        recordHash,
        ingestedAt,
        splitter,
      });
      expect(documentRecordHash({ ...document, tags: ['new'] })).not.toBe(recordHash);
      expect(documentRecordHash({ ...document, author: document.author ?? 'new' })).toBe(
        document.author ? recordHash : documentRecordHash({ ...document, author: 'new' }),
      );
    }
    reader.close();
  });

  it('finds the passage whose vector can be taken over', () => {
    const reader = CatalogueBuildReader.open(write(harbourArchive));
    const twin = harbourArchive.entries.find(({ document }) => document.id === 'twin-b')!;
    expect(reader.findByEmbedHash(twin.passages[0]!.embedHash)).toBe(twin.passages[0]!.label);
    expect(reader.findByEmbedHash('0'.repeat(64))).toBeNull();
    reader.close();
  });

  it('keeps which vectors are copies, for builds and for serving', async () => {
    const path = newPath();
    const writer = CatalogueWriter.create(path);
    writer.setVectorCopies([[1, 2]]);
    writer.setVectorCopies([
      [9, 4],
      [7, 4],
    ]);
    writer.finish();
    const [reader, catalogue] = [CatalogueBuildReader.open(path), SqliteCatalogue.open(path)];
    expect(reader.vectorCopies()).toEqual([
      [7, 4],
      [9, 4],
    ]);
    expect(catalogue.vectorCopies()).toEqual(reader.vectorCopies());
    reader.close();
    await catalogue.close();
  });
});

describe('a damaged catalogue', () => {
  const damaged = expect.objectContaining({ code: 'index.catalogue-damaged', exitStatus: 3 }) as Error;
  const opened = [
    ['SqliteCatalogue', (path: string) => SqliteCatalogue.open(path)],
    ['CatalogueBuildReader', (path: string) => CatalogueBuildReader.open(path)],
    ['CatalogueWriter', (path: string) => CatalogueWriter.copyOf(path, newPath())],
  ] as const;

  it.each(opened)('%s refuses what is no catalogue', (name, open) => {
    const junk = newPath();
    writeFileSync(junk, 'not a database at all, but long enough to look like one '.repeat(50));
    const empty = newPath();
    writeFileSync(empty, '');
    const foreign = newPath();
    new Database(foreign).exec('CREATE TABLE t (x)').close();
    for (const path of [junk, empty, foreign]) expect(() => open(path)).toThrow(damaged);
    if (name !== 'CatalogueWriter') {
      mkdirSync(join(folder, `as-folder-${name}`));
      for (const path of [newPath(), join(folder, `as-folder-${name}`)])
        expect(() => open(path)).toThrow(damaged);
    }
  });

  it.each(opened)('%s refuses another format', (_, open) => {
    const path = write(harbourArchive);
    const database = new Database(path);
    database.pragma('user_version = 99');
    database.close();
    expect(() => open(path)).toThrow(expect.objectContaining({ code: 'index.catalogue-other-format' }));
  });

  it.each(opened.slice(0, 2))('%s refuses one without its tables', (_, open) => {
    const path = write(harbourArchive);
    const database = new Database(path);
    database.exec('DROP TABLE texts; DROP TABLE passages');
    database.close();
    expect(() => open(path)).toThrow(damaged);
  });

  it('is found out wherever it is cut or overwritten, without a crash', async () => {
    const whole = write(
      archiveOf(
        Array.from({ length: 200 }, (_, i) => ({
          id: `d${i}`,
          title: `第${i}篇`,
          text: `文章${i}`.repeat(40),
        })),
      ),
    );
    const { length } = readFileSync(whole);
    let found = 0;
    for (let offset = 4096; offset < length; offset += 4096) {
      for (const cut of [true, false]) {
        const path = newPath();
        copyFileSync(whole, path);
        if (cut) truncateSync(path, offset);
        else {
          const bytes = readFileSync(path);
          bytes.fill(0xa5, offset, offset + 4096);
          writeFileSync(path, bytes);
        }
        let catalogue: SqliteCatalogue | undefined;
        try {
          catalogue = SqliteCatalogue.open(path);
          for (let i = 0; i < 200; i++) {
            await catalogue.document(`d${i}`);
            await catalogue.passagesOf(`d${i}`);
          }
          await catalogue.list({ limit: 500, words: '没有这样的话' });
          catalogue.passageIds([1, 50, 199]);
          catalogue.labelsMatching({ sources: ['x'] });
        } catch (error) {
          expect(error).toMatchObject({ code: 'index.catalogue-damaged' });
          found++;
        } finally {
          await catalogue?.close();
        }
      }
    }
    expect(found).toBeGreaterThan(length / 4096);
  });

  it('is found out when a list in it is no list', async () => {
    const path = write(harbourArchive);
    const database = new Database(path);
    database.exec(`UPDATE documents SET tags = '{"a":' WHERE id = 'almanac'`);
    database.exec(`UPDATE documents SET repairs = '[{"kind":"?"}]' WHERE id = 'undated'`);
    database.close();
    const catalogue = SqliteCatalogue.open(path);
    for (const id of ['almanac', 'undated']) await expect(catalogue.document(id)).rejects.toThrow(damaged);
    expect((await catalogue.document('twin-a'))?.id).toBe('twin-a');
    await catalogue.close();
  });
});

describe('SqliteCatalogue', () => {
  it('cannot be written to, and makes no file of its own', () => {
    const path = write(harbourArchive);
    const bytes = readFileSync(path);
    const catalogue = SqliteCatalogue.open(path);
    catalogue.labelsMatching({ sources: ['新华网'] });
    void catalogue.close();
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(existsSync(`${path}-journal`) || existsSync(`${path}-wal`) || existsSync(`${path}-shm`)).toBe(
      false,
    );
  });

  it('answers the same filter again from what it kept, and many others', () => {
    const catalogue = SqliteCatalogue.open(write(harbourArchive));
    const first = catalogue.labelsMatching({ sources: ['新华网'] });
    expect(catalogue.labelsMatching({ sources: ['新华网'] })).toBe(first);
    for (let i = 0; i < 20; i++) expect(catalogue.labelsMatching({ sources: [`${i}`] })?.size).toBe(0);
    expect([...catalogue.labelsMatching({ sources: ['新华网'] })!]).toEqual([...first!]);
    void catalogue.close();
  });

  it.each([0, -1, 1.5, NaN])('refuses the limit %s', async (limit) => {
    const catalogue = SqliteCatalogue.open(write(harbourArchive));
    await expect(catalogue.list({ limit })).rejects.toThrow(RangeError);
    await catalogue.close();
  });
});
