import { retrievalText } from './chunking/passage-context.js';
import {
  splitDocument,
  splitterKey,
  splitterVersion,
  type SplitterSettings,
} from './chunking/split-document.js';
import { CorpusCensus } from './corpus/census.js';
import { loadDocuments } from './corpus/load-documents.js';
import { groupReprints, reprintSignature } from './corpus/reprints.js';
import { embedMissing } from './embed-missing.js';
import type { Embedder } from './embedding/embedder.js';
import { BuildError } from './errors.js';
import { BuildJournal } from './indexing/build-journal.js';
import { openIndexFolder } from './indexing/build-lock.js';
import { GenerationDraft } from './indexing/generation-draft.js';
import { newGenerationId, type GenerationStore } from './indexing/generations.js';
import type { CorpusReport } from './indexing/manifest.js';
import { writeError } from './indexing/write-error.js';
import type { MessageKey, MessageParams } from './messages/index.js';

export interface BuildParts {
  readonly store: GenerationStore;
  readonly embedder: Embedder;
  readonly splitter: SplitterSettings;
  /** Larger article files are skipped. */
  readonly maxArticleBytes: number;
}

export interface BuildRequest {
  /** Files and folders of articles. */
  readonly corpus: readonly string[];
  /** Make everything anew, reuse nothing. */
  readonly force: boolean;
  /** Aborted: the batch under way is finished and kept, then the build ends with `build.stopped`. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BuildProgress) => void;
  readonly onNotice: (code: MessageKey, params: MessageParams) => void;
}

export interface BuildProgress {
  readonly phase: 'reading' | 'embedding' | 'writing';
  readonly done: number;
  /** Null while it is not known. */
  readonly total: number | null;
}

export interface BuildSummary extends Pick<
  CorpusReport,
  'skipped' | 'skippedTotal' | 'repairs' | 'reprintGroups'
> {
  readonly generation: string;
  /** Nothing had changed: the generation is the one before. */
  readonly unchanged: boolean;
  readonly documents: number;
  readonly passages: number;
  readonly embedded: number;
  readonly reused: number;
  /** Articles that were in the generation before and are in the corpus no more. */
  readonly removed: number;
  readonly seconds: number;
}

/**
 * BUILD: corpus files → documents → passages → vectors and postings → a generation that is served from now on.
 * The generation before stays served until the last step, whatever happens.
 * @throws BuildError another build is running, the disk is full or read-only, or the build was stopped
 * @throws CorpusError nothing in the corpus can be read
 */
export async function buildIndex(parts: BuildParts, request: BuildRequest): Promise<BuildSummary> {
  const { store, embedder } = parts;
  const started = performance.now();
  const lock = openIndexFolder(store.indexFolder);
  let draft: GenerationDraft | null = null;
  try {
    store.removeStaging();
    const previous = request.force ? null : await store.reusable(embedder.info, request.onNotice);
    const id = newGenerationId();
    const staging = store.createStaging(id);
    draft = GenerationDraft.open({
      folder: staging,
      splitter: splitterKey(parts.splitter),
      dimension: embedder.info.dimension,
      previous,
    });

    const census = await readCorpus(draft, parts, request);
    let embedded = 0;
    let reprintGroups = previous?.manifest.corpus.reprintGroups ?? 0;
    let generation = previous;
    if (!draft.unchanged) {
      const journal = new BuildJournal(store.indexFolder, embedder.info.fingerprint);
      try {
        embedded = await embedMissing(draft, journal, embedder, request);
        request.onProgress({ phase: 'writing', done: 0, total: null });
        reprintGroups = await draft.groupReprints(groupReprints);
        generation = await store.publish(staging, {
          id,
          createdAt: new Date().toISOString(),
          embeddingModel: embedder.info,
          splitter: { version: splitterVersion, ...parts.splitter },
          calibration: previous?.manifest.calibration ?? null,
          corpus: census.report(reprintGroups),
          ...(await draft.write()),
        });
        journal.clear();
      } finally {
        journal.close();
      }
    }
    const { counts, unchanged } = draft;
    return {
      ...census.report(reprintGroups),
      generation: generation?.id ?? id,
      unchanged,
      ...counts,
      embedded,
      reused: counts.passages - embedded,
      seconds: (performance.now() - started) / 1000,
    };
  } catch (error) {
    throw writeError(store.indexFolder, error);
  } finally {
    draft?.close();
    store.removeStaging();
    lock.release();
  }
}

/** Documents into passages into the draft; what is gone from the corpus goes from the draft. */
async function readCorpus(
  draft: GenerationDraft,
  parts: BuildParts,
  request: BuildRequest,
): Promise<CorpusCensus> {
  const census = new CorpusCensus();
  let warmUp: Promise<void> | undefined;
  for await (const item of loadDocuments(request.corpus, { maxArticleBytes: parts.maxArticleBytes })) {
    if (request.signal.aborted) throw new BuildError('build.stopped-reading');
    census.count(item);
    if ('skipped' in item) continue;
    const { document } = item;
    await draft.add(document, () => ({
      reprintSignature: reprintSignature(document.text),
      passages: splitDocument(document, parts.splitter).map((passage) => ({
        passage,
        retrievalText: retrievalText(document, passage),
      })),
    }));
    // The model is loaded while articles are read. A failure is met again, and told, when passages are embedded.
    if (draft.missing.length > 0) warmUp ??= parts.embedder.warmUp().catch(() => undefined);
    request.onProgress({ phase: 'reading', done: census.documents, total: null });
  }
  census.assertNotEmpty(request.corpus);
  await draft.endOfDocuments();
  return census;
}
