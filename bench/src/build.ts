import { join } from 'node:path';
import { buildIndex, type BuildParts } from '../../src/build-index.js';
import { readConfig } from '../../src/config.js';
import type { Embedder } from '../../src/embedding/embedder.js';
import { openBuildParts } from '../../src/wiring.js';
import { feedsOf, openBareModels, openTokenizer, tokenRow, type Feeds } from './bare-model.js';
import { atLeast, rate, type Benchmark, type Row, type Setting } from './benchmark.js';
import { median } from './machine.js';
import { newsMissing, readNews, writeNews } from './news.js';

const bareTarget = 0.85;

/** Seconds of a whole build, from nothing to the published index. */
interface Build {
  readonly whole: number;
  /** Reading, cleaning, splitting and cutting into words. */
  readonly reading: number;
  /** From the first text handed to the embedder to the last vector in the graph; loading the model is in it. */
  readonly embedding: number;
  /** Reprints, files, hashes, publishing. */
  readonly writing: number;
  /** Texts with their prefix, in the batches that the embedder made of them. */
  readonly batches: readonly (readonly string[])[];
  /** What is longer is cut. */
  readonly maxTokens: number;
}

/**
 * The whole build against the network alone: `session.run` over the very batches that the build made, tokenised
 * beforehand. Every round takes other articles, through the build and through each way of running the network, one
 * after the other, so that what else the machine does falls on all of them.
 */
export const buildBenchmark: Benchmark = {
  name: 'build',
  missing: newsMissing,
  async run(setting) {
    const [rounds, perRound] = setting.quick ? [1, 60] : [3, 300];
    const models = await openBareModels();
    const tokenizer = await openTokenizer();
    const warmUp = await build(setting, 'warm-up', 0, 20);
    const feeds = ({ batches, maxTokens }: Build) =>
      batches.map((texts) => texts.map((text) => tokenRow(tokenizer, text, maxTokens)));
    const made = (rows: number[][][]): Feeds[] => rows.map((batch) => feedsOf(batch, tokenizer.pad_token_id));
    for (const model of models) await model.run(made(feeds(warmUp)));

    const results: { build: Build; passages: number; tokens: number; bare: number[] }[] = [];
    for (let round = 0; round < rounds; round++) {
      const built = await build(setting, `round-${round}`, 20 + round * perRound, perRound);
      const rows = feeds(built);
      const batches = made(rows);
      const bare: number[] = models.map(() => 0);
      // Another one first in every round.
      for (let i = 0; i < models.length; i++) {
        const at = (i + round) % models.length;
        bare[at] = await timed(() => models[at]!.run(batches));
      }
      const all = rows.flat();
      const tokens = all.reduce((sum, row) => sum + row.length, 0);
      results.push({ build: built, passages: all.length, tokens, bare });
    }
    await Promise.all(models.map((model) => model.close()));

    const passages = median(results.map((result) => result.passages));
    const tokens = median(results.map((result) => result.tokens));
    const of = (pick: (result: (typeof results)[number]) => number) => median(results.map(pick));
    const ratio = (at: number) => of(({ build: { whole }, bare }) => bare[at]! / whole);
    const best = of(({ bare }) => bare[0]!) <= of(({ bare }) => bare[1]!) ? 0 : 1;
    const seconds = (pick: (built: Build) => number) => of(({ build: built }) => pick(built)).toFixed(2);
    return [
      ...models.map(({ name }, at): Row => {
        const took = of(({ bare }) => bare[at]!);
        return {
          what: `network alone, ${name}`,
          measured: `${rate(passages, tokens, took)}; build at ${ratio(at).toFixed(3)} of it`,
        };
      }),
      {
        what: 'whole build',
        measured: rate(
          passages,
          tokens,
          of(({ build: built }) => built.whole),
        ),
      },
      {
        what: `seconds of it (${passages} passages): reading, embedding, writing`,
        measured: [
          seconds(({ reading }) => reading),
          seconds(({ embedding }) => embedding),
          seconds(({ writing }) => writing),
        ].join(', '),
      },
      atLeast(`whole build / network alone (${models[best]!.name})`, ratio(best), bareTarget),
    ];
  },
};

async function build(setting: Setting, name: string, skip: number, count: number): Promise<Build> {
  const corpus = writeNews(join(setting.folder, `${name}.jsonl`), await readNews(setting, skip, count));
  const config = readConfig({ corpus: [corpus], index: join(setting.folder, name), locale: 'en' }, {});
  const batches: string[][] = [];
  const at: Partial<Record<'reading' | 'embedding' | 'writing', number>> = {};
  const start = performance.now();
  const parts = await openBuildParts(config);
  const { info } = parts.embedder;
  const recorded: BuildParts = { ...parts, embedder: recording(parts.embedder, batches) };
  const summary = await buildIndex(recorded, {
    corpus: config.corpus,
    force: false,
    signal: new AbortController().signal,
    onProgress: ({ phase }) => (at[phase] ??= performance.now()),
    onNotice: (code) => {
      throw new Error(code);
    },
  });
  await parts.close();
  const end = performance.now();
  const embedded = batches.reduce((sum, batch) => sum + batch.length, 0);
  if (embedded !== summary.passages) throw new Error(`${embedded} of ${summary.passages} passages recorded`);
  const [embedding, writing] = [at.embedding ?? end, at.writing ?? end];
  return {
    whole: (end - start) / 1000,
    reading: (embedding - start) / 1000,
    embedding: (writing - embedding) / 1000,
    writing: (end - writing) / 1000,
    batches: batches.map((batch) => batch.map((text) => info.passagePrefix + text)),
    maxTokens: info.maxTokens,
  };
}

/** The same embedder; notes which texts it embeds together. */
function recording(embedder: Embedder, batches: string[][]): Embedder {
  return {
    info: embedder.info,
    warmUp: () => embedder.warmUp(),
    embedQuery: (text, options) => embedder.embedQuery(text, options),
    close: () => embedder.close(),
    async *embedPassages(texts, options) {
      for await (const batch of embedder.embedPassages(texts, options)) {
        batches.push(batch.indexes.map((index) => texts[index]!));
        yield batch;
      }
    },
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
