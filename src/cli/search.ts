import { ExitStatus, UsageError } from '../errors.js';
import { searchRequestSchema } from '../server/schemas.js';
import { openService } from '../wiring.js';
import type { CommandContext } from './command.js';
import { printableText } from './report.js';

/** `yinju search QUERY`: the passages found, best first. */
export async function runSearch({
  config,
  flags,
  operands,
  stdout,
  signal,
}: CommandContext): Promise<ExitStatus> {
  const topK = flags['top-k'] === undefined ? undefined : Number(flags['top-k']);
  const request = searchRequestSchema.safeParse({ query: operands.join(' ').trim(), topK });
  if (!request.success) {
    const field = request.error.issues[0]?.path[0];
    throw field === 'topK' ? new UsageError('cli.bad-top-k') : new UsageError('cli.bad-question');
  }
  const open = await openService(config);
  try {
    const { results } = await open.service.search(request.data, { signal });
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
