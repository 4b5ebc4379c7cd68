import type { Answer } from '../domain/answer.js';
import type { AskRequest } from '../domain/question.js';
import { splitSentences } from '../text/sentences.js';
import { areaUnderCurve, bootstrapInterval, hit, mean, quantile, reciprocalRank } from './metrics.js';
import type { EvaluationQuestion } from './question-set.js';
import { holdsAnswer, holdsPart, isRelevant, withinLength } from './scoring.js';

/** What is evaluated: the same answers and search results that readers get. */
export interface EvaluatedService {
  ask(request: Pick<AskRequest, 'question' | 'history'>): Promise<Answer>;
  /** The passages found for a question, best first, at least ten. */
  search(question: string): Promise<readonly FoundPassage[]>;
}

export interface FoundPassage {
  readonly documentId: string;
  readonly text: string;
}

export interface QuestionOutcome {
  readonly question: EvaluationQuestion;
  readonly answer: Answer;
  /** Of the passages found, best first, which are relevant. */
  readonly relevant: readonly boolean[];
  /** The answer holds the gold answer; only for answerable questions. */
  readonly holds: boolean;
  /** …and keeps to the length rule. */
  readonly right: boolean;
  readonly shortRight: boolean;
  /** The reader's best score, no probability; null where nothing was read or the answer is not explained. */
  readonly score: number | null;
  /** The span that the reader scores best holds one of the gold answers; null as `score`. */
  readonly spanHolds: boolean | null;
}

export interface Metrics {
  readonly questions: number;
  readonly answerable: number;
  /** Of the answerable that have sources; shares in 0..1. */
  readonly recallAt1: number;
  readonly recallAt5: number;
  readonly recallAt10: number;
  readonly mrrAt10: number;
  readonly right: number;
  readonly rightInterval: { readonly low: number; readonly high: number };
  /** The answer holds the gold answer, whatever its length. */
  readonly holds: number;
  readonly shortRight: number;
  /** Characters of the answers given. */
  readonly meanLength: number;
  /** Unanswerable questions that were refused. */
  readonly refusedRightly: number;
  /** Answerable questions that were refused. */
  readonly refusedWrongly: number;
  readonly latencyMs: { readonly p50: number; readonly p95: number };
}

/** Asks every question, one after the other. */
export async function evaluate(
  service: EvaluatedService,
  questions: readonly EvaluationQuestion[],
  onProgress: (done: number) => void = () => undefined,
): Promise<QuestionOutcome[]> {
  const outcomes: QuestionOutcome[] = [];
  for (const question of questions) {
    const answer = await service.ask({ question: question.question, history: question.history });
    const passages = await service.search(answer.standaloneQuestion);
    outcomes.push(judge(question, answer, passages));
    onProgress(outcomes.length);
  }
  return outcomes;
}

function judge(
  question: EvaluationQuestion,
  answer: Answer,
  passages: readonly FoundPassage[],
): QuestionOutcome {
  const text = answer.sentences.map((sentence) => sentence.text).join('');
  const sentences = answer.sentences.reduce((sum, sentence) => sum + splitSentences(sentence.text).length, 0);
  const holds = question.answerable && answer.answered && holdsAnswer(text, question.answers);
  const best = bestReading(answer);
  return {
    question,
    answer,
    relevant: passages.map((passage) => isRelevant(question, passage)),
    holds,
    right: holds && withinLength(question.kind, { text, sentences }),
    // A short answer to a question for several things holds one of them.
    shortRight:
      question.answerable && answer.shortAnswer !== null && holdsPart(answer.shortAnswer, question.answers),
    score: best?.score ?? null,
    spanHolds: best && question.answerable && holdsPart(best.span ?? '', question.answers),
  };
}

/** What the reader scored best of all that it read; null where nothing was read or the answer is not explained. */
function bestReading({ explain }: Answer): { readonly score: number; readonly span: string | null } | null {
  const readings = (explain?.passages ?? []).flatMap(({ reading }) => (reading ? [reading] : []));
  return readings.reduce<(typeof readings)[number] | null>(
    (best, reading) => (best && best.score >= reading.score ? best : reading),
    null,
  );
}

/** Shares are NaN where there is no question of the kind. */
export function metricsOf(outcomes: readonly QuestionOutcome[]): Metrics {
  const answerable = outcomes.filter(({ question }) => question.answerable);
  const unanswerable = outcomes.filter(({ question }) => !question.answerable);
  const searched = answerable.filter(({ question }) => question.sources.length > 0);
  const share = <T>(items: readonly T[], test: (item: T) => boolean) =>
    mean(items.map((item) => (test(item) ? 1 : 0)));
  const answered = outcomes.filter(({ answer }) => answer.answered);
  const times = outcomes.map(({ answer }) => answer.timings.totalMs);
  return {
    questions: outcomes.length,
    answerable: answerable.length,
    recallAt1: mean(searched.map(({ relevant }) => hit(relevant, 1))),
    recallAt5: mean(searched.map(({ relevant }) => hit(relevant, 5))),
    recallAt10: mean(searched.map(({ relevant }) => hit(relevant, 10))),
    mrrAt10: mean(searched.map(({ relevant }) => reciprocalRank(relevant, 10))),
    right: share(answerable, ({ right }) => right),
    rightInterval: bootstrapInterval(answerable.map(({ right }) => (right ? 1 : 0))),
    holds: share(answerable, ({ holds }) => holds),
    shortRight: share(answerable, ({ shortRight }) => shortRight),
    meanLength: mean(answered.map(({ answer }) => answer.answer.length)),
    refusedRightly: share(unanswerable, ({ answer }) => !answer.answered),
    refusedWrongly: share(answerable, ({ answer }) => !answer.answered),
    latencyMs: { p50: quantile(times, 0.5), p95: quantile(times, 0.95) },
  };
}

/** How well `score` tells answerable from unanswerable questions: area under the ROC curve. */
export function separation(
  outcomes: readonly QuestionOutcome[],
  score: (outcome: QuestionOutcome) => number,
): number {
  const of = (answerable: boolean) =>
    outcomes.filter(({ question }) => question.answerable === answerable).map(score);
  return areaUnderCurve(of(true), of(false));
}
