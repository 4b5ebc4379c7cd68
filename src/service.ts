import { ask, type AskParts } from './ask.js';
import type { AnswerEvent } from './domain/answer-event.js';
import type { AskRequest } from './domain/question.js';
import type { OpenGeneration, ServedGeneration } from './engines/served-generation.js';
import { explainPlacing, retrieve } from './retrieval/retrieve.js';
import type { SearchRequest, SearchResponse, SearchResult, ServiceStatus } from './server/schemas.js';
import type { ArticleCatalogue, Readiness, RequestContext, Service } from './server/service.js';

/** The service over one index: each call takes the generation that is served when it begins, and keeps it to its end. */
export class ArchiveService implements Service {
  constructor(
    private readonly served: ServedGeneration,
    private readonly parts: Omit<AskParts, 'open'>,
    private readonly version: string,
  ) {}

  async *ask(request: AskRequest, context: RequestContext): AsyncGenerator<AnswerEvent> {
    const open = this.served.acquire();
    try {
      yield* ask({ ...this.parts, open }, request, context);
    } finally {
      open.release();
    }
  }

  search(request: SearchRequest, { signal }: Pick<RequestContext, 'signal'>): Promise<SearchResponse> {
    return this.withGeneration(async (open) => {
      const { query: question, topK, filters: filter } = request;
      const found = await retrieve(
        { ...open, embedder: this.parts.embedder },
        { question, topK, filter, signal },
      );
      const results: SearchResult[] = [];
      for (const [index, retrieved] of found.passages.entries()) {
        const { passage, score } = retrieved;
        const document = await open.catalogue.document(passage.documentId);
        if (!document) continue;
        results.push({
          passageId: passage.id,
          articleId: document.id,
          title: document.title,
          text: passage.text,
          score,
          sourceStart: passage.start,
          sourceEnd: passage.end,
          publishedAt: document.publishedAt,
          source: document.source,
          url: document.url,
          ...(request.explain ? { explain: explainPlacing(retrieved, index) } : {}),
        });
      }
      return { results };
    });
  }

  withCatalogue<T>(use: (catalogue: ArticleCatalogue, generation: string) => Promise<T>): Promise<T> {
    return this.withGeneration((open) => use(open.catalogue, open.generation.id));
  }

  status(): Promise<ServiceStatus> {
    return this.withGeneration(({ generation: { id, manifest } }) =>
      Promise.resolve({
        version: this.version,
        generation: id,
        createdAt: manifest.createdAt,
        articles: manifest.counts.documents,
        passages: manifest.counts.passages,
        embeddingModel: manifest.embeddingModel.name,
        readerModel: this.parts.reader.info.name,
      }),
    );
  }

  readiness(): Readiness {
    return { ready: true };
  }

  private async withGeneration<T>(use: (open: OpenGeneration) => Promise<T>): Promise<T> {
    const open = this.served.acquire();
    try {
      return await use(open);
    } finally {
      open.release();
    }
  }
}
