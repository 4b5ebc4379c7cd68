import { findDates } from '../text/dates.js';
import { foldText } from '../text/fold.js';
import { canonicalNumber, findNumbers } from '../text/numbers.js';
import { yearParts, type YearPart } from '../text/periods.js';
import { taggedWords } from '../text/words.js';
import { askedKind, type AskedKind } from './answer-kind.js';
import type { WeightedWord } from './question-words.js';

/** What a question asks about and for, as far as its words tell. All text but `asked` is folded. */
export interface QuestionTraits {
  /** As it was asked, neither folded nor cut. */
  readonly asked: string;
  readonly folded: string;
  /** Its content words with their rarity in the index that is asked. */
  readonly words: readonly WeightedWord[];
  readonly places: readonly string[];
  /** Years, four digits. */
  readonly years: readonly string[];
  /** Halves, quarters, months. */
  readonly parts: ReadonlySet<YearPart>;
  /** Editions (第31届) and figures of three digits or more, in canonical form. */
  readonly figures: readonly string[];
  readonly asksFor: AskedKind;
}

/** Only so much of a question is looked at. */
const longest = 500;

/** Reads a question. Traits are hints for ranking and confidence, never conditions of being answered. */
export function questionTraits(question: string, words: readonly WeightedWord[] = []): QuestionTraits {
  const folded = foldText(question).slice(0, longest);
  const tagged = taggedWords(folded).filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  const withTag = (pattern: RegExp) =>
    tagged.filter(({ tag, text }) => pattern.test(tag) && text.length > 1).map(({ text }) => text);
  return {
    asked: question,
    folded,
    words,
    places: [...new Set(withTag(/^ns/))],
    years: yearsIn(folded),
    parts: yearParts(folded),
    figures: [...editions(folded), ...largeFigures(folded)],
    asksFor: askedKind(folded),
  };
}

/** The years that a text names, four digits each; `机遇之城2022` names one too. */
export function yearsIn(text: string): string[] {
  const dated = findDates(text).flatMap(({ year }) => (year === null ? [] : [String(year)]));
  const bare = text.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? [];
  return [...new Set([...dated, ...bare])];
}

const editionUnits = new Set(['届', '期', '版', '号', '代', '批', '轮', '次']);

/** `第31届` and the like, in canonical form; not 第一, which is said of anything. */
function editions(text: string): string[] {
  return findNumbers(text)
    .filter(({ kind, value, unit }) => kind === 'ordinal' && editionUnits.has(unit) && value !== '1')
    .map(canonicalNumber);
}

/** Figures of three digits or more that are no years, in canonical form. */
function largeFigures(text: string): string[] {
  return findNumbers(text)
    .filter(
      ({ kind, value }) => kind === 'quantity' && /^\d{3,}/.test(value) && !/^(?:19|20)\d\d$/.test(value),
    )
    .map(canonicalNumber);
}

/** The figures of a text in canonical form. */
export function figuresIn(text: string): ReadonlySet<string> {
  return new Set(findNumbers(text).map(canonicalNumber));
}
