import type { SupportModel } from './support-model.js';

/** Fitted by src/cli/fit-support.ts to 2916 sentences. */
export const fittedSupport: SupportModel = {
  intercept: 2.27,
  weights: {
    namesAbsent: -3.77,
    nounsAbsent: -1.94,
    othersAbsent: -0.82,
    wordsDistant: -0.92,
    wordsBeside: -0.56,
    shareMissing: -2.97,
    namesSubstituted: -4.56,
    contextMissing: -2.45,
    denial: -4.9,
    opposite: -4.51,
    planned: -5.17,
    figuresMissing: -6.76,
    datesMissing: -7.26,
    smallMissing: -8.85,
    unitClash: -3.43,
    boundClash: -1.97,
    figurePreferred: -3.29,
    dateExchanged: -6.49,
    nameExchanged: -1.2,
    figuresElsewhere: -1.25,
    datesElsewhere: -2.21,
    figureRepeated: -7.66,
    figuresHeld: 2.43,
    namesReplaced: -1.11,
    scattered: -0.51,
    subjectUnclaimed: -0.41,
  },
};
