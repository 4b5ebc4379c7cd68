import { randomUUID } from 'node:crypto';
import type { Quote } from './answering/citations.js';
import { composeAnswer, composeRefusal } from './answering/compose-answer.js';
import { condenseQuestion } from './answering/condense-question.js';
import { defaultCalibration } from './answering/default-calibration.js';
import { explain } from './answering/explain.js';
import { gatherEvidence, type GatheredEvidence, type GatherSettings } from './answering/gather-evidence.js';
import {
  evidenceFeatures,
  judgeEvidence,
  type Judgement,
  type JudgeSettings,
} from './answering/judge-evidence.js';
import { listAround, oneOfEach } from './answering/list-evidence.js';
import { questionTraits } from './answering/question-traits.js';
import type { AnswerEvent } from './domain/answer-event.js';
import type { Calibration } from './domain/calibration.js';
import type { AskRequest } from './domain/question.js';
import type { Embedder } from './embedding/embedder.js';
import type { OpenGeneration } from './engines/served-generation.js';
import type { StoredDocument } from './indexing/catalogue.js';
import type { Locale } from './messages/index.js';
import type { Reader } from './reading/reader.js';

export interface AskParts {
  readonly open: OpenGeneration;
  readonly embedder: Embedder;
  readonly reader: Reader;
  readonly settings: AskSettings;
}

export interface AskSettings extends GatherSettings, JudgeSettings {
  /** Address that the service is reached under, for links; '' for links within it. */
  readonly publicUrl: string;
}

export interface AskContext {
  readonly locale: Locale;
  readonly signal: AbortSignal;
}

/** So many articles are named to a reader who asks which articles speak of something. */
const articlesShown = 5;

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
  const { topK, filters: filter } = request;
  const { signal, locale } = context;
  const started = performance.now();
  const id = randomUUID();
  const generation = open.generation.id;
  // From here on the standalone question is the question: what is searched, read and judged.
  const question = condenseQuestion(request.question, request.history);
  const condenseMs = performance.now() - started;
  yield { type: 'meta', id, standaloneQuestion: question, generation };

  const gathering = { ...open, embedder: parts.embedder, reader: parts.reader };
  const gathered = await gatherEvidence(gathering, { question, topK, filter, signal }, settings);

  const answering = performance.now();
  const documentOf = documentLookup(open);
  const judgement = await judge(parts, question, gathered, documentOf);
  const composed = judgement.answered
    ? await composeAnswer(
        await quotesFor(question, gathered, settings, documentOf),
        documentOf,
        settings.publicUrl,
      )
    : await composeRefusal(
        gathered.passages.length === 0 && Object.keys(filter).length > 0 ? 'filtered' : judgement.reason,
        gathered.passages,
        documentOf,
        settings.publicUrl,
        locale,
      );

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
      question: request.question,
      standaloneQuestion: question,
      ...composed,
      confidence: judgement.confidence,
      notices: [],
      mode: 'extractive',
      generation,
      timings: { condenseMs, ...gathered.timings, answerMs: ended - answering, totalMs: ended - started },
      ...(request.explain
        ? { explain: await explain(question, gathered, judgement, settings, locale, documentOf) }
        : {}),
    },
  };
}

/** What is shown: a whole list to who asks for one, an article each to who asks for articles, else what was chosen. */
async function quotesFor(
  question: string,
  { chosen, ranked }: GatheredEvidence,
  { scoreGap }: AskSettings,
  documentOf: (id: string) => Promise<StoredDocument>,
): Promise<readonly Quote[]> {
  const { asksFor } = questionTraits(question);
  if (asksFor === 'articles') return oneOfEach(ranked, articlesShown, scoreGap);
  const [best] = chosen;
  if (asksFor !== 'list' || !best) return chosen;
  return listAround((await documentOf(best.passage.documentId)).text, best) ?? chosen;
}

async function judge(
  { open, embedder, reader, settings }: AskParts,
  question: string,
  { chosen, ranked, read }: GatheredEvidence,
  documentOf: (id: string) => Promise<StoredDocument>,
): Promise<Judgement> {
  const [best, ...others] = chosen;
  if (!best) return { answered: false, confidence: null, reason: 'no-evidence' };
  const document = await documentOf(best.passage.documentId);
  const features = evidenceFeatures(
    questionTraits(question),
    question,
    [best, ...others],
    ranked,
    read,
    document,
  );
  const fits = ({ readerFingerprint, embeddingFingerprint }: Calibration) =>
    readerFingerprint === reader.info.fingerprint && embeddingFingerprint === embedder.info.fingerprint;
  const calibrations = [open.generation.manifest.calibration, defaultCalibration];
  const calibration = calibrations.find((candidate) => candidate !== null && fits(candidate)) ?? null;
  return judgeEvidence(features, calibration, settings);
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
