import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { below, type Benchmark, type Row, type Setting } from './benchmark.js';
import { median } from './machine.js';
import { runBuild } from './processes.js';

const sampleCorpus = fileURLToPath(new URL('../../corpus', import.meta.url));

/**
 * How long a person waits, from the start of the process to its end: five articles exactly as they were crawled, from
 * nothing; and the sample corpus again when nothing has changed.
 */
export const coldStartBenchmark: Benchmark = {
  name: 'cold-start',
  missing: () => null,
  async run(setting) {
    const rounds = setting.quick ? 1 : 3;
    const rows = [await unchanged(setting, rounds)];
    const seeds = join(setting.shared ?? '', 'corpora/seeds');
    if (setting.shared === null || !existsSync(seeds)) {
      const skipped = {
        what: 'five articles from a cold start',
        measured: 'skipped: needs ../shared/corpora/seeds',
      };
      return [skipped, ...rows];
    }
    return [await fromNothing(setting, seeds, rounds), ...rows];
  },
};

async function fromNothing({ folder }: Setting, seeds: string, rounds: number): Promise<Row> {
  const index = join(folder, 'seeds-index');
  const seconds: number[] = [];
  let passages = 0;
  for (let round = 0; round < rounds; round++) {
    rmSync(index, { recursive: true, force: true });
    const built = await runBuild(seeds, index, folder);
    seconds.push(built.seconds);
    passages = built.embedded;
  }
  return below(`five articles from a cold start (${passages} passages)`, median(seconds), 10, 's');
}

async function unchanged({ folder }: Setting, rounds: number): Promise<Row> {
  const index = join(folder, 'sample-index');
  const { documents } = await runBuild(sampleCorpus, index, folder);
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const again = await runBuild(sampleCorpus, index, folder);
    if (again.embedded > 0 || again.removed > 0) throw new Error('the second build found changes');
    seconds.push(again.seconds);
  }
  return below(`nothing changed, sample corpus (${documents} articles)`, median(seconds), 2, 's');
}
