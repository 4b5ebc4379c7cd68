import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIndex } from '../../../src/build-index.js';
import { readConfig } from '../../../src/config.js';
import { compareFollowUps, followUpFigures } from '../../../src/evaluation/run-follow-ups.js';
import { retrieve } from '../../../src/retrieval/retrieve.js';
import { openBuildParts, openIndex, type OpenIndex } from '../../../src/wiring.js';
import { readFollowUps } from './follow-ups.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const seeds = fileURLToPath(new URL('../../../../shared/corpora/seeds', import.meta.url));
if (!existsSync(seeds)) console.warn('Skipped: follow-ups on the seeds, which are not beside the project.');

/** The real models over one index of a corpus. */
async function builtIndex(corpus: string, folder: string): Promise<OpenIndex> {
  const config = readConfig({ corpus: [corpus], index: folder });
  const parts = await openBuildParts(config);
  try {
    await buildIndex(parts, {
      corpus: [corpus],
      force: false,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      onNotice: () => undefined,
    });
  } finally {
    await parts.close();
  }
  return openIndex(config);
}

describe.each([
  { set: 'sample', corpus: join(root, 'corpus'), hitAt5: 0.95, gain: 0.1, mrrAt10: 0.85 },
  { set: 'seeds', corpus: seeds, hitAt5: 0.85, gain: 0.1, mrrAt10: 0.8 },
])('search for follow-ups on $set', ({ set, corpus, hitAt5, gain, mrrAt10 }) => {
  const folder = mkdtempSync(join(tmpdir(), 'yinju-follow-ups-'));
  let index: OpenIndex | undefined;

  beforeAll(async () => {
    if (existsSync(corpus)) index = await builtIndex(corpus, folder);
  });
  afterAll(async () => {
    await index?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.skipIf(!existsSync(corpus))('finds the passage far oftener than for the question as asked', async () => {
    const { served, embedder } = index!;
    const open = served.acquire();
    const outcomes = await compareFollowUps({
      name: set,
      questions: readFollowUps().filter((question) => question.set === set),
      search: async (question) =>
        (await retrieve({ ...open, embedder }, { question, topK: 10 })).passages.map(
          ({ passage }) => passage,
        ),
    });
    open.release();
    const figures = followUpFigures(outcomes);
    console.log(set, JSON.stringify(figures));
    expect(figures.questions).toBe(
      readFollowUps().filter((question) => question.set === set && question.answerable).length,
    );
    expect(figures.hitAt5.with).toBeGreaterThanOrEqual(hitAt5);
    expect(figures.hitAt5.with).toBeGreaterThanOrEqual(figures.hitAt5.without + gain);
    expect(figures.mrrAt10.with).toBeGreaterThanOrEqual(mrrAt10);
  });
});
