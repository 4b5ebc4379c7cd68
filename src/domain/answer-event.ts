import { z } from 'zod';
import { answerSchema, answerSentenceSchema } from './answer.js';
import { citationSchema } from './citation.js';

/**
 * How an answer comes about, in this order: meta, sources, delta*, replace?, done. JSON responses and event streams both
 * consume these, so they cannot drift apart. An error ends the stream.
 */
export const answerEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('meta'),
    id: z.string(),
    standaloneQuestion: z.string(),
    generation: z.string(),
  }),
  /**
   * What the answer will cite. Before a language model writes, the passages that it is shown: `done` has the same
   * numbers with the exact words that carry its sentences, and only those that are cited.
   */
  z.object({ type: z.literal('sources'), citations: z.array(citationSchema) }),
  /** A whole sentence with its citation marks, as it stands in `answer`. */
  z.object({ type: z.literal('delta'), text: z.string(), sentence: answerSentenceSchema }),
  /** A generated answer has given way: this takes the place of all sources and sentences before. */
  z.object({
    type: z.literal('replace'),
    ...answerSchema.pick({ shortAnswer: true, answer: true, sentences: true, citations: true }).shape,
  }),
  z.object({ type: z.literal('done'), answer: answerSchema }),
]);
export type AnswerEvent = z.infer<typeof answerEventSchema>;
