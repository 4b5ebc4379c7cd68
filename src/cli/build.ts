import { buildIndex, type BuildSummary } from '../build-index.js';
import { ExitStatus } from '../errors.js';
import { message, type Locale, type MessageParams } from '../messages/index.js';
import { openBuildParts } from '../wiring.js';
import type { CommandContext } from './command.js';
import { ProgressLine } from './progress.js';
import { describeRepairs, describeSkip, describeSkips } from './report.js';

/** `yinju build`: reads the corpus and publishes a new generation if anything changed. */
export async function runBuild({
  config,
  flags,
  stdout,
  stderr,
  signal,
}: CommandContext): Promise<ExitStatus> {
  const progress = new ProgressLine(stderr, config.locale);
  const parts = await openBuildParts(config);
  let summary: BuildSummary;
  try {
    summary = await buildIndex(parts, {
      corpus: config.corpus,
      force: flags.force,
      signal,
      onProgress: (state) => {
        progress.show(state);
      },
      onNotice: (code, params) => {
        progress.note(message(config.locale, code, params));
      },
    });
  } finally {
    progress.end();
    await parts.close();
  }
  if (flags.json) stdout.write(JSON.stringify(toJson(summary, config.locale)) + '\n');
  else stderr.write(describe(summary, config.locale).join('\n') + '\n');
  return ExitStatus.done;
}

/** As docs/operations.md has it: names that scripts rely on. */
function toJson(summary: BuildSummary, locale: Locale): object {
  const { generation, documents, passages, embedded, reused, removed, repairs, seconds } = summary;
  const skipped = summary.skipped.map((item) => describeSkip(item, locale));
  return { generation, documents, passages, embedded, reused, removed, skipped, repairs, seconds };
}

function describe(summary: BuildSummary, locale: Locale): string[] {
  const say = (key: Parameters<typeof message>[1], params: MessageParams) => message(locale, key, params);
  const { generation, documents, passages, embedded, reused, removed, reprintGroups } = summary;
  const seconds = summary.seconds.toFixed(1);
  const lines = [
    summary.unchanged
      ? say('summary.unchanged', { generation, documents, passages, seconds })
      : say('summary.built', { generation, documents, passages, embedded, reused, seconds }),
  ];
  if (removed > 0) lines.push(say('summary.removed', { count: removed }));
  if (reprintGroups > 0) lines.push(say('summary.reprints', { count: reprintGroups }));
  lines.push(
    ...describeRepairs(summary.repairs, locale),
    ...describeSkips(summary.skipped, summary.skippedTotal, locale),
  );
  return lines;
}
