import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildIndex, type BuildRequest, type BuildSummary } from '../src/build-index.js';
import { splitterSettingsSchema } from '../src/chunking/split-document.js';
import { openGeneration } from '../src/engines/open-generation.js';
import { GenerationStore } from '../src/indexing/generations.js';
import type { MessageKey } from '../src/messages/index.js';
import { FakeEmbedder } from './fakes/fake-embedder.js';

let folder: string;
let corpus: string;
let store: GenerationStore;
let notices: MessageKey[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yinju-build-'));
  corpus = join(folder, 'corpus');
  mkdirSync(corpus);
  store = new GenerationStore(join(folder, 'index'));
  notices = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const ports = ['宁波', '青岛', '厦门', '大连', '广州', '天津', '上海', '深圳'];
const article = (n: number) => {
  const port = ports[n % ports.length] ?? '';
  const sentence = (week: number) =>
    `${port}港第${n}号泊位在第${week}周装出了${n * 31 + week}个冷藏箱，多数发往${port}的姊妹港。`;
  return `${port}港${n}号泊位周报\n\n${Array.from({ length: 18 }, (_, week) => sentence(week + 1)).join('')}`;
};
function write(n: number, text = article(n)): void {
  writeFileSync(join(corpus, `a${n}.txt`), text);
}

interface Setup {
  readonly embedder?: FakeEmbedder;
  readonly force?: boolean;
  readonly signal?: AbortSignal;
  readonly maxChars?: number;
  readonly onProgress?: BuildRequest['onProgress'];
}
async function build({
  embedder = new FakeEmbedder(),
  maxChars = 350,
  ...request
}: Setup = {}): Promise<BuildSummary> {
  return buildIndex(
    {
      store,
      embedder,
      splitter: splitterSettingsSchema.parse({ maxChars, minChars: 150 }),
      maxArticleBytes: 1e6,
    },
    {
      corpus: [corpus],
      force: false,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      onNotice: (code) => notices.push(code),
      ...request,
    },
  );
}

/** What the served generation answers to a set of queries, and all its passages: independent of labels. */
async function contents(): Promise<unknown> {
  const open = await openGeneration(await store.current());
  const embedder = new FakeEmbedder();
  try {
    const answers: unknown[] = [];
    for (const query of ['青岛港冷藏箱', '第7周', '3号泊位', '大连港姊妹港']) {
      const dense = await open.engine.searchDense(await embedder.embedQuery(query), 5);
      const keywords = await open.engine.searchKeywords(query, 5);
      // Floats are summed in another order in an updated index: compare what is seen.
      answers.push(
        [dense, keywords].map((hits) => hits.map(({ passageId, score }) => [passageId, score.toFixed(4)])),
      );
    }
    const { documents } = await open.catalogue.list({ limit: 100 });
    const passages = await Promise.all(documents.map(({ id }) => open.catalogue.passagesOf(id)));
    return { answers, documents, passages };
  } finally {
    await open.engine.close();
    await open.catalogue.close();
  }
}

describe('buildIndex', () => {
  it('publishes what the corpus holds, and finds nothing to do the second time', async () => {
    for (let n = 0; n < 5; n++) write(n);
    const embedder = new FakeEmbedder();
    const first = await build({ embedder });
    expect(first).toMatchObject({ documents: 5, removed: 0, unchanged: false, skipped: [] });
    expect(first.embedded).toBe(first.passages);
    expect(embedder.passages).toBe(first.passages);
    const second = await build({ embedder });
    expect(second).toMatchObject({
      generation: first.generation,
      unchanged: true,
      embedded: 0,
      reused: first.passages,
    });
    expect(embedder.passages).toBe(first.passages);
    expect(readdirSync(join(store.indexFolder, 'generations'))).toEqual([first.generation]);
  });

  it('embeds only what is new or changed, and ends with what a build from nothing gives', async () => {
    for (let n = 0; n < 8; n++) write(n);
    const first = await build();
    write(2, article(2).replace('第9周', '第九周'));
    write(8);
    rmSync(join(corpus, 'a5.txt'));
    const embedder = new FakeEmbedder();
    const second = await build({ embedder });
    expect(second).toMatchObject({ documents: 8, removed: 1 });
    expect(second.embedded).toBe(embedder.passages);
    expect(second.embedded).toBeLessThan(first.passages / 3);
    expect(second.reused + second.embedded).toBe(second.passages);
    const updated = await contents();
    expect(JSON.stringify(updated)).not.toContain('a5#');

    await build({ force: true });
    expect(updated).toEqual(await contents());
  });

  it('stays equal to a build from nothing over many small changes', async () => {
    for (let n = 0; n < 6; n++) write(n);
    await build();
    for (let round = 0; round < 6; round++) {
      write(round, article(round + 10));
      if (round % 2) rmSync(join(corpus, `a${round - 1}.txt`));
      write(20 + round);
      await build();
    }
    const updated = await contents();
    await build({ force: true });
    expect(updated).toEqual(await contents());
  });

  it('makes vectors anew for another model, and passages anew for other sizes, with a notice of the first', async () => {
    for (let n = 0; n < 4; n++) write(n);
    const first = await build();
    const resplit = await build({ maxChars: 300 });
    expect(resplit.passages).toBeGreaterThan(first.passages);
    expect(notices).toEqual([]);
    const other = new FakeEmbedder({ dimension: 16 });
    const rebuilt = await build({ embedder: other, maxChars: 300 });
    expect(rebuilt.embedded).toBe(rebuilt.passages);
    expect(notices).toEqual(['build.other-model']);
    expect((await store.current()).manifest.embeddingModel.dimension).toBe(16);
    expect((await store.rollback()).id).toBe(resplit.generation);
  });

  it('keeps what was embedded when it is stopped, serves on, and goes on where it was', async () => {
    write(0);
    const first = await build();
    for (let n = 1; n < 12; n++) write(n);
    const stop = new AbortController();
    const stopped = new FakeEmbedder({ batchSize: 3 });
    const onProgress: BuildRequest['onProgress'] = ({ phase, done }) => {
      if (phase === 'embedding' && done >= 9) stop.abort();
    };
    await expect(build({ embedder: stopped, signal: stop.signal, onProgress })).rejects.toMatchObject({
      code: 'build.stopped',
      exitStatus: 1,
    });
    expect((await store.current()).id).toBe(first.generation);
    expect(readdirSync(join(store.indexFolder, 'generations'))).toEqual([first.generation]);
    const resumed = new FakeEmbedder();
    const second = await build({ embedder: resumed });
    expect(stopped.passages).toBeGreaterThanOrEqual(9);
    expect(resumed.passages).toBe(second.passages - first.passages - stopped.passages);
  });

  it('serves on and says so when an embedder fails in the middle', async () => {
    write(0);
    const first = await build();
    for (let n = 1; n < 6; n++) write(n);
    let batches = 0;
    const failing = new FakeEmbedder({
      batchSize: 2,
      beforeBatch: () => {
        if (++batches === 3) throw new Error('out of memory');
      },
    });
    await expect(build({ embedder: failing })).rejects.toThrow('out of memory');
    expect((await store.current()).id).toBe(first.generation);
    expect((await build()).documents).toBe(6);
  });

  it('refuses an empty folder and one in which nothing can be read, and leaves the generation alone', async () => {
    await expect(build()).rejects.toMatchObject({ code: 'corpus.empty', exitStatus: 1 });
    write(0);
    const { generation } = await build();
    rmSync(join(corpus, 'a0.txt'));
    await expect(build()).rejects.toMatchObject({ code: 'corpus.empty' });
    writeFileSync(join(corpus, 'scan.pdf'), '%PDF-1.7\n%âãÏÓ\n1 0 obj\n');
    writeFileSync(join(corpus, 'blank.txt'), ' \n');
    await expect(build()).rejects.toMatchObject({ code: 'corpus.nothing-readable', params: { count: 2 } });
    expect((await store.current()).id).toBe(generation);
  });

  it('names what it skipped, and reads on', async () => {
    write(0);
    writeFileSync(join(corpus, 'scan.pdf'), '%PDF-1.7\n%âãÏÓ\n1 0 obj\n');
    const { documents, skipped, skippedTotal } = await build();
    expect(documents).toBe(1);
    expect(skippedTotal).toBe(1);
    expect(skipped).toMatchObject([{ path: 'scan.pdf', reason: 'skip.unsupported-format' }]);
  });

  it('builds anew over a damaged generation, with a notice', async () => {
    for (let n = 0; n < 3; n++) write(n);
    const { generation, passages } = await build();
    truncateSync(join(store.indexFolder, 'generations', generation, 'vectors.hnsw'), 100);
    const second = await build();
    expect(notices).toEqual(['build.previous-damaged']);
    expect(second.embedded).toBe(passages);
    expect((await store.current()).id).toBe(second.generation);
  });

  it('keeps when an article was first read, until its text changes', async () => {
    write(0);
    write(1);
    await build();
    const ingested = async () => {
      const open = await openGeneration(await store.current());
      const dates = await Promise.all(
        ['a0', 'a1'].map(async (id) => (await open.catalogue.document(id))?.ingestedAt),
      );
      await open.catalogue.close();
      return dates;
    };
    const before = await ingested();
    write(1, article(7));
    await build();
    const after = await ingested();
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });

  it('marks reprints, also when the second print comes later', async () => {
    write(0);
    write(1);
    expect((await build()).reprintGroups).toBe(0);
    writeFileSync(join(corpus, 'copy.txt'), `转载自港口周报\n\n${article(0)}`);
    expect((await build()).reprintGroups).toBe(1);
    const open = await openGeneration(await store.current());
    expect((await open.catalogue.document('copy'))?.reprints).toEqual(['a0']);
    await open.catalogue.close();
  });
});
