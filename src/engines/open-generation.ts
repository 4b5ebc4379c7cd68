import { join } from 'node:path';
import type { Generation } from '../indexing/generations.js';
import { HnswVectorIndex } from '../indexing/hnsw-vector-index.js';
import { KeywordIndex } from '../indexing/keyword-index.js';
import { generationFiles } from '../indexing/manifest.js';
import { SqliteCatalogue } from '../indexing/sqlite-catalogue.js';
import { LocalSearchEngine } from './local-search-engine.js';
import type { OpenGeneration } from './served-generation.js';

/**
 * Loads the files of a generation that {@link GenerationStore.open} has found whole.
 * @throws IndexError if a file is not what its name says, or the parts do not belong together
 */
export async function openGeneration(generation: Generation): Promise<OpenGeneration> {
  const { folder, manifest } = generation;
  const catalogue = SqliteCatalogue.open(join(folder, generationFiles.catalogue));
  try {
    const vectors = await HnswVectorIndex.load(
      join(folder, generationFiles.vectors),
      manifest.embeddingModel.dimension,
      { copies: catalogue.vectorCopies(), settings: { efSearch: manifest.vectorIndex.efSearch } },
    );
    const keywords = await KeywordIndex.load(join(folder, generationFiles.keywords));
    return { generation, engine: new LocalSearchEngine(vectors, keywords, catalogue), catalogue };
  } catch (error) {
    await catalogue.close();
    throw error;
  }
}
