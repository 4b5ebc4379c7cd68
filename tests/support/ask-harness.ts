import { expect } from 'vitest';
import { defaultExtractiveSettings } from '../../src/answering/choose-evidence.js';
import type { AskParts, AskSettings } from '../../src/ask.js';
import { ask } from '../../src/ask.js';
import type { AnswerEvent } from '../../src/domain/answer-event.js';
import type { Answer } from '../../src/domain/answer.js';
import type { Citation } from '../../src/domain/citation.js';
import type { Document } from '../../src/domain/document.js';
import { askRequestSchema, type AskRequest } from '../../src/domain/question.js';
import type { Embedder } from '../../src/embedding/embedder.js';
import type { OpenGeneration } from '../../src/engines/served-generation.js';
import type { Catalogue } from '../../src/indexing/catalogue.js';
import type { Manifest } from '../../src/indexing/manifest.js';
import type { LanguageModel } from '../../src/language-model/language-model.js';
import type { Locale } from '../../src/messages/index.js';
import type { Reader, Reading, ReadOptions } from '../../src/reading/reader.js';
import { archiveOf } from '../contracts/archive.js';
import { ExactSearchEngine } from '../fakes/exact-search-engine.js';
import { FakeEmbedder } from '../fakes/fake-embedder.js';
import { FakeReader } from '../fakes/fake-reader.js';
import { MemoryCatalogue } from '../fakes/memory-catalogue.js';

export type ArticleFields = Pick<Document, 'id' | 'text'> & Partial<Document>;

/** What a reader finds, said in advance: each phrase, wherever it stands in a passage, with its score. */
export class ScriptedReader implements Reader {
  readonly info = new FakeReader().info;
  /** The passages of every call. */
  readonly calls: (readonly string[])[] = [];

  constructor(
    private readonly finds: readonly (readonly [phrase: string, score: number])[],
    private readonly before: (options: ReadOptions) => Promise<void> | void = () => undefined,
  ) {}

  warmUp(): Promise<void> {
    return Promise.resolve();
  }

  async read(_question: string, passages: readonly string[], options: ReadOptions = {}): Promise<Reading[]> {
    this.calls.push(passages);
    await this.before(options);
    options.signal?.throwIfAborted();
    return passages.map((passage) => {
      const spans = this.finds
        .flatMap(([phrase, score]) => {
          const start = passage.indexOf(phrase);
          return start < 0 ? [] : [{ start, end: start + phrase.length, score }];
        })
        .sort((a, b) => b.score - a.score);
      return { spans, score: spans[0]?.score ?? -Infinity, nullScore: 0 };
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** No calibration fits the fakes: it is their scores that decide. */
export const askSettings: AskSettings = {
  ...defaultExtractiveSettings,
  readPassages: 5,
  minConfidence: 0.4,
  unsupported: 'drop',
  minScore: -1.5,
  publicUrl: '',
};

export interface Harness {
  readonly parts: AskParts;
  readonly catalogue: Catalogue;
  /** Every event, in order. */
  readonly events: (request: Asked, context?: Partial<Context>) => Promise<AnswerEvent[]>;
  /** The answer that `done` carries; its offsets are checked against the articles. */
  readonly answer: (request: Asked, context?: Partial<Context>) => Promise<Answer>;
}

type Asked = Partial<AskRequest> & { question: string };

interface Context {
  locale: Locale;
  signal: AbortSignal;
}

interface Options {
  readonly languageModel?: LanguageModel;
  readonly reader?: Reader;
  readonly embedder?: Embedder;
  readonly settings?: Partial<AskSettings>;
}

/** ASK over articles of one passage a paragraph, with an engine that looks at everything and fake models. */
export async function harness(articles: readonly ArticleFields[], options: Options = {}): Promise<Harness> {
  const archive = archiveOf(articles.map((fields) => ({ title: fields.id, ...fields })));
  const passages = archive.entries.flatMap((entry) => entry.passages);
  const embedder = options.embedder ?? new FakeEmbedder({ dimension: 64 });
  const vectors = new Map<number, Float32Array>();
  for await (const batch of embedder.embedPassages(passages.map(({ passage }) => passage.text))) {
    for (const [i, at] of batch.indexes.entries()) vectors.set(passages[at]!.label, batch.vectors[i]!);
  }
  const catalogue = new MemoryCatalogue(archive.entries);
  const open: OpenGeneration = {
    // All that the way from a question to its answer reads of the manifest.
    generation: { id: 'g1', folder: '', manifest: { calibration: null } as Manifest },
    engine: new ExactSearchEngine(archive.entries, vectors, embedder.info.dimension),
    catalogue,
  };
  const parts: AskParts = {
    open,
    embedder,
    reader: options.reader ?? new FakeReader(),
    languageModel: options.languageModel ?? null,
    settings: { ...askSettings, ...options.settings },
  };
  const events: Harness['events'] = async (request, context) => {
    const all: AnswerEvent[] = [];
    for await (const event of ask(parts, askRequest(request), { ...defaultContext(), ...context }))
      all.push(event);
    return all;
  };
  return {
    parts,
    catalogue,
    events,
    answer: async (request, context) => {
      const done = (await events(request, context)).at(-1);
      if (done?.type !== 'done') throw new Error('the last event is not done');
      await expectExactWords(done.answer, catalogue);
      return done.answer;
    },
  };
}

export function askRequest(request: Asked): AskRequest {
  return askRequestSchema.parse(request);
}

export const defaultContext = (): Context => ({ locale: 'zh-CN', signal: new AbortController().signal });

/**
 * The promise of Yinju: whatever is cited are the exact words of an article, where the citation says they are; and whatever
 * is said are these words, unless a language model said it.
 */
export async function expectExactWords(
  answer: Answer,
  catalogue: Pick<Catalogue, 'document'>,
): Promise<void> {
  for (const citation of [...answer.citations, ...(answer.refusal?.nearest ?? [])]) {
    await expectExactQuote(citation, catalogue);
  }
  let told = '';
  for (const { text, start, end, citations, support } of answer.sentences) {
    expect(answer.answer.slice(start, end)).toBe(text);
    if (support !== 'unsupported') expect(citations.length).toBeGreaterThan(0);
    const quotes = citations.map(
      (number) => answer.citations.find((citation) => citation.number === number)?.quote,
    );
    if (answer.mode === 'extractive') expect(quotes).toContain(text);
    expect(quotes).not.toContain(undefined);
    told += text + citations.map((number) => `[${number}]`).join('');
  }
  expect(answer.answer).toBe(told);
  if (answer.mode === 'extractive') {
    expect(answer.citations.map(({ number }) => number)).toEqual(answer.citations.map((_, i) => i + 1));
  }
  const carriers = answer.citations.filter(({ answerStart }) => answerStart !== null);
  expect(carriers).toHaveLength(answer.shortAnswer === null ? 0 : 1);
  for (const { articleId, answerStart, answerEnd, sourceStart, sourceEnd } of carriers) {
    const text = (await catalogue.document(articleId))!.text;
    expect(text.slice(answerStart!, answerEnd!)).toBe(answer.shortAnswer);
    expect(answerStart).toBeGreaterThanOrEqual(sourceStart);
    expect(answerEnd).toBeLessThanOrEqual(sourceEnd);
  }
  expect(answer.answered).toBe(answer.refusal === null);
  expect(answer.answered).toBe(answer.sentences.length > 0);
}

async function expectExactQuote(citation: Citation, catalogue: Pick<Catalogue, 'document'>): Promise<void> {
  const document = await catalogue.document(citation.articleId);
  expect(document, citation.articleId).not.toBeNull();
  const { text, contentHash, title } = document!;
  expect(text.slice(citation.sourceStart, citation.sourceEnd)).toBe(citation.quote);
  expect(citation.quote).not.toBe('');
  expect(citation).toMatchObject({ contentHash, title });
}
