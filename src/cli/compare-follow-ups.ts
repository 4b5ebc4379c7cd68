/**
 * How often search finds the passage that answers a follow-up, as asked and condensed: `npm run eval:follow-ups`.
 * Sets: the sample corpus and those in the folder `shared` beside the project, with a part of its large news archive;
 * for each, the follow-ups of its question file and those of tests/fixtures/questions/follow-ups.jsonl. With a folder
 * as argument, indexes are taken from its sub-folders (`sample`, `news-dev`…) as they are, and sets without one are left
 * out.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot, readConfig } from '../config.js';
import {
  evaluationQuestionSchema,
  readQuestionSet,
  type EvaluationQuestion,
} from '../evaluation/question-set.js';
import { compareFollowUps, followUpTable, type FollowUpOutcome } from '../evaluation/run-follow-ups.js';
import { retrieve } from '../retrieval/retrieve.js';
import { openIndex } from '../wiring.js';
import { newsSample } from './news-sample.js';
import { availableSets, preparedSet } from './shared-sets.js';

const fixtures = join(packageRoot, 'tests', 'fixtures', 'questions');
const [folder] = process.argv.slice(2);

const own: { readonly set: string; readonly question: EvaluationQuestion }[] = readFileSync(
  join(fixtures, 'follow-ups.jsonl'),
  'utf8',
)
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => {
    const value: unknown = JSON.parse(line);
    return { set: (value as { set: string }).set, question: evaluationQuestionSchema.parse(value) };
  });

const sample = {
  name: 'sample',
  corpus: join(packageRoot, 'corpus'),
  questions: join(fixtures, 'sample.jsonl'),
};
const asked = own.filter(({ set }) => set === 'news').flatMap(({ question }) => question.sources);
const news = await newsSample(new Set(asked));
const results = new Map<string, readonly FollowUpOutcome[]>();
for (const set of [
  sample,
  ...availableSets(undefined, process.stderr),
  ...(news === null ? [] : [{ name: 'news', corpus: news, questions: '' }]),
]) {
  const index = folder === undefined ? undefined : join(folder, set.name);
  if (index !== undefined && !existsSync(index)) continue;
  const config =
    index === undefined
      ? await preparedSet(set, process.stderr)
      : readConfig({ corpus: [set.corpus], index });
  const { served, embedder, close } = await openIndex(config);
  try {
    const open = served.acquire();
    const search = async (question: string) =>
      (await retrieve({ ...open, embedder }, { question, topK: 10 })).passages.map(({ passage }) => passage);
    const theirs =
      set.questions === '' ? [] : readQuestionSet(set.questions).filter(({ history }) => history.length > 0);
    const ours = own.flatMap(({ set: name, question }) => (name === set.name ? [question] : []));
    if (theirs.length > 0)
      results.set(set.name, await compareFollowUps({ name: set.name, questions: theirs, search }));
    if (ours.length > 0)
      results.set(`${set.name} (ours)`, await compareFollowUps({ name: set.name, questions: ours, search }));
    open.release();
  } finally {
    await close();
  }
}
for (const outcomes of results.values()) {
  for (const { question, standalone, with: relevant } of outcomes) {
    if (!relevant.slice(0, 5).includes(true))
      process.stderr.write(`not found: ${question.question} → ${standalone}\n`);
  }
}
process.stdout.write(`${followUpTable(results)}\n`);
