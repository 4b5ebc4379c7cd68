import type { BaseCallbackHandler } from '@langchain/core/callbacks/base';
import { Document } from '@langchain/core/documents';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import type { Embedder } from '../embedding/embedder.js';
import type { PassageFilter } from '../engines/search-engine.js';
import type { OpenGeneration, ServedGeneration } from '../engines/served-generation.js';
import { UsageError } from '../errors.js';
import type { StoredDocument } from '../indexing/catalogue.js';
import { noEnvironmentTracing } from '../no-tracing.js';
import { retrieve } from './retrieve.js';

/** Where the words of a document's `pageContent` stand: `article.text.slice(sourceStart, sourceEnd) === pageContent`. */
export interface PassageMetadata extends Record<string, unknown> {
  readonly passageId: string;
  readonly articleId: string;
  readonly title: string;
  readonly source: string | null;
  readonly author: string | null;
  readonly url: string | null;
  readonly publishedAt: string | null;
  /** UTF-16 offsets into the article's text. */
  readonly sourceStart: number;
  readonly sourceEnd: number;
  /** SHA-256 of the text that the offsets are into. */
  readonly contentHash: string;
  /** Fused score; comparable among the documents of one question only. */
  readonly score: number;
}

export interface YinjuRetrieverInput extends Omit<BaseRetrieverInput, 'callbacks'> {
  /** A generation, or what lends the one that is served. */
  readonly index: OpenGeneration | Pick<ServedGeneration, 'acquire'>;
  readonly embedder: Embedder;
  /** Documents for a question, at least 1; default 8. */
  readonly k?: number | undefined;
  /** Which passages may be found; default all. */
  readonly filter?: PassageFilter | undefined;
  readonly callbacks?: BaseCallbackHandler[];
  /**
   * Whether variables such as `LANGSMITH_TRACING` may make LangChain send the questions of this retriever to LangSmith
   * when it is called on its own; default false. A chain that is traced traces it either way.
   */
  readonly environmentTracing?: boolean | undefined;
}

const defaultK = 8;

/** Our retrieval as LangChain `BaseRetriever`: documents are passages, their content the exact words of an article. */
export class YinjuRetriever extends BaseRetriever<PassageMetadata> {
  readonly lc_namespace = ['yinju', 'retrievers'];
  readonly k: number;
  readonly filter: PassageFilter | undefined;
  readonly #index: YinjuRetrieverInput['index'];
  readonly #embedder: Embedder;

  static override lc_name(): string {
    return 'YinjuRetriever';
  }

  /** @throws UsageError `field.not-integer`, `field.too-small` for a `k` that is no number of documents */
  constructor({ index, embedder, k = defaultK, filter, environmentTracing, ...base }: YinjuRetrieverInput) {
    // Never what was passed in: LangChain shows the fields of a retriever to whoever traces it.
    super({
      ...base,
      callbacks: [
        ...(base.callbacks ?? []),
        ...(environmentTracing === true ? [] : [noEnvironmentTracing()]),
      ],
    });
    if (!Number.isInteger(k)) throw new UsageError('field.not-integer', { field: 'k' });
    if (k < 1) throw new UsageError('field.too-small', { field: 'k', limit: 1 });
    this.k = k;
    this.filter = filter;
    this.#index = index;
    this.#embedder = embedder;
  }

  /** @throws UsageError `field.not-text` for a question that is not text: chains in JavaScript pass what they have */
  override async _getRelevantDocuments(question: unknown): Promise<Document<PassageMetadata>[]> {
    if (typeof question !== 'string') throw new UsageError('field.not-text', { field: 'question' });
    const { k: topK, filter } = this;
    const open = borrow(this.#index);
    try {
      const { passages } = await retrieve(
        { ...open, embedder: this.#embedder },
        { question, topK, ...(filter ? { filter } : {}) },
      );
      const articleIds = [...new Set(passages.map(({ passage }) => passage.documentId))];
      const found = await Promise.all(articleIds.map((id) => open.catalogue.document(id)));
      const articles = new Map(found.flatMap((article) => (article ? [[article.id, article]] : [])));
      return passages.flatMap(({ passage, score }) => {
        const article = articles.get(passage.documentId);
        return article ? [toDocument(passage, article, score)] : [];
      });
    } finally {
      open.release();
    }
  }
}

function borrow(index: YinjuRetrieverInput['index']): OpenGeneration & { release(): void } {
  return 'acquire' in index ? index.acquire() : { ...index, release: () => undefined };
}

function toDocument(
  passage: { id: string; text: string; start: number; end: number },
  article: StoredDocument,
  score: number,
): Document<PassageMetadata> {
  const { id: articleId, title, source, author, url, publishedAt, contentHash } = article;
  const { id: passageId, text: pageContent, start: sourceStart, end: sourceEnd } = passage;
  return new Document({
    id: passageId,
    pageContent,
    metadata: {
      passageId,
      articleId,
      title,
      source,
      author,
      url,
      publishedAt,
      sourceStart,
      sourceEnd,
      contentHash,
      score,
    },
  });
}
