import { Embeddings, type EmbeddingsParams } from '@langchain/core/embeddings';
import type { Embedder } from './embedder.js';

/** Our embedder as LangChain `Embeddings`, for chains and vector stores made for those. */
export class YinjuEmbeddings extends Embeddings {
  readonly #embedder: Embedder;

  constructor(embedder: Embedder, params: EmbeddingsParams = {}) {
    super(params);
    this.#embedder = embedder;
  }

  /** Vectors of documents, in their order. */
  async embedDocuments(documents: string[]): Promise<number[][]> {
    const vectors = new Array<number[]>(documents.length);
    for await (const batch of this.#embedder.embedPassages(documents)) {
      batch.indexes.forEach((index, i) => (vectors[index] = Array.from(batch.vectors[i] ?? [])));
    }
    return vectors;
  }

  async embedQuery(question: string): Promise<number[]> {
    return Array.from(await this.#embedder.embedQuery(question));
  }
}
