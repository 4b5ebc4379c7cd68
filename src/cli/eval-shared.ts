/**
 * Evaluates the default settings on the question sets beside the project and prints one table: `npm run eval`.
 *
 *   npm run eval -- [--sets seeds,news-dev] [--sample N] [--html DIR] [--json FILE]
 *
 * --sample asks so many questions of each set, the same in every run; --html writes one page a set; --json writes the
 * runs, each as `yinju eval --json` does. Settings come from the environment, as everywhere.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { evaluate, type QuestionOutcome } from '../evaluation/evaluate.js';
import { readQuestionSet } from '../evaluation/question-set.js';
import { runAsJson } from '../evaluation/report-json.js';
import { sampled, sharedSetNames, sharedTable, type SharedSet } from '../evaluation/run-shared.js';
import { openService } from '../wiring.js';
import { writeReport } from './eval.js';
import { evaluatedService } from './evaluated-service.js';
import { ProgressLine } from './progress.js';
import { availableSets, preparedSet } from './shared-sets.js';

const { values } = parseArgs({
  options: {
    sets: { type: 'string' },
    sample: { type: 'string' },
    html: { type: 'string' },
    json: { type: 'string' },
  },
});
const names = values.sets?.split(',').filter((name) => name !== '');
const unknown = names?.filter((name) => !sharedSetNames.includes(name)) ?? [];
const sample = values.sample === undefined ? null : Number(values.sample);

if (unknown.length > 0 || (sample !== null && !(Number.isInteger(sample) && sample > 0))) {
  const problem =
    unknown.length > 0 ? `no set ${unknown.join(', ')}` : '--sample takes a whole number above 0';
  process.stderr.write(`${problem}; sets: ${sharedSetNames.join(', ')}\n`);
  process.exitCode = 2;
} else {
  if (values.html !== undefined) mkdirSync(values.html, { recursive: true });
  const runs: { name: string; outcomes: QuestionOutcome[] }[] = [];
  for (const set of availableSets(names, process.stderr)) {
    runs.push({ name: set.name, outcomes: await run(set, sample, values.html) });
  }
  if (runs.length === 0) process.stderr.write('Nothing to evaluate.\n');
  else process.stdout.write(sharedTable(runs));
  if (values.json !== undefined) {
    const json = Object.fromEntries(runs.map(({ name, outcomes }) => [name, runAsJson(outcomes)]));
    writeFileSync(values.json, JSON.stringify(json) + '\n');
  }
}

async function run(
  set: SharedSet,
  size: number | null,
  pages: string | undefined,
): Promise<QuestionOutcome[]> {
  const questions = sampled(readQuestionSet(set.questions), size);
  const config = await preparedSet(set, process.stderr);
  const open = await openService(config);
  const progress = new ProgressLine(process.stderr, config.locale);
  try {
    await open.warmUp();
    const service = evaluatedService(open, config.locale, new AbortController().signal);
    const outcomes = await evaluate(service, questions, (done) => {
      progress.show({ phase: 'asking', done, total: questions.length });
    });
    if (pages !== undefined) {
      const heading = { name: set.name, generation: open.served.current.id };
      writeReport(join(pages, `${set.name}.html`), outcomes, heading, null, config.locale);
    }
    return outcomes;
  } finally {
    progress.end();
    await open.close();
  }
}
