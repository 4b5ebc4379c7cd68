import { weighStatement, type WeighedClaim } from '../answering/verification/evidence.js';
import { supportFeatures, type SupportFeature } from '../answering/verification/features.js';
import { analyse } from '../answering/verification/statement.js';
import type { SupportModel } from '../answering/verification/support-model.js';
import { bestCandidates } from '../answering/verification/verdict.js';
import { preparePassages, publicationsBy } from '../answering/verify-citations.js';
import { fitLogistic } from './logistic-regression.js';
import type { SupportArchive, SupportItem, SupportTask } from './support-report.js';

/** A sentence that a model is fitted to. */
export interface SupportExample extends Pick<SupportItem, 'id' | 'article' | 'sentence' | 'expect'> {
  readonly kind: string;
  /** Of every sentence of the text. */
  readonly statements: readonly (readonly WeighedClaim[])[];
  /** How much it counts. */
  readonly importance: number;
}

export function supportExample(
  task: SupportTask,
  publishedAt: SupportArchive['publishedAt'],
): SupportExample {
  const { id, kind, article, sentence, expect, passages } = task;
  const prepared = preparePassages(passages);
  const publications = publicationsBy(publishedAt);
  const statements = analyse(sentence).map((statement) => weighStatement(statement, prepared, publications));
  return { id, kind, article, sentence, expect, statements, importance: importanceOf(kind) };
}

/** Edits by a script are many and alike; of what people wrote, false sentences are fewer. */
function importanceOf(kind: string): number {
  if (kind.startsWith('half-true')) return 1.3;
  return kind.startsWith('paraphrase') ? 1 : 0.25;
}

/** Where the search for the weights starts: what nobody doubts. */
const firstModel: SupportModel = {
  intercept: 3,
  weights: {
    namesAbsent: -1,
    nounsAbsent: -1,
    othersAbsent: -1,
    wordsDistant: -0.4,
    wordsBeside: -0.4,
    figuresMissing: -3,
    datesMissing: -3,
    unitClash: -3,
    denial: -3,
    opposite: -3,
  },
};
const rounds = 6;
/** A false sentence counts so much more than a true one: what is wrongly called supported harms more. */
const falseShare = 1.15;

/**
 * Fits a logistic regression to claims of which only the sentence's truth is known: a true sentence's claims are all
 * carried, a false one's are not all. Of a false sentence the claim that looks least carried is taken, of every claim
 * the source that carries it best; both by the model of the round before (multiple-instance learning, as in Andrews,
 * Tsochantaridis & Hofmann 2003). Features that would speak the wrong way are left out.
 */
export function fitSupport(examples: readonly SupportExample[]): SupportModel {
  let model = firstModel;
  for (let round = 0; round < rounds; round++) model = fitRound(examples, model);
  return model;
}

function fitRound(examples: readonly SupportExample[], before: SupportModel): SupportModel {
  const rows: (readonly number[])[] = [];
  const labels: number[] = [];
  const importance: number[] = [];
  for (const { statements, expect, importance: weight } of examples) {
    const best = statements.flatMap((claims) => bestCandidates(claims, before)).filter((one) => one !== null);
    const least = [...best].sort((a, b) => a.logit - b.logit).slice(0, 1);
    const isTrue = expect === 'supported';
    for (const { candidate } of isTrue ? best : least) {
      rows.push(candidate.features);
      labels.push(Number(isTrue));
      importance.push(isTrue ? weight / Math.sqrt(best.length) : weight * falseShare);
    }
  }
  let used = supportFeatures.map((_, at) => at);
  for (;;) {
    const { intercept, weights } = fitLogistic(
      rows.map((row) => used.map((at) => row[at] ?? 0)),
      labels,
      importance,
    );
    const isRight = (at: number, index: number) => {
      const name = supportFeatures[at];
      return name !== undefined && (name === 'figuresHeld' ? 1 : -1) * (weights[index] ?? 0) > 0;
    };
    const right = used.filter(isRight);
    if (right.length === used.length || right.length === 0) {
      const named = used.flatMap((at, index): [SupportFeature, number][] => {
        const name = supportFeatures[at];
        return name === undefined ? [] : [[name, Math.round((weights[index] ?? 0) * 100) / 100]];
      });
      return { intercept: Math.round(intercept * 100) / 100, weights: Object.fromEntries(named) };
    }
    used = right;
  }
}

/** The level that a model gives a text. */
export function levelBy(model: SupportModel, { statements }: SupportExample): SupportItem['expect'] {
  const carried = statements.map((claims) =>
    bestCandidates(claims, model).map((one) => (one?.logit ?? -1) >= 0),
  );
  const all = carried.flat();
  if (all.length > 0 && all.every(Boolean)) return 'supported';
  return all.some(Boolean) ? 'partial' : 'unsupported';
}

/** So many parts for cross-validation. */
const folds = 5;

/** What each sentence is called by a model that was fitted without its article. */
export function crossValidate(
  examples: readonly SupportExample[],
): Map<SupportExample, SupportItem['expect']> {
  const articles = [...new Set(examples.map(({ article }) => article))];
  const foldOf = new Map(articles.map((article, at) => [article, at % folds]));
  const got = new Map<SupportExample, SupportItem['expect']>();
  for (let fold = 0; fold < folds; fold++) {
    const isHeldOut = ({ article }: SupportExample) => foldOf.get(article) === fold;
    const model = fitSupport(examples.filter((example) => !isHeldOut(example)));
    for (const example of examples.filter(isHeldOut)) got.set(example, levelBy(model, example));
  }
  return got;
}
