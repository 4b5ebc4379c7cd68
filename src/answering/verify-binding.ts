import type { Figure } from './verify-figures.js';
import type { Statement, Term } from './verify-statement.js';

/** What a figure is said of: words and dates around it, weighted by nearness, 0 to 1. */
export interface Binding {
  readonly items: readonly {
    readonly keys: readonly string[];
    readonly near: number;
    readonly weight: number;
  }[];
  /** The nearest weight of every key. */
  readonly byKey: ReadonlyMap<string, number>;
}

const otherClause = 0.3;
const laterClause = 0.12;
const besideSentence = 0.25;
const step = 0.92;
/** A word on the other side of another figure, or of a mark of enumeration, belongs to that one rather. */
const pastFigure = 0.4;
const pastComma = 0.35;

/** The binding of the figure `index` of a statement. */
export function bindingOf(statement: Statement, index: number): Binding {
  const figure = statement.figures[index];
  const items: { keys: readonly string[]; near: number; weight: number }[] = [];
  const byKey = new Map<string, number>();
  if (!figure) return { items, byKey };
  const clause = clauseAt(statement, figure.start);
  const partner = distributed(statement, index, clause);
  const add = (keys: readonly string[], near: number, weight: number): void => {
    items.push({ keys, near, weight });
    for (const key of keys) byKey.set(key, Math.max(byKey.get(key) ?? 0, near));
  };
  for (const term of statement.terms) {
    let near = nearness(statement, figure, clause, term.start, term.end, term.clause);
    if (partner) {
      if (partner.own.has(term)) near = 1;
      else if (partner.others.has(term)) near = 0.1;
    }
    add(term.keys, near, term.weight);
  }
  for (const other of statement.figures) {
    if (other === figure || other.measure !== 'date') continue;
    const near = nearness(
      statement,
      figure,
      clause,
      other.start,
      other.end,
      clauseAt(statement, other.start),
    );
    add(
      [`@${other.value}`, ...(/^\d{4}-/.test(other.value) ? [`@${other.value.slice(0, 4)}`] : [])],
      near,
      1,
    );
  }
  // 从…到 tells them apart only where both are said.
  if (figure.role && hasBothRoles(statement, figure)) add([`role:${figure.role}`], 1, 1.2);
  if (figure.role) byKey.set(`role:${figure.role}`, 1);
  return { items, byKey };
}

/** How near a word of a claimed figure stands to a quoted one, 0 to 1; `beside`: words of the sentences around it. */
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
  figure: Figure,
  figureClause: number,
  start: number,
  end: number,
  clause: number,
): number {
  if (clause !== figureClause)
    return clause < figureClause
      ? otherClause * 0.8 ** (figureClause - clause - 1)
      : laterClause * 0.8 ** (clause - figureClause - 1);
  const before = end <= figure.start;
  const [from, to] = before ? [end, figure.start] : [figure.end, start];
  const between = statement.text.slice(from - statement.start, to - statement.start);
  const figures = statement.figures.filter(
    (other) => other.measure !== 'date' && other.start >= from && other.end <= to,
  );
  const commas = between.includes('、') ? pastComma : 1;
  return (
    (before ? 1 : 0.75) * step ** (between.length / 2) * pastFigure ** Math.min(3, figures.length) * commas
  );
}

/** `甲、乙分别占31%和24%`: the first figure is said of the first item, the second of the second. */
function distributed(
  statement: Statement,
  index: number,
  clause: number,
): { own: ReadonlySet<Term>; others: ReadonlySet<Term> } | null {
  const range = statement.clauses[clause];
  if (!range) return null;
  const at = statement.text.indexOf('分别', range.start - statement.start) + statement.start;
  const figure = statement.figures[index];
  if (!figure || at < range.start || at >= range.end || figure.start < at) return null;
  const leading = statement.terms.some((term) => term.clause === clause && term.end <= at)
    ? clause
    : clause - 1;
  const after = statement.figures.filter(
    (other) => other.start >= at && other.start < range.end && other.measure === figure.measure,
  );
  const rank = after.indexOf(figure);
  const items: Term[][] = [[]];
  let last = -1;
  for (const term of statement.terms) {
    if (term.clause !== leading || term.end > at) continue;
    if (
      last >= 0 &&
      /[、和与及]/.test(statement.text.slice(last - statement.start, term.start - statement.start))
    )
      items.push([]);
    items.at(-1)?.push(term);
    last = term.end;
  }
  if (after.length < 2 || items.length < after.length) return null;
  // 美国、欧盟仍是前两大市场，分别占…: the verb is not part of the last item.
  const paired =
    leading === clause
      ? items.slice(-after.length)
      : items.slice(0, after.length).map((item) => item.slice(0, 1));
  const own = new Set(paired[rank]);
  return { own, others: new Set(paired.flat().filter((term) => !own.has(term))) };
}
