import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { retrievalText } from '../../src/chunking/passage-context.js';
import { splitDocument, splitterSettingsSchema } from '../../src/chunking/split-document.js';
import { loadDocuments } from '../../src/corpus/load-documents.js';
import { embeddingModel, openTokenizer, tokenRow } from './bare-model.js';
import { rate, type Benchmark } from './benchmark.js';
import { median } from './machine.js';
import { newsMissing, readNews, writeNews } from './news.js';
import { runBuild, runScript, type Finished } from './processes.js';

const pipeline = fileURLToPath(new URL('../langchain/pipeline.js', import.meta.url));
const packages = fileURLToPath(new URL('../langchain/node_modules/@langchain/community', import.meta.url));
/** Whoever else uses the machine must not suffer. */
const limits = { seconds: 300, mb: 6000 };

/**
 * What a user would write with LangChain.js, as its documentation shows it, on the same model and the same passages;
 * each a process of its own, from its start to the saved index, taking turns. Ours also reads and cleans the articles,
 * makes a keyword index and a catalogue.
 */
export const langchainBenchmark: Benchmark = {
  name: 'langchain',
  missing: (setting) =>
    newsMissing(setting) ?? (existsSync(packages) ? null : 'needs npm ci --prefix bench/langchain'),
  async run(setting) {
    const { folder, quick } = setting;
    const [rounds, perRound] = quick ? [1, 20] : [3, 80];
    const tokenizer = await openTokenizer();
    const taken: { passages: number; tokens: number; ours: Finished; theirs: Finished; inside: number }[] =
      [];
    for (let round = 0; round < rounds; round++) {
      const articles = await readNews(setting, 1000 + round * perRound, perRound);
      const corpus = writeNews(join(folder, `round-${round}.jsonl`), articles);
      const texts = await passagesOf(corpus);
      const input = join(folder, `round-${round}.json`);
      const output = join(folder, `langchain-${round}`);
      writeFileSync(input, JSON.stringify(texts));
      const ours = await runBuild(corpus, join(folder, `ours-${round}`), folder);
      if (ours.passages !== texts.length) throw new Error(`${texts.length} passages, ours ${ours.passages}`);
      const theirs = await runScript(pipeline, [embeddingModel, input, output], folder, limits);
      const { passages, seconds } = JSON.parse(theirs.stdout) as { passages: number; seconds: number };
      if (passages !== texts.length) throw new Error(`${texts.length} passages, LangChain ${passages}`);
      const lengths = texts.map((text) => tokenRow(tokenizer, `passage: ${text}`, 512).length);
      const tokens = lengths.reduce((sum, length) => sum + length, 0);
      taken.push({ passages, tokens, ours, theirs, inside: seconds });
    }
    const of = (pick: (of: (typeof taken)[number]) => number) => median(taken.map(pick));
    const [passages, tokens] = [of((each) => each.passages), of((each) => each.tokens)];
    const mb = (side: 'ours' | 'theirs') => `${of((each) => each[side].peakMb).toFixed(0)} MB`;
    return [
      {
        what: `ours, ${passages} passages, whole process`,
        measured: `${rate(
          passages,
          tokens,
          of((each) => each.ours.seconds),
        )}, ${mb('ours')}`,
      },
      {
        what: 'LangChain.js, the same passages, whole process',
        measured: `${rate(
          passages,
          tokens,
          of((each) => each.theirs.seconds),
        )}, ${mb('theirs')}`,
      },
      {
        what: 'LangChain.js without its start and loading of the model',
        measured: rate(
          passages,
          tokens,
          of((each) => each.inside),
        ),
      },
      {
        what: 'LangChain.js / ours, whole processes',
        measured: of((each) => each.ours.seconds / each.theirs.seconds).toFixed(2),
      },
    ];
  },
};

/** The texts that our build embeds for a corpus. */
async function passagesOf(corpus: string): Promise<string[]> {
  const texts: string[] = [];
  for await (const item of loadDocuments([corpus])) {
    if ('skipped' in item) continue;
    const passages = splitDocument(item.document, splitterSettingsSchema.parse({}));
    texts.push(...passages.map((passage) => retrievalText(item.document, passage)));
  }
  return texts;
}
