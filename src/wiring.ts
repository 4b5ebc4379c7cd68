import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { BuildParts } from './build-index.js';
import type { Config } from './config.js';
import { embeddingModelSpec } from './embedding/model-spec.js';
import { createTransformersEmbedder } from './embedding/transformers-embedder.js';
import { GenerationStore } from './indexing/generations.js';

/** Builds use every core with a model of its own; questions are answered soonest by one model with all cores. */
type EmbedderUse = 'build' | 'questions';

export function createEmbedder({ embedding, index }: Config, use: EmbedderUse) {
  const { model, queryPrefix, passagePrefix, pooling, dtype, threads } = embedding;
  return createTransformersEmbedder({
    spec: embeddingModelSpec({ model, queryPrefix, passagePrefix, pooling, dtype }, join(index, 'models')),
    workers: use === 'build' ? availableParallelism() : 1,
    ...(threads > 0 ? { threads } : {}),
  });
}

/** What a build needs. `close` ends the embedder's workers. */
export async function openBuildParts(config: Config): Promise<BuildParts & { close(): Promise<void> }> {
  const embedder = await createEmbedder(config, 'build');
  return {
    store: new GenerationStore(config.index),
    embedder,
    splitter: config.splitter,
    maxArticleBytes: config.maxArticleBytes,
    close: () => embedder.close(),
  };
}
