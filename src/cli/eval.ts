import type { Answer } from '../domain/answer.js';
import { askRequestSchema } from '../domain/question.js';
import { ExitStatus, UsageError } from '../errors.js';
import { evaluate, metricsOf, type EvaluatedService, type Metrics } from '../evaluation/evaluate.js';
import { readQuestionSet } from '../evaluation/question-set.js';
import { message, type Locale } from '../messages/index.js';
import { openService, type OpenService } from '../wiring.js';
import type { CommandContext } from './command.js';
import { ProgressLine } from './progress.js';
import { stoppable } from './stoppable.js';

/** `yinju eval --questions FILE`: how well the present index and settings answer a file of questions. */
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
    const kinds = [...new Set(questions.map(({ kind }) => kind))].sort();
    const groups = [
      { name: message(config.locale, 'evaluation.all'), metrics: metricsOf(outcomes) },
      ...(kinds.length > 1
        ? kinds.map((kind) => ({
            name: kind,
            metrics: metricsOf(outcomes.filter(({ question }) => question.kind === kind)),
          }))
        : []),
    ];
    if (flags.json) {
      const [all, ...byKind] = groups;
      stdout.write(
        JSON.stringify({
          ...all?.metrics,
          kinds: Object.fromEntries(byKind.map(({ name, metrics }) => [name, metrics])),
          outcomes: outcomes.map(
            ({ question: { id, kind, answerable }, answer, holds, right, shortRight }) => ({
              id,
              kind,
              answerable,
              answered: answer.answered,
              holds,
              right,
              shortRight,
              shortAnswer: answer.shortAnswer,
              answer: answer.answer,
            }),
          ),
        }) + '\n',
      );
    } else stdout.write(table(groups, config.locale));
  } finally {
    await open.close();
  }
  return ExitStatus.done;
}

function evaluatedService({ service }: OpenService, locale: Locale, signal: AbortSignal): EvaluatedService {
  return {
    ask: async ({ question, history }) => {
      // A file may hold what the service would turn away: such a question is asked as it is, and must be refused.
      const request = { ...askRequestSchema.parse({ question: '?' }), question, history };
      let answer: Answer | undefined;
      for await (const event of service.ask(request, { locale, signal, requestId: 'eval' })) {
        if (event.type === 'done') answer = event.answer;
      }
      if (!answer) throw new Error('the answer ended without being done');
      return answer;
    },
    search: async (question) => {
      const { results } = await service.search(
        { query: question, topK: 10, filters: {}, explain: false },
        { signal },
      );
      return results.map(({ articleId, text }) => ({ documentId: articleId, text }));
    },
  };
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
function table(
  groups: readonly { readonly name: string; readonly metrics: Metrics }[],
  locale: Locale,
): string {
  const rows = [
    ['', ...columns.map(([heading]) => heading)],
    ...groups.map(({ name, metrics }) => [name, ...columns.map(([, of]) => of(metrics))]),
  ];
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? [];
  const lines = rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  );
  return `${lines.join('\n')}\n${message(locale, 'evaluation.legend')}\n`;
}

function percent(share: number): string {
  return Number.isNaN(share) ? '–' : (100 * share).toFixed(1);
}
