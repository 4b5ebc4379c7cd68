import type { AnswerEvent } from '../domain/answer-event.js';
import type { Document } from '../domain/document.js';
import type { IndexReport, MonthCount } from '../domain/index-report.js';
import type { Passage } from '../domain/passage.js';
import type { AskRequest } from '../domain/question.js';
import type { YinjuError } from '../errors.js';
import type { Locale } from '../messages/index.js';
import type { SearchRequest, SearchResponse, ServiceStatus } from './schemas.js';

export interface RequestContext {
  /** Language of every message in the answer. */
  readonly locale: Locale;
  /** Aborted when the client has gone, the time is up or the service stops: whoever works for it ends soon. */
  readonly signal: AbortSignal;
  readonly requestId: string;
  /** Told of what went wrong and was made good; for the log. */
  readonly onProblem?: (problem: YinjuError) => void;
}

/** An article as the service shows it; a stored document of the catalogue is one. */
export interface Article extends Pick<
  Document,
  | 'id'
  | 'title'
  | 'text'
  | 'publishedAt'
  | 'modifiedAt'
  | 'source'
  | 'author'
  | 'url'
  | 'contentHash'
  | 'repairs'
> {
  /** Ids of the articles that reprint the same text. */
  readonly reprints: readonly string[];
}

/** An article as lists show it. */
export type ArticleSummary = Pick<Article, 'id' | 'title' | 'publishedAt' | 'source' | 'author' | 'url'>;

export interface ArticleQuery {
  readonly limit: number;
  /** As given with the page before. */
  readonly cursor?: string;
  readonly publishedFrom?: string;
  readonly publishedTo?: string;
  readonly source?: string;
  readonly words?: string;
  /** Exactly a month that `months` counts; null: the undated. */
  readonly month?: string | null;
}

export interface ArticleList {
  readonly documents: readonly ArticleSummary[];
  readonly nextCursor: string | null;
}

/** The part of a catalogue (src/indexing) that the service reads; any implementation of it fits. */
export interface ArticleCatalogue {
  document(id: string): Promise<Article | null>;
  list(query: ArticleQuery): Promise<ArticleList>;
  /** In the order of the list. */
  months(): Promise<readonly MonthCount[]>;
  /** In the order asked; an unknown id is left out. */
  passages(ids: readonly string[]): Promise<readonly Passage[]>;
}

export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string };

/**
 * All that HTTP knows of the rest of the house. Errors that a client can mend are thrown as UsageError with a
 * key `search.*` or `field.*`, an index that cannot be served as IndexError; anything else is answered with a
 * general message and logged.
 */
export interface Service {
  /**
   * One answer as it comes about: meta, sources, delta*, done. Every call reads one generation from beginning
   * to end, also when another is published meanwhile.
   */
  ask(request: AskRequest, context: RequestContext): AsyncIterable<AnswerEvent>;
  search(request: SearchRequest, context: RequestContext): Promise<SearchResponse>;
  /** Lends the catalogue of the served generation until the promise of `use` is settled. */
  withCatalogue<T>(use: (catalogue: ArticleCatalogue, generation: string) => Promise<T>): Promise<T>;
  status(): Promise<ServiceStatus>;
  /** All that is known of the served index. Dearer than `status`: it looks at the disk. */
  report(): Promise<IndexReport>;
  /** Whether questions can be answered now; cheap. `reason` is one word for programs, e.g. `no-index`. */
  readiness(): Readiness;
}
