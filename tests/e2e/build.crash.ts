import { execFileSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openGeneration } from '../../src/engines/open-generation.js';
import { GenerationStore } from '../../src/indexing/generations.js';
import { yinju } from '../support/yinju-process.js';

/** Builds are killed for real, disks are full for real: this tier takes minutes. */
let cwd: string;
let store: GenerationStore;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'yinju-crash-'));
  mkdirSync(join(cwd, 'corpus'));
  store = new GenerationStore(join(cwd, 'embeddings'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const goods = ['小家电', '童车', '渔具', '灯饰', '宠物用品', '瑜伽垫', '太阳能板', '钢琴'];
/** Ten passages or so, none like another's. */
function article(n: number): string {
  const name = goods[n % goods.length] ?? '';
  const sentence = (i: number) =>
    `第${n}场洽谈会的第${i}天，${name}展区签下${n * 13 + i * 7}万美元意向订单，采购商来自${(i % 9) + 3}个国家，其中${i * 3 + n}家是首次到会。`;
  return Array.from({ length: 50 }, (_, i) => sentence(i + 1)).join('');
}
function writeArticles(from: number, to: number): void {
  for (let n = from; n < to; n++) writeFileSync(join(cwd, 'corpus', `fair-${n}.txt`), article(n));
}

interface Summary {
  readonly generation: string;
  readonly documents: number;
  readonly passages: number;
  readonly embedded: number;
}
async function build(): Promise<Summary> {
  const { status, stdout, stderr } = await yinju(['build', '--json'], { cwd });
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as Summary;
}

/** Loads what is served, as a server would: throws unless every file is whole. */
async function servedDocuments(): Promise<number> {
  const open = await openGeneration(await store.current());
  const { documents } = await open.catalogue.counts();
  await open.engine.close();
  await open.catalogue.close();
  return documents;
}

/** Sends a signal as soon as the journal holds a few batches of vectors. */
function whenBatchesAreKept(signal: NodeJS.Signals): (child: ChildProcess) => void {
  return (child) => {
    const timer = setInterval(() => {
      const bytes =
        statSync(join(store.indexFolder, 'state.sqlite-wal'), { throwIfNoEntry: false })?.size ?? 0;
      if (bytes < 100_000) return;
      clearInterval(timer);
      child.kill(signal);
    }, 10);
    child.on('close', () => {
      clearInterval(timer);
    });
  };
}

describe('a build that is killed', () => {
  it('anywhere leaves the served generation whole, no lock behind, and what it embedded to the next one', async () => {
    writeArticles(0, 2);
    await build();
    writeArticles(2, 8);
    let killed = 0;
    // From the start of the process to the publication, and beyond it.
    for (let delayMs = 300; delayMs < 30_000; delayMs = Math.ceil(delayMs * 1.45)) {
      const { signal } = await yinju(['build'], {
        cwd,
        onStart: (child) => setTimeout(() => child.kill('SIGKILL'), delayMs).unref(),
      });
      expect([2, 8]).toContain(await servedDocuments());
      if (signal === null) break;
      killed++;
    }
    expect(killed).toBeGreaterThan(3);
    await build();
    expect(await servedDocuments()).toBe(8);
    const left = readdirSync(join(store.indexFolder, 'generations'));
    expect(left.filter((name) => name.startsWith('.'))).toEqual([]);
    expect(left.length).toBeLessThanOrEqual(2);
  });

  it('is gone on with: what was embedded before is not embedded again', async () => {
    writeArticles(0, 12);
    const { signal } = await yinju(['build'], { cwd, onStart: whenBatchesAreKept('SIGKILL') });
    expect(signal).toBe('SIGKILL');
    const { embedded, passages } = await build();
    expect(embedded).toBeGreaterThan(0);
    expect(embedded).toBeLessThan(passages);
    expect(await servedDocuments()).toBe(12);
  });
});

describe('Ctrl-C', () => {
  it('finishes the batch, says what is kept, and ends with status 1; the next build goes on', async () => {
    writeArticles(0, 12);
    const stopped = await yinju(['build'], { cwd, onStart: whenBatchesAreKept('SIGINT') });
    expect(stopped).toMatchObject({ status: 1, signal: null });
    const kept = Number(/Stopped\. (\d+) of \d+ new passages/.exec(stopped.stderr)?.[1]);
    expect(kept).toBeGreaterThan(0);
    const { embedded, passages } = await build();
    expect(embedded).toBe(passages - kept);
  });
});

describe('two builds at once', () => {
  it('are one: the second says so with status 1 and does no harm', async () => {
    writeArticles(0, 6);
    let second: ReturnType<typeof yinju> | undefined;
    const first = await yinju(['build'], {
      cwd,
      onStderr: (text) => {
        if (text.includes('Embedding')) second ??= yinju(['build'], { cwd });
      },
    });
    expect(first.status, first.stderr).toBe(0);
    expect(await second).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Another build') as string,
    });
    expect(await servedDocuments()).toBe(6);
  });
});

const isRoot = process.getuid?.() === 0;

describe.runIf(isRoot)('a disk', () => {
  let disk: string;
  beforeAll(() => {
    disk = mkdtempSync(join(tmpdir(), 'yinju-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=900k', 'tmpfs', disk]);
  });
  afterAll(() => {
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  it('that is full ends the build with the remedy, leaves nothing half, and the served generation serves on', async () => {
    writeArticles(0, 1);
    const small = await yinju(['build', '--index', disk], { cwd });
    expect(small.status, small.stderr).toBe(0);
    const served = new GenerationStore(disk);
    const before = served.currentId();
    writeArticles(1, 30);
    const { status, stderr } = await yinju(['build', '--index', disk], { cwd });
    expect(stderr).toMatch(/disk of .* is full\. Free some room/);
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(1);
    expect((await served.current()).id).toBe(before);
    expect(readdirSync(join(disk, 'generations'))).toEqual([before]);
  });
});

describe.runIf(isRoot)('a folder that may not be written to', () => {
  it('ends the build with the remedy and status 1', async () => {
    writeArticles(0, 1);
    chmodSync(cwd, 0o755);
    mkdirSync(join(cwd, 'locked'), { mode: 0o555 });
    const { status, stderr } = await yinju(['build', '--index', 'locked/index'], { cwd, uid: 65534 });
    expect(stderr).toMatch(/cannot be written to.*YINJU_INDEX/s);
    expect(status).toBe(1);
  });

  it('of a generation that is served is named too, and the generation serves on', async () => {
    writeArticles(0, 1);
    await build();
    cpSync(store.indexFolder, join(cwd, 'served'), { recursive: true });
    writeArticles(1, 2);
    chmodSync(cwd, 0o755);
    execFileSync('chmod', ['-R', 'a+rX,a-w', join(cwd, 'served')]);
    const { status, stderr } = await yinju(['build', '--index', 'served'], { cwd, uid: 65534 });
    expect(stderr).toMatch(/cannot be written to/);
    expect(status).toBe(1);
    expect((await new GenerationStore(join(cwd, 'served')).current()).manifest.counts.documents).toBe(1);
  });
});
