/**
 * What the settings of the vector index cost and give, against exact search over the same vectors.
 *
 *   npx tsx bench/src/hnsw.ts --passages vectors.hnsw|passages.f32 --questions questions.f32 [--dimension 384]
 *
 * Questions, and passages where they are not the file of a generation, are L2-normalised 32-bit floats, one
 * vector after the other. Prints three tables in Markdown: settings of the graph; search under a filter, by the
 * share of passages that pass it, exactly and in the graph; many equal vectors, and an update of a fifth.
 * Times are processor time of this process: others may use the machine.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readHnswFile } from '../../src/indexing/hnsw-file.js';
import {
  defaultHnswSettings,
  HnswVectorIndex,
  type HnswSettings,
} from '../../src/indexing/hnsw-vector-index.js';
import { LabelSet, type AllowedLabels } from '../../src/indexing/label-set.js';

const { values } = parseArgs({
  options: {
    passages: { type: 'string' },
    questions: { type: 'string' },
    dimension: { type: 'string', default: '384' },
  },
});
if (values.passages === undefined || values.questions === undefined) {
  console.error(
    'usage: hnsw.ts --passages vectors.hnsw|passages.f32 --questions questions.f32 [--dimension 384]',
  );
  process.exit(2);
}
const dimension = Number(values.dimension);
const passages = rowsOf(
  values.passages.endsWith('.hnsw')
    ? (await readHnswFile(values.passages, dimension)).vectors
    : floatsOf(values.passages),
);
const questions = rowsOf(floatsOf(values.questions));
console.log(`${passages.length} passages, ${questions.length} questions, ${dimension} numbers each\n`);

const folder = mkdtempSync(join(tmpdir(), 'yinju-bench-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true });
});
const path = join(folder, 'vectors.hnsw');
const exact = indexOf(passages, { walkCost: Infinity });
const truths = new Map(
  [10, 50].map((k) => [k, questions.map((question) => exact.search(question, k))] as const),
);
console.log('| M | efConstruction | build s | efSearch | recall@10 | worst | recall@50 | ms a query |');
console.log('|---|---|---|---|---|---|---|---|');
for (const [m, efConstruction] of [
  [16, 200],
  [16, 400],
  [24, 200],
  [24, 400],
  [32, 200],
  [32, 400],
] as const) {
  const built = timed(() => indexOf(passages, { m, efConstruction, walkCost: 0 }));
  await built.value.save(path);
  for (const efSearch of [100, 200, 300, 400, 500]) {
    const index = await HnswVectorIndex.load(path, dimension, {
      copies: built.value.copies(),
      settings: { efSearch, walkCost: 0 },
    });
    const ten = recall(index, 10);
    const fifty = recall(index, 50);
    console.log(
      `| ${m} | ${efConstruction} | ${built.seconds.toFixed(1)} | ${efSearch} | ${ten.mean.toFixed(4)} ` +
        `| ${ten.worst.toFixed(1)} | ${fifty.mean.toFixed(4)} | ${ten.milliseconds.toFixed(2)} |`,
    );
  }
}

const graph = indexOf(passages, { walkCost: 0 });
console.log('\n| passages that pass | chosen | graph: recall@50 | graph: ms | exact: ms |');
console.log('|---|---|---|---|---|');
for (const share of [0.002, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1]) {
  for (const chosen of ['at random', 'in a row'] as const) {
    const count = Math.round(share * passages.length);
    const stride = passages.length / count;
    const labels = Uint32Array.from({ length: count }, (_, i) =>
      chosen === 'in a row' ? i : Math.floor(i * stride),
    );
    const allowed = new LabelSet(labels);
    const found = recall(graph, 50, allowed);
    const { seconds } = timed(() => {
      questions.forEach((question) => exact.search(question, 50, allowed));
    });
    const exactMs = (seconds * 1000) / questions.length;
    console.log(
      `| ${count} | ${chosen} | ${found.mean.toFixed(4)} | ${found.milliseconds.toFixed(2)} | ${exactMs.toFixed(2)} |`,
    );
  }
}

console.log('\n| index with the default settings | points | recall@10 |');
console.log('|---|---|---|');
const copied = indexOf([...passages, ...Array<Float32Array>(1000).fill(passages[0]!)], {
  walkCost: 0,
});
console.log(`| 1,000 more copies of one passage | ${copied.size} | ${recall(copied, 10).mean.toFixed(4)} |`);
console.log(
  `| a fifth deleted and added again, on a copy | ${passages.length} | ${(await recallAfterUpdate()).toFixed(4)} |`,
);

async function recallAfterUpdate(): Promise<number> {
  const before = indexOf(passages, {});
  await before.save(path);
  const fifth = passages.flatMap((vector, label) => (label % 5 === 2 ? [{ label, vector }] : []));
  const index = await HnswVectorIndex.copyForUpdate(path, dimension, {
    copies: before.copies(),
    removed: fifth.map(({ label }) => label),
    added: fifth.map(({ label, vector }) => [passages.length + label, vector] as const),
    settings: { walkCost: 0 },
  });
  return recall(index, 10).mean;
}

function indexOf(vectors: readonly Float32Array[], settings: Partial<HnswSettings>): HnswVectorIndex {
  const index = HnswVectorIndex.create(dimension, vectors.length, { ...defaultHnswSettings, ...settings });
  vectors.forEach((vector, label) => {
    index.add(label, vector);
  });
  return index;
}

/** Share of the exact best k found; passages as near as the k-th best count. */
function recall(index: HnswVectorIndex, k: number, allowed?: AllowedLabels) {
  index.search(questions[0]!, k, allowed);
  const { value: found, seconds } = timed(() =>
    questions.map((question) => index.search(question, k, allowed)),
  );
  const shares = found.map((hits, i) => {
    const truth = (allowed ? undefined : truths.get(k)?.[i]) ?? exact.search(questions[i]!, k, allowed);
    const worst = (truth.at(-1)?.similarity ?? 0) - 1e-6;
    return hits.filter(({ similarity }) => similarity >= worst).length / truth.length;
  });
  return {
    mean: mean(shares),
    worst: Math.min(...shares),
    milliseconds: (seconds * 1000) / questions.length,
  };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

function timed<T>(work: () => T): { value: T; seconds: number } {
  const before = process.cpuUsage();
  const value = work();
  const used = process.cpuUsage(before);
  return { value, seconds: (used.user + used.system) / 1e6 };
}

function floatsOf(path: string): Float32Array {
  return new Float32Array(Uint8Array.from(readFileSync(path)).buffer);
}

function rowsOf(floats: Float32Array): Float32Array[] {
  return Array.from({ length: floats.length / dimension }, (_, i) =>
    floats.subarray(i * dimension, (i + 1) * dimension),
  );
}
