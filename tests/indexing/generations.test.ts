import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { termNames, type Terms } from '../../src/domain/calibration.js';
import { GenerationStore } from '../../src/indexing/generations.js';
import { generationFiles, type Manifest } from '../../src/indexing/manifest.js';

let folder: string;
let store: GenerationStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yinju-generations-'));
  store = new GenerationStore(folder);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function describeManifest(id: string): Omit<Manifest, 'files' | 'format' | 'previous'> {
  return {
    id,
    createdAt: '2026-01-02T03:04:05.000Z',
    embeddingModel: {
      name: 'fake',
      fingerprint: 'f',
      dimension: 4,
      pooling: 'mean',
      queryPrefix: '',
      passagePrefix: '',
      maxTokens: 512,
    },
    splitter: { version: 1, minChars: 200, maxChars: 350, overlapChars: 80 },
    vectorIndex: { m: 16, efConstruction: 200, efSearch: 100, deleted: 0 },
    counts: { documents: 1, passages: 1, nextLabel: 1 },
    calibration: null,
    corpus: { skipped: [], skippedTotal: 0, repairs: {}, encodings: {}, formats: {}, reprintGroups: 0 },
  };
}

async function publish(id: string): Promise<void> {
  const staging = store.createStaging(id);
  for (const name of Object.values(generationFiles)) writeFileSync(join(staging, name), `${name} of ${id}`);
  await store.publish(staging, describeManifest(id));
}

describe('GenerationStore', () => {
  it('has nothing to serve before the first publication, and says so with status 3', async () => {
    expect(store.currentId()).toBeNull();
    await expect(store.current()).rejects.toMatchObject({ code: 'index.none', exitStatus: 3 });
    await expect(store.rollback()).rejects.toMatchObject({ code: 'index.none' });
  });

  it('serves what was published last and keeps only the one before', async () => {
    for (const id of ['a', 'b', 'c']) await publish(id);
    expect((await store.current()).id).toBe('c');
    expect(existsSync(join(folder, 'generations', 'b'))).toBe(true);
    expect(existsSync(join(folder, 'generations', 'a'))).toBe(false);
  });

  it('does not show a staged generation to anyone, and removes what a killed build left', async () => {
    await publish('a');
    const staging = store.createStaging('b');
    writeFileSync(join(staging, 'vectors.hnsw'), 'half');
    expect((await store.current()).id).toBe('a');
    store.removeStaging();
    expect(existsSync(staging)).toBe(false);
    expect((await store.current()).id).toBe('a');
  });

  it('goes back once, to a generation that it checks first', async () => {
    await publish('a');
    await expect(store.rollback()).rejects.toMatchObject({ code: 'index.no-previous', exitStatus: 3 });
    await publish('b');
    expect((await store.rollback()).id).toBe('a');
    expect((await store.current()).id).toBe('a');
  });

  it('does not go back to a damaged generation', async () => {
    await publish('a');
    await publish('b');
    appendFileSync(join(folder, 'generations', 'a', generationFiles.vectors), '!');
    await expect(store.rollback()).rejects.toMatchObject({ code: 'index.file-damaged' });
    expect(store.currentId()).toBe('b');
  });

  it.each(Object.values(generationFiles))(
    'finds %s cut, altered or missing before anything loads it',
    async (name) => {
      await publish('a');
      const path = join(folder, 'generations', 'a', name);
      const whole = readFileSync(path);
      const altered = Buffer.from(whole);
      altered[0] = (altered[0] ?? 0) ^ 1;
      writeFileSync(path, altered);
      await expect(store.current()).rejects.toMatchObject({
        code: 'index.file-damaged',
        params: { file: name },
      });
      truncateSync(path, 3);
      await expect(store.current()).rejects.toMatchObject({ code: 'index.file-damaged' });
      rmSync(path);
      await expect(store.current()).rejects.toMatchObject({ code: 'index.file-missing' });
    },
  );

  it('refuses a manifest of another format, a broken one, and a pointer that names no generation', async () => {
    await publish('a');
    const path = join(folder, 'generations', 'a', 'manifest.json');
    writeFileSync(
      path,
      JSON.stringify({ ...(JSON.parse(readFileSync(path, 'utf8')) as object), format: 99 }),
    );
    await expect(store.current()).rejects.toMatchObject({ code: 'index.other-format' });
    writeFileSync(path, '{"format": 1, "counts": ');
    await expect(store.current()).rejects.toMatchObject({ code: 'index.manifest-unreadable' });
    writeFileSync(join(folder, 'current'), '../../etc');
    await expect(store.current()).rejects.toMatchObject({ code: 'index.pointer-damaged' });
  });

  it('publishes the same files again with a calibration, one step that can be gone back', async () => {
    await publish('a');
    const calibration = {
      readerFingerprint: 'r',
      embeddingFingerprint: 'e',
      intercept: 1,
      weights: Object.fromEntries(termNames.map((name) => [name, 0.5])) as Terms,
      questions: 30,
      unanswerable: 12,
    };
    const { id, manifest } = await store.recalibrate(calibration);
    expect(manifest).toMatchObject({ previous: 'a', calibration, counts: { documents: 1 } });
    expect(readFileSync(join(folder, 'generations', id, generationFiles.vectors), 'utf8')).toBe(
      'vectors.hnsw of a',
    );
    expect((await store.current()).manifest.calibration).toEqual(calibration);
    expect((await store.rollback()).manifest.calibration).toBeNull();
  });

  it('leaves no temporary file behind', async () => {
    await publish('a');
    await publish('b');
    expect(readdirSync(folder).sort()).toEqual(['current', 'generations']);
    expect(readdirSync(join(folder, 'generations')).sort()).toEqual(['a', 'b']);
  });
});
