import {
  areReprints,
  compareTexts,
  mix,
  prepareText,
  shingleHashes,
  type PreparedText,
} from './text-comparison.js';

/** Minima in a signature: 32 bands of 3. */
const BANDS = 32;
const ROWS = 3;
export const SIGNATURE_LENGTH = BANDS * ROWS;

/** Signatures that agree in fewer places are not looked at further (resemblance about 0.25). */
const MIN_AGREEMENT = 24;
/** Group leaders kept per bucket, and texts compared per document: what keeps templates from going quadratic. */
const MAX_BUCKET = 16;
const MAX_COMPARISONS = 8;
/** Leaders whose text is held ready for comparison, and the longest text held, in shingles. */
const CACHE_SIZE = 512;
const CACHE_SHINGLES = 20_000;

export interface ReprintItem {
  readonly id: string;
  /** Of `reprintSignature`. */
  readonly signature: Uint32Array;
  /** Length of the text, UTF-16 code units. */
  readonly length: number;
}

const MULTIPLIERS = Uint32Array.from({ length: SIGNATURE_LENGTH }, (_, i) => mix(2 * i + 1) | 1);
const MASKS = Uint32Array.from({ length: SIGNATURE_LENGTH }, (_, i) => mix(0x9e3779b9 + i));

/**
 * MinHash signature of a text (Broder, "On the resemblance and containment of documents", 1997) over shingles of
 * five letters or digits, scripts and widths folded: two texts agree in about that share of the places in which
 * their sets of shingles overlap. Always the same for the same text; to be stored with the document.
 *
 * @returns `SIGNATURE_LENGTH` numbers; all `0xffffffff` for a text of fewer than five letters and digits.
 */
export function reprintSignature(text: string): Uint32Array {
  const signature = new Uint32Array(SIGNATURE_LENGTH).fill(0xffffffff);
  for (const hash of shingleHashes(text)) {
    for (let i = 0; i < SIGNATURE_LENGTH; i++) {
      const value = Math.imul(hash ^ (MASKS[i] ?? 0), MULTIPLIERS[i] ?? 1) >>> 0;
      if (value < (signature[i] ?? 0)) signature[i] = value;
    }
  }
  return signature;
}

/** Whether a text had no shingle: too short to be anybody's reprint. */
const isEmptySignature = (signature: Uint32Array): boolean =>
  signature.every((value) => value === 0xffffffff);

/** Places in which two signatures agree. */
function agreement(a: Uint32Array, b: Uint32Array): number {
  let equal = 0;
  for (let i = 0; i < SIGNATURE_LENGTH; i++) if (a[i] === b[i]) equal++;
  return equal;
}

/** Finds earlier signatures that share a band; memory: one linked list per bucket in typed arrays. */
class BandIndex {
  readonly #heads: Int32Array;
  readonly #sizes: Uint8Array;
  readonly #next: Int32Array;

  constructor(capacity: number) {
    const buckets = 2 ** Math.max(4, Math.ceil(Math.log2(capacity * BANDS + 1)));
    this.#heads = new Int32Array(buckets).fill(-1);
    this.#sizes = new Uint8Array(buckets);
    this.#next = new Int32Array(capacity * BANDS);
  }

  #bucket(signature: Uint32Array, band: number): number {
    let hash = band + 1;
    for (let i = band * ROWS; i < (band + 1) * ROWS; i++)
      hash = mix(Math.imul(hash, 31) ^ (signature[i] ?? 0));
    return hash & (this.#heads.length - 1);
  }

  add(entry: number, signature: Uint32Array): void {
    for (let band = 0; band < BANDS; band++) {
      const bucket = this.#bucket(signature, band);
      if ((this.#sizes[bucket] ?? 0) >= MAX_BUCKET) continue;
      this.#next[entry * BANDS + band] = this.#heads[bucket] ?? -1;
      this.#heads[bucket] = entry * BANDS + band;
      this.#sizes[bucket] = (this.#sizes[bucket] ?? 0) + 1;
    }
  }

  /** Entries that share a bucket with `signature`, each once. */
  candidates(signature: Uint32Array): Set<number> {
    const found = new Set<number>();
    for (let band = 0; band < BANDS; band++) {
      let node = this.#heads[this.#bucket(signature, band)] ?? -1;
      while (node >= 0) {
        found.add(Math.floor(node / BANDS));
        node = this.#next[node] ?? -1;
      }
    }
    return found;
  }
}

interface Group {
  readonly leader: ReprintItem;
  readonly members: ReprintItem[];
}

/**
 * Groups documents that print one story, of which there are at least two; each document is in one group at most.
 * Deterministic: the outcome does not depend on the order of `items`; members come longest first, ties by id, groups
 * in the order of their first members.
 *
 * Candidates are found by locality-sensitive hashing of the signatures (32 bands of 3 rows) and checked on the texts.
 * The longest print leads a group and each document is compared with leaders only: stories do not chain together by
 * way of a digest, and n near-duplicates cost n comparisons. Found: edits, other titles, lead-ins and tails, other
 * script, excerpts from about two fifths of the story on. Not found: shorter excerpts, rewritten stories, translations.
 *
 * @param textOf the text of a document by its id; asked for candidates only, so it may read from disk.
 */
export function groupReprints(items: Iterable<ReprintItem>, textOf: (id: string) => string): string[][] {
  const sorted = Array.from(items).sort((a, b) => b.length - a.length || (a.id < b.id ? -1 : 1));
  const groups: Group[] = [];
  const index = new BandIndex(sorted.length);
  const cache = new Map<number, PreparedText>();

  const leaderText = (entry: number, group: Group): PreparedText => {
    const known = cache.get(entry);
    const prepared = known ?? prepareText(textOf(group.leader.id));
    cache.delete(entry);
    if (prepared.shingles.length <= CACHE_SHINGLES) cache.set(entry, prepared);
    const oldest = cache.size > CACHE_SIZE ? cache.keys().next().value : undefined;
    if (oldest !== undefined) cache.delete(oldest);
    return prepared;
  };

  const findGroup = (item: ReprintItem): Group | undefined => {
    const ranked = Array.from(index.candidates(item.signature), (entry) => ({
      entry,
      group: groups[entry],
      agrees: agreement(item.signature, groups[entry]?.leader.signature ?? item.signature),
    }))
      .filter(({ agrees }) => agrees >= MIN_AGREEMENT)
      .sort((a, b) => b.agrees - a.agrees || a.entry - b.entry)
      .slice(0, MAX_COMPARISONS);
    if (ranked.length === 0) return undefined;
    const own = prepareText(textOf(item.id));
    return ranked.find(
      ({ entry, group }) => group && areReprints(compareTexts(own, leaderText(entry, group))),
    )?.group;
  };

  for (const item of sorted) {
    if (isEmptySignature(item.signature)) continue;
    const group = findGroup(item);
    if (group) group.members.push(item);
    else {
      index.add(groups.length, item.signature);
      groups.push({ leader: item, members: [item] });
    }
  }
  return groups.filter(({ members }) => members.length > 1).map(({ members }) => members.map(({ id }) => id));
}
