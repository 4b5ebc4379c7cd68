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
  readonly split: 'tuning' | 'test';
  readonly sentence: string;
  readonly expect: SupportItem['expect'];
  readonly verified: readonly VerifiedSentence[];
  /** Of all its sentences: supported when every one is, unsupported when every one is. */
  readonly got: SupportItem['expect'];
  readonly milliseconds: number;
}

/** So many passages are searched for the support of a sentence, as for an answer. */
const passagesPerSentence = 8;

/** A third of the items, by a hash of their ids (FNV-1a), is kept for the test. */
export function splitOf(id: string): 'tuning' | 'test' {
  let hash = 0x811c9dc5;
  for (const unit of id) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  hash ^= hash >>> 15;
  return (hash >>> 0) % 3 === 0 ? 'test' : 'tuning';
}

/** Decides the support of one sentence by the passages that share most words with it. */
export function judge(
  item: Omit<SupportItem, 'anchor'> & { readonly kind: string },
  archive: SupportArchive,
  finder: PassageFinder,
): JudgedSentence {
  const passages = finder(item.sentence, item.article);
  const from = performance.now();
  const verified = verifyAgainst(item.sentence, preparePassages(passages), {
    publishedAt: archive.publishedAt,
  });
  const milliseconds = performance.now() - from;
  const { id, kind, sentence, expect } = item;
  return { id, kind, split: splitOf(id), sentence, expect, verified, got: supportOf(verified), milliseconds };
}

/** The support of a text: that of its sentences together. */
function supportOf(verified: readonly VerifiedSentence[]): SupportItem['expect'] {
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
  const wordsOf = passages.map(({ text }) => new Set(searchWords(text)));
  const frequency = new Map<string, number>();
  for (const words of wordsOf) for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  return (sentence, article) => {
    const asked = new Set(searchWords(sentence));
    const ranked = passages
      .map((passage, index) => {
        let score = 0;
        for (const word of asked) {
          if (wordsOf[index]?.has(word)) score += Math.log(1 + passages.length / (frequency.get(word) ?? 1));
        }
        return { passage, score };
      })
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
  names: readonly NameList[],
  seed: number,
): (SupportItem & { readonly kind: string })[] {
  const random = seededRandom(seed);
  const items: (SupportItem & { kind: string })[] = [];
  const seen = new Set<string>();
  for (const { documentId, passageId, text } of passages) {
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

/** Precision and recall of `supported` and of the rest, for one kind of sentence. */
export interface SupportFigures {
  readonly kind: string;
  readonly split: string;
  readonly count: number;
  /** Share of the sentences with the wanted side of the line: supported, or not. */
  readonly recall: number;
  /** Share of exactly the right level. */
  readonly exact: number;
}

/** Rows by kind and split, in the order in which the kinds come, and `both` splits together. */
export function supportFigures(judged: readonly JudgedSentence[]): SupportFigures[] {
  const kinds = [...new Set(judged.map(({ kind }) => kind))];
  return kinds.flatMap((kind) =>
    (['tuning', 'test', 'both'] as const).flatMap((split) => {
      const own = judged.filter((item) => item.kind === kind && (split === 'both' || item.split === split));
      if (own.length === 0) return [];
      return [
        {
          kind,
          split,
          count: own.length,
          recall: share(own, onRightSide),
          exact: share(own, ({ got, expect }) => got === expect),
        },
      ];
    }),
  );
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

function onRightSide({ expect, got }: JudgedSentence): boolean {
  return (expect === 'supported') === (got === 'supported');
}

function share<T>(items: readonly T[], test: (item: T) => boolean): number {
  return items.length === 0 ? NaN : items.filter(test).length / items.length;
}

/** The table that people read. */
export function supportTable(judged: readonly JudgedSentence[]): string {
  const percent = (value: number): string => (value * 100).toFixed(1).padStart(6);
  const rows = supportFigures(judged).map(
    ({ kind, split, count, recall, exact }) =>
      `${kind.padEnd(24)} ${split.padEnd(7)} ${String(count).padStart(5)} ${percent(recall)} ${percent(exact)}`,
  );
  const hand = judged.filter(({ kind }) => !kind.startsWith('edit') && kind !== 'unedited');
  const precision = (['tuning', 'test'] as const).map((split) => {
    const { supported, rest } = supportPrecision(hand.filter((item) => item.split === split));
    return `hand-written, ${split}: precision of supported ${percent(supported)}, of not supported ${percent(rest)}`;
  });
  const times = judged.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (quantile: number): string =>
    (times[Math.floor(quantile * (times.length - 1))] ?? NaN).toFixed(2);
  return [
    `${'kind'.padEnd(24)} ${'split'.padEnd(7)} ${'n'.padStart(5)} recall  exact`,
    ...rows,
    ...precision,
    `milliseconds a sentence with its passages prepared anew: p50 ${at(0.5)}, p95 ${at(0.95)}`,
  ].join('\n');
}
