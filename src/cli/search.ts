import { ExitStatus, UsageError } from '../errors.js';
import { searchRequestSchema } from '../server/schemas.js';
import { openService } from '../wiring.js';
import type { CommandContext } from './command.js';
import { questionOf } from './question.js';
import { printableText } from './report.js';
import { stoppable } from './stoppable.js';

/** `yinju search QUERY`: the passages found, best first. */
export async function runSearch({
  config,
  flags,
  operands,
  stdout,
  signal,
}: CommandContext): Promise<ExitStatus> {
  const topK = flags['top-k'] === undefined ? undefined : Number(flags['top-k']);
  const request = searchRequestSchema.safeParse({ query: questionOf(operands, config.locale), topK });
  if (!request.success) throw new UsageError('cli.bad-top-k');
  const open = await openService(config);
  try {
    const { results } = await stoppable(signal, () => open.service.search(request.data, { signal }));
    if (flags.json) stdout.write(JSON.stringify({ results }) + '\n');
    else {
      const lines = results.flatMap(({ title, source, publishedAt, passageId, text }, index) => [
        `${index + 1}. ${title}`,
        `   ${[source, publishedAt, passageId].filter(Boolean).join(' · ')}`,
        ...text.split('\n').map((line) => `   ${line}`),
        '',
      ]);
      stdout.write(printableText(lines.join('\n')) + '\n');
    }
  } finally {
    await open.close();
  }
  return ExitStatus.done;
}
