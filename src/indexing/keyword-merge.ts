import { compareBytes, termAt, type KeywordTables } from './keyword-tables.js';

/** Passages not yet in an index, with their postings in order of passage. */
export interface NewPostings {
  /** Well-formed and different; their numbers are their positions here. */
  readonly terms: readonly string[];
  readonly labels: Uint32Array;
  readonly lengths: Uint32Array;
  readonly postingTerms: Uint32Array;
  readonly postingPassages: Uint32Array;
  readonly counts: Uint8Array;
}

/** A term of the result: its number in the previous tables and among the new terms, -1 where it is not there. */
interface MergedTerms {
  readonly old: Int32Array;
  readonly added: Int32Array;
  readonly termBytes: Uint8Array;
  readonly termStarts: Uint32Array;
  readonly postingStarts: Uint32Array;
}

const GONE = 0xffff_ffff;

/** The previous tables less the passages of `removed`, with the new ones behind; terms without postings go. */
export function mergeTables(
  previous: KeywordTables,
  removed: ReadonlySet<number>,
  added: NewPostings,
): KeywordTables {
  const survivors = keptPlaces(previous.labels, removed);
  const newTerms = sortTerms(added.terms);
  const merged = mergeTerms(previous, survivors, newTerms, countByTerm(added));
  const postings = merged.postingStarts.at(-1) ?? 0;
  const places = new Uint32Array(postings);
  const counts = new Uint8Array(postings);
  const next = copySurvivors(previous, survivors, merged, places, counts);
  placeNewPostings(added, merged, survivors.kept, next, places, counts);
  return {
    labels: concatenate(select(previous.labels, survivors), added.labels),
    lengths: concatenate(select(previous.lengths, survivors), added.lengths),
    termBytes: merged.termBytes,
    termStarts: merged.termStarts,
    postingStarts: merged.postingStarts,
    places,
    counts,
  };
}

interface Survivors {
  /** By old place: the new one, or GONE; null when nothing goes and places stay. */
  readonly places: Uint32Array | null;
  readonly kept: number;
}

function keptPlaces(labels: Uint32Array, removed: ReadonlySet<number>): Survivors {
  const places = new Uint32Array(labels.length);
  let kept = 0;
  for (const [place, label] of labels.entries()) places[place] = removed.has(label) ? GONE : kept++;
  return { places: kept === labels.length ? null : places, kept };
}

function select(values: Uint32Array, { places }: Survivors): Uint32Array {
  return places === null ? values : values.filter((_, place) => places[place] !== GONE);
}

function concatenate(first: Uint32Array, second: Uint32Array): Uint32Array {
  const all = new Uint32Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

/** The new terms in UTF-8, in the order of their bytes. */
interface SortedTerms {
  readonly termBytes: Uint8Array;
  readonly termStarts: Uint32Array;
  /** By rank: the number of the term. */
  readonly order: Uint32Array;
}

function sortTerms(terms: readonly string[]): SortedTerms {
  const encoder = new TextEncoder();
  const encoded = terms.map((term) => encoder.encode(term));
  const order = Uint32Array.from(terms, (_, term) => term);
  const empty = new Uint8Array();
  order.sort((a, b) => compareBytes(encoded[a] ?? empty, encoded[b] ?? empty));
  const termStarts = new Uint32Array(terms.length + 1);
  for (const [rank, term] of order.entries()) {
    termStarts[rank + 1] = (termStarts[rank] ?? 0) + (encoded[term]?.length ?? 0);
  }
  const termBytes = new Uint8Array(termStarts.at(-1) ?? 0);
  for (const [rank, term] of order.entries()) termBytes.set(encoded[term] ?? empty, termStarts[rank]);
  return { termBytes, termStarts, order };
}

function countByTerm(added: NewPostings): Uint32Array {
  const counts = new Uint32Array(added.terms.length);
  for (const term of added.postingTerms) counts[term] = (counts[term] ?? 0) + 1;
  return counts;
}

function mergeTerms(
  previous: KeywordTables,
  survivors: Survivors,
  newTerms: SortedTerms,
  newCounts: Uint32Array,
): MergedTerms {
  const oldTerms = previous.termStarts.length - 1;
  const most = oldTerms + newTerms.order.length;
  const old = new Int32Array(most);
  const added = new Int32Array(most);
  const termBytes = new Uint8Array(previous.termBytes.length + newTerms.termBytes.length);
  const termStarts = new Uint32Array(most + 1);
  const postingStarts = new Uint32Array(most + 1);
  let terms = 0;
  let [i, rank] = [0, 0];
  while (i < oldTerms || rank < newTerms.order.length) {
    const order = compareHeads(previous, i, oldTerms, newTerms, rank);
    const oldTerm = order <= 0 ? i++ : -1;
    const newRank = order >= 0 ? rank++ : -1;
    const newTerm = newRank < 0 ? -1 : (newTerms.order[newRank] ?? 0);
    const kept = oldTerm < 0 ? 0 : countKept(previous, survivors, oldTerm);
    const postings = kept + (newTerm < 0 ? 0 : (newCounts[newTerm] ?? 0));
    if (postings === 0) continue;
    const bytes = oldTerm >= 0 ? termAt(previous, oldTerm) : termAt(newTerms, newRank);
    const start = termStarts[terms] ?? 0;
    termBytes.set(bytes, start);
    old[terms] = oldTerm;
    added[terms] = newTerm;
    termStarts[terms + 1] = start + bytes.length;
    postingStarts[terms + 1] = (postingStarts[terms] ?? 0) + postings;
    terms++;
  }
  return {
    old: old.subarray(0, terms),
    added: added.subarray(0, terms),
    termBytes: termBytes.slice(0, termStarts[terms]),
    termStarts: termStarts.slice(0, terms + 1),
    postingStarts: postingStarts.slice(0, terms + 1),
  };
}

/** Which of the next old and new term comes first: negative, positive, or 0 for the same term. */
function compareHeads(
  previous: KeywordTables,
  oldTerm: number,
  oldTerms: number,
  newTerms: SortedTerms,
  rank: number,
): number {
  if (oldTerm >= oldTerms) return 1;
  if (rank >= newTerms.order.length) return -1;
  return compareBytes(termAt(previous, oldTerm), termAt(newTerms, rank));
}

function countKept(previous: KeywordTables, { places }: Survivors, term: number): number {
  const start = previous.postingStarts[term] ?? 0;
  const end = previous.postingStarts[term + 1] ?? 0;
  if (places === null) return end - start;
  let kept = 0;
  for (let i = start; i < end; i++) if (places[previous.places[i] ?? 0] !== GONE) kept++;
  return kept;
}

/** Copies what stays to its place in the result. Returns, by new term, where its first new posting goes. */
function copySurvivors(
  previous: KeywordTables,
  survivors: Survivors,
  merged: MergedTerms,
  places: Uint32Array,
  counts: Uint8Array,
): Uint32Array {
  const next = new Uint32Array(merged.added.length);
  for (const [term, oldTerm] of merged.old.entries()) {
    let to = merged.postingStarts[term] ?? 0;
    if (oldTerm >= 0) {
      const start = previous.postingStarts[oldTerm] ?? 0;
      const end = previous.postingStarts[oldTerm + 1] ?? 0;
      if (survivors.places === null) {
        places.set(previous.places.subarray(start, end), to);
        counts.set(previous.counts.subarray(start, end), to);
        to += end - start;
      } else {
        for (let i = start; i < end; i++) {
          const place = survivors.places[previous.places[i] ?? 0] ?? GONE;
          if (place === GONE) continue;
          places[to] = place;
          counts[to++] = previous.counts[i] ?? 0;
        }
      }
    }
    next[term] = to;
  }
  return next;
}

/** New postings come in order of passage, so each goes behind the last of its term. */
function placeNewPostings(
  added: NewPostings,
  merged: MergedTerms,
  kept: number,
  next: Uint32Array,
  places: Uint32Array,
  counts: Uint8Array,
): void {
  const termOfNew = new Uint32Array(added.terms.length);
  for (const [term, newTerm] of merged.added.entries()) if (newTerm >= 0) termOfNew[newTerm] = term;
  for (let i = 0; i < added.postingTerms.length; i++) {
    const term = termOfNew[added.postingTerms[i] ?? 0] ?? 0;
    const to = next[term] ?? 0;
    next[term] = to + 1;
    places[to] = kept + (added.postingPassages[i] ?? 0);
    counts[to] = added.counts[i] ?? 0;
  }
}
