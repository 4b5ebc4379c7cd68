import type { Answer } from '../domain/answer.js';
import { askRequestSchema } from '../domain/question.js';
import type { Locale } from '../messages/index.js';
import { figureQuestions, type FigureQuestion } from '../text/figure-question.js';
import { lastAnswer } from './answering.js';
import type { Gate } from './gate.js';
import type { ArticleSummary, Service } from './service.js';

/** So many are shown, found among the newest articles with so many questions to the service at most. */
const wanted = 6;
const articlesLookedAt = 60;
const mostAsked = 24;
/** How much of an article is looked at: what it is about stands at its beginning. */
const beginning = 1500;
/** A page waits so long for those that are still being looked for, in milliseconds. */
const patienceMs = 1500;

interface Candidate extends FigureQuestion {
  readonly articleId: string;
}

/**
 * Questions that the served index is known to answer: made of figures in its own articles, asked of the service, and
 * kept only where it answered with that figure from that article. Looked for once a generation, when somebody wants
 * them, in the queue of all questions.
 */
export class ExampleQuestions {
  #generation = '';
  #found: string[] = [];
  #search: Promise<void> = Promise.resolve();

  /**
   * @param ended when nothing more is to be asked
   * @param locale of the messages in answers, which nobody reads
   */
  constructor(
    private readonly service: Service,
    private readonly gate: Gate,
    private readonly ended: AbortSignal,
    private readonly locale: Locale,
  ) {}

  /** Those found so far, after a moment in which there may be more. */
  async get(): Promise<readonly string[]> {
    const { generation } = await this.service.status();
    if (generation !== this.#generation) {
      this.#generation = generation;
      const found: string[] = [];
      this.#found = found;
      this.#search = this.#find(found, () => this.#found !== found).catch(() => {
        // Without examples the page is only poorer; the next generation, or the next start, tries again.
      });
    }
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patienceMs);
    });
    await Promise.race([this.#search, patience]);
    clearTimeout(timer);
    return [...this.#found];
  }

  async #find(found: string[], isOutdated: () => boolean): Promise<void> {
    const figures = new Set<string>();
    let asked = 0;
    for await (const candidate of this.#candidates()) {
      if (found.length >= wanted || asked >= mostAsked || isOutdated() || this.ended.aborted) return;
      if (figures.has(candidate.figure)) continue;
      asked++;
      const answer = await this.#ask(candidate.question);
      if (!answer || !answersWith(answer, candidate)) continue;
      figures.add(candidate.figure);
      found.push(candidate.question);
    }
  }

  /** At most one of each article; titles first, for they say by themselves what they speak of. */
  async *#candidates(): AsyncGenerator<Candidate> {
    const { documents } = await this.service.withCatalogue((catalogue) =>
      catalogue.list({ limit: articlesLookedAt }),
    );
    const rest: ArticleSummary[] = [];
    for (const article of documents) {
      const [first] = figureQuestions(article.title, null);
      if (first) yield { ...first, articleId: article.id };
      else rest.push(article);
    }
    for (const { id, title } of rest) {
      const article = await this.service.withCatalogue((catalogue) => catalogue.document(id));
      const [first] = figureQuestions(article?.text.slice(0, beginning) ?? '', title);
      if (first) yield { ...first, articleId: id };
    }
  }

  /** Null where there is no room: readers go first. */
  async #ask(question: string): Promise<Answer | null> {
    const ticket = this.gate.enter(this.ended);
    if (!ticket) return null;
    try {
      await ticket.turn;
      const request = askRequestSchema.parse({ question });
      const context = { locale: this.locale, signal: this.ended, requestId: 'example' };
      return await lastAnswer(this.service.ask(request, context));
    } finally {
      ticket.release();
    }
  }
}

/** Whether an answer says the figure, in the words of the article that the question was made of. */
function answersWith(
  { answered, citations, shortAnswer }: Answer,
  { figure, articleId }: Candidate,
): boolean {
  return (
    answered &&
    (shortAnswer?.includes(figure) ?? false) &&
    citations.some((citation) => citation.articleId === articleId && citation.quote.includes(figure))
  );
}
