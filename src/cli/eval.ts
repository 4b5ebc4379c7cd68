import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { ExitStatus, UsageError, YinjuError } from '../errors.js';
import { evaluate, metricsOf, type Metrics, type QuestionOutcome } from '../evaluation/evaluate.js';
import { readQuestionSet } from '../evaluation/question-set.js';
import { readEarlierRun, type EarlierRun } from '../evaluation/report-comparison.js';
import { reportOf } from '../evaluation/report-data.js';
import { metricsByKind, runAsJson } from '../evaluation/report-json.js';
import { reportPage } from '../evaluation/report-page.js';
import { textTable } from '../evaluation/report-table.js';
import { message, type Locale } from '../messages/index.js';
import { openService } from '../wiring.js';
import type { CommandContext } from './command.js';
import { evaluatedService } from './evaluated-service.js';
import { ProgressLine } from './progress.js';
import { printableText } from './report.js';
import { stoppable } from './stoppable.js';

/**
 * `yinju eval --questions FILE`: how well the present index and settings answer a file of questions; with `--html` as
 * a page, with `--against` beside an earlier run.
 */
export async function runEval({
  config,
  flags,
  stdout,
  stderr,
  signal,
}: CommandContext): Promise<ExitStatus> {
  if (flags.questions === undefined) throw new UsageError('evaluation.no-file');
  const questions = readQuestionSet(flags.questions);
  if (questions.length === 0) throw new UsageError('evaluation.empty', { path: flags.questions });
  // What cannot be read or written is better known before than after minutes of questions.
  if (flags.against !== undefined && flags.html === undefined) throw new UsageError('evaluation.no-html');
  const earlier =
    flags.against === undefined
      ? null
      : { name: basename(flags.against), run: readEarlierRun(flags.against) };
  if (flags.html !== undefined) assertWritable(flags.html);

  const open = await openService(config);
  const progress = new ProgressLine(stderr, config.locale);
  try {
    await open.warmUp();
    const outcomes = await stoppable(signal, () =>
      evaluate(evaluatedService(open, config.locale, signal), questions, (done) => {
        progress.show({ phase: 'asking', done, total: questions.length });
      }),
    ).finally(() => {
      progress.end();
    });
    if (flags.html !== undefined) {
      const heading = { name: basename(flags.questions), generation: open.served.current.id };
      writeReport(flags.html, outcomes, heading, earlier, config.locale);
      stderr.write(message(config.locale, 'evaluation.report-written', { path: flags.html }) + '\n');
    }
    stdout.write(flags.json ? JSON.stringify(runAsJson(outcomes)) + '\n' : describe(outcomes, config.locale));
  } finally {
    await open.close();
  }
  return ExitStatus.done;
}

/**
 * Writes the page of a run.
 * @throws YinjuError if the file cannot be written
 */
export function writeReport(
  path: string,
  outcomes: readonly QuestionOutcome[],
  { name, generation }: { readonly name: string; readonly generation: string },
  earlier: { readonly name: string; readonly run: EarlierRun } | null,
  locale: Locale,
): void {
  const date = new Date().toISOString().slice(0, 10);
  const page = reportPage(
    reportOf(outcomes, earlier?.run ?? null),
    { name, generation, date, earlierName: earlier?.name ?? null },
    locale,
  );
  try {
    writeFileSync(path, page);
  } catch (cause) {
    throw new YinjuError('evaluation.unwritable', { path }, { cause });
  }
}

function assertWritable(path: string): void {
  try {
    accessSync(dirname(resolve(path)), constants.W_OK);
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing && !existing.isFile()) throw new Error('not a file');
  } catch (cause) {
    throw new UsageError('evaluation.unwritable', { path }, cause);
  }
}

const columns: readonly (readonly [heading: string, of: (metrics: Metrics) => string])[] = [
  ['n', (m) => String(m.questions)],
  ['R@1', (m) => percent(m.recallAt1)],
  ['R@5', (m) => percent(m.recallAt5)],
  ['R@10', (m) => percent(m.recallAt10)],
  ['MRR@10', (m) => percent(m.mrrAt10)],
  ['right', (m) => percent(m.right)],
  ['short', (m) => percent(m.shortRight)],
  ['length', (m) => (Number.isNaN(m.meanLength) ? '–' : m.meanLength.toFixed(0))],
  ['refused+', (m) => percent(m.refusedRightly)],
  ['refused−', (m) => percent(m.refusedWrongly)],
  ['p50 ms', (m) => m.latencyMs.p50.toFixed(0)],
  ['p95 ms', (m) => m.latencyMs.p95.toFixed(0)],
];

/** Shares in per cent; refused+ of the unanswerable, refused− of the answerable. */
function describe(outcomes: readonly QuestionOutcome[], locale: Locale): string {
  const groups = [
    { kind: message(locale, 'evaluation.all'), metrics: metricsOf(outcomes) },
    ...metricsByKind(outcomes),
  ];
  const rows = [
    ['', ...columns.map(([heading]) => heading)],
    ...groups.map(({ kind, metrics }) => [printableText(kind), ...columns.map(([, of]) => of(metrics))]),
  ];
  return `${textTable(rows)}${message(locale, 'evaluation.legend')}\n`;
}

function percent(share: number): string {
  return Number.isNaN(share) ? '–' : (100 * share).toFixed(1);
}
