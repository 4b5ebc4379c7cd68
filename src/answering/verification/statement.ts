import { splitSentences } from '../../text/sentences.js';
import type { TextRange } from '../../text/sentences.js';
import { findFigures, type Figure } from './figures.js';
import { denyingVerbs, emptyWords, lightTags, negators, notNegators } from './lexicon.js';
import { conceptsOf } from './synonyms.js';
import { level, tagWords, type TaggedWord } from './tags.js';

/** A word that claims something. */
export interface Term {
  readonly text: string;
  /** The word and the groups of synonyms that it stands in. */
  readonly keys: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly clause: number;
  /** How much it says, about 1 for a noun. */
  readonly weight: number;
  /** A proper name, or a word of no dictionary: no other word may stand for it. */
  readonly name: 'known' | 'unknown' | null;
  /** Its part of speech: names are exchanged for names of a kind. */
  readonly kind: string;
  readonly negated: boolean;
}

/** One sentence, taken apart. Offsets are into the text that was given to `analyse`. */
export interface Statement extends TextRange {
  /** Levelled text of the sentence. */
  readonly text: string;
  readonly terms: readonly Term[];
  readonly figures: readonly Figure[];
  /** Clauses with a word that denies. */
  readonly denying: ReadonlySet<number>;
  readonly clauses: readonly TextRange[];
  /** Whether it says more than is looked at: only so many figures and words of one sentence are. */
  readonly overflows: boolean;
}

/** What binds figures to words takes time by the product of both: longer sentences are no sentences. */
const maxFigures = 40;
const maxWords = 200;

const clauseMarks = new Set('，；：,;!?。！？\n—');

/** Takes a text apart into its sentences, in order. Linear in its length. */
export function analyse(text: string): Statement[] {
  const levelled = level(text);
  const figures = findFigures(levelled);
  const tagged = tagWords(withoutFigures(levelled, figures));
  let word = 0;
  let figure = 0;
  return splitSentences(text).map(({ start, end }) => {
    const ownWords: TaggedWord[] = [];
    const ownFigures: Figure[] = [];
    for (let next = tagged[word]; next && next.start < end; next = tagged[++word]) {
      if (next.start >= start) ownWords.push(next);
    }
    for (let next = figures[figure]; next && next.start < end; next = figures[++figure]) {
      if (next.start >= start) ownFigures.push(next);
    }
    return statementOf(
      levelled,
      { start, end },
      ownWords.slice(0, maxWords),
      ownFigures.slice(0, maxFigures),
      ownWords.length > maxWords || ownFigures.length > maxFigures,
    );
  });
}

/** Commas in the place of figures, so that no word is made of what stands on both sides: 2022年|青屿, not 年青|屿. */
function withoutFigures(text: string, figures: readonly Figure[]): string {
  let rest = '';
  let at = 0;
  for (const { start, end, kind } of figures) {
    if (start < at || kind === 'code') continue;
    rest += text.slice(at, start) + '，'.repeat(end - start);
    at = end;
  }
  return rest + text.slice(at);
}

function statementOf(
  text: string,
  range: TextRange,
  tagged: readonly TaggedWord[],
  figures: readonly Figure[],
  overflows: boolean,
): Statement {
  const clauses = clausesOf(text, range);
  const denying = new Set<number>();
  const terms: Term[] = [];
  let clause = 0;
  let figure = 0;
  let scope: Scope = closed;
  for (const { text: written, tag, start: from } of tagged) {
    const [before, after] = tag === 'x' ? core(written) : [0, written.length];
    const word = written.slice(before, after);
    const start = from + before;
    const end = from + after;
    while (start >= (clauses[clause]?.end ?? Infinity)) {
      clause++;
      scope = closed;
    }
    while ((figures[figure]?.end ?? Infinity) <= start) figure++;
    if ((figures[figure]?.start ?? Infinity) < end) continue;
    if (prepositions.has(word) && start <= scope.end) scope = { ...scope, pastObject: true };
    if (including.has(word) && start <= scope.end) scope = { ...scope, toEnd: true };
    const denial = denialIn(word);
    const isDenyingVerb = denial === '' && denyingVerbs.has(word);
    const isNegated = denial === null || isDenyingVerb ? reaches(scope, start) : denial !== '';
    if (denial !== null) {
      denying.add(clause);
      // 没有取消免税额: what would be denied twice is not denied.
      scope =
        isDenyingVerb && isNegated ? closed : { end: end + denialReach, pastObject: false, toEnd: false };
      if (denial === '' && !isDenyingVerb) continue;
    }
    const own = denial === null || denial === '' ? word : denial;
    if (emptyWords.has(own)) continue;
    const name = nameKind(own, tag);
    terms.push({
      text: own,
      keys: keysOf(own, name),
      start: end - own.length,
      end,
      clause,
      weight: weightOf(own, tag, name),
      name,
      kind: tag,
      negated: isNegated,
    });
    if (denial !== null || !isNegated) continue;
    // 不会有实质性的增长: what describes the denied word is denied with it.
    if (text.startsWith('的', end)) scope = { ...scope, end: end + denialReach };
    else if (!scope.pastObject || tag.startsWith('v')) scope = ended(scope);
  }
  return { ...range, text: text.slice(range.start, range.end), terms, figures, denying, clauses, overflows };
}

/**
 * What a denial denies: the word behind it; behind a preposition (不会在印尼推出) all to the verb; what is left out
 * (不包括甲、乙), to the end of its clause.
 */
interface Scope {
  readonly end: number;
  readonly pastObject: boolean;
  readonly toEnd: boolean;
}

const closed: Scope = { end: -1, pastObject: false, toEnd: false };
const prepositions = new Set(
  '在 对 对于 向 从 把 将 被 给 同 与 为 于 以 因 由 按 按照 经 依 依法'.split(' '),
);
const including = new Set(['包括', '包含', '涉及']);

function reaches({ end, pastObject, toEnd }: Scope, start: number): boolean {
  return end >= 0 && (toEnd || pastObject || start < end);
}

function ended(scope: Scope): Scope {
  return scope.toEnd ? scope : closed;
}

/** Characters that jieba may leave at the edges of a word it does not know: 已任, 格表示, 带著. */
const edges = new Set(
  '的了着著过已曾正将均也都还就又再更最被把对从由自向在于与和及或并而且但为是有无其该此本各每某所以因之等至到达约近说称让使其时后前起来',
);

/** Where a word of no dictionary begins and ends without what is no part of it. */
function core(word: string): [start: number, end: number] {
  let [start, end] = [0, word.length];
  while (end - start > 1 && edges.has(word.charAt(start))) start++;
  while (end - start > 1 && edges.has(word.charAt(end - 1))) end--;
  return [start, end];
}

/** A word of three characters and more may be half another's: 进口货 and 进口, 销售额 and 销售. */
function keysOf(word: string, name: Term['name']): string[] {
  const keys = [word, ...conceptsOf(word)];
  if (name === null && word.length >= 3 && word.length <= 4 && !word.startsWith('进出口'))
    keys.push(word.slice(0, 2), word.slice(-2));
  return [...new Set(keys)];
}

/** So many units behind a denial its word may begin. */
const denialReach = 5;

/** What a word denies within itself (`不含` → 含), '' where the denied word follows, null where it denies nothing. */
function denialIn(word: string): string | null {
  if (notNegators.has(word)) return null;
  const isCompound = (word.length === 2 || word.length === 3) && '不未无没'.includes(word.charAt(0));
  const inner = isCompound && !negators.has(word) ? word.slice(1) : '';
  if (inner !== '' && !'有能会是再可得必用须需曾尚'.includes(inner)) return inner;
  return negators.has(word) || denyingVerbs.has(word) ? '' : null;
}

const leadingTime = /^[^，,]{0,12}(?:年|月|日|号|底|初|末|起|时|分|期间|季度|旬|半年|今|天|来|点)$/;

function clausesOf(text: string, { start, end }: TextRange): TextRange[] {
  const clauses: TextRange[] = [];
  let from = start;
  for (let at = start; at < end; at++) {
    const mark = text.charAt(at);
    if (!clauseMarks.has(mark)) continue;
    if (mark === ',' && /\d/.test(text.charAt(at - 1)) && /\d/.test(text.charAt(at + 1))) continue;
    // 截至2021年底，: when, of what follows.
    if ('，,'.includes(mark) && leadingTime.test(text.slice(from, at))) continue;
    if (at > from) clauses.push({ start: from, end: at + 1 });
    from = at + 1;
  }
  if (from < end) clauses.push({ start: from, end });
  return clauses;
}

function nameKind(word: string, tag: string): Term['name'] {
  if (/^[a-z]/.test(word)) return word.length > 1 ? 'known' : null;
  if (word.length < 2) return null;
  if (tag === 'ns' || tag === 'nt' || tag === 'nr' || tag === 'nz' || tag === 'nrt' || tag === 'nrfg')
    return 'known';
  if (tag !== 'x' || /[的了着过这那是在和与或及日月年占为把被对从到起各其应将再又都也就还很更最]/.test(word))
    return null;
  if (word.length === 2 && /[内有要往向上下前后里外多少新转再去来自只需能会没不无个头]/.test(word))
    return null;
  return 'unknown';
}

/** Words that opposites are looked for among, and that claim little otherwise. */
const quantifiers = new Set(['全部', '所有', '一些', '全体', '悉数']);

function weightOf(word: string, tag: string, name: Term['name']): number {
  if (name !== null) return name === 'known' ? 1.4 : 1;
  if (lightTags.has(tag) || quantifiers.has(word)) return 0.25;
  const byLength = word.length === 1 ? 0.4 : word.length === 2 ? 1 : 1.3;
  return tag.startsWith('n') || tag === 'l' || tag === 'j' ? byLength : byLength * 0.75;
}
