import { findPassages, readOn, type FoundAndRead, type GatherParts } from '../answering/gather-evidence.js';
import { questionTraits } from '../answering/question-traits.js';
import { seededRandom } from './metrics.js';
import type { EvaluationQuestion } from './question-set.js';

/** How a near miss was made from an answerable question. */
export type NearMiss = 'article-removed' | 'other-year' | 'other-place';

/** A question, as asked or made into a near miss, with what the index and the models make of it. */
export interface Example {
  readonly question: EvaluationQuestion;
  readonly nearMiss: NearMiss | null;
  readonly found: Pick<FoundAndRead, 'question' | 'read'>;
  /** Passages in the index that was asked. */
  readonly passages: number;
}

export interface CollectSettings {
  readonly readPassages: number;
  /** Whether near misses are made from the answerable questions. */
  readonly nearMisses: boolean;
}

/**
 * Asks every question that stands alone, and near misses made from the answerable ones. Seeded: the same questions make
 * the same near misses.
 */
export async function collectExamples(
  parts: GatherParts,
  questions: readonly EvaluationQuestion[],
  { readPassages, nearMisses }: CollectSettings,
  onProgress: (done: number, total: number) => void,
): Promise<Example[]> {
  const alone = questions.filter(({ question, history }) => question.trim() !== '' && history.length === 0);
  const trials = alone.flatMap((question, i) => [
    { question, text: question.question, nearMiss: null, without: new Set<string>() },
    ...(nearMisses && question.answerable ? nearMissesOf(question, alone, seededRandom(i + 1)) : []),
  ]);
  const examples: Example[] = [];
  for (const { question, text, nearMiss, without } of trials) {
    const request = { question: text, topK: readPassages, without };
    const found = await readOn(parts, await findPassages(parts, request, readPassages), readPassages);
    examples.push({ question, nearMiss, found, passages: parts.engine.size });
    onProgress(examples.length, trials.length);
  }
  return examples;
}

/** Whether the archive that was asked can answer. */
export function isAnswerable({ question, nearMiss }: Pick<Example, 'question' | 'nearMiss'>): boolean {
  return question.answerable && nearMiss === null;
}

/** Examples of one group are never on both sides of a cross-validation: the article they are about. */
export function groupOf({ question }: Pick<Example, 'question'>): string {
  return question.sources[0] ?? question.id;
}

interface Trial {
  readonly question: EvaluationQuestion;
  readonly text: string;
  readonly nearMiss: NearMiss;
  /** Articles that are left out of the search. */
  readonly without: ReadonlySet<string>;
}

/** The right article removed; another year; another place, from the other questions. */
function nearMissesOf(
  question: EvaluationQuestion,
  all: readonly EvaluationQuestion[],
  random: () => number,
): Trial[] {
  const { question: text, sources } = question;
  const trials: Trial[] = [];
  const none = new Set<string>();
  if (sources.length > 0 && random() < 0.5) {
    trials.push({ question, text, nearMiss: 'article-removed', without: new Set(sources) });
  }
  const traits = questionTraits(text);
  const [year] = traits.years;
  if (year !== undefined && text.includes(year)) {
    const away = (random() < 0.5 ? -1 : 1) * (1 + Math.floor(random() * 4));
    const other = String(Number(year) + away);
    trials.push({ question, text: text.replaceAll(year, other), nearMiss: 'other-year', without: none });
  }
  const [place] = traits.places;
  if (place !== undefined && text.includes(place)) {
    const places = all.flatMap((other) => questionTraits(other.question).places);
    const other = places[Math.floor(random() * places.length)];
    if (other !== undefined && !other.includes(place) && !place.includes(other)) {
      trials.push({ question, text: text.replaceAll(place, other), nearMiss: 'other-place', without: none });
    }
  }
  return trials;
}
