import { z } from 'zod';
import { calibrationSchema } from '../domain/calibration.js';
import { repairKinds, skipReasons } from '../domain/document.js';

/** Raised when files of a generation can no longer be read by this version. */
export const generationFormat = 1;

/** Files that a generation consists of, beside manifest.json. */
export const generationFiles = {
  catalogue: 'catalogue.sqlite',
  vectors: 'vectors.hnsw',
  keywords: 'keywords.bin',
} as const;

const fileSchema = z.object({ bytes: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** What a build found in the corpus, for people and for `yinju status`. */
export const corpusReportSchema = z.object({
  /** The first thousand; `skippedTotal` counts all. */
  skipped: z.array(
    z.object({ path: z.string(), reason: z.enum(skipReasons), detail: z.string().exactOptional() }),
  ),
  skippedTotal: z.int().nonnegative(),
  /** Number of repairs by kind, over all documents. */
  repairs: z.partialRecord(z.enum(repairKinds), z.int().nonnegative()),
  /** Number of documents by encoding, and by format. */
  encodings: z.record(z.string(), z.int().nonnegative()),
  formats: z.record(z.string(), z.int().nonnegative()),
  /** Groups of two or more documents that print the same text. */
  reprintGroups: z.int().nonnegative(),
});
export type CorpusReport = z.infer<typeof corpusReportSchema>;

/** manifest.json: what a generation is, and how to tell that its files are whole. */
export const manifestSchema = z.object({
  format: z.literal(generationFormat),
  id: z.string().regex(/^[0-9A-Za-z-]+$/),
  createdAt: z.iso.datetime(),
  /** The generation served before this one was published. */
  previous: z.string().nullable(),
  embeddingModel: z.object({
    name: z.string(),
    fingerprint: z.string().min(1),
    dimension: z.int().positive(),
    pooling: z.enum(['mean', 'cls']),
    queryPrefix: z.string(),
    passagePrefix: z.string(),
    maxTokens: z.int().positive(),
  }),
  splitter: z.object({
    version: z.int(),
    minChars: z.int(),
    maxChars: z.int(),
    overlapChars: z.int(),
  }),
  vectorIndex: z.object({
    m: z.int(),
    efConstruction: z.int(),
    efSearch: z.int(),
    /** Points that are marked deleted but still lie in the graph. */
    deleted: z.int().nonnegative(),
  }),
  counts: z.object({
    documents: z.int().nonnegative(),
    passages: z.int().nonnegative(),
    /** One more than the highest label ever given in this line of generations. */
    nextLabel: z.int().nonnegative(),
  }),
  /**
   * By which confidence is told; null: that of the models that come with Yinju, if it fits. One that another version
   * fitted to other features counts for nothing.
   */
  calibration: calibrationSchema.nullable().default(null).catch(null),
  corpus: corpusReportSchema,
  files: z.object({
    [generationFiles.catalogue]: fileSchema,
    [generationFiles.vectors]: fileSchema,
    [generationFiles.keywords]: fileSchema,
  }),
});
export type Manifest = z.infer<typeof manifestSchema>;
