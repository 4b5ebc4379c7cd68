import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config.js';
import type { Answer } from '../../src/domain/answer.js';
import type { SearchResponse, ServiceStatus } from '../../src/server/schemas.js';
import { startServer, yinju, type StartedServer } from '../support/yinju-process.js';

const clients = 8;
/** Of each client, so that a test that hangs does not ask for ever. */
const mostRequests = 2000;

let cwd: string;
let server: StartedServer;
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'yinju-swap-'));
  cpSync(join(packageRoot, 'corpus'), join(cwd, 'corpus'), { recursive: true });
  server = await startServer([], { cwd });
});
afterAll(async () => {
  await server.stop();
  rmSync(cwd, { recursive: true, force: true });
});

const generationsFolder = () => join(cwd, 'embeddings', 'generations');
const post = async (path: string, body: object) => {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
};
const served = async () =>
  ((await (await fetch(`${server.url}/v1/status`)).json()) as ServiceStatus).generation;
const build = async (): Promise<string> => {
  const { status, stdout, stderr } = await yinju(['build', '--json'], { cwd });
  if (status !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) as { generation: string }).generation;
};
const publish = (name: string, words: string): Promise<string> => {
  writeFileSync(
    join(cwd, 'corpus', `${name}.txt`),
    `${words}\n\n${words}的开通仪式周一举行，${words}每天运送三千人。\n`,
  );
  return build();
};
const takesUp = (generation: string) =>
  expect.poll(served, { timeout: 60_000, interval: 200 }).toBe(generation);

/** Files of generations that the server holds open, also those that are deleted. */
const openGenerations = (): Set<string> => {
  const folder = `/proc/${server.pid}/fd`;
  const links = readdirSync(folder).flatMap((name) => {
    try {
      return [readlinkSync(join(folder, name))];
    } catch {
      return []; // Closed since the folder was read.
    }
  });
  return new Set(links.flatMap((link) => /\/generations\/([^/]+)\//.exec(link)?.slice(1) ?? []));
};

const questions = [
  { question: '匈牙利的增值税标准税率是多少？', short: '27%' },
  { question: '青禾窑2023年海外网络营收是多少新台币？', short: '3,850萬元' },
];

/** Asks and searches until told to end; throws at the first request that fails. */
async function client(n: number, told: { end: boolean }, seen: Set<string>): Promise<number> {
  let requests = 0;
  while (!told.end && requests < mostRequests) {
    const { question, short } = questions[(n + requests) % questions.length]!;
    if (requests % 3 === 0) {
      const { results } = (await post('/v1/search', { query: question })) as SearchResponse;
      if (results.length === 0) throw new Error(`nothing found for ${question}`);
    } else {
      const answer = (await post('/v1/ask', { question })) as Answer;
      if (answer.shortAnswer !== short) throw new Error(`${question}: ${answer.shortAnswer ?? 'refused'}`);
      seen.add(answer.generation);
    }
    requests++;
  }
  return requests;
}

describe('a running service', () => {
  it('takes up two builds and a rollback while it is asked, without losing a request', async () => {
    const first = await served();
    const told = { end: false };
    const seen = new Set<string>();
    const work = Promise.all(Array.from({ length: clients }, (_, n) => client(n, told, seen)));
    // Handled below; a client that fails early must not end the process.
    work.catch(() => undefined);
    let generations: string[];
    try {
      const second = await publish('ferry', '云栖轮渡');
      await takesUp(second);
      const third = await publish('cable', '南岭索道');
      await takesUp(third);
      const { results } = (await post('/v1/search', { query: '南岭索道', topK: 1 })) as SearchResponse;
      expect(results[0]?.articleId).toBe('cable');
      expect((await yinju(['rollback'], { cwd })).status).toBe(0);
      await takesUp(second);
      generations = [first, second, third];
    } finally {
      told.end = true;
    }
    const requests = await work;
    for (const count of requests) expect(count).toBeGreaterThan(3);
    expect(generations).toEqual(expect.arrayContaining([...seen]));
    expect(seen).toContain(first);
    expect(seen.size).toBeGreaterThan(1);
    expect(new Set(generations).size).toBe(3);
    expect(server.stderr().match(/generation taken up/g)).toHaveLength(3);
    const gone = (await post('/v1/search', { query: '南岭索道' })) as SearchResponse;
    expect(gone.results.map(({ articleId }) => articleId)).not.toContain('cable');
  });

  it.skipIf(!existsSync('/proc/self/fd'))(
    'keeps no file of a generation that it does not serve',
    async () => {
      const current = await served();
      expect(openGenerations()).toContain(current);
      await expect.poll(openGenerations, { timeout: 30_000 }).toEqual(new Set([current]));
    },
  );

  it('serves on when a new generation is damaged, says so once, and takes up the next', async () => {
    const good = await served();
    const damaged = '29990101-000000-bad0';
    cpSync(join(generationsFolder(), good), join(generationsFolder(), damaged), { recursive: true });
    appendFileSync(join(generationsFolder(), damaged, 'vectors.hnsw'), 'x');
    writeFileSync(join(cwd, 'embeddings', 'current'), `${damaged}\n`);
    const refusals = () => server.stderr().match(/new generation refused/g)?.length ?? 0;
    await expect.poll(refusals, { timeout: 30_000 }).toBe(1);
    const answer = (await post('/v1/ask', { question: questions[0]!.question })) as Answer;
    expect(answer).toMatchObject({ shortAnswer: '27%', generation: good });
    // It looks every second.
    await new Promise((resolve) => setTimeout(resolve, 3500));
    expect(refusals()).toBe(1);
    expect(await served()).toBe(good);
    const ask = await yinju(['ask', '匈牙利的增值税标准税率是多少？'], { cwd });
    expect(ask).toMatchObject({
      status: 3,
      stdout: '',
      stderr: expect.stringContaining('vectors.hnsw') as string,
    });
    const next = await publish('tram', '榕湾电车');
    expect(next).not.toBe(damaged);
    await takesUp(next);
    const { results } = (await post('/v1/search', { query: '榕湾电车', topK: 1 })) as SearchResponse;
    expect(results[0]?.articleId).toBe('tram');
  });

  it('lives through an index that cannot be read for a while', async () => {
    const good = await served();
    const pointer = join(cwd, 'embeddings', 'current');
    rmSync(pointer);
    mkdirSync(pointer);
    await expect.poll(server.stderr, { timeout: 30_000 }).toMatch(/EISDIR.*new generation refused/);
    const answer = (await post('/v1/ask', { question: questions[0]!.question })) as Answer;
    expect(answer).toMatchObject({ generation: good, answered: true });
    rmSync(pointer, { recursive: true });
    writeFileSync(pointer, `${good}\n`);
    const next = await publish('metro', '锦川地铁');
    await takesUp(next);
  });
});
