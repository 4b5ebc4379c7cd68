import { untouched, type CleanText } from './edits.js';

/** Stub: to be filled. */
export function normaliseText(raw: string): CleanText {
  return untouched(raw);
}

/** Stub: to be filled. */
export function removeBoilerplate(clean: CleanText, options: { readonly title: string | null }): CleanText {
  void options;
  return clean;
}
