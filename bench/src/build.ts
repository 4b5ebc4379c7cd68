import { join } from 'node:path';
import type { PreTrainedTokenizer } from '@xenova/transformers';
import { buildIndex, type BuildParts } from '../../src/build-index.js';
import { readConfig } from '../../src/config.js';
import type { Embedder } from '../../src/embedding/embedder.js';
import { openBuildParts } from '../../src/wiring.js';
import { feedsOf, openBareModels, openTokenizer, tokenRow, type BareModel } from './bare-model.js';
import { atLeast, rate, type Benchmark, type Row, type Setting } from './benchmark.js';
import { median, quietMoment, timed } from './machine.js';
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
 * after the other, so that what else the machine does falls on all of them. A round that others disturbed is made up
 * for by another one, as long as there is hope.
 */
export const buildBenchmark: Benchmark = {
  name: 'build',
  missing: newsMissing,
  async run(setting) {
    const models = await openBareModels();
    const tokenizer = await openTokenizer();
    const rounds: Round[] = [];
    const { wanted, most, articles } = setting.quick ? quickPlan : fullPlan;
    await oneRound(setting, models, tokenizer, { name: 'warm-up', skip: 0, articles: 20, first: 0 });
    const patience = performance.now() + (setting.quick ? 0 : longestWait);
    for (let i = 0; i < most && rounds.filter(isQuiet).length < wanted; i++) {
      await quietMoment(patience);
      const skip = 20 + i * articles;
      const round = await oneRound(setting, models, tokenizer, {
        name: `round-${i}`,
        skip,
        articles,
        first: i,
      });
      rounds.push(round);
      const bare = round.bare.map((seconds) => seconds.toFixed(1)).join(', ');
      console.error(
        `round ${i + 1}: build ${round.build.whole.toFixed(1)} s, network alone ${bare} s, ` +
          `others ${round.others.toFixed(2)} cores`,
      );
    }
    await Promise.all(models.map((model) => model.close()));
    rounds.sort((a, b) => a.others - b.others);
    return rowsOf(
      models.map(({ name }) => name),
      rounds.slice(0, wanted),
      rounds.length,
    );
  },
};

/** For others to be done, in milliseconds, over all rounds. */
const longestWait = 15 * 60_000;
const fullPlan = { wanted: 3, most: 8, articles: 300 };
const quickPlan = { wanted: 1, most: 1, articles: 60 };
/** Cores kept busy by others, up to which a round is believed at once. */
const quiet = 0.1;

/** Times are seconds. */
interface Round {
  readonly build: Build;
  readonly passages: number;
  readonly tokens: number;
  /** Of each way of running the network alone. */
  readonly bare: readonly number[];
  /** Processor time of the build, and of the network alone with threads that do not spin. */
  readonly work: { readonly build: number; readonly bare: number };
  /** The most that others kept busy during any part of the round, in cores. */
  readonly others: number;
}

function isQuiet({ others }: Round): boolean {
  return others <= quiet;
}

/** A build of some articles, then the network alone on its batches; another way of running it first in every round. */
async function oneRound(
  setting: Setting,
  models: readonly BareModel[],
  tokenizer: PreTrainedTokenizer,
  plan: { name: string; skip: number; articles: number; first: number },
): Promise<Round> {
  const articles = await readNews(setting, plan.skip, plan.articles);
  const corpus = writeNews(join(setting.folder, `${plan.name}.jsonl`), articles);
  const built = await timed(() => build(corpus, join(setting.folder, plan.name)));
  const { batches, maxTokens } = built.value;
  const rows = batches.map((texts) => texts.map((text) => tokenRow(tokenizer, text, maxTokens)));
  const feeds = rows.map((batch) => feedsOf(batch, tokenizer.pad_token_id));
  const bare: number[] = models.map(() => 0);
  const work: number[] = models.map(() => 0);
  const others = [built.others];
  for (let i = 0; i < models.length; i++) {
    const at = (i + plan.first) % models.length;
    const ran = await timed(() => models[at]!.run(feeds));
    bare[at] = ran.seconds;
    work[at] = ran.work;
    others.push(ran.others);
  }
  const lengths = rows.flat().map((row) => row.length);
  return {
    build: built.value,
    passages: lengths.length,
    tokens: lengths.reduce((sum, length) => sum + length, 0),
    bare,
    work: { build: built.work, bare: work[1]! },
    others: Math.max(...others),
  };
}

function rowsOf(names: readonly string[], rounds: readonly Round[], all: number): Row[] {
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  const [passages, tokens] = [of((round) => round.passages), of((round) => round.tokens)];
  const ratio = (at: number) => of(({ build: { whole }, bare }) => bare[at]! / whole);
  const best = of(({ bare }) => bare[0]!) <= of(({ bare }) => bare[1]!) ? 0 : 1;
  const part = (pick: (built: Build) => number) => of(({ build: built }) => pick(built)).toFixed(2);
  const parts = [
    part(({ reading }) => reading),
    part(({ embedding }) => embedding),
    part(({ writing }) => writing),
  ];
  return [
    ...names.map((name, at): Row => {
      const speed = rate(
        passages,
        tokens,
        of(({ bare }) => bare[at]!),
      );
      return { what: `network alone, ${name}`, measured: `${speed}; build at ${ratio(at).toFixed(3)} of it` };
    }),
    {
      what: 'whole build',
      measured: rate(
        passages,
        tokens,
        of(({ build: { whole } }) => whole),
      ),
    },
    {
      what: `seconds of it (${passages} passages): reading, embedding, writing`,
      measured: parts.join(', '),
    },
    {
      what: 'processor time: network alone / whole build',
      measured: of(({ work }) => work.bare / work.build).toFixed(3),
    },
    {
      what: `cores busy with other work, in the ${rounds.length} quietest of ${all} rounds`,
      measured: rounds.map(({ others }) => others.toFixed(2)).join(', '),
    },
    atLeast(`whole build / network alone (${names[best]!})`, ratio(best), bareTarget),
  ];
}

async function build(corpus: string, index: string): Promise<Build> {
  const config = readConfig({ corpus: [corpus], index, locale: 'en' }, {});
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
