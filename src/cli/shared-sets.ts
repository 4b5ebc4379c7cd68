import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buildIndex } from '../build-index.js';
import { packageRoot, readConfig, type Config } from '../config.js';
import { findSharedSets, type SharedSet } from '../evaluation/run-shared.js';
import { message } from '../messages/index.js';
import { openBuildParts } from '../wiring.js';
import { ProgressLine } from './progress.js';

/** Where question sets lie that are not part of the project: the folder `shared` beside it. */
const sharedFolder = join(packageRoot, '..', 'shared');
/** Their indexes, in a folder that version control passes over. */
const indexFolder = join(packageRoot, 'tmp', 'eval-index');

/** The sets of these names that are there; names the others on `stderr`. */
export function availableSets(
  names: readonly string[] | undefined,
  stderr: NodeJS.WritableStream,
): readonly SharedSet[] {
  const { found, missing } = findSharedSets(sharedFolder, names);
  if (missing.length > 0) {
    stderr.write(
      `Skipped, as their articles or questions are not in the folder "shared" beside the project: ${missing.join(', ')}\n`,
    );
  }
  return found;
}

/** Settings for a set; its index is built if there is none, or brought up to date with its articles and the models. */
export async function preparedSet(
  { name, corpus }: SharedSet,
  stderr: NodeJS.WritableStream,
): Promise<Config> {
  const config = readConfig({ corpus: [corpus], index: join(indexFolder, name) });
  const progress = new ProgressLine(stderr, config.locale);
  const parts = await openBuildParts(config);
  try {
    const { unchanged, passages, seconds } = await buildIndex(parts, {
      corpus: config.corpus,
      force: false,
      signal: new AbortController().signal,
      onProgress: (state) => {
        if (state.phase !== 'reading') progress.show(state);
      },
      onNotice: (code, params) => {
        progress.note(message(config.locale, code, params));
      },
    });
    const state = unchanged ? 'as it was' : `built in ${seconds.toFixed(0)} s`;
    progress.note(`${name}: index of ${passages} passages, ${state}`);
  } finally {
    progress.end();
    await parts.close();
  }
  return config;
}

/** Questions of our own over real news: in the fixtures, with the ids of articles in the folder `shared`. */
const newsQuestions = join(packageRoot, 'tests', 'fixtures', 'questions', 'news.jsonl');
/** Every so-manieth article of the large corpus lies beside the small one, to distract. */
const newsStride = 42;

/** The sets that weights are fitted to: those beside the project, and those of the tests. */
export function fittingSets(
  names: readonly string[] | undefined,
  stderr: NodeJS.WritableStream,
): readonly SharedSet[] {
  const sample: SharedSet = {
    name: 'sample',
    corpus: join(packageRoot, 'corpus'),
    questions: join(packageRoot, 'tests', 'fixtures', 'questions', 'sample.jsonl'),
  };
  const news = newsSet();
  const own = [sample, ...(news ? [news] : [])].filter(({ name }) => names?.includes(name) ?? true);
  return [
    ...availableSets(
      names?.filter((name) => name !== 'sample' && name !== 'news'),
      stderr,
    ),
    ...own,
  ];
}

/** The questions over real news, with their corpus put together; null where the articles are not there. */
export function newsSet(): SharedSet | null {
  const small = join(sharedFolder, 'corpora', 'ecommerce-news.jsonl');
  const large = join(sharedFolder, 'corpora', 'news.jsonl.gz');
  if (!existsSync(small) || !existsSync(large)) return null;
  const corpus = join(indexFolder, 'news.jsonl');
  if (!existsSync(corpus)) {
    const own = readFileSync(small, 'utf8').trim().split('\n');
    const ids = new Set(own.map(idOf));
    const others = gunzipSync(readFileSync(large)).toString('utf8').trim().split('\n');
    const distracting = others.filter((line, i) => i % newsStride === 0 && !ids.has(idOf(line)));
    mkdirSync(indexFolder, { recursive: true });
    writeFileSync(corpus, [...own, ...distracting].join('\n') + '\n');
  }
  return { name: 'news', corpus, questions: newsQuestions };
}

function idOf(line: string): string {
  return (JSON.parse(line) as { id: string }).id;
}
