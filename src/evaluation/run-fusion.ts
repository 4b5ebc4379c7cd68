import type { FusedHit } from '../retrieval/fusion.js';
import { fusionMethods, type FusionMethod } from './compare-fusion.js';
import type { FoundPassage } from './evaluate.js';
import { bootstrapInterval, hit, mean, reciprocalRank } from './metrics.js';
import type { EvaluationQuestion } from './question-set.js';
import { textTable } from './report-table.js';
import { isRelevant } from './scoring.js';

/** One set with its index, as the comparison searches it. */
export interface FusionSet {
  readonly name: string;
  readonly questions: readonly EvaluationQuestion[];
  /** What each way of searching finds for a question, best first. */
  search(
    question: string,
  ): Promise<{ readonly dense: readonly FusedHit[]; readonly keywords: readonly FusedHit[] }>;
  passages(ids: readonly string[]): Promise<readonly (FoundPassage & { readonly id: string })[]>;
}

/** How a method ranks the relevant passage: for each set, one number a question. */
export interface FusionResult {
  readonly name: string;
  readonly reciprocalRanks: ReadonlyMap<string, readonly number[]>;
  readonly hitsAt5: ReadonlyMap<string, readonly number[]>;
}

/** Ranks the candidates of every answerable question that is no follow-up by every method. */
export async function compareFusion(
  sets: readonly FusionSet[],
  methods: readonly FusionMethod[] = fusionMethods(),
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<FusionResult[]> {
  const asked = sets.map((set) => ({
    set,
    questions: set.questions.filter(
      ({ answerable, history, sources }) => answerable && history.length === 0 && sources.length > 0,
    ),
  }));
  const total = asked.reduce((sum, { questions }) => sum + questions.length, 0);
  const ranks = methods.map(() => new Map<string, number[]>());
  const hits = methods.map(() => new Map<string, number[]>());
  let done = 0;
  for (const { set, questions } of asked) {
    for (const question of questions) {
      const { dense, keywords } = await set.search(question.question);
      const ids = [...new Set([...dense, ...keywords].map(({ passageId }) => passageId))];
      const relevant = new Set(
        (await set.passages(ids)).filter((passage) => isRelevant(question, passage)).map(({ id }) => id),
      );
      for (const [index, method] of methods.entries()) {
        const ranking = method.fuse(dense, keywords).map(({ passageId }) => relevant.has(passageId));
        append(ranks[index], set.name, reciprocalRank(ranking, 10));
        append(hits[index], set.name, hit(ranking, 5));
      }
      onProgress(++done, total);
    }
  }
  return methods.map(({ name }, index) => ({
    name,
    reciprocalRanks: ranks[index] ?? new Map<string, number[]>(),
    hitsAt5: hits[index] ?? new Map<string, number[]>(),
  }));
}

function append(table: Map<string, number[]> | undefined, set: string, value: number): void {
  const values = table?.get(set);
  if (values) values.push(value);
  else table?.set(set, [value]);
}

const percent = (share: number, places = 1) => (100 * share).toFixed(places);

/** MRR@10 by set and pooled with its interval (95 %, bootstrap over questions), then recall@5 by set. */
export function fusionTable(results: readonly FusionResult[]): string {
  const names = [...(results[0]?.reciprocalRanks.keys() ?? [])];
  const rows = results.map(({ name, reciprocalRanks, hitsAt5 }) => {
    const pooled = [...reciprocalRanks.values()].flat();
    const { low, high } = bootstrapInterval(pooled);
    return [
      name,
      ...[...reciprocalRanks.values()].map((values) => percent(mean(values))),
      percent(mean(pooled), 2),
      `${percent(low)}–${percent(high)}`,
      ...[...hitsAt5.values()].map((values) => percent(mean(values))),
      percent(mean([...hitsAt5.values()].flat())),
    ];
  });
  const heading = [
    'MRR@10, then R@5',
    ...names,
    'pooled',
    '95 %',
    ...names.map((name) => `R@5 ${name}`),
    'R@5 pooled',
  ];
  return textTable([heading, ...rows]);
}
