import { bindingOfFigure, bindingOfName, type Binding } from './binding.js';
import type { Figure } from './figures.js';
import { analyse, type Statement, type Term } from './statement.js';

/** A passage that may carry claims. `start` is where its text begins in its document. */
export interface VerifiablePassage {
  readonly passageId: string;
  readonly documentId: string;
  readonly start: number;
  readonly text: string;
}

/** Words and pairs of characters that a stretch of text holds. */
export interface Holding {
  /** Every key of its terms. */
  readonly keys: ReadonlySet<string>;
  /** Pairs of neighbouring characters: they find words that were cut otherwise. */
  readonly pairs: ReadonlySet<string>;
  readonly characters: ReadonlySet<string>;
}

/** A statement of a passage, ready to be compared. */
export interface Source extends Holding {
  readonly passage: VerifiablePassage;
  readonly statement: Statement;
  /** The statements around it in its passage. */
  readonly beside: readonly Source[];
  /** Keys of these. */
  readonly keysBeside: ReadonlySet<string>;
  readonly index: number;
}

/** A figure or name of a source, with what it is said of. */
export interface Quoted<T> {
  readonly source: Source;
  readonly item: T;
  readonly binding: () => Binding;
}

/** What is known of one document from its passages. */
export interface SourceDocument extends Holding {
  readonly id: string;
  readonly sources: readonly Source[];
  readonly figures: readonly Quoted<Figure>[];
  readonly names: readonly Quoted<Term>[];
  /** Names that many of its statements speak of: what it is about, and may be left out anywhere. */
  readonly topics: ReadonlySet<string>;
  /** Words of no dictionary that any document repeats: names rather than what jieba cut amiss. */
  readonly repeated: ReadonlySet<string>;
}

export interface PreparedPassages {
  readonly sources: readonly Source[];
  readonly documents: ReadonlyMap<string, SourceDocument>;
  /** Indices of sources by the keys of their terms. */
  readonly byKey: ReadonlyMap<string, readonly number[]>;
}

/** Takes passages apart once, for all the sentences to be verified against them. Linear in their length. */
export function preparePassages(passages: readonly VerifiablePassage[]): PreparedPassages {
  const sources: Source[] = [];
  for (const passage of passages) sources.push(...sourcesOf(passage, sources.length));
  const byKey = new Map<string, number[]>();
  for (const { keys, index } of sources) {
    for (const key of keys) append(byKey, key, index);
  }
  const grouped = new Map<string, Source[]>();
  for (const source of sources) append(grouped, source.passage.documentId, source);
  const names = namesOf(sources);
  const documents = new Map([...grouped].map(([id, own]) => [id, documentOf(id, own, names)]));
  return { sources, documents, byKey };
}

function sourcesOf(passage: VerifiablePassage, first: number): Source[] {
  const bare = analyse(passage.text).map((statement, at) => ({
    passage,
    statement,
    keys: new Set(statement.terms.flatMap((term) => term.keys)),
    ...charactersOf(statement.text),
    beside: [] as Source[],
    keysBeside: new Set<string>(),
    index: first + at,
  }));
  for (const [at, source] of bare.entries()) {
    for (const near of [bare[at - 2], bare[at - 1], bare[at + 1]]) {
      if (!near) continue;
      source.beside.push(near);
      for (const key of near.keys) source.keysBeside.add(key);
    }
  }
  return bare;
}

function charactersOf(text: string): { pairs: Set<string>; characters: Set<string> } {
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < text.length; at++) pairs.add(text.slice(at, at + 2));
  return { pairs, characters: new Set(text) };
}

function documentOf(id: string, sources: readonly Source[], repeated: ReadonlySet<string>): SourceDocument {
  return {
    id,
    repeated,
    sources,
    keys: union(sources.map(({ keys }) => keys)),
    pairs: union(sources.map(({ pairs }) => pairs)),
    characters: union(sources.map(({ characters }) => characters)),
    topics: topicsOf(sources),
    figures: sources.flatMap((source) =>
      source.statement.figures.map((item) => ({
        source,
        item,
        binding: once(() => bindingOfFigure(source.statement, item)),
      })),
    ),
    names: sources.flatMap((source) =>
      source.statement.terms
        .filter(({ name }) => name !== null)
        .map((item) => ({ source, item, binding: once(() => bindingOfName(source.statement, item)) })),
    ),
  };
}

function namesOf(sources: readonly Source[]): Set<string> {
  const repeated = new Set<string>();
  const once = new Set<string>();
  for (const { statement } of sources) {
    for (const { text, name } of statement.terms) {
      if (name !== 'unknown') continue;
      if (once.has(text)) repeated.add(text);
      once.add(text);
    }
  }
  return repeated;
}

/** A name in so many statements is a topic. */
const leastMentions = 3;

function topicsOf(sources: readonly Source[]): Set<string> {
  const mentions = new Map<string, number>();
  for (const { statement } of sources) {
    const names = new Set(statement.terms.filter(({ name }) => name !== null).map(({ text }) => text));
    for (const name of names) mentions.set(name, (mentions.get(name) ?? 0) + 1);
  }
  return new Set([...mentions].filter(([, count]) => count >= leastMentions).map(([name]) => name));
}

function union(sets: readonly ReadonlySet<string>[]): Set<string> {
  const all = new Set<string>();
  for (const set of sets) for (const item of set) all.add(item);
  return all;
}

export function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const own = map.get(key);
  if (own) own.push(value);
  else map.set(key, [value]);
}

/** A value that is made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
