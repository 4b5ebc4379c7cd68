/**
 * Fits the weights that come with Yinju (src/answering/fitted-weights.ts) to the question sets beside the project and to
 * those of the tests, and prints what cross-validation by article says of them: `npm run fit`.
 *
 *   npm run fit -- [--reuse] [--write] [--sets news-dev,sample] [--read 8]
 *
 * Asking takes most of the time; what it finds is kept in tmp/fit, and --reuse fits again without asking. --read reads
 * more passages than are used, to look at. --write puts the weights in place. Of a large set only so many
 * questions are asked that it does not outvote the others.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultExtractiveSettings } from '../answering/choose-evidence.js';
import { packageRoot } from '../config.js';
import { readExamples, writeExamples } from '../evaluation/example-file.js';
import { collectExamples } from '../evaluation/examples.js';
import { fitWeights, fitReport, type FittingSet } from '../evaluation/fit-weights.js';
import { readQuestionSet } from '../evaluation/question-set.js';
import { sampled } from '../evaluation/run-shared.js';
import { openCalibrationParts } from '../wiring.js';
import { ProgressLine } from './progress.js';
import { fittingSets, preparedSet } from './shared-sets.js';

const { values } = parseArgs({
  options: {
    reuse: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    sets: { type: 'string' },
    read: { type: 'string', default: '5' },
  },
});
const folder = join(packageRoot, 'tmp', 'fit');
const target = join(packageRoot, 'src', 'answering', 'fitted-weights.ts');
mkdirSync(folder, { recursive: true });

const settings = { ...defaultExtractiveSettings, readPassages: 5 };
const mostQuestions = 600;
/** The questions of our own over real news were written to be hard to refuse: as many near misses as others. */
const hardUnanswerable = 0.5;
const sets: FittingSet[] = [];
let models = { readerFingerprint: '', embeddingFingerprint: '' };
for (const set of fittingSets(values.sets?.split(','), process.stderr)) {
  const file = join(folder, `${set.name}.jsonl`);
  const config = await preparedSet(set, process.stderr);
  const { parts, close } = await openCalibrationParts(config);
  models = {
    readerFingerprint: parts.reader.info.fingerprint,
    embeddingFingerprint: parts.embedder.info.fingerprint,
  };
  const progress = new ProgressLine(process.stderr, config.locale);
  try {
    if (!values.reuse || !existsSync(file)) {
      const questions = sampled(readQuestionSet(set.questions), mostQuestions);
      const collected = await collectExamples(
        parts,
        questions,
        { readPassages: Number(values.read), nearMisses: false },
        (done, total) => {
          progress.show({ phase: 'asking', done, total });
        },
      );
      writeExamples(file, collected);
    }
  } finally {
    progress.end();
    await close();
  }
  sets.push({
    name: set.name,
    examples: readExamples(file, settings.readPassages),
    ...(set.name === 'news' ? { unanswerable: hardUnanswerable } : {}),
  });
}
process.stdout.write(fitReport(sets, settings));
if (values.write) {
  const { ranking, calibration } = fitWeights(sets, settings, models);
  writeFileSync(target, weightsFile({ ranking, calibration }));
}

/** The source file that holds the weights, for people to read and for `prettier --write` to lay out. */
function weightsFile({ ranking, calibration }: { ranking: object; calibration: object }): string {
  const literal = (value: object) => JSON.stringify(value, (_key, item: unknown) => rounded(item), 2);
  return `import type { Calibration, RankingWeights } from '../domain/calibration.js';

/**
 * Weights for the models that come with Yinju, written by \`npm run fit\` (src/cli/fit-weights.ts): not to be changed by
 * hand. An index of one's own, or other models, are worth a calibration of their own: \`yinju calibrate\`.
 */
export const defaultRanking: RankingWeights = ${literal(ranking)};

export const defaultCalibration: Calibration = ${literal(calibration)};
`;
}

function rounded(value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(5)) : value;
}
