import { afterEach, describe, expect, it } from 'vitest';
import { ModelError } from '../src/errors.js';
import { WorkerHost, workerFile } from '../src/worker-host.js';
import type { TestJobs } from './fixtures/jobs-worker.js';

describe('WorkerHost', () => {
  const hosts: WorkerHost<TestJobs>[] = [];
  const open = (start: unknown = null, posted?: number) => {
    const file = workerFile('fixtures/jobs-worker', import.meta.url);
    const host = new WorkerHost<TestJobs>({ name: 'test', file, start, ...(posted ? { posted } : {}) });
    hosts.push(host);
    return host;
  };
  afterEach(async () => {
    await Promise.all(hosts.splice(0).map((host) => host.close()));
  });

  it('does jobs', async () => {
    const host = open();
    expect(await Promise.all([host.run('add', [1, 2]), host.run('add', [3, 4, 5])])).toEqual([3, 12]);
    expect(host.pending).toBe(0);
  });

  it('hands buffers over', async () => {
    const values = Float32Array.of(1, 2, 3);
    const back = await open().run('buffer', values, { transfer: [values.buffer] });
    expect(values).toHaveLength(0);
    expect([...back]).toEqual([1, 2, 3]);
  });

  it('does urgent jobs first, others in their order', async () => {
    const host = open();
    const jobs = [host.run('slow', 50)];
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) jobs.push(host.run('note', name));
    jobs.push(host.run('note', 'urgent', { urgent: true }));
    await Promise.all(jobs);
    const order = await host.run('order', null);
    expect(order.filter((name) => name !== 'urgent')).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(order[0]).toBe('urgent');
  });

  it('passes errors on, ours as what they are', async () => {
    const host = open();
    await expect(host.run('fail', 'own')).rejects.toMatchObject({
      code: 'model.closed',
      params: { name: 'n' },
    });
    await expect(host.run('fail', 'other')).rejects.toMatchObject({
      code: 'model.run-failed',
      params: { name: 'test', detail: 'odd' },
    });
    expect(await host.run('add', [1])).toBe(1);
  });

  it('gives a failed setup to everyone who waits, and tries again for the next', async () => {
    const host = open('refuse');
    const missing = { code: 'model.file-missing', params: { folder: 'f', file: 'x' } };
    const both = [host.run('add', [1]), host.run('add', [2])];
    await expect(both[0]).rejects.toMatchObject(missing);
    await expect(both[1]).rejects.toMatchObject(missing);
    await expect(host.run('add', [3])).rejects.toMatchObject(missing);
  });

  it.each(['exit', 'throw'] as const)(
    'rejects what a dying worker (%s) held and starts another',
    async (how) => {
      const host = open();
      const before = await host.run('pid', null);
      const held = [
        host.run('crash', how),
        host.run('add', [1]),
        ...[1, 2, 3, 4].map((n) => host.run('add', [n])),
      ];
      for (const job of held) await expect(job).rejects.toMatchObject({ code: 'model.worker-died' });
      expect(await host.run('pid', null)).not.toBe(before);
    },
  );

  it('says why a worker died', async () => {
    await expect(open().run('crash', 'exit')).rejects.toMatchObject({
      params: { name: 'test', detail: 'exit 7' },
    });
    await expect(open().run('crash', 'throw')).rejects.toMatchObject({
      params: { name: 'test', detail: 'boom' },
    });
  });

  it('starts no third worker when two died without having done anything', async () => {
    const host = open();
    await expect(host.run('crash', 'exit')).rejects.toBeInstanceOf(ModelError);
    await expect(host.run('crash', 'exit')).rejects.toBeInstanceOf(ModelError);
    await expect(host.run('add', [1])).rejects.toMatchObject({ code: 'model.worker-died' });
    const refused = open('crash');
    for (let i = 0; i < 3; i++) {
      await expect(refused.run('add', [1])).rejects.toMatchObject({ code: 'model.worker-died' });
    }
  });

  it('gives jobs up when their signal aborts, waiting or running', async () => {
    const host = open(null, 1);
    const abort = new AbortController();
    const reason = new Error('enough');
    const running = host.run('slow', 100, { signal: abort.signal });
    const waiting = host.run('note', 'never', { signal: abort.signal });
    const other = host.run('note', 'after');
    setTimeout(() => {
      abort.abort(reason);
    }, 10);
    await expect(running).rejects.toBe(reason);
    await expect(waiting).rejects.toBe(reason);
    await other;
    expect(await host.run('order', null)).toEqual(['after']);
    await expect(host.run('add', [1], { signal: abort.signal })).rejects.toBe(reason);
    await expect(host.run('add', [1], { signal: AbortSignal.abort('text') })).rejects.toBeInstanceOf(Error);
  });

  it('finishes what runs when closed, rejects the rest, and takes no more', async () => {
    const host = open(null, 1);
    await host.run('add', []);
    const running = host.run('slow', 50);
    const waiting = host.run('add', [1]);
    const closed = host.close();
    await expect(waiting).rejects.toMatchObject({ code: 'model.closed' });
    await expect(running).resolves.toBeNull();
    await closed;
    await host.close();
    await expect(host.run('add', [1])).rejects.toMatchObject({ code: 'model.closed' });
  });

  it('closes while it starts, and without ever having started', async () => {
    const host = open();
    const job = host.run('add', [1]);
    await Promise.all([host.close(), expect(job).rejects.toMatchObject({ code: 'model.closed' })]);
    await open().close();
  });
});
