import { weightsFor } from '../answering/weights-for.js';
import { ExitStatus, UsageError } from '../errors.js';
import { collectExamples } from '../evaluation/examples.js';
import {
  calibrationError,
  confidenceExample,
  crossValidated,
  fitCalibration,
} from '../evaluation/fit-confidence.js';
import { mean } from '../evaluation/metrics.js';
import { readQuestionSet } from '../evaluation/question-set.js';
import { openIndexFolder } from '../indexing/build-lock.js';
import { GenerationStore } from '../indexing/generations.js';
import { message } from '../messages/index.js';
import { askSettings, openCalibrationParts } from '../wiring.js';
import type { CommandContext } from './command.js';
import { ProgressLine } from './progress.js';

/** Too few of either kind tell nothing of the other. */
const leastOfEach = 10;

/** `yinju calibrate --questions FILE`: fits confidence to one's own corpus and models, and stores it with the index. */
export async function runCalibrate({
  config,
  flags,
  stdout,
  stderr,
  signal,
}: CommandContext): Promise<ExitStatus> {
  if (flags.questions === undefined) throw new UsageError('evaluation.no-file');
  const questions = readQuestionSet(flags.questions);
  const lock = openIndexFolder(config.index);
  const progress = new ProgressLine(stderr, config.locale);
  try {
    const { parts, close } = await openCalibrationParts(config);
    try {
      const settings = askSettings(config);
      const collect = { readPassages: settings.readPassages, nearMisses: true };
      const collected = await collectExamples(parts, questions, collect, (done, total) => {
        signal.throwIfAborted();
        progress.show({ phase: 'asking', done, total });
      });
      progress.end();
      const models = {
        readerFingerprint: parts.reader.info.fingerprint,
        embeddingFingerprint: parts.embedder.info.fingerprint,
      };
      // What comes with Yinju, where it fits the models, is what one's own questions correct.
      const { ranking, calibration: prior } = weightsFor(models, null);
      const examples = collected.flatMap((one) => confidenceExample(one, settings, ranking) ?? []);
      const right = examples.filter((example) => example.right).length;
      if (right < leastOfEach || examples.length - right < leastOfEach) {
        throw new UsageError('evaluation.too-few', {
          right,
          wrong: examples.length - right,
          least: leastOfEach,
        });
      }
      const calibration = fitCalibration(examples, models, prior);
      const confidence = crossValidated(examples, prior);
      const { minConfidence } = config.answering;
      const refused = (answerable: boolean) =>
        mean(
          examples.flatMap((example, i) =>
            example.madeUp || example.answerable !== answerable
              ? []
              : [(confidence[i] ?? 0) < minConfidence ? 1 : 0],
          ),
        );
      const { id } = await new GenerationStore(config.index).recalibrate(calibration);
      const figures = {
        generation: id,
        questions: calibration.questions,
        calibrationError: calibrationError(examples, confidence),
        minConfidence,
        refusedRightly: refused(false),
        refusedWrongly: refused(true),
      };
      if (flags.json) stdout.write(JSON.stringify({ ...figures, calibration }) + '\n');
      else {
        stderr.write(
          message(config.locale, 'calibrate.done', {
            ...figures,
            calibrationError: figures.calibrationError.toFixed(3),
            refusedRightly: percent(figures.refusedRightly),
            refusedWrongly: percent(figures.refusedWrongly),
          }) + '\n',
        );
      }
    } finally {
      await close();
    }
  } finally {
    lock.release();
  }
  return ExitStatus.done;
}

function percent(share: number): string {
  return Number.isNaN(share) ? '–' : (100 * share).toFixed(0);
}
