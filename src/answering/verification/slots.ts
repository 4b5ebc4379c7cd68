import type { Claim } from './claims.js';
import type { Credit } from './coverage.js';
import { append, type Source } from './passages.js';
import type { Statement, Term } from './statement.js';

/** A word or figure of a statement. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly keys: readonly string[];
  readonly term: Term | null;
}

/**
 * Names of a claim that its source lacks while their neighbours stand there with another name between them:
 * `湘潭综保区的平板电脑` over `郴州综保区的平板电脑`. At the edge of a clause one neighbour is enough.
 */
export function substitutedNames(
  claim: Claim,
  credits: readonly Credit[],
  whole: Statement,
  source: Source,
): Term[] {
  const parts = partsOf(whole);
  const claimed = parts.filter(({ start }) => start >= claim.start && start < claim.end);
  const claimedKeys = new Set(parts.flatMap(({ keys }) => keys));
  const quoted = partsOf(source.statement);
  const places = new Map<string, number[]>();
  for (const [at, { keys }] of quoted.entries()) {
    for (const key of keys) append(places, key, at);
  }
  const placesOf = (part: Part | undefined) => new Set(part?.keys.flatMap((key) => places.get(key) ?? []));
  const isOtherName = (place: number) => {
    const part = quoted[place];
    return isName(part?.term) && !part?.keys.some((key) => claimedKeys.has(key));
  };
  return credits.flatMap(({ term, own }) => {
    if (term.name === null || own >= fullEnough) return [];
    const at = claimed.findIndex((part) => part.term === term);
    const [before, after] = [claimed[at - 1], claimed[at + 1]];
    const behind = placesOf(after);
    const isSubstituted =
      [...placesOf(before)].some(
        (place) =>
          isOtherName(place + 1) && (behind.has(place + 2) || (!after && endsClause(quoted, place + 1))),
      ) ||
      (!before && [...behind].some((place) => isOtherName(place - 1) && endsClause(quoted, place - 2)));
    return isSubstituted ? [term] : [];
  });
}

function isName(term: Term | null | undefined): boolean {
  return term !== null && term !== undefined && term.name !== null;
}

/** A word that the source holds so much of is taken to stand there in another form. */
const fullEnough = 0.75;

function partsOf(statement: Statement): Part[] {
  const figures = statement.figures.map(({ start, end, canonical }) => ({
    start,
    end,
    keys: [`#${canonical}`],
    term: null,
  }));
  const terms = statement.terms
    .filter(({ weight }) => weight >= 0.5)
    .map((term) => ({ start: term.start, end: term.end, keys: term.keys, term }));
  return [...terms, ...figures].sort((a, b) => a.start - b.start);
}

/** Whether the part is the last of its clause; there is none before the first. */
function endsClause(parts: readonly Part[], at: number): boolean {
  return parts[at]?.term?.clause !== parts[at + 1]?.term?.clause || at < 0;
}
