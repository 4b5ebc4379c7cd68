import { bindingOf, type Binding } from './verify-binding.js';
import type { Figure } from './verify-figures.js';
import { analyse, type Statement } from './verify-statement.js';
import { level } from './verify-tags.js';

/** A passage that may carry claims. `start` is where its text begins in its document. */
export interface VerifiablePassage {
  readonly passageId: string;
  readonly documentId: string;
  readonly start: number;
  readonly text: string;
}

/** A statement of a passage, ready to be compared. */
export interface Source {
  readonly passage: VerifiablePassage;
  readonly statement: Statement;
  /** Every key of its terms. */
  readonly keys: ReadonlySet<string>;
  /** Keys of the statements beside it. */
  readonly beside: ReadonlySet<string>;
  readonly bindings: readonly Binding[];
  readonly index: number;
}

/** What is known of one document from its passages. */
export interface SourceDocument {
  /** Levelled text of its passages. */
  readonly text: string;
  readonly keys: ReadonlySet<string>;
  /** Names of all documents: those of the dictionary, and words of no dictionary that are repeated. */
  readonly names: ReadonlySet<string>;
  readonly sources: readonly Source[];
  readonly dates: readonly Figure[];
}

export interface PreparedPassages {
  readonly sources: readonly Source[];
  readonly documents: ReadonlyMap<string, SourceDocument>;
  /** Statements by the keys of their terms. */
  readonly byKey: ReadonlyMap<string, readonly number[]>;
}

/** Takes passages apart once, for all the sentences to be verified against them. Linear in their length. */
export function preparePassages(passages: readonly VerifiablePassage[]): PreparedPassages {
  const sources: Source[] = [];
  for (const passage of passages) {
    const statements = analyse(passage.text);
    const keys = statements.map((statement) => new Set(statement.terms.flatMap((term) => term.keys)));
    for (const [at, statement] of statements.entries()) {
      const beside = new Set<string>();
      for (const near of [at - 2, at - 1, at + 1]) for (const key of keys[near] ?? []) beside.add(key);
      sources.push({
        passage,
        statement,
        keys: keys[at] ?? new Set(),
        beside,
        bindings: statement.figures.map((_, index) => bindingOf(statement, index)),
        index: sources.length,
      });
    }
  }
  const byKey = new Map<string, number[]>();
  for (const { keys, index } of sources) {
    for (const key of keys) {
      const own = byKey.get(key);
      if (own) own.push(index);
      else byKey.set(key, [index]);
    }
  }
  return { sources, documents: documentsOf(sources), byKey };
}

function documentsOf(sources: readonly Source[]): Map<string, SourceDocument> {
  const grouped = new Map<string, Source[]>();
  for (const source of sources) {
    const own = grouped.get(source.passage.documentId);
    if (own) own.push(source);
    else grouped.set(source.passage.documentId, [source]);
  }
  const documents = new Map<string, SourceDocument>();
  const names = namesOf(sources);
  for (const [id, own] of grouped) {
    const texts = new Set(own.map(({ passage }) => passage.text));
    documents.set(id, {
      text: level([...texts].join('\n')),
      keys: new Set(own.flatMap(({ keys }) => [...keys])),
      names,
      sources: own,
      dates: own.flatMap(({ statement }) => statement.figures.filter(({ measure }) => measure === 'date')),
    });
  }
  return documents;
}

function namesOf(sources: readonly Source[]): Set<string> {
  const names = new Set<string>();
  const once = new Set<string>();
  for (const { statement } of sources) {
    for (const { text, name } of statement.terms) {
      if (name === 'known' || (name === 'unknown' && once.has(text))) names.add(text);
      if (name === 'unknown') once.add(text);
    }
  }
  return names;
}
