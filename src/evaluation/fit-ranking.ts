import { weighCandidates } from '../answering/rank-evidence.js';
import { rankingFeatureNames, type RankingWeights } from '../domain/calibration.js';
import { fitConditionalLogit, type Choice } from './conditional-logit.js';
import { isAnswerable, type Example } from './examples.js';
import { holdsAnswer, holdsPart } from './scoring.js';

/** Kinds of question of which one sentence need hold a part only. */
const severalParts: ReadonlySet<string> = new Set(['list', 'cross']);

/** Strength of the L2 penalty on standardised weights. */
const l2 = 2;

/** The sentences of what was read for a question, and which of them answer; null where none does. */
export function choiceOf(example: Example): Choice | null {
  const { question, found } = example;
  if (!isAnswerable(example)) return null;
  const holds = severalParts.has(question.kind) ? holdsPart : holdsAnswer;
  const weighed = weighCandidates(found.question, found.read);
  const right = weighed.map(({ candidate }) => {
    const { passage } = candidate.read.found;
    const { start, end } = candidate.sentence;
    return (
      question.sources.includes(passage.documentId) && holds(passage.text.slice(start, end), question.answers)
    );
  });
  if (!right.includes(true)) return null;
  return { rows: weighed.map(({ features }) => rankingFeatureNames.map((name) => features[name])), right };
}

/** Fits by which features the sentence that answers is told from the others of its question. */
export function fitRanking(choices: readonly Choice[]): RankingWeights {
  const weights = fitConditionalLogit(choices, { l2 });
  return Object.fromEntries(rankingFeatureNames.map((name, i) => [name, weights[i] ?? 0])) as Record<
    keyof RankingWeights,
    number
  >;
}
