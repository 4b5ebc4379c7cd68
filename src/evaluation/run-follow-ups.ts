import { condenseQuestion } from '../answering/condense-question.js';
import type { FoundPassage } from './evaluate.js';
import { bootstrapInterval, hit, mean, reciprocalRank } from './metrics.js';
import type { EvaluationQuestion } from './question-set.js';
import { textTable } from './report-table.js';
import { isRelevant } from './scoring.js';

/** Follow-ups with the archive that they are asked of. */
export interface FollowUpSet {
  readonly name: string;
  readonly questions: readonly EvaluationQuestion[];
  /** The passages found for a question, best first, at least ten. */
  search(question: string): Promise<readonly FoundPassage[]>;
}

/** How one follow-up fared in search. */
export interface FollowUpOutcome {
  readonly question: EvaluationQuestion;
  readonly standalone: string;
  /** Of the passages found, best first, which are relevant: for the question as asked, and as condensed. */
  readonly without: readonly boolean[];
  readonly with: readonly boolean[];
}

/** Searches for every answerable question that has a history, as it was asked and as it is condensed. */
export async function compareFollowUps(set: FollowUpSet): Promise<FollowUpOutcome[]> {
  const outcomes: FollowUpOutcome[] = [];
  for (const question of set.questions) {
    if (!question.answerable || question.history.length === 0 || question.sources.length === 0) continue;
    const standalone = condenseQuestion(question.question, question.history);
    const relevant = async (text: string) =>
      (await set.search(text)).map((passage) => isRelevant(question, passage));
    outcomes.push({
      question,
      standalone,
      without: await relevant(question.question),
      with: await relevant(standalone),
    });
  }
  return outcomes;
}

export interface FollowUpFigures {
  readonly questions: number;
  readonly hitAt5: { readonly without: number; readonly with: number };
  readonly mrrAt10: { readonly without: number; readonly with: number };
}

/** Share of follow-ups whose passage is among the first five, and MRR@10, without and with condensing. */
export function followUpFigures(outcomes: readonly FollowUpOutcome[]): FollowUpFigures {
  const both = (score: (relevant: readonly boolean[]) => number) => ({
    without: mean(outcomes.map((outcome) => score(outcome.without))),
    with: mean(outcomes.map((outcome) => score(outcome.with))),
  });
  return {
    questions: outcomes.length,
    hitAt5: both((relevant) => hit(relevant, 5)),
    mrrAt10: both((relevant) => reciprocalRank(relevant, 10)),
  };
}

const percent = (share: number) => (100 * share).toFixed(1);

/** One row a set and one of all together; intervals are of hit@5 with condensing (95 %, bootstrap). */
export function followUpTable(sets: ReadonlyMap<string, readonly FollowUpOutcome[]>): string {
  const rows = [...sets, ['all', [...sets.values()].flat()] as const].map(([name, outcomes]) => {
    const { questions, hitAt5, mrrAt10 } = followUpFigures(outcomes);
    const { low, high } = bootstrapInterval(outcomes.map((outcome) => hit(outcome.with, 5)));
    return [
      name,
      String(questions),
      percent(hitAt5.without),
      percent(hitAt5.with),
      `${percent(low)}–${percent(high)}`,
      percent(mrrAt10.without),
      percent(mrrAt10.with),
    ];
  });
  return textTable([
    ['follow-ups', 'n', 'hit@5 as asked', 'condensed', '95 %', 'MRR@10 as asked', 'condensed'],
    ...rows,
  ]);
}
