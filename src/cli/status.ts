import { ExitStatus } from '../errors.js';
import { indexBytes } from '../indexing/disk-usage.js';
import { GenerationStore } from '../indexing/generations.js';
import { message, type MessageKey, type MessageParams } from '../messages/index.js';
import { formatBytes } from '../text/bytes.js';
import type { CommandContext } from './command.js';
import { describeRepairs, describeSkip, describeSkips, printable } from './report.js';

/** `yinju status`: what the served generation holds, whether its files are whole, and what was skipped. */
export async function runStatus({ config, flags, stdout }: CommandContext): Promise<ExitStatus> {
  const store = new GenerationStore(config.index);
  const { id, manifest } = await store.current();
  const previous = store.keptBefore(manifest);
  const diskBytes = indexBytes(config.index);
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
        languageModel: config.languageModel?.name ?? null,
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
    config.languageModel === null
      ? say('status.no-language-model')
      : say('status.language-model', { name: config.languageModel.name }),
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
