import type { Config } from '../../config.js';
import type { Embedder } from '../../embedding/embedder.js';
import { openGeneration } from '../../engines/open-generation.js';
import { GenerationStore, type Generation } from '../../indexing/generations.js';
import { assertSameModel } from '../../wiring.js';
import { findingsOf, type Finding } from './finding.js';

const { ok, broken, missing, failed } = findingsOf('index');

/** `current` → manifest → files with their checksums → the model that made them → opened and searched. */
export async function* checkIndex(config: Config, embedder: Embedder | null): AsyncGenerator<Finding> {
  try {
    const store = new GenerationStore(config.index);
    const id = store.currentId();
    if (id === null) {
      yield missing('index.none', { path: config.index });
      return;
    }
    const generation = await store.open(id);
    const { documents, passages } = generation.manifest.counts;
    yield ok('doctor.index-whole', { generation: id, documents, passages });
    if (embedder) {
      assertSameModel(generation, embedder);
      yield ok('doctor.index-model', { name: embedder.info.name });
    }
    yield await search(generation, embedder);
  } catch (error) {
    yield failed(config.index, error);
  }
}

/** Finds a passage by the words of a passage; without a model in its postings only. */
async function search(generation: Generation, embedder: Embedder | null): Promise<Finding> {
  const { engine, catalogue } = await openGeneration(generation);
  try {
    const { documents } = await catalogue.list({ limit: 1 });
    const [passage] = await catalogue.passagesOf(documents[0]?.id ?? '');
    const query = passage?.text ?? '';
    const found = [await engine.searchKeywords(query, 1)];
    if (embedder) found.push(await engine.searchDense(await embedder.embedQuery(query), 1));
    // Passages that hold no words, emoji say, are found by their vectors alone.
    return found.some((hits) => hits.length > 0)
      ? ok('doctor.index-searched')
      : broken('doctor.index-finds-nothing');
  } finally {
    await Promise.all([engine.close(), catalogue.close()]);
  }
}
