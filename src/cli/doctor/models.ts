import { promptFor } from '../../answering/generated/prompt.js';
import type { Config } from '../../config.js';
import type { Embedder } from '../../embedding/embedder.js';
import { modelName } from '../../embedding/model-spec.js';
import { ModelError } from '../../errors.js';
import { createLanguageModel } from '../../language-model/langchain-model.js';
import { inspectModelFolder } from '../../model-folder.js';
import { createEmbedder, createReader, embeddingSpec } from '../../wiring.js';
import { findingsOf, type Finding } from './finding.js';

const { ok, hint, broken, failed } = findingsOf('models');

/** Written for this: any reader of Chinese finds the number. */
const passage = '海仓港5月6日开通首条生鲜航线，每周三班。港口方面说，首航装载了120个冷藏箱。';
const question = '首航装载了多少个冷藏箱？';
const answer = '120';

export interface EmbedderCheck {
  readonly findings: readonly Finding[];
  /** Works, and is the caller's to close; null: does not. */
  readonly embedder: Embedder | null;
}

/** Whether the embedding model is whole, loads, and turns a sentence into a vector. Nothing is downloaded. */
export async function checkEmbedder(config: Config, signal: AbortSignal): Promise<EmbedderCheck> {
  const { location, dtype } = embeddingSpec(config);
  let embedder: Embedder | null = null;
  try {
    await inspectModelFolder(location.folder, dtype);
    embedder = await createEmbedder(config);
    await embedder.warmUp();
    const started = performance.now();
    const vector = await embedder.embedQuery(question, { signal });
    const ms = Math.round(performance.now() - started);
    const { name, dimension } = embedder.info;
    const length = Math.hypot(...vector);
    const usable = vector.length === dimension && Math.abs(length - 1) < 0.01;
    if (usable) return { findings: [ok('doctor.embedder', { name, dimension, ms })], embedder };
    await embedder.close();
    return { findings: [broken('doctor.embedder-wrong', { name })], embedder: null };
  } catch (error) {
    await embedder?.close();
    signal.throwIfAborted();
    const missing =
      error instanceof ModelError && ['model.folder-missing', 'model.file-missing'].includes(error.code);
    const finding =
      missing && location.kind === 'hub'
        ? hint('doctor.embedder-not-downloaded', { id: location.id, folder: location.folder })
        : failed(modelName(location), error);
    return { findings: [finding], embedder: null };
  }
}

/** Whether the reader is whole, loads, and finds an answer that is plainly there. */
export async function checkReader(config: Config, signal: AbortSignal): Promise<Finding> {
  try {
    const reader = await createReader(config);
    try {
      await reader.warmUp();
      const started = performance.now();
      const [reading] = await reader.read(question, [passage], { signal });
      const ms = Math.round(performance.now() - started);
      const [span] = reading?.spans ?? [];
      const found = span ? passage.slice(span.start, span.end) : '';
      const { name } = reader.info;
      return found.includes(answer)
        ? ok('doctor.reader', { name, answer: found, ms })
        : hint('doctor.reader-wrong', { name });
    } finally {
      await reader.close();
    }
  } catch (error) {
    signal.throwIfAborted();
    return failed(config.reader.model, error);
  }
}

/** Whether the language model that is set answers, and to what it was asked. */
export async function checkLanguageModel({ languageModel }: Config, signal: AbortSignal): Promise<Finding> {
  if (languageModel === null) return ok('doctor.no-language-model');
  const { name } = languageModel;
  try {
    const model = await createLanguageModel(languageModel);
    const source = { number: 1, title: '', source: null, publishedAt: null, text: passage };
    const { messages } = promptFor(question, [source], 'zh-CN', model.contextTokens);
    const started = performance.now();
    let said = '';
    for await (const piece of model.stream({ messages, signal })) {
      if (piece.type === 'text') said += piece.text;
    }
    const ms = Math.round(performance.now() - started);
    return said.includes(answer)
      ? ok('doctor.language-model', { name, ms })
      : hint('doctor.language-model-odd', { name });
  } catch (error) {
    signal.throwIfAborted();
    return failed(name, error);
  }
}
