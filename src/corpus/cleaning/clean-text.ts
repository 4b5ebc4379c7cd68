import { cleanCharacters } from './characters.js';
import { untouched, type CleanText } from './edits.js';
import { repairGbkShift } from './gbk-shift.js';
import { removeGlosses } from './glosses.js';
import { tidySpacing } from './spacing.js';

/**
 * Characters, glosses, GBK shift, spacing, in this order: invisible characters would split what the later steps look
 * for; glosses inside a shifted run break its bytes, and a restored run may show further glosses; widths and spaces
 * are touched last, because they are evidence until then.
 */
export function normaliseText(raw: string): CleanText {
  const visible = cleanCharacters(untouched(raw));
  const unglossed = removeGlosses(visible);
  const restored = repairGbkShift(unglossed.clean, unglossed.evidence);
  const clean = restored === unglossed.clean ? restored : removeGlosses(restored, unglossed.evidence).clean;
  return tidySpacing(clean);
}

/** Stub: to be filled. */
export function removeBoilerplate(clean: CleanText, options: { readonly title: string | null }): CleanText {
  return options.title === null ? clean : clean;
}
