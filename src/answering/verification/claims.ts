import type { Statement, Term } from './statement.js';

/** A part of a sentence that is true or false by itself: one clause or several short ones. */
export interface Claim {
  readonly start: number;
  readonly end: number;
  readonly terms: readonly Term[];
  /** Indices into the statement's figures. */
  readonly figures: readonly number[];
  readonly denies: boolean;
}

/** A clause that says less than this (in term weight) is read with its neighbour. */
const leastWeight = 1.7;

/** The claims of a sentence, in order. Clauses of little content go with the one behind them, the last with the one before. */
export function claimsOf(statement: Statement): Claim[] {
  const claims: Claim[] = [];
  let open: Claim | null = null;
  for (const [index, { start, end }] of statement.clauses.entries()) {
    const own: Claim = {
      start,
      end,
      terms: statement.terms.filter((term) => term.clause === index),
      figures: statement.figures.flatMap((figure, at) =>
        figure.start >= start && figure.start < end ? [at] : [],
      ),
      denies: statement.denying.has(index),
    };
    const joined: Claim = open ? merge(open, own) : own;
    if (weightOf(joined) < leastWeight || names(joined, statement)) open = joined;
    else {
      claims.push(joined);
      open = null;
    }
  }
  if (!open) return claims;
  const last = claims.pop();
  return [...claims, last ? merge(last, open) : open];
}

/** 厂长柯美珍说: who says what follows. */
function names({ terms, figures, start, end }: Claim, statement: Statement): boolean {
  if (figures.length > 0 || terms.length > 5) return false;
  return attribution.test(statement.text.slice(start - statement.start, end - statement.start));
}

const attribution =
  /(?:说|表示|介绍|认为|称|指出|透露|坦言|承认|解释|建议|提醒|回应|强调|回忆|显示|获悉|确认)[，：:,]?$/;

function merge(one: Claim, other: Claim): Claim {
  return {
    start: one.start,
    end: other.end,
    terms: [...one.terms, ...other.terms],
    figures: [...one.figures, ...other.figures],
    denies: one.denies || other.denies,
  };
}

function weightOf({ terms, figures }: Claim): number {
  return terms.reduce((sum, { weight }) => sum + weight, 0) + figures.length * 0.3;
}
