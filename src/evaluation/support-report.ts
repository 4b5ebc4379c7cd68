import { z } from 'zod';
import {
  preparePassages,
  verifyAgainst,
  type VerifiablePassage,
  type VerifiedSentence,
} from '../answering/verify-citations.js';
import { supportLevels } from '../domain/answer.js';
import { splitSentences } from '../text/sentences.js';
import { searchWords } from '../text/words.js';
import { seededRandom } from './metrics.js';
import { editsOf, type EditKind, type NameList } from './support-edits.js';

/** A sentence written by hand from an article, with the support that it has there. */
export const supportItemSchema = z.strictObject({
  id: z.string(),
  article: z.string(),
  /** At most 12 characters of the article that show where it speaks of this. */
  anchor: z.string().max(12).optional(),
  sentence: z.string(),
  expect: z.enum(supportLevels),
});
export type SupportItem = z.infer<typeof supportItemSchema>;

/** One line of the set a line of JSON. */
export function parseSupportSet(lines: string): SupportItem[] {
  return lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => supportItemSchema.parse(JSON.parse(line)));
}

/** The article a passage is of, and when that was published. */
export interface SupportArchive {
  readonly passages: readonly VerifiablePassage[];
  readonly publishedAt: (documentId: string) => string | null;
}

/** A sentence whose support was decided, beside what it is. */
export interface JudgedSentence {
  readonly id: string;
  readonly kind: string;
  readonly article: string;
  readonly sentence: string;
  readonly expect: SupportItem['expect'];
  readonly verified: readonly VerifiedSentence[];
  /** Of all its sentences: supported when every one is, unsupported when every one is. */
  readonly got: SupportItem['expect'];
  readonly milliseconds: number;
}

/** So many passages are searched for the support of a sentence, as for an answer. */
const passagesPerSentence = 8;

/** A sentence of a set or an edit, with the passages that it is verified against. */
export type SupportTask = Omit<SupportItem, 'anchor'> & {
  readonly kind: string;
  readonly passages: readonly VerifiablePassage[];
};

/** Finds the passages that each sentence is verified against. */
export function tasksOf(
  items: readonly (Omit<SupportItem, 'anchor'> & { readonly kind: string })[],
  finder: PassageFinder,
): SupportTask[] {
  return items.map((item) => ({ ...item, passages: finder(item.sentence, item.article) }));
}

/** Decides the support of one sentence. */
export function judge(
  { id, kind, article, sentence, expect, passages }: SupportTask,
  publishedAt: SupportArchive['publishedAt'],
): JudgedSentence {
  const prepared = preparePassages(passages);
  const from = performance.now();
  const verified = verifyAgainst(sentence, prepared, { publishedAt });
  const milliseconds = performance.now() - from;
  return { id, kind, article, sentence, expect, verified, got: supportOf(verified), milliseconds };
}

/** The support of a text: that of its sentences together. */
function supportOf(verified: readonly Pick<VerifiedSentence, 'support'>[]): SupportItem['expect'] {
  if (verified.length > 0 && verified.every(({ support }) => support === 'supported')) return 'supported';
  return verified.every(({ support }) => support === 'unsupported') ? 'unsupported' : 'partial';
}

/** The passages an answer would have been made from: of the article and of others. */
export type PassageFinder = (sentence: string, article: string) => readonly VerifiablePassage[];

/**
 * The passages that share most words with a sentence, rare words counting more. Half of them at least are of its
 * article, where it has so many: what is measured is the verification, not the search.
 */
export function passageFinder(passages: readonly VerifiablePassage[]): PassageFinder {
  const holders = new Map<string, number[]>();
  for (const [index, { text }] of passages.entries()) {
    for (const word of new Set(searchWords(text))) {
      const own = holders.get(word);
      if (own) own.push(index);
      else holders.set(word, [index]);
    }
  }
  return (sentence, article) => {
    const scores = new Float64Array(passages.length);
    for (const word of new Set(searchWords(sentence))) {
      const own = holders.get(word) ?? [];
      for (const index of own)
        scores[index] = (scores[index] ?? 0) + Math.log(1 + passages.length / own.length);
    }
    const ranked = passages
      .map((passage, index) => ({ passage, score: scores[index] ?? 0 }))
      .sort((a, b) => b.score - a.score);
    const own = ranked
      .filter(({ passage }) => passage.documentId === article)
      .slice(0, passagesPerSentence / 2);
    const rest = ranked.filter((entry) => !own.includes(entry)).slice(0, passagesPerSentence - own.length);
    return [...own, ...rest].map(({ passage }) => passage);
  };
}

/** Every edit of every sentence of the passages' articles, with the sentences as they were. */
export function editItems(
  passages: readonly VerifiablePassage[],
  namesOf: (passage: VerifiablePassage) => readonly NameList[],
  seed: number,
): (SupportItem & { readonly kind: string })[] {
  const random = seededRandom(seed);
  const items: (SupportItem & { kind: string })[] = [];
  const seen = new Set<string>();
  for (const passage of passages) {
    const { documentId, passageId, text } = passage;
    const names = namesOf(passage);
    for (const { start, end } of splitSentences(text)) {
      const sentence = text.slice(start, end);
      if (seen.has(sentence) || end - start < 12 || end - start > 150) continue;
      seen.add(sentence);
      const base = `${passageId}:${start}`;
      items.push({ id: `${base}:own`, article: documentId, sentence, expect: 'supported', kind: 'unedited' });
      for (const { kind, edited } of editsOf(sentence, text, names, random)) {
        items.push({
          id: `${base}:${kind}`,
          article: documentId,
          sentence: edited,
          expect: 'unsupported',
          kind: editName(kind),
        });
      }
    }
  }
  return items;
}

function editName(kind: EditKind): string {
  return `edit: ${kind}`;
}

/** How well one kind of sentence is told. */
export interface SupportFigures {
  readonly kind: string;
  readonly count: number;
  /** Share of the sentences on the right side of the line: supported, or not. */
  readonly recall: number;
  /** Share of exactly the right level. */
  readonly exact: number;
}

/** A row for every kind, in the order in which the kinds come. */
export function supportFigures(judged: readonly JudgedSentence[]): SupportFigures[] {
  return [...new Set(judged.map(({ kind }) => kind))].map((kind) => {
    const own = judged.filter((item) => item.kind === kind);
    return {
      kind,
      count: own.length,
      recall: share(own, onRightSide),
      exact: share(own, ({ got, expect }) => got === expect),
    };
  });
}

/** Of the sentences called supported, the share that are; and of those that are not, the share not called so. */
export function supportPrecision(judged: readonly JudgedSentence[]): { supported: number; rest: number } {
  const called = judged.filter(({ got }) => got === 'supported');
  const others = judged.filter(({ got }) => got !== 'supported');
  return {
    supported: share(called, ({ expect }) => expect === 'supported'),
    rest: share(others, ({ expect }) => expect !== 'supported'),
  };
}

/** Whether a kind is of sentences that were written by hand, not made by a script. */
export function isHandWritten({ kind }: Pick<JudgedSentence, 'kind'>): boolean {
  return /^(?:paraphrase|half-true)/.test(kind);
}

export function onRightSide({ expect, got }: Pick<JudgedSentence, 'expect' | 'got'>): boolean {
  return (expect === 'supported') === (got === 'supported');
}

function share<T>(items: readonly T[], test: (item: T) => boolean): number {
  return items.length === 0 ? NaN : items.filter(test).length / items.length;
}

/** The table that people read. */
export function supportTable(judged: readonly JudgedSentence[]): string {
  const percent = (value: number): string => (value * 100).toFixed(1).padStart(6);
  const rows = supportFigures(judged).map(
    ({ kind, count, recall, exact }) =>
      `${kind.padEnd(24)} ${String(count).padStart(5)} ${percent(recall)} ${percent(exact)}`,
  );
  const { supported, rest } = supportPrecision(judged.filter(isHandWritten));
  const times = judged.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (quantile: number): string =>
    (times[Math.floor(quantile * (times.length - 1))] ?? NaN).toFixed(2);
  return [
    `${'kind'.padEnd(24)} ${'n'.padStart(5)} recall  exact`,
    ...rows,
    `hand-written: precision of supported ${percent(supported)}, of not supported ${percent(rest)}`,
    `milliseconds a sentence, its passages prepared before: p50 ${at(0.5)}, p95 ${at(0.95)}`,
  ].join('\n');
}
