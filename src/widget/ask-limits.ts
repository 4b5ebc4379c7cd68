import type { maxQuestionLength as ofService } from '../domain/question.js';

/** Longest question, in characters; the type holds it to what the service takes. */
export const maxQuestionLength: typeof ofService = 2000;
