import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/domain/answer.js';
import { stateOf } from '../../src/state/state.js';
import { startServer, yinju, type StartedServer } from '../support/yinju-process.js';

/** Real processes, real models, real disks: this tier takes minutes. */
const question = '海沧口岸去年验放了多少个集装箱？';
let built: string;
let cwd: string;
let index: string;
const servers: StartedServer[] = [];
beforeAll(async () => {
  built = mkdtempSync(join(tmpdir(), 'yinju-feedback-built-'));
  mkdirSync(join(built, 'corpus'));
  writeFileSync(
    join(built, 'corpus', 'port.md'),
    '---\ndate: 2023-05-17\n---\n海沧口岸去年验放了218万个集装箱。\n',
  );
  const { status, stderr } = await yinju(['build'], { cwd: built });
  expect(status, stderr).toBe(0);
});
afterAll(() => {
  rmSync(built, { recursive: true, force: true });
});
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'yinju-feedback-crash-'));
  cpSync(built, cwd, { recursive: true });
  index = join(cwd, 'embeddings');
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop('SIGKILL');
  rmSync(cwd, { recursive: true, force: true });
});

async function serveIndex(folder = index, uid?: number): Promise<StartedServer> {
  const server = await startServer(['--index', folder], { cwd, ...(uid === undefined ? {} : { uid }) });
  servers.push(server);
  return server;
}

const post = (server: StartedServer, path: string, body: object) =>
  fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const give = (server: StartedServer, answerId: string) =>
  post(server, '/v1/feedback', { answerId, rating: 'down', reasons: ['wrong'], note: '不对'.repeat(400) });
async function ask(server: StartedServer): Promise<Answer> {
  const response = await post(server, '/v1/ask', { question });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}
const codeOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string } }).error.code;

async function storedIds(): Promise<string[]> {
  const state = stateOf(index, 10_000);
  const { feedback } = await state.feedback.list({ limit: 10_000 });
  state.close();
  return feedback.map(({ answerId }) => answerId);
}

describe('kill -9 of the service', () => {
  it('loses no feedback that was acknowledged, and what is known of the answer is there', async () => {
    const server = await serveIndex();
    const { id } = await ask(server);
    expect((await give(server, id)).status).toBe(204);
    const acknowledged = [id];
    let sent = 0;
    const flood = async () => {
      for (;;) {
        const answerId = `a${sent++}`;
        const response = await give(server, answerId).catch(() => null);
        if (!response) return;
        if (response.status === 204) acknowledged.push(answerId);
        if (acknowledged.length >= 30) server.child.kill('SIGKILL');
      }
    };
    await Promise.all([flood(), flood(), flood()]);
    expect((await server.finished).signal).toBe('SIGKILL');
    expect(acknowledged.length).toBeGreaterThanOrEqual(30);
    const stored = await storedIds();
    expect(stored).toEqual(expect.arrayContaining(acknowledged));
    expect(stored.length).toBeLessThanOrEqual(sent + 1);

    const again = await serveIndex();
    const { stdout: key } = await yinju(['keys', 'add', 'desk', '--admin', '--index', index], { cwd });
    const response = await fetch(`${again.url}/v1/admin/feedback?limit=100`, {
      headers: { authorization: `Bearer ${key.trim()}` },
    });
    const { feedback } = (await response.json()) as { feedback: { answerId: string; answer: object }[] };
    expect(feedback.map(({ answerId }) => answerId)).toEqual(stored);
    expect(feedback.find(({ answerId }) => answerId === id)?.answer).toMatchObject({
      answered: true,
      articleIds: ['port'],
      question: null,
    });
    expect((await give(again, 'after')).status).toBe(204);
  });
});

describe('a build beside the service', () => {
  it('and feedback do not stand in each other’s way', async () => {
    const server = await serveIndex();
    for (let n = 0; n < 8; n++) {
      const sentences = Array.from(
        { length: 50 },
        (_, i) =>
          `第${n}场洽谈会的第${i}天，${n * 13 + i * 7}家采购商签下意向订单，其中${i * 3 + n}家是首次到会。`,
      );
      writeFileSync(join(cwd, 'corpus', `fair-${n}.txt`), sentences.join(''));
    }
    const run = { ended: false };
    const build = yinju(['build', '--json'], { cwd }).finally(() => (run.ended = true));
    const acknowledged: string[] = [];
    while (!run.ended) {
      const answerId = `a${acknowledged.length}`;
      const response = await give(server, answerId);
      if (response.status === 204) acknowledged.push(answerId);
      // The limit of the service; anything else would be the build's fault.
      else expect(response.status).toBe(429);
      await delay(response.status === 429 ? 250 : 10);
    }
    const { status, stdout, stderr } = await build;
    expect(status, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ documents: 9 });
    expect((await storedIds()).reverse()).toEqual(acknowledged);
    expect(acknowledged.length).toBeGreaterThan(60);
  });
});

const isRoot = process.getuid?.() === 0;

describe.runIf(isRoot)('a disk', () => {
  let disk: string;
  beforeEach(() => {
    disk = mkdtempSync(join(tmpdir(), 'yinju-feedback-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]);
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop('SIGKILL');
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  it.each(['before the first feedback', 'in the middle', 'after a restart'])(
    'that is full %s: 503, questions are answered, and there is feedback again when there is room',
    async (when) => {
      cpSync(index, disk, { recursive: true });
      const before = stateOf(disk, 100);
      if (when === 'after a restart') {
        await before.feedback.save({ answerId: 'first', rating: 'up', reasons: [], note: '' }, null);
      }
      before.close();
      const server = await serveIndex(disk);
      if (when === 'in the middle') expect((await give(server, 'first')).status).toBe(204);
      execFileSync('sh', ['-c', 'cat /dev/zero > "$0/filler" 2>/dev/null || true', disk]);
      const responses: Response[] = [];
      // A journal may have room left in its last page.
      for (let i = 0; i < 20; i++) responses.push(await give(server, `full${i}`));
      const last = responses.at(-1)!;
      expect([last.status, await codeOf(last)]).toEqual([503, 'storage-unavailable']);
      expect(server.stderr()).toContain('state.disk-full');
      expect(server.stderr()).not.toContain('state.damaged');
      expect((await ask(server)).answered).toBe(true);
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
      rmSync(join(disk, 'filler'));
      expect((await give(server, 'room')).status).toBe(204);
      const state = stateOf(disk, 100);
      const { feedback } = await state.feedback.list({ limit: 100 });
      state.close();
      const acknowledged = responses.flatMap(({ status }, i) => (status === 204 ? [`full${i}`] : []));
      expect(feedback.map(({ answerId }) => answerId)).toEqual([
        'room',
        ...acknowledged.reverse(),
        ...(when === 'before the first feedback' ? [] : ['first']),
      ]);
      expect((await server.stop()).status).toBe(0);
    },
  );
});

describe.runIf(isRoot)('a folder that may not be written to', () => {
  it('serves answers, takes no feedback, and says so', async () => {
    chmodSync(cwd, 0o755);
    execFileSync('chmod', ['-R', 'a+rX,a-w', index]);
    const server = await serveIndex(index, 65534);
    const response = await give(server, 'a');
    expect([response.status, await codeOf(response)]).toEqual([503, 'storage-unavailable']);
    expect((await ask(server)).answered).toBe(true);
    expect(server.stderr()).toContain('state.forbidden');
    expect((await server.stop()).status).toBe(0);
  });
});
