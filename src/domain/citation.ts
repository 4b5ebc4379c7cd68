import { z } from 'zod';

/**
 * The exact words of an article. Offsets are UTF-16 units into the article's `text`:
 * `text.slice(sourceStart, sourceEnd) === quote`, and for the citation that carries the short answer
 * `text.slice(answerStart, answerEnd) === shortAnswer` (null in the others).
 */
export const citationSchema = z.object({
  /** From 1, in the order of the answer; of a generated one, the numbers of its sources: those not cited are missing. */
  number: z.int().positive(),
  articleId: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  source: z.string().nullable(),
  author: z.string().nullable(),
  publishedAt: z.string().nullable(),
  passageId: z.string(),
  quote: z.string(),
  sourceStart: z.int().nonnegative(),
  sourceEnd: z.int().nonnegative(),
  answerStart: z.int().nonnegative().nullable(),
  answerEnd: z.int().nonnegative().nullable(),
  /** SHA-256 of the article's text that the offsets are into. */
  contentHash: z.string(),
  /** Whether the quote holds text that was repaired from damage. */
  repaired: z.boolean(),
  /** Page of the article at the quote. */
  href: z.string(),
});
export type Citation = z.infer<typeof citationSchema>;
