import { randomUUID } from 'node:crypto';
import { composeAnswer, composeRefusal, type ComposedAnswer } from './answering/compose-answer.js';
import { evidenceOf, type ReadPassage } from './answering/evidence.js';
import { explain } from './answering/explain.js';
import { chooseEvidence, type ExtractiveSettings } from './answering/extractive-answer.js';
import type { AnswerEvent } from './domain/answer-event.js';
import type { AskRequest } from './domain/question.js';
import type { Embedder } from './embedding/embedder.js';
import type { OpenGeneration } from './engines/served-generation.js';
import type { StoredDocument } from './indexing/catalogue.js';
import type { Locale } from './messages/index.js';
import type { Reader } from './reading/reader.js';
import { retrieve } from './retrieval/retrieve.js';

export interface AskParts {
  readonly open: OpenGeneration;
  readonly embedder: Embedder;
  readonly reader: Reader;
  readonly settings: AskSettings;
}

export interface AskSettings extends ExtractiveSettings {
  /** How many of the passages found are read; more find more and take longer. */
  readonly readPassages: number;
  /** Address that the service is reached under, for links; '' for links within it. */
  readonly publicUrl: string;
}

export interface AskContext {
  readonly locale: Locale;
  readonly signal: AbortSignal;
}

/**
 * ASK: question → passages → what the reader finds in them → evidence → an answer of which every sentence is the
 * exact words of an article, or a refusal. JSON and streams both consume these events.
 */
export async function* ask(
  parts: AskParts,
  request: AskRequest,
  context: AskContext,
): AsyncGenerator<AnswerEvent> {
  const { open, settings } = parts;
  const { question } = request;
  const { signal, locale } = context;
  const started = performance.now();
  const id = randomUUID();
  const generation = open.generation.id;
  yield { type: 'meta', id, standaloneQuestion: question, generation };

  const filter = request.filters;
  const { passages, timings } = await retrieve(
    { ...open, embedder: parts.embedder },
    { question, topK: Math.max(request.topK, settings.readPassages), filter, signal },
  );

  const reading = performance.now();
  const read = await readPassages(parts.reader, question, passages.slice(0, settings.readPassages), signal);
  const answering = performance.now();
  const documents = new Map<string, StoredDocument>();
  const documentOf = async (documentId: string): Promise<StoredDocument> => {
    const document = documents.get(documentId) ?? (await open.catalogue.document(documentId));
    if (!document) throw new Error(`generation ${generation} has passages of no document`);
    documents.set(documentId, document);
    return document;
  };

  const evidence = evidenceOf(read, settings.maxChars);
  const chosen = chooseEvidence(evidence, settings);
  let composed: ComposedAnswer;
  if (chosen.length > 0) composed = await composeAnswer(chosen, documentOf, settings.publicUrl);
  else {
    const filtered = passages.length === 0 && Object.keys(filter).length > 0;
    const reason = filtered ? 'filtered' : 'no-evidence';
    composed = await composeRefusal(reason, passages, documentOf, settings.publicUrl, locale);
  }

  yield { type: 'sources', citations: composed.citations };
  for (const sentence of composed.sentences) {
    const marks = sentence.citations.map((number) => `[${number}]`).join('');
    yield { type: 'delta', text: sentence.text + marks, sentence };
  }
  const ended = performance.now();
  yield {
    type: 'done',
    answer: {
      id,
      question,
      standaloneQuestion: question,
      ...composed,
      notices: [],
      mode: 'extractive',
      generation,
      timings: {
        condenseMs: 0,
        ...timings,
        readMs: answering - reading,
        answerMs: ended - answering,
        totalMs: ended - started,
      },
      ...(request.explain
        ? { explain: await explain(question, passages, read, settings, locale, documentOf) }
        : {}),
    },
  };
}

async function readPassages(
  reader: Reader,
  question: string,
  passages: readonly ReadPassage['found'][],
  signal: AbortSignal,
): Promise<ReadPassage[]> {
  if (passages.length === 0) return [];
  const texts = passages.map(({ passage }) => passage.text);
  const readings = await reader.read(question, texts, { signal });
  return passages.flatMap((found, i) => {
    const reading = readings[i];
    return reading ? [{ found, reading }] : [];
  });
}
