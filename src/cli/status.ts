import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ExitStatus } from '../errors.js';
import { GenerationStore } from '../indexing/generations.js';
import { message, type MessageKey, type MessageParams } from '../messages/index.js';
import type { CommandContext } from './command.js';
import { describeRepairs, describeSkip, describeSkips, formatBytes, printable } from './report.js';

/** `yinju status`: what the served generation holds, whether its files are whole, and what was skipped. */
export async function runStatus({ config, flags, stdout }: CommandContext): Promise<ExitStatus> {
  const store = new GenerationStore(config.index);
  const { id, manifest } = await store.current();
  const previous =
    manifest.previous !== null && existsSync(join(config.index, 'generations', manifest.previous))
      ? manifest.previous
      : null;
  const diskBytes = folderBytes(join(config.index, 'generations')) + stateBytes(config.index);
  const { counts, corpus, embeddingModel, createdAt } = manifest;
  if (flags.json) {
    stdout.write(
      JSON.stringify({
        generation: id,
        createdAt,
        previous,
        documents: counts.documents,
        passages: counts.passages,
        model: embeddingModel,
        splitter: manifest.splitter,
        diskBytes,
        repairs: corpus.repairs,
        encodings: corpus.encodings,
        formats: corpus.formats,
        reprintGroups: corpus.reprintGroups,
        skippedTotal: corpus.skippedTotal,
        skipped: corpus.skipped.map((item) => describeSkip(item, config.locale)),
      }) + '\n',
    );
    return ExitStatus.done;
  }
  const say = (key: MessageKey, params: MessageParams = {}) => message(config.locale, key, params);
  const lines = [
    say('status.generation', { generation: id, createdAt }),
    say('status.counts', { documents: counts.documents, passages: counts.passages }),
    say('status.model', { name: embeddingModel.name, dimension: embeddingModel.dimension }),
    say('status.disk', { bytes: formatBytes(diskBytes), path: config.index }),
    previous === null ? say('status.no-previous') : say('status.previous', { generation: previous }),
    say('status.formats', { list: countList(corpus.formats) }),
    say('status.encodings', { list: countList(corpus.encodings) }),
    ...(corpus.reprintGroups > 0 ? [say('summary.reprints', { count: corpus.reprintGroups })] : []),
    ...describeRepairs(corpus.repairs, config.locale),
    ...describeSkips(corpus.skipped, corpus.skippedTotal, config.locale),
  ];
  stdout.write(lines.join('\n') + '\n');
  return ExitStatus.done;
}

function countList(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort(([a, x], [b, y]) => y - x || a.localeCompare(b))
    .map(([name, count]) => `${printable(name)} ${count}`)
    .join(', ');
}

function folderBytes(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + lstatSync(join(entry.parentPath, entry.name)).size, 0);
}

/** state.sqlite with its journals; the models are not the index's. */
function stateBytes(indexFolder: string): number {
  return readdirSync(indexFolder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.includes('.sqlite'))
    .reduce((sum, entry) => sum + lstatSync(join(indexFolder, entry.name)).size, 0);
}
