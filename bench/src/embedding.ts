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
import type { Embedder } from '../../src/embedding/embedder.js';
import { embeddingModelSpec } from '../../src/embedding/model-spec.js';
import { planBatches } from '../../src/embedding/token-batches.js';
import { createTransformersEmbedder } from '../../src/embedding/transformers-embedder.js';
import { embeddingModel, feedsOf, openBareModels, openTokenizer, tokenRow } from './bare-model.js';
import { median } from './machine.js';

const articles =
  process.argv[2] ?? fileURLToPath(new URL('../../../shared/corpora/ecommerce-news.jsonl', import.meta.url));
const count = Number(process.argv[3] ?? 240);
const rounds = Number(process.argv[4] ?? 3);
const BATCH_TOKENS = 512;

const passages = readPassages(articles, count);
const tokenizer = await openTokenizer();
const rows = passages.map((text) => tokenRow(tokenizer, `passage: ${text}`, 512));
const lengths = rows.map((row) => row.length);
const batches = planBatches(lengths, BATCH_TOKENS).map((batch) =>
  feedsOf(
    batch.map((index) => rows[index]!),
    tokenizer.pad_token_id,
  ),
);
const tokens = lengths.reduce((sum, length) => sum + length, 0);
console.log(
  `${passages.length} passages, ${tokens} tokens, ${batches.length} batches of up to ${BATCH_TOKENS} tokens`,
);

const cores = availableParallelism();
const spec = embeddingModelSpec({ model: embeddingModel }, '.');
const bareModels = await openBareModels();
const one = await createTransformersEmbedder({ spec, workers: 1, batchTokens: BATCH_TOKENS });
const many = await createTransformersEmbedder({ spec, workers: cores, batchTokens: BATCH_TOKENS });

const contenders: [string, () => Promise<void>][] = [
  ...bareModels.map((model): [string, () => Promise<void>] => [
    `bare session.run, ${model.name}`,
    () => model.run(batches),
  ]),
  [`our embedder, 1 worker of ${cores} threads`, () => runOurs(one)],
  [`our embedder, ${cores} workers of 1 thread`, () => runOurs(many)],
];
const seconds = new Map<string, number[]>(contenders.map(([name]) => [name, []]));
for (let round = 0; round <= rounds; round++) {
  for (const [name, run] of contenders) {
    const start = performance.now();
    await run();
    // The first round loads models and grows arenas.
    if (round > 0) seconds.get(name)?.push((performance.now() - start) / 1000);
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
    };
  }),
);
console.log('a question alone, ms (p50, p95):', (await queryTimes(one)).join(', '));
await Promise.all([one, many, ...bareModels].map((each) => each.close()));

function readPassages(path: string, most: number): string[] {
  if (!existsSync(path))
    throw new Error(`no articles at ${path}: name a JSON Lines file with "text" in each line`);
  const texts = readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { text: string }).text);
  return texts.flatMap((text) => text.match(/[^]{1,280}/gu) ?? []).slice(0, most);
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
