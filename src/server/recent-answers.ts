import type { Answer } from '../domain/answer.js';
import type { RatedAnswer } from '../domain/feedback.js';

/** Questions since the service was started. */
export interface QuestionCounts {
  /** ISO 8601 UTC. */
  readonly since: string;
  readonly answered: number;
  readonly refused: number;
}

/** So many answers can be rated with what is known of them; about 1 kB each. */
const answersKept = 2000;
const articlesKept = 20;

/** The latest answers by their ids, for feedback on them; in memory only. */
export class RecentAnswers {
  readonly #answers = new Map<string, RatedAnswer>();
  readonly #since = new Date().toISOString();
  #answered = 0;
  #refused = 0;

  /** @param keepQuestions whether the operator lets questions be kept; else there is never one in here */
  constructor(
    private readonly keepQuestions: boolean,
    private readonly limit = answersKept,
  ) {}

  remember(answer: Answer): void {
    if (answer.answered) this.#answered++;
    else this.#refused++;
    const { generation, answered, refusal, confidence, mode, citations } = answer;
    const articleIds = [...new Set(citations.map(({ articleId }) => articleId))].slice(0, articlesKept);
    this.#answers.set(answer.id, {
      generation,
      answered,
      refusal: refusal?.reason ?? null,
      confidence,
      mode,
      articleIds,
      question: this.keepQuestions ? answer.question : null,
    });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > this.limit && oldest !== undefined) this.#answers.delete(oldest);
  }

  find(id: string): RatedAnswer | null {
    return this.#answers.get(id) ?? null;
  }

  get counts(): QuestionCounts {
    return { since: this.#since, answered: this.#answered, refused: this.#refused };
  }
}
