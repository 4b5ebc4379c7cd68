/**
 * How much of the bare model's speed our embedder keeps, end to end (tokenising, batching, worker, pooling):
 *
 *     npx tsx bench/src/embedding.ts [articles.jsonl] [passages] [rounds]
 *
 * The bare model is `session.run` in a loop over the same batches, tokenised beforehand. All take turns in one
 * process, so that whatever else the machine does falls on each of them; the median of the rounds is shown.
 */
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { AutoTokenizer, env } from '@xenova/transformers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Embedder } from '../../src/embedding/embedder.js';
import { embeddingModelSpec } from '../../src/embedding/model-spec.js';
import { planBatches } from '../../src/embedding/token-batches.js';
import { createTransformersEmbedder } from '../../src/embedding/transformers-embedder.js';

const model = fileURLToPath(new URL('../../embeddings/models/e5-zh-small', import.meta.url));
const articles =
  process.argv[2] ?? fileURLToPath(new URL('../../../shared/corpora/ecommerce-news.jsonl', import.meta.url));
const count = Number(process.argv[3] ?? 240);
const rounds = Number(process.argv[4] ?? 3);
const BATCH_TOKENS = 512;

const passages = readPassages(articles, count);
env.allowRemoteModels = false;
const tokenizer = await AutoTokenizer.from_pretrained(model);
const rows = passages.map((text) =>
  tokenizer(`passage: ${text}`, { return_tensor: false }).input_ids.slice(0, 512),
);
const batches = planBatches(
  rows.map((row) => row.length),
  BATCH_TOKENS,
).map((batch) => feeds(batch.map((index) => rows[index]!)));
const tokens = rows.reduce((sum, row) => sum + row.length, 0);
console.log(
  `${passages.length} passages, ${tokens} tokens, ${batches.length} batches of up to ${BATCH_TOKENS} tokens`,
);

const cores = availableParallelism();
const spec = embeddingModelSpec({ model }, '.');
const network = `${model}/onnx/model_quantized.onnx`;
const plain = await InferenceSession.create(network);
const calm = await InferenceSession.create(network, {
  intraOpNumThreads: cores,
  extra: { session: { intra_op: { allow_spinning: '0' } } },
});
const one = await createTransformersEmbedder({ spec, workers: 1, batchTokens: BATCH_TOKENS });
const many = await createTransformersEmbedder({ spec, workers: cores, batchTokens: BATCH_TOKENS });

const contenders: [string, () => Promise<void>][] = [
  ['bare session.run, runtime defaults', () => runBare(plain)],
  ['bare session.run, threads that do not spin', () => runBare(calm)],
  [`our embedder, 1 worker of ${cores} threads`, () => runOurs(one)],
  [`our embedder, ${cores} workers of 1 thread`, () => runOurs(many)],
];
const seconds = new Map<string, number[]>(contenders.map(([name]) => [name, []]));
const resident = new Map<string, number>();
for (let round = 0; round <= rounds; round++) {
  for (const [name, run] of contenders) {
    const start = performance.now();
    await run();
    // The first round loads models and grows arenas.
    if (round > 0) seconds.get(name)?.push((performance.now() - start) / 1000);
    resident.set(name, Math.max(resident.get(name) ?? 0, process.memoryUsage.rss()));
  }
}
const bare = median(seconds.get(contenders[0]![0])!);
console.table(
  contenders.map(([name]) => {
    const took = median(seconds.get(name)!);
    return {
      name,
      'passages/s': (passages.length / took).toFixed(1),
      'tokens/s': Math.round(tokens / took),
      'of bare': `${((bare / took) * 100).toFixed(0)} %`,
      'whole process, MB': Math.round((resident.get(name) ?? 0) / 2 ** 20),
    };
  }),
);
console.log('a question alone, ms (p50, p95):', (await queryTimes(one)).join(', '));
await Promise.all([one.close(), many.close(), plain.release(), calm.release()]);

function readPassages(path: string, most: number): string[] {
  if (!existsSync(path))
    throw new Error(`no articles at ${path}: name a JSON Lines file with "text" in each line`);
  const texts = readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { text: string }).text);
  return texts.flatMap((text) => text.match(/[^]{1,280}/gu) ?? []).slice(0, most);
}

function feeds(batch: number[][]): Record<string, Tensor> {
  const width = Math.max(...batch.map((row) => row.length));
  const ids = new BigInt64Array(batch.length * width).fill(BigInt(tokenizer.pad_token_id));
  const mask = new BigInt64Array(batch.length * width);
  batch.forEach((row, at) => {
    ids.set(row.map(BigInt), at * width);
    mask.fill(1n, at * width, at * width + row.length);
  });
  const dims = [batch.length, width];
  return { input_ids: new Tensor('int64', ids, dims), attention_mask: new Tensor('int64', mask, dims) };
}

async function runBare(session: InferenceSession): Promise<void> {
  for (const batch of batches) {
    const outputs = await session.run(batch);
    for (const output of Object.values(outputs)) output.dispose();
  }
}

async function runOurs(embedder: Embedder): Promise<void> {
  let done = 0;
  for await (const batch of embedder.embedPassages(passages)) done += batch.vectors.length;
  if (done !== passages.length) throw new Error(`${done} of ${passages.length} passages`);
}

async function queryTimes(embedder: Embedder): Promise<string[]> {
  const times: number[] = [];
  for (let i = 0; i < 200; i++) {
    const start = performance.now();
    await embedder.embedQuery(`第${i}届展会有多少家企业参加？`);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return [times[100]!, times[190]!].map((time) => time.toFixed(1));
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
