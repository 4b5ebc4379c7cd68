import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BuildJournal } from '../../src/indexing/build-journal.js';
import { acquireBuildLock } from '../../src/indexing/build-lock.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yinju-lock-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('lets one build in at a time, and the next one after it', () => {
  const first = acquireBuildLock(folder);
  expect(() => acquireBuildLock(folder)).toThrow(expect.objectContaining({ code: 'build.locked' }) as Error);
  first.release();
  acquireBuildLock(folder).release();
});

it('gives back the vectors that were recorded, for the same model only, until the build is published', () => {
  const vector = Float32Array.from([0.25, -1, 3e-5]);
  const journal = new BuildJournal(folder, 'model-a');
  journal.record([{ embedHash: 'x', vector }]);
  journal.close();

  const again = new BuildJournal(folder, 'model-a');
  expect(again.find('x')).toEqual(vector);
  expect(again.find('y')).toBeNull();
  const other = new BuildJournal(folder, 'model-b');
  expect(other.find('x')).toBeNull();
  other.close();
  again.clear();
  expect(again.find('x')).toBeNull();
  again.close();
});
