import { ExitStatus } from '../errors.js';
import { GenerationStore } from '../indexing/generations.js';
import { message } from '../messages/index.js';
import type { CommandContext } from './command.js';

/** `yinju rollback`: serves the generation before the current one again. */
export async function runRollback({ config, flags, stdout, stderr }: CommandContext): Promise<ExitStatus> {
  const { id, manifest } = await new GenerationStore(config.index).rollback();
  const { documents, passages } = manifest.counts;
  if (flags.json) stdout.write(JSON.stringify({ generation: id, documents, passages }) + '\n');
  else stderr.write(message(config.locale, 'rollback.done', { generation: id, documents, passages }) + '\n');
  return ExitStatus.done;
}
