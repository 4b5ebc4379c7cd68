import type { Candidate, WeighedClaim } from './evidence.js';
import { supportFeatures, type SupportFeature } from './features.js';
import type { SupportReason } from './reasons.js';
import { supportLogit, type SupportModel } from './support-model.js';

/** Whether a claim is carried, by what, or why not. */
export interface Verdict {
  readonly carried: boolean;
  readonly best: Candidate | null;
  /** Empty when carried. */
  readonly reasons: readonly SupportReason[];
}

/** By so much (in log odds) another document must speak of a claim better than the one of the other claims. */
const otherDocument = 3;
/** What a claim that a document does not speak of at all costs it. */
const unspoken = -4;

/** Decides the claims of one sentence. @param least the log odds that a carried claim has at least */
export function decide(claims: readonly WeighedClaim[], model: SupportModel, least: number): Verdict[] {
  return bestCandidates(claims, model).map((best): Verdict => {
    if (best && best.logit >= least) return { carried: true, best: best.candidate, reasons: [] };
    return { carried: false, best: null, reasons: reasonsOf(best?.candidate.features ?? [], model) };
  });
}

/** A candidate with the logarithm of the odds that it carries its claim. */
export interface Scored {
  readonly candidate: Candidate;
  readonly logit: number;
}

/**
 * The best candidate of every claim of one sentence, null where there is none. The claims are looked for in one
 * document first.
 */
export function bestCandidates(claims: readonly WeighedClaim[], model: SupportModel): (Scored | null)[] {
  const scored = claims.map(({ candidates }) =>
    candidates.map((candidate) => ({ candidate, logit: supportLogit(candidate.features, model) })),
  );
  const main = mainDocument(scored);
  return scored.map((candidates) => {
    let best: Scored | null = null;
    for (const { candidate, logit } of candidates) {
      const value = idOf(candidate) === main ? logit : logit - otherDocument;
      if (!best || value > best.logit) best = { candidate, logit: value };
    }
    return best;
  });
}

/** The document that carries the claims best, taken together. */
function mainDocument(claims: readonly (readonly Scored[])[]): string | null {
  const ids = new Set(claims.flat().map(({ candidate }) => idOf(candidate)));
  let main: string | null = null;
  let most = -Infinity;
  for (const id of ids) {
    let total = 0;
    for (const candidates of claims) {
      const logits = candidates.flatMap(({ candidate, logit }) => (idOf(candidate) === id ? [logit] : []));
      // The logarithm of the probability; beyond a point it makes no difference how false a claim is.
      total += -Math.log1p(Math.exp(-Math.max(unspoken, ...logits)));
    }
    if (total > most) [main, most] = [id, total];
  }
  return main;
}

function idOf({ source }: Candidate): string {
  return source.passage.documentId;
}

/** What speaks against the claim by at least so much (in log odds) is named. */
const leastReason = 0.8;

function reasonsOf(features: readonly number[], { weights }: SupportModel): SupportReason[] {
  const against = supportFeatures
    .map((name, at) => ({ name, loss: -(weights[name] ?? 0) * (features[at] ?? 0) }))
    .filter(({ loss }) => loss >= leastReason)
    .sort((a, b) => b.loss - a.loss);
  const reasons = new Set(against.flatMap(({ name }) => reasonOf[name] ?? []));
  return reasons.size > 0 ? [...reasons] : ['claim-missing'];
}

const reasonOf: Readonly<Record<SupportFeature, SupportReason | null>> = {
  namesAbsent: 'name-missing',
  nounsAbsent: 'claim-missing',
  othersAbsent: 'claim-missing',
  wordsDistant: 'claim-missing',
  wordsBeside: 'claim-missing',
  shareMissing: 'claim-missing',
  contextMissing: 'claim-missing',
  namesSubstituted: 'name-differs',
  namesReplaced: 'name-differs',
  nameExchanged: 'name-differs',
  denial: 'negation-differs',
  opposite: 'negation-differs',
  planned: 'negation-differs',
  boundClash: 'negation-differs',
  unitClash: 'unit-differs',
  figuresMissing: 'number-differs',
  smallMissing: 'number-differs',
  figurePreferred: 'number-differs',
  figureRepeated: 'number-differs',
  figuresElsewhere: 'number-differs',
  figuresHeld: null,
  datesMissing: 'date-differs',
  datesElsewhere: 'date-differs',
  dateExchanged: 'date-differs',
  scattered: 'claim-missing',
  subjectUnclaimed: 'claim-missing',
};
