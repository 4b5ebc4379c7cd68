import { toSimplified } from '../../text/fold.js';
import { taggedWords, type TaggedWord } from '../../text/words.js';

export type { TaggedWord } from '../../text/words.js';

/**
 * Traditional → simplified, full width → half width, capitals → small letters, unit by unit: lengths and offsets
 * stay. What Chinese marks part (`，：；！？`) stays as it is.
 */
export function level(text: string): string {
  return toSimplified(text).replace(
    /[\uFF05\uFF0B\uFF0D-\uFF19\uFF21-\uFF3A\uFF41-\uFF5AA-Z\u3000]/g,
    (unit) =>
      unit === '\u3000'
        ? ' '
        : (unit <= 'Z' ? unit : String.fromCharCode(unit.charCodeAt(0) - 0xfee0)).toLowerCase(),
  );
}

/** The words of a levelled text in order, marks and spaces left out. */
export function tagWords(text: string): TaggedWord[] {
  return taggedWords(text).filter((word) => /[\p{L}\p{N}]/u.test(word.text));
}
