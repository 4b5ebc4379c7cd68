import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { atLeast, below, type Benchmark, type Row } from './benchmark.js';
import { newsMissing, readNews, writeNews, type NewsArticle } from './news.js';
import { runBuild } from './processes.js';
import { measureRecall, readQuestions } from './recall.js';

const changedArticles = 10;
const removedArticles = 2;

/** A large archive in one go: memory and time of its build, what its vector index finds, and what later builds cost. */
export const scaleBenchmark: Benchmark = {
  name: 'scale',
  missing: newsMissing,
  async run(setting) {
    const { folder, shared, quick } = setting;
    const articles = await readNews(setting, 0, quick ? 200 : 4000);
    const corpus = writeNews(join(folder, 'news.jsonl'), articles);
    const index = join(folder, 'index');
    const first = await runBuild(corpus, index, folder);
    const rows: Row[] = [
      {
        what: `${first.documents} articles in one go (${first.passages} passages)`,
        measured: `${first.seconds.toFixed(0)} s, ${(first.passages / first.seconds).toFixed(1)} passages/s`,
      },
      below('peak memory of that build', first.peakMb / 1024, 1.5, 'GB'),
      { what: 'files of that index', measured: sizes(index) },
    ];
    const questions = readQuestions(shared ?? '', quick ? 20 : 200);
    const { mean, worst, milliseconds } = await measureRecall(index, questions);
    rows.push(atLeast(`recall@10 against exact search, ${questions.length} questions`, mean, 0.98), {
      what: 'worst question; median search',
      measured: `${worst.toFixed(1)}; ${milliseconds.toFixed(2)} ms`,
    });
    const same = await runBuild(corpus, index, folder);
    rows.push({ what: 'the same again, nothing changed', measured: `${same.seconds.toFixed(1)} s` });
    writeNews(corpus, changed(articles));
    const small = await runBuild(corpus, index, folder);
    if (small.removed !== removedArticles) throw new Error(`${small.removed} articles removed`);
    rows.push({
      what: `${changedArticles} articles changed, ${removedArticles} removed`,
      measured: `${small.seconds.toFixed(1)} s (${small.embedded} passages embedded), ${(small.peakMb / 1024).toFixed(2)} GB`,
    });
    return rows;
  },
};

/** Some articles throughout the corpus with one more sentence, and a few gone. */
function changed(articles: readonly NewsArticle[]): NewsArticle[] {
  const step = Math.floor(articles.length / (changedArticles + removedArticles));
  return articles.flatMap((article, i) => {
    if (i % step !== 0 || i / step >= changedArticles + removedArticles) return [article];
    if (i / step < removedArticles) return [];
    return [{ ...article, text: `${article.text}这是后来补充的第${i}句话。` }];
  });
}

function sizes(index: string): string {
  const folder = join(index, 'generations', readFileSync(join(index, 'current'), 'utf8').trim());
  return readdirSync(folder)
    .filter((name) => name !== 'manifest.json')
    .map((name) => `${name} ${(statSync(join(folder, name)).size / 1e6).toFixed(1)} MB`)
    .join(', ');
}
