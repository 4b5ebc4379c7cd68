import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defaultExtractiveSettings } from './answering/choose-evidence.js';
import type { GatherParts } from './answering/gather-evidence.js';
import type { AskSettings } from './ask.js';
import type { BuildParts } from './build-index.js';
import { packageRoot, type Config } from './config.js';
import type { Embedder } from './embedding/embedder.js';
import { embeddingModelSpec, type EmbeddingModelSpec } from './embedding/model-spec.js';
import { createTransformersEmbedder } from './embedding/transformers-embedder.js';
import { openGeneration } from './engines/open-generation.js';
import { ServedGeneration } from './engines/served-generation.js';
import { IndexError } from './errors.js';
import { GenerationStore, type Generation } from './indexing/generations.js';
import { createLanguageModel } from './language-model/langchain-model.js';
import type { Reader } from './reading/reader.js';
import { createTransformersReader } from './reading/transformers-reader.js';
import { checkedPublicUrl } from './server/options.js';
import { ArchiveService } from './service.js';
import { stateOf, type State } from './state/state.js';

/** The embedding model that the settings name. Models from a hub are kept with the index. */
export function embeddingSpec({ embedding, index }: Config): EmbeddingModelSpec {
  const { model, queryPrefix, passagePrefix, pooling, dtype } = embedding;
  return embeddingModelSpec({ model, queryPrefix, passagePrefix, pooling, dtype }, join(index, 'models'));
}

/** The embedder that the settings name. */
export function createEmbedder(config: Config, workers = 1): Promise<Embedder> {
  const { threads } = config.embedding;
  return createTransformersEmbedder({
    spec: embeddingSpec(config),
    workers,
    ...(threads > 0 ? { threads } : {}),
  });
}

/** The reader that the settings name. */
export function createReader({ reader }: Config): Promise<Reader> {
  return createTransformersReader({ folder: reader.model, threads: reader.threads });
}

/** What a build needs. `close` ends the embedder's workers. */
export async function openBuildParts(config: Config): Promise<BuildParts & { close(): Promise<void> }> {
  // Beyond two cores a second model does more than further threads in one.
  const embedder = await createEmbedder(config, Math.max(1, Math.floor(availableParallelism() / 2)));
  return {
    store: new GenerationStore(config.index),
    embedder,
    splitter: config.splitter,
    maxArticleBytes: config.maxArticleBytes,
    close: () => embedder.close(),
  };
}

export interface OpenService {
  readonly service: ArchiveService;
  readonly served: ServedGeneration;
  /** Loads the models ahead of the first question. */
  warmUp(): Promise<void>;
  readonly close: () => Promise<void>;
}

export interface OpenIndex {
  readonly embedder: Embedder;
  readonly served: ServedGeneration;
  readonly close: () => Promise<void>;
}

/**
 * The index that the settings name, and the embedder that it was made with.
 * @throws IndexError if there is no generation, it is damaged, or another model made it
 * @throws ModelError if the embedding model is missing or damaged
 */
export async function openIndex(config: Config): Promise<OpenIndex> {
  const embedder = await createEmbedder(config);
  const open = (generation: Generation) => {
    assertSameModel(generation, embedder);
    return openGeneration(generation);
  };
  const served = await ServedGeneration.open(new GenerationStore(config.index), open);
  return {
    embedder,
    served,
    close: async () => {
      await Promise.all([embedder.close(), served.close()]);
    },
  };
}

/**
 * The service over the index that the settings name.
 * @throws IndexError, ModelError as {@link openIndex} does; ModelError if the reader is missing or damaged; UsageError if the
 *   language model cannot be set up
 */
export async function openService(config: Config): Promise<OpenService> {
  // What opens no files first: it would leave them open where it fails.
  const languageModel = config.languageModel && (await createLanguageModel(config.languageModel));
  const reader = await createReader(config);
  const settings = askSettings(config);
  const index = await openIndex(config);
  const { embedder, served } = index;
  return {
    service: new ArchiveService(served, { embedder, reader, languageModel, settings }, packageVersion()),
    served,
    warmUp: async () => {
      await Promise.all([embedder.warmUp(), reader.warmUp()]);
    },
    close: async () => {
      await Promise.all([index.close(), reader.close()]);
    },
  };
}

/** Feedback and keys of the index that the settings name; neither need be there. */
export function openState({ index, server }: Config): State {
  return stateOf(index, server.maxFeedback);
}

export function askSettings({ answering, server }: Config): AskSettings {
  return {
    ...defaultExtractiveSettings,
    ...answering,
    publicUrl: checkedPublicUrl(server.publicUrl) ?? '',
  };
}

/** What it takes to try out questions on the index that the settings name. */
export async function openCalibrationParts(
  config: Config,
): Promise<{ readonly parts: GatherParts; readonly close: () => Promise<void> }> {
  const reader = await createReader(config);
  const index = await openIndex(config);
  const open = index.served.acquire();
  return {
    parts: { engine: open.engine, catalogue: open.catalogue, embedder: index.embedder, reader },
    close: async () => {
      open.release();
      await Promise.all([index.close(), reader.close()]);
    },
  };
}

/** Questions and passages must be embedded alike. */
export function assertSameModel({ manifest }: Generation, { info }: Embedder): void {
  const built = manifest.embeddingModel;
  if (built.fingerprint === info.fingerprint) return;
  throw new IndexError('index.other-model', { built: built.name, configured: info.name });
}

export function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}
