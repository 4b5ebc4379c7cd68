import type Database from 'better-sqlite3';
import { z } from 'zod';
import {
  feedbackCountsSchema,
  feedbackReasons,
  ratedAnswerSchema,
  ratings,
  type Feedback,
  type FeedbackCounts,
  type RatedAnswer,
  type Rating,
  type StoredFeedback,
} from '../domain/feedback.js';
import type { StateFile } from './state-file.js';

export interface FeedbackQuery {
  readonly limit: number;
  /** Only what is older than this: `next` of the page before. */
  readonly before?: number | undefined;
  readonly rating?: Rating | undefined;
}

export interface FeedbackPage {
  /** Newest first. */
  readonly feedback: readonly StoredFeedback[];
  /** For the next page; null on the last. */
  readonly next: number | null;
}

interface Row {
  readonly seq: number;
  readonly answer_id: string;
  readonly rating: Rating;
  /** JSON, as `answer` is. */
  readonly reasons: string;
  readonly note: string | null;
  readonly created_at: string;
  readonly answer: string | null;
}

/** What readers said of answers: one row an answer, at most `maxRows`. */
export class FeedbackStore {
  constructor(
    private readonly file: StateFile,
    private readonly maxRows: number,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /**
   * Keeps feedback in the place of what was said of the same answer before. When there is too much, the oldest goes,
   * that of unknown answers first: whoever makes up ids cannot push out what readers said.
   * @param answer what is known of the answer; where null, what was known of it the last time stays
   * @throws StateError when it cannot be stored
   */
  save(feedback: Feedback, answer: RatedAnswer | null): Promise<void> {
    const { answerId, rating, note } = feedback;
    const reasons = feedbackReasons.filter((reason) => feedback.reasons.includes(reason));
    return this.file.write((database) => {
      const known = answer === null ? storedAnswer(database, answerId) : JSON.stringify(answer);
      database.prepare('DELETE FROM feedback WHERE answer_id = ?').run(answerId);
      database
        .prepare(
          `INSERT INTO feedback (answer_id, rating, reasons, note, created_at, answer)
           VALUES (?, ?, ?, ?, ?, ?)`,
        )
        .run(
          answerId,
          rating,
          JSON.stringify(reasons),
          note === '' ? null : note,
          this.now().toISOString(),
          known,
        );
      database
        .prepare(
          `DELETE FROM feedback WHERE seq IN (
             SELECT seq FROM feedback WHERE answer_id <> ? ORDER BY answer IS NOT NULL, seq LIMIT ?)`,
        )
        .run(answerId, Math.max(0, total(database) - this.maxRows));
    });
  }

  /** @throws StateError when the file cannot be read */
  async list({ limit, before, rating }: FeedbackQuery): Promise<FeedbackPage> {
    const rows = await this.file.read((database) =>
      database
        .prepare<object, Row>(
          `SELECT * FROM feedback
           WHERE (@before IS NULL OR seq < @before) AND (@rating IS NULL OR rating = @rating)
           ORDER BY seq DESC LIMIT @limit`,
        )
        .all({ before: before ?? null, rating: rating ?? null, limit: limit + 1 }),
    );
    const page = (rows ?? []).slice(0, limit);
    const isLast = (rows ?? []).length <= limit;
    return { feedback: page.map(feedbackOf), next: isLast ? null : (page.at(-1)?.seq ?? null) };
  }

  /** @throws StateError when the file cannot be read */
  async counts(): Promise<FeedbackCounts> {
    const rows = await this.file.read((database) =>
      database
        .prepare<[], { name: string; n: number }>(
          `SELECT rating AS name, count(*) AS n FROM feedback GROUP BY rating
           UNION ALL SELECT value, count(*) FROM feedback, json_each(reasons) GROUP BY value`,
        )
        .all(),
    );
    const counted = new Map(rows?.map(({ name, n }) => [name, n]));
    const countsOf = (names: readonly string[]) =>
      Object.fromEntries(names.map((name) => [name, counted.get(name) ?? 0]));
    const total = ratings.reduce((sum, rating) => sum + (counted.get(rating) ?? 0), 0);
    return feedbackCountsSchema.parse({
      total,
      ratings: countsOf(ratings),
      reasons: countsOf(feedbackReasons),
    });
  }
}

function total(database: Database.Database): number {
  return database.prepare<[], number>('SELECT count(*) FROM feedback').pluck().get() ?? 0;
}

function storedAnswer(database: Database.Database, answerId: string): string | null {
  const select = database.prepare<[string], string | null>('SELECT answer FROM feedback WHERE answer_id = ?');
  return select.pluck().get(answerId) ?? null;
}

// Another version may have written it: what this one does not know is left out, and the rest still shown.
const answerSchema = ratedAnswerSchema.nullable().catch(null);
const reasonsSchema = z.array(z.unknown()).catch([]);

function feedbackOf(row: Row): StoredFeedback {
  const reasons = reasonsSchema.parse(JSON.parse(row.reasons));
  return {
    answerId: row.answer_id,
    rating: row.rating,
    reasons: feedbackReasons.filter((reason) => reasons.includes(reason)),
    note: row.note,
    createdAt: row.created_at,
    answer: answerSchema.parse(row.answer === null ? null : JSON.parse(row.answer)),
  };
}
