import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openGeneration } from '../../src/engines/open-generation.js';
import { ServedGeneration, type OpenGeneration } from '../../src/engines/served-generation.js';
import { IndexError } from '../../src/errors.js';
import type { Generation } from '../../src/indexing/generations.js';
import { BuiltIndex } from '../support/built-index.js';

let index: BuiltIndex;
/** Ids of the generations that were opened and closed, in order. */
let opened: string[];
let closed: string[];
beforeEach(() => {
  index = new BuiltIndex();
  opened = [];
  closed = [];
});
afterEach(() => {
  index.remove();
});

const open = async (generation: Generation): Promise<OpenGeneration> => {
  const real = await openGeneration(generation);
  opened.push(generation.id);
  const close = real.catalogue.close.bind(real.catalogue);
  real.catalogue.close = () => {
    closed.push(generation.id);
    return close();
  };
  return real;
};
const serve = () => ServedGeneration.open(index.store, open);
const texts = ['云栖大桥全长十二公里。', '南岭镇的茶农成立了合作社。', '青石港的新泊位周一启用。'];
const publish = (count: number) =>
  index.publish(texts.slice(0, count).map((text, i) => ({ id: `a${i}`, text })));

describe('ServedGeneration', () => {
  it('says that there is none, and that one is damaged', async () => {
    await expect(serve()).rejects.toMatchObject({ code: 'index.none', exitStatus: 3 });
    const id = await publish(1);
    appendFileSync(join(index.generationFolder(id), 'keywords.bin'), 'x');
    await expect(serve()).rejects.toMatchObject({ code: 'index.file-damaged' });
  });

  it('stays with what it has while nothing else is published', async () => {
    const id = await publish(1);
    const served = await serve();
    expect(served.current.id).toBe(id);
    expect(await served.refresh()).toBe(false);
    expect(opened).toEqual([id]);
    await served.close();
  });

  it('takes up a new generation; who began with the old one ends with it', async () => {
    const first = await publish(1);
    const served = await serve();
    const early = served.acquire();
    const second = await publish(2);
    expect(await served.refresh()).toBe(true);
    const late = served.acquire();
    expect([early.generation.id, late.generation.id]).toEqual([first, second]);
    expect(await early.catalogue.counts()).toMatchObject({ documents: 1 });
    expect(await late.catalogue.counts()).toMatchObject({ documents: 2 });
    expect(closed).toEqual([]);
    early.release();
    expect(closed).toEqual([first]);
    late.release();
    expect(closed).toEqual([first]);
    await served.close();
    expect(closed).toEqual([first, second]);
  });

  it('closes an old generation that nobody uses at once', async () => {
    const first = await publish(1);
    const served = await serve();
    served.acquire().release();
    await publish(2);
    await served.refresh();
    expect(closed).toEqual([first]);
    await served.close();
  });

  it('counts each user once, however often he lets go', async () => {
    const first = await publish(1);
    const served = await serve();
    const [one, other] = [served.acquire(), served.acquire()];
    one.release();
    one.release();
    await publish(2);
    await served.refresh();
    expect(closed).toEqual([]);
    other.release();
    expect(closed).toEqual([first]);
    await served.close();
  });

  it('opens a generation once for many who ask at once', async () => {
    await publish(1);
    const served = await serve();
    const second = await publish(2);
    expect(await Promise.all([served.refresh(), served.refresh(), served.refresh()])).toEqual([
      true,
      true,
      true,
    ]);
    expect(opened.filter((id) => id === second)).toHaveLength(1);
    await served.close();
  });

  it('goes back with a rollback, and on again', async () => {
    const first = await publish(1);
    const second = await publish(2);
    const served = await serve();
    expect(served.current.id).toBe(second);
    await index.store.rollback();
    expect(await served.refresh()).toBe(true);
    expect(served.current.id).toBe(first);
    await served.close();
  });

  it.each<[string, (folder: string) => void]>([
    [
      'cut',
      (folder) => {
        writeFileSync(join(folder, 'vectors.hnsw'), 'x');
      },
    ],
    [
      'without a file',
      (folder) => {
        rmSync(join(folder, 'catalogue.sqlite'));
      },
    ],
    [
      'without a manifest',
      (folder) => {
        rmSync(join(folder, 'manifest.json'));
      },
    ],
    [
      'gone',
      (folder) => {
        renameSync(folder, `${folder}-elsewhere`);
      },
    ],
  ])('serves the old one on when the new one is %s, and takes up the next', async (_what, damage) => {
    const first = await publish(1);
    const served = await serve();
    damage(index.generationFolder(await publish(2)));
    for (let i = 0; i < 2; i++) await expect(served.refresh()).rejects.toThrow(IndexError);
    const user = served.acquire();
    expect(user.generation.id).toBe(first);
    expect(await user.catalogue.counts()).toMatchObject({ documents: 1 });
    user.release();
    expect(closed).toEqual([]);
    const third = await publish(3);
    expect(await served.refresh()).toBe(true);
    expect(served.current.id).toBe(third);
    await served.close();
  });

  it('closes what is being taken up when it is closed meanwhile', async () => {
    const first = await publish(1);
    const served = await serve();
    const second = await publish(2);
    const refreshing = served.refresh();
    await served.close();
    expect(await refreshing).toBe(true);
    expect(closed.sort()).toEqual([first, second].sort());
  });
});
