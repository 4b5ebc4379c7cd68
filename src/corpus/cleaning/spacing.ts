import { EditList } from './edit-list.js';
import { applyEdits, type CleanText } from './edits.js';

/** Stub */
export function tidySpacing(clean: CleanText): CleanText {
  return applyEdits(clean, new EditList('spacing').edits);
}
