import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { feedbackSchema } from '../../src/domain/feedback.js';
import { stateOf } from '../../src/state/state.js';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yinju-two-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function startBuilds() {
  const child = fork(fileURLToPath(new URL('../fixtures/journal-writer.ts', import.meta.url)), [folder], {
    execArgv: ['--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  children.push(child);
  let stderr = '';
  let builds = 0;
  child.stderr?.on('data', (text) => (stderr += String(text)));
  child.on('message', (count) => (builds = Number(count)));
  return {
    builds: () => builds,
    end: () =>
      new Promise<{ status: number | null; stderr: string }>((resolve) => {
        child.on('close', (status) => {
          resolve({ status, stderr });
        });
        child.send('end');
      }),
  };
}

it('builds write their journal while feedback is stored: neither fails, nothing is lost', async () => {
  // The file is not there yet: whoever comes first makes it.
  const writers = startBuilds();
  const state = stateOf(folder, 10_000);
  const saved: string[] = [];
  const save = async () => {
    const answerId = `a${saved.length}`;
    await state.feedback.save(feedbackSchema.parse({ answerId, rating: 'up', note: '好'.repeat(500) }), null);
    saved.push(answerId);
  };
  while (writers.builds() < 5) await save();
  expect(await writers.end()).toEqual({ status: 0, stderr: '' });
  await save();
  const { feedback } = await state.feedback.list({ limit: saved.length + 1 });
  expect(feedback.map(({ answerId }) => answerId).reverse()).toEqual(saved);
  state.close();
  const database = new Database(join(folder, 'state.sqlite'), { readonly: true });
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(database.prepare('SELECT count(*) FROM build_vectors').pluck().get()).toBe(0);
  database.close();
});
