import { ask, type AskParts } from './ask.js';
import type { AnswerEvent } from './domain/answer-event.js';
import { quoteHref } from './domain/article-link.js';
import type { Citation } from './domain/citation.js';
import type { IndexReport } from './domain/index-report.js';
import type { AskRequest } from './domain/question.js';
import type { OpenGeneration, ServedGeneration } from './engines/served-generation.js';
import { indexBytes } from './indexing/disk-usage.js';
import { explainPlacing, retrieve } from './retrieval/retrieve.js';
import type { SearchRequest, SearchResponse, SearchResult, ServiceStatus } from './server/schemas.js';
import type { ArticleCatalogue, Readiness, RequestContext, Service } from './server/service.js';
import { quotePrint } from './text/quote-print.js';

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
      for await (const event of ask({ ...this.parts, open }, request, context)) {
        yield this.withPrints(event);
      }
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
        languageModel: this.parts.languageModel?.name ?? null,
      }),
    );
  }

  report(): Promise<IndexReport> {
    return this.withGeneration(async ({ generation: { id, manifest }, catalogue }) => {
      const { createdAt, counts, corpus, embeddingModel } = manifest;
      const { store } = this.served;
      return {
        generation: id,
        createdAt,
        previous: store.keptBefore(manifest),
        documents: counts.documents,
        passages: counts.passages,
        months: await catalogue.months(),
        ...corpus,
        embeddingModel: { name: embeddingModel.name, dimension: embeddingModel.dimension },
        readerModel: this.parts.reader.info.name,
        languageModel: this.parts.languageModel?.name ?? null,
        diskBytes: indexBytes(store.indexFolder),
      };
    });
  }

  readiness(): Readiness {
    return { ready: true };
  }

  /** Links that find their words again when the article has changed. */
  private withPrints(event: AnswerEvent): AnswerEvent {
    const { publicUrl } = this.parts.settings;
    const withPrint = (citation: Citation): Citation => {
      const place = { ...citation, print: quotePrint(citation.quote) };
      return { ...citation, href: quoteHref(place, publicUrl) };
    };
    if (event.type === 'sources' || event.type === 'replace') {
      return { ...event, citations: event.citations.map(withPrint) };
    }
    if (event.type !== 'done') return event;
    const { citations, refusal } = event.answer;
    const answer = {
      ...event.answer,
      citations: citations.map(withPrint),
      refusal: refusal && { ...refusal, nearest: refusal.nearest.map(withPrint) },
    };
    return { ...event, answer };
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
