import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnswerEvent } from '../../src/domain/answer-event.js';
import type { Answer } from '../../src/domain/answer.js';
import { quoteHref } from '../../src/domain/article-link.js';
import type { Citation } from '../../src/domain/citation.js';
import type { IndexReport, MonthCount } from '../../src/domain/index-report.js';
import type { AskRequest } from '../../src/domain/question.js';
import type { SearchRequest } from '../../src/server/schemas.js';
import type {
  Article,
  ArticleCatalogue,
  Readiness,
  RequestContext,
  Service,
} from '../../src/server/service.js';
import { quotePrint } from '../../src/text/quote-print.js';
import { fakeExplanation } from './fake-explanation.js';

/** A question the fake answers: it is met when the question contains `about`. */
export interface FakeAnswer {
  readonly about: string;
  readonly articleId: string;
  /** Sentences of the article, as they stand in it. */
  readonly quotes: readonly string[];
  readonly shortAnswer: string | null;
}

export interface FakeOptions {
  readonly articles?: readonly Article[];
  readonly answers?: readonly FakeAnswer[];
  /** Pause before every event, in milliseconds; ends early when the signal is aborted. */
  readonly pauseMs?: number;
  readonly readiness?: () => Readiness;
  /** Runs before the event of that type is yielded; may wait or throw. */
  readonly before?: (type: AnswerEvent['type'], context: RequestContext) => Promise<void> | void;
  readonly base?: string;
  readonly languageModel?: string;
  /** What differs from a plain report. */
  readonly report?: Partial<IndexReport>;
}

export function fakeArticle(id: string, title: string, text: string, more: Partial<Article> = {}): Article {
  return {
    id,
    title,
    text,
    publishedAt: '2023-05-17',
    modifiedAt: null,
    source: '测试日报',
    author: null,
    url: null,
    contentHash: createHash('sha256').update(text).digest('hex'),
    repairs: [],
    reprints: [],
    ...more,
  };
}

/** A deterministic service over a handful of articles. It keeps count of what it was asked and of what still runs. */
export class FakeService implements Service {
  readonly asked: { request: AskRequest; context: RequestContext }[] = [];
  readonly searched: { request: SearchRequest; context: RequestContext }[] = [];
  running = 0;
  mostRunning = 0;
  /** Questions whose work was stopped by their signal. */
  stopped = 0;
  readonly #articles: readonly Article[];
  readonly #answers: readonly FakeAnswer[];
  readonly #options: FakeOptions;

  constructor(options: FakeOptions = {}) {
    this.#articles = options.articles ?? [];
    this.#answers = options.answers ?? [];
    this.#options = options;
  }

  async *ask(request: AskRequest, context: RequestContext): AsyncGenerator<AnswerEvent> {
    this.asked.push({ request, context });
    this.running++;
    this.mostRunning = Math.max(this.mostRunning, this.running);
    try {
      const answer = this.#answer(request);
      for (const event of eventsOf(answer)) {
        if (this.#options.pauseMs !== undefined) {
          await sleep(this.#options.pauseMs, undefined, { signal: context.signal });
        }
        await this.#options.before?.(event.type, context);
        context.signal.throwIfAborted();
        yield event;
      }
    } catch (error) {
      if (context.signal.aborted) this.stopped++;
      throw error;
    } finally {
      this.running--;
    }
  }

  search(request: SearchRequest, context: RequestContext) {
    this.searched.push({ request, context });
    const results = this.#articles
      .filter(({ text }) => text.includes(request.query))
      .slice(0, request.topK)
      .map(({ id, title, text, publishedAt, source, url }, index) => ({
        passageId: `${id}#0`,
        articleId: id,
        title,
        text,
        score: 1 / (index + 1),
        sourceStart: 0,
        sourceEnd: text.length,
        publishedAt,
        source,
        url,
      }));
    return Promise.resolve({ results });
  }

  withCatalogue<T>(use: (catalogue: ArticleCatalogue, generation: string) => Promise<T>): Promise<T> {
    const articles = this.#articles;
    return use(
      {
        document: (id) => Promise.resolve(articles.find((article) => article.id === id) ?? null),
        months: () => Promise.resolve(monthsOf(articles)),
        passages: (ids) =>
          Promise.resolve(
            ids.flatMap((id) => {
              const article = articles.find((candidate) => `${candidate.id}#0` === id);
              if (!article) return [];
              const { text } = article;
              return [
                { id, documentId: article.id, index: 0, start: 0, end: text.length, text, heading: null },
              ];
            }),
          ),
        list: ({ limit, cursor, words, month }) => {
          const found = articles
            .filter(
              ({ title, text }) => words === undefined || [title, text].some((one) => one.includes(words)),
            )
            .filter((article) => month === undefined || monthOf(article) === month);
          const start = Number(cursor ?? 0);
          const next = start + limit;
          return Promise.resolve({
            documents: found.slice(start, next),
            nextCursor: next < found.length ? String(next) : null,
          });
        },
      },
      'g1',
    );
  }

  status() {
    return Promise.resolve({
      version: '0.0.0',
      generation: 'g1',
      createdAt: '2024-01-01T00:00:00.000Z',
      articles: this.#articles.length,
      passages: this.#articles.length,
      embeddingModel: 'fake-embedder',
      readerModel: 'fake-reader',
      languageModel: this.#options.languageModel ?? null,
    });
  }

  report(): Promise<IndexReport> {
    return Promise.resolve({
      generation: 'g1',
      createdAt: '2024-01-01T00:00:00.000Z',
      previous: null,
      documents: this.#articles.length,
      passages: this.#articles.length,
      months: monthsOf(this.#articles),
      skipped: [],
      skippedTotal: 0,
      repairs: {},
      encodings: { 'utf-8': this.#articles.length },
      formats: { markdown: this.#articles.length },
      reprintGroups: 0,
      embeddingModel: { name: 'fake-embedder', dimension: 96 },
      readerModel: 'fake-reader',
      languageModel: this.#options.languageModel ?? null,
      diskBytes: 34_000_000,
      ...this.#options.report,
    });
  }

  readiness(): Readiness {
    return this.#options.readiness?.() ?? { ready: true };
  }

  #answer(request: AskRequest): Answer {
    const known = this.#answers.find(({ about }) => request.question.includes(about));
    const article = this.#articles.find(({ id }) => id === known?.articleId);
    const base: Omit<Answer, 'answered' | 'refusal' | 'shortAnswer' | 'answer' | 'sentences' | 'citations'> =
      {
        id: 'a1',
        question: request.question,
        standaloneQuestion: request.question,
        confidence: null,
        notices: [],
        model: null,
        usage: null,
        mode: 'extractive',
        generation: 'g1',
        timings: { condenseMs: 0, embedMs: 0, retrieveMs: 0, readMs: 0, answerMs: 0, totalMs: 0 },
        ...(request.explain ? { explain: fakeExplanation(request.question, this.#articles, known) } : {}),
      };
    if (!known || !article) {
      const nearest = this.#articles
        .slice(0, 2)
        .map((candidate, index) => this.#citation(candidate, firstSentence(candidate.text), index + 1, null));
      const refusal = { reason: 'no-evidence' as const, message: '文章库里没有相关的内容。', nearest };
      return {
        ...base,
        answered: false,
        refusal,
        shortAnswer: null,
        answer: '',
        sentences: [],
        citations: [],
      };
    }
    const citations = known.quotes.map((quote, index) =>
      this.#citation(article, quote, index + 1, known.shortAnswer),
    );
    let answer = '';
    const sentences = known.quotes.map((text, index) => {
      const start = answer.length;
      answer += `${text}[${index + 1}]`;
      return { text, start, end: start + text.length, support: 'supported' as const, citations: [index + 1] };
    });
    const { shortAnswer } = known;
    return { ...base, answered: true, refusal: null, shortAnswer, answer, sentences, citations };
  }

  #citation(article: Article, quote: string, number: number, shortAnswer: string | null): Citation {
    const sourceStart = article.text.indexOf(quote);
    if (sourceStart < 0) throw new Error(`No such words in ${article.id}`);
    const within = shortAnswer === null ? -1 : quote.indexOf(shortAnswer);
    const place = {
      articleId: article.id,
      sourceStart,
      sourceEnd: sourceStart + quote.length,
      contentHash: article.contentHash,
    };
    return {
      number,
      ...place,
      title: article.title,
      url: article.url,
      source: article.source,
      author: article.author,
      publishedAt: article.publishedAt,
      passageId: `${article.id}#0`,
      quote,
      answerStart: within < 0 ? null : sourceStart + within,
      answerEnd: within < 0 || shortAnswer === null ? null : sourceStart + within + shortAnswer.length,
      repaired: false,
      href: quoteHref({ ...place, print: quotePrint(quote) }, this.#options.base),
    };
  }
}

function* eventsOf(answer: Answer): Generator<AnswerEvent> {
  const { id, standaloneQuestion, generation } = answer;
  yield { type: 'meta', id, standaloneQuestion, generation };
  yield { type: 'sources', citations: answer.citations };
  for (const [index, sentence] of answer.sentences.entries()) {
    const next = answer.sentences[index + 1]?.start ?? answer.answer.length;
    yield { type: 'delta', text: answer.answer.slice(sentence.start, next), sentence };
  }
  yield { type: 'done', answer };
}

function monthOf({ publishedAt }: Article): string | null {
  return publishedAt?.slice(0, 7) ?? null;
}

function monthsOf(articles: readonly Article[]): MonthCount[] {
  const months = [...new Set(articles.map(monthOf))];
  return months
    .sort((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? 1 : -1))
    .map((month) => ({ month, documents: articles.filter((article) => monthOf(article) === month).length }));
}

function firstSentence(text: string): string {
  return text.slice(0, text.indexOf('。') + 1 || text.length);
}
