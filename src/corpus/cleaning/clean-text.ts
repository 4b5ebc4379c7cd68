import { cutBoilerplate, type Article } from './boilerplate.js';
import { cleanCharacters } from './characters.js';
import { untouched, type CleanText } from './edits.js';
import { repairGbkShift } from './gbk-shift.js';
import { removeGlosses } from './glosses.js';
import { tidySpacing } from './spacing.js';

/**
 * Characters, glosses, GBK shift, spacing, in this order: invisible characters would split what the later steps look
 * for; glosses inside a shifted run break its bytes; widths and spaces are touched last, because they are evidence
 * until then. Every repair is told in offsets of the text that comes out.
 */
export function normaliseText(raw: string): CleanText {
  const unglossed = removeGlosses(cleanCharacters(untouched(raw)));
  return tidySpacing(repairGbkShift(unglossed.clean, unglossed.evidence));
}

/**
 * Removes what stands around an article: notices, links, credits, prefixes, a first line that repeats the title.
 * For text that `normaliseText` has been over; from the ends inward, never a sentence of the article.
 */
export function removeBoilerplate(clean: CleanText, options: { readonly title: string | null }): Article {
  return cutBoilerplate(clean, { title: options.title });
}
