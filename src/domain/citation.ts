import { z } from 'zod';

/**
 * The exact words of an article. Offsets are UTF-16 units into the article's `text`:
 * `text.slice(sourceStart, sourceEnd) === quote`, and for the citation that carries the short answer
 * `text.slice(answerStart, answerEnd) === shortAnswer` (null in the others).
 */
export const citationSchema = z.object({
  number: z
    .int()
    .positive()
    .describe(
      'From 1, in the order of the answer; of a generated one, the numbers of its sources: those not cited are missing',
    ),
  articleId: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  source: z.string().nullable(),
  author: z.string().nullable(),
  publishedAt: z.string().nullable().describe('As written: `2022-09-19`, `2022-09` or `2022`'),
  passageId: z.string(),
  quote: z.string().describe('The exact words: `text.slice(sourceStart, sourceEnd)` of the article'),
  sourceStart: z.int().nonnegative().describe('In UTF-16 units, as all offsets'),
  sourceEnd: z.int().nonnegative(),
  answerStart: z.int().nonnegative().nullable().describe('Of the short answer in the article, if it is here'),
  answerEnd: z.int().nonnegative().nullable(),
  contentHash: z.string().describe('SHA-256 of the article’s text that the offsets are into'),
  repaired: z.boolean().describe('Whether the quote holds text that was repaired from damage'),
  href: z.string().describe('Page of the article at the quote'),
});
export type Citation = z.infer<typeof citationSchema>;
