import { randomUUID } from 'node:crypto';
import { conclude, type Conclusion } from './answering/conclude.js';
import { condenseQuestion } from './answering/condense-question.js';
import { explain } from './answering/explain.js';
import type { GatherSettings } from './answering/gather-evidence.js';
import type { GenerationSettings } from './answering/generated/generate-answer.js';
import { generatedEvents } from './answering/generated/generated-events.js';
import { inquire, type Inquiry } from './answering/inquire.js';
import type { JudgeSettings } from './answering/judge-evidence.js';
import { questionParts } from './answering/question-parts.js';
import { weightsFor } from './answering/weights-for.js';
import type { AnswerEvent } from './domain/answer-event.js';
import type { Answer } from './domain/answer.js';
import type { AskRequest } from './domain/question.js';
import type { Embedder } from './embedding/embedder.js';
import type { OpenGeneration } from './engines/served-generation.js';
import { UsageError, type YinjuError } from './errors.js';
import type { StoredDocument } from './indexing/catalogue.js';
import type { LanguageModel } from './language-model/language-model.js';
import type { Locale } from './messages/index.js';
import type { Reader } from './reading/reader.js';

type Outcome = Conclusion & Pick<Answer, 'mode' | 'model' | 'usage'>;

export interface AskParts {
  readonly open: OpenGeneration;
  readonly embedder: Embedder;
  readonly reader: Reader;
  /** Writes answers where there is one; null: answers are the articles' own sentences. */
  readonly languageModel: LanguageModel | null;
  readonly settings: AskSettings;
}

export interface AskSettings extends GatherSettings, JudgeSettings, GenerationSettings {
  /** Address that the service is reached under, for links; '' for links within it. */
  readonly publicUrl: string;
}

export interface AskContext {
  readonly locale: Locale;
  readonly signal: AbortSignal;
  /** Told of what went wrong with a language model, whose place the articles' own sentences take. */
  readonly onProblem?: ((problem: YinjuError) => void) | undefined;
}

/**
 * ASK: question → passages → what the reader finds in them → evidence → an answer, or a refusal. Every sentence of an
 * answer is the exact words of an article, or a language model's and verified against them. JSON and streams both consume
 * these events.
 * @throws UsageError when a generated answer is asked for and there is no language model
 */
export async function* ask(
  parts: AskParts,
  request: AskRequest,
  context: AskContext,
): AsyncGenerator<AnswerEvent> {
  const { open, embedder, reader, languageModel, settings } = parts;
  const { topK, filters: filter } = request;
  const { signal, locale } = context;
  const started = performance.now();
  if (request.mode === 'generated' && !languageModel) throw new UsageError('search.no-language-model');
  const id = randomUUID();
  const generation = open.generation.id;
  // From here on the standalone question is the question: what is searched, read and judged.
  const question = condenseQuestion(request.question, request.history);
  const condenseMs = performance.now() - started;
  yield { type: 'meta', id, standaloneQuestion: question, generation };

  const documentOf = documentLookup(open);
  const weights = weightsFor(
    { readerFingerprint: reader.info.fingerprint, embeddingFingerprint: embedder.info.fingerprint },
    open.generation.manifest.calibration,
  );
  const inquiries: Inquiry[] = [];
  for (const part of questionParts(question)) {
    const wanted = { question: part, topK, filter, signal };
    inquiries.push(await inquire({ ...open, embedder, reader }, wanted, settings, weights, documentOf));
  }

  const answering = performance.now();
  const { publicUrl } = settings;
  const concluded = await conclude(question, inquiries, { filter, documentOf, publicUrl, locale });

  // A model is asked only where the evidence is good enough to be shown by itself.
  const isGenerated = languageModel && request.mode !== 'extractive' && concluded.answered;
  const found = { inquiries, concluded };
  const outcome = isGenerated
    ? yield* generatedEvents(languageModel, settings, question, found, { ...context, publicUrl, documentOf })
    : yield* extractiveEvents(concluded);
  const ended = performance.now();
  yield {
    type: 'done',
    answer: {
      id,
      question: request.question,
      standaloneQuestion: question,
      ...outcome,
      generation,
      timings: {
        condenseMs,
        ...gatherTimings(inquiries),
        answerMs: ended - answering,
        totalMs: ended - started,
      },
      ...(request.explain ? { explain: await explain(inquiries, settings, locale, documentOf) } : {}),
    },
  };
}

function* extractiveEvents(concluded: Conclusion): Generator<AnswerEvent, Outcome> {
  yield { type: 'sources', citations: concluded.citations };
  for (const sentence of concluded.sentences) {
    const marks = sentence.citations.map((number) => `[${number}]`).join('');
    yield { type: 'delta', text: sentence.text + marks, sentence };
  }
  return { ...concluded, mode: 'extractive', model: null, usage: null };
}

function gatherTimings(inquiries: readonly Inquiry[]) {
  const sum = { embedMs: 0, retrieveMs: 0, readMs: 0 };
  for (const { gathered } of inquiries) {
    sum.embedMs += gathered.timings.embedMs;
    sum.retrieveMs += gathered.timings.retrieveMs;
    sum.readMs += gathered.timings.readMs;
  }
  return sum;
}

/** Documents of a generation, each read once for an answer. */
function documentLookup({ catalogue, generation }: OpenGeneration): (id: string) => Promise<StoredDocument> {
  const documents = new Map<string, StoredDocument>();
  return async (id) => {
    const document = documents.get(id) ?? (await catalogue.document(id));
    if (!document) throw new Error(`generation ${generation.id} has passages of no document`);
    documents.set(id, document);
    return document;
  };
}
