import type { Figure } from './figures.js';
import type { Statement, Term } from './statement.js';

/** What a figure, date or name is said of: the words and dates around it. */
export interface Binding {
  readonly items: readonly BoundItem[];
  /** The nearest `near` of every key. */
  readonly byKey: ReadonlyMap<string, number>;
}

export interface BoundItem {
  readonly keys: readonly string[];
  /** 0 to 1: 1 right beside it. */
  readonly near: number;
  readonly weight: number;
}

/** A stretch of a statement that is said of something: a figure, a date or a name. */
export interface Anchor {
  readonly start: number;
  readonly end: number;
}

/** Figures that say which one is meant: 2021年, S2102次, 1号航站楼. */
function isNaming({ measure, unit }: Figure): boolean {
  return measure === 'date' || measure === 'code' || measure === 'ordinal' || unit === '号';
}

const otherClause = 0.3;
const laterClause = 0.12;
const besideSentence = 0.25;
const step = 0.92;
/** A word on the other side of another figure, or of a mark of enumeration, belongs to that one rather. */
const pastFigure = 0.4;
const pastComma = 0.35;

/** The binding of a name: words in front of it and behind it count alike. */
export function bindingOfName(statement: Statement, name: Term): Binding {
  return collect(statement, name, () => null);
}

/** The binding of a figure or date. */
export function bindingOfFigure(statement: Statement, figure: Figure): Binding {
  const clause = clauseAt(statement, figure.start);
  const partner = distributed(statement, figure, clause);
  const binding = collect(statement, figure, (item) => {
    if (partner?.own.has(item)) return 1;
    return partner?.others.has(item) ? 0.1 : null;
  });
  const marks: BoundItem[] = [];
  const byKey = new Map(binding.byKey);
  if (figure.direction) marks.push({ keys: [`direction:${figure.direction}`], near: 1, weight: 0.8 });
  // 从…到 tells them apart only where both are said.
  if (figure.role && hasBothRoles(statement, figure))
    marks.push({ keys: [`role:${figure.role}`], near: 1, weight: 1.2 });
  if (figure.role) byKey.set(`role:${figure.role}`, 1);
  for (const { keys } of marks) for (const key of keys) byKey.set(key, 1);
  // What is not said to rise or fall may do either: 减持3亿元.
  if (!figure.direction) for (const direction of ['up', 'down']) byKey.set(`direction:${direction}`, 0.5);
  return { items: [...binding.items, ...marks], byKey };
}

function collect(
  statement: Statement,
  anchor: Anchor,
  known: (item: Item) => number | null,
): { items: BoundItem[]; byKey: ReadonlyMap<string, number> } {
  const items: BoundItem[] = [];
  const byKey = new Map<string, number>();
  const clause = clauseAt(statement, anchor.start);
  const add = (item: BoundItem): void => {
    items.push(item);
    for (const key of item.keys) byKey.set(key, Math.max(byKey.get(key) ?? 0, item.near));
  };
  for (const term of statement.terms) {
    if (term.start < anchor.end && term.end > anchor.start) continue;
    const near = known(term) ?? nearness(statement, anchor, clause, term, term.clause);
    add({ keys: term.keys, near, weight: term.weight });
  }
  for (const figure of statement.figures) {
    if (!isNaming(figure) || figure.start === anchor.start) continue;
    const near =
      known(figure) ?? nearness(statement, anchor, clause, figure, clauseAt(statement, figure.start));
    const year = /^\d{4}-/.test(figure.value) ? [`@${figure.value.slice(0, 4)}`] : [];
    add({ keys: [`@${figure.value}`, ...year], near, weight: 1 });
  }
  return { items, byKey };
}

/** How near a word of a claimed anchor stands to a quoted one, 0 to 1; `beside`: words of the sentences around it. */
export function nearnessIn(quote: Binding, keys: readonly string[], beside: ReadonlySet<string>): number {
  let near = 0;
  let around = false;
  for (const key of keys) {
    near = Math.max(near, quote.byKey.get(key) ?? 0);
    around ||= beside.has(key);
  }
  return around ? Math.max(near, besideSentence) : near;
}

function hasBothRoles({ figures }: Statement, { measure }: Figure): boolean {
  const roles = new Set(figures.filter((other) => other.measure === measure).map(({ role }) => role));
  return roles.has('from') && roles.has('to');
}

export function clauseAt(statement: Statement, at: number): number {
  const index = statement.clauses.findIndex(({ end }) => at < end);
  return index < 0 ? statement.clauses.length - 1 : index;
}

function nearness(
  statement: Statement,
  anchor: Anchor,
  anchorClause: number,
  item: Anchor,
  clause: number,
): number {
  if (clause !== anchorClause)
    return clause < anchorClause
      ? otherClause * 0.8 ** (anchorClause - clause - 1)
      : laterClause * 0.8 ** (clause - anchorClause - 1);
  const before = item.end <= anchor.start;
  const [from, to] = before ? [item.end, anchor.start] : [anchor.end, item.start];
  const between = statement.text.slice(from - statement.start, to - statement.start);
  const figures = statement.figures.filter(
    (other) => other.measure !== 'date' && other.start >= from && other.end <= to,
  );
  const commas = between.includes('、') ? pastComma : 1;
  return (
    (before ? 1 : 0.75) * step ** (between.length / 2) * pastFigure ** Math.min(3, figures.length) * commas
  );
}

/** What stands in an enumeration: words and dates between marks of enumeration. */
type Item = Term | Figure;

/**
 * `甲、乙分别占31%和24%`: the first figure is said of the first item, the second of the second. The items stand in the
 * clause of 分别 or in the one before: `2020年、2021年，收入分别为3亿元和4亿元`.
 */
function distributed(
  statement: Statement,
  figure: Figure,
  clause: number,
): { own: ReadonlySet<Item>; others: ReadonlySet<Item> } | null {
  const range = statement.clauses[clause];
  if (!range) return null;
  const at = statement.text.indexOf('分别', range.start - statement.start) + statement.start;
  if (at < range.start || at >= range.end || figure.start < at) return null;
  const behind = statement.figures.filter(
    (other) => other.start >= at && other.start < range.end && other.measure !== 'date',
  );
  const alike = behind.filter(({ measure }) => measure === figure.measure);
  const after = alike.length > 1 ? alike : behind;
  if (after.length < 2) return null;
  const rank = after.indexOf(figure);
  const here = enumerated(statement, range.start, at);
  const before = statement.clauses[clause - 1];
  // 美国、欧盟仍是前两大市场，分别占…: the verb is not part of the last item.
  const paired =
    here.length >= after.length
      ? here.slice(-after.length)
      : before
        ? enumerated(statement, before.start, before.end)
            .slice(0, after.length)
            .map((item) => item.slice(0, 1))
        : [];
  if (paired.length < after.length) return null;
  const own = new Set(paired[rank]);
  return { own, others: new Set(paired.flat().filter((item) => !own.has(item))) };
}

/** The items of an enumeration within a stretch of a statement. */
function enumerated(statement: Statement, start: number, end: number): Item[][] {
  const within = (item: Item) => item.start >= start && item.end <= end;
  const dates = statement.figures.filter((figure) => figure.measure === 'date' && within(figure));
  const parts = [...statement.terms.filter(within), ...dates].sort((a, b) => a.start - b.start);
  const items: Item[][] = [[]];
  let last = -1;
  for (const part of parts) {
    const between =
      last < 0 ? '' : statement.text.slice(last - statement.start, part.start - statement.start);
    if (/[、和与及]/.test(between)) items.push([]);
    items.at(-1)?.push(part);
    last = part.end;
  }
  return items;
}
