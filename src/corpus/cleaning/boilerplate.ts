import { toSimplified } from '../../text/fold.js';
import { headCut, lineUnderTitle } from './boilerplate-head.js';
import { tailCut } from './boilerplate-tail.js';
import { applyEdits, type CleanText } from './edits.js';

/** A stretch of boilerplate at the head or tail of an article. */
export interface BoilerplateCut {
  /** UTF-16 offsets into the text. */
  readonly start: number;
  readonly end: number;
  /** Name of the rule, for counting and for looking at what it removes. */
  readonly rule: string;
}

/** The article proper, and what was found around it. */
export interface Boilerplate {
  readonly start: number;
  readonly end: number;
  readonly cuts: readonly BoilerplateCut[];
}

/** What the rules look at, from either end: more than the longest disclaimer seen in 64,000 articles. */
const reach = 1600;
/** Rounds from either end: no real article has that many pieces of boilerplate in a row. */
const mostCuts = 80;

/**
 * Finds copyright and disclaimer blocks, related links, navigation, share and download lines, editor and source
 * lines, prefixes: piece by piece from the ends of the article inward, and never behind a sentence of its own. Rules
 * see a bounded stretch in simplified characters, so that they are written once and the work is bounded.
 */
export function findBoilerplate(text: string, options: { readonly title: string | null }): Boilerplate {
  const cuts: BoilerplateCut[] = [];
  let start = skipSpace(text, 0);
  for (let round = 0; round < mostCuts; round++) {
    const cut = headCut(toSimplified(text.slice(start, start + reach)), options.title);
    if (!cut) break;
    cuts.push({ start, end: start + cut.length, rule: cut.rule });
    start = skipSpace(text, start + cut.length);
  }
  const under = lineUnderTitle(toSimplified(text.slice(start, start + reach)));
  const inner = under && { start: start + under.start, end: start + under.end, rule: under.rule };
  if (inner) cuts.push(inner);
  const least = inner?.end ?? start;
  const last = skipSpaceBack(text, text.length, least);
  let end = last;
  let from = end;
  let folded = '';
  for (let round = 0; round < mostCuts && end > least; round++) {
    if (from > least && end - from < reach) {
      from = Math.max(least, end - 4 * reach);
      folded = toSimplified(text.slice(from, end));
    }
    const first = Math.max(from, end - reach);
    const cut = tailCut(folded.slice(first - from, end - from), {
      whole: first === least,
      inner: end < last,
    });
    if (!cut) break;
    cuts.push({ start: end - cut.length, end, rule: cut.rule });
    end = skipBack(text, end - cut.length, least);
  }
  // An article of which nothing is left was no article; whoever reads it should see what there is.
  return end > least ? { start, end, cuts } : { start: 0, end: text.length, cuts: [] };
}

/** Rules that cut a line which describes the article: its source, day or people. */
const describes = /: (?:metadata|body mark|taken from|source|credit|bracketed credit|newspaper page)/;

/** An article without its boilerplate. */
export interface Article extends CleanText {
  /** What was cut because it only describes the article, as it was written: to be read, since nothing else tells it. */
  readonly descriptions: Descriptions;
}

/** Stretches from above and from below an article, each in reading order. */
export interface Descriptions {
  readonly head: readonly string[];
  readonly tail: readonly string[];
}

/** Removes what `findBoilerplate` finds, with the white space next to it. */
export function cutBoilerplate(clean: CleanText, options: { readonly title: string | null }): Article {
  const { text } = clean;
  const { start, end, cuts } = findBoilerplate(text, options);
  if (cuts.length === 0) return { ...clean, descriptions: { head: [], tail: [] } };
  const kind = 'boilerplate-removed';
  const inside = cuts.filter((cut) => cut.start > start && cut.end < end);
  const edited = applyEdits(
    clean,
    [
      { start: 0, end: start, replacement: '', kind } as const,
      ...inside.map((cut) => ({ start: cut.start, end: cut.end, replacement: '', kind }) as const),
      { start: end, end: text.length, replacement: '', kind } as const,
    ].filter((edit) => edit.start < edit.end),
  );
  return { ...edited, descriptions: descriptionsOf(text, cuts) };
}

function descriptionsOf(text: string, cuts: readonly BoilerplateCut[]): Descriptions {
  const of = (side: 'head' | 'tail'): string[] =>
    cuts
      .filter(({ rule }) => rule.startsWith(side) && describes.test(rule))
      .map((cut) => text.slice(cut.start, cut.end).trim());
  return { head: of('head'), tail: of('tail').reverse() };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? '')) at++;
  return at;
}

function skipSpaceBack(text: string, from: number, least: number): number {
  let at = from;
  while (at > least && /\s/.test(text[at - 1] ?? '')) at--;
  return at;
}

/** Back over white space and over a bracket that opened what was cut. */
function skipBack(text: string, from: number, least: number): number {
  const at = skipSpaceBack(text, from, least);
  return at > least && /[（(【[]/.test(text[at - 1] ?? '') ? skipSpaceBack(text, at - 1, least) : at;
}
