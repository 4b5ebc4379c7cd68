import { z } from 'zod';

/**
 * What cleaning changed in an article, or found and could not repair. Offsets are UTF-16 code units into the
 * document's final `text`; for something removed, `start === end` marks the place.
 */
export const repairKinds = [
  /** Pinyin glosses after Han characters were removed. */
  'gloss-removed',
  /** GBK text read one byte off was restored from its bytes. */
  'gbk-shift-repaired',
  /** GBK text read one byte off was found, but a lost byte leaves the character open: shown as U+FFFD. */
  'gbk-shift-unrepaired',
  /** Copyright blocks, navigation, related links and the like were removed. */
  'boilerplate-removed',
  /** Bytes that no character stands for became U+FFFD. */
  'undecodable',
  /** Control characters, lone surrogates, bidirectional controls and zero-width characters were removed or replaced. */
  'control-removed',
  /** Spaces, widths and line breaks were tidied. */
  'spacing',
] as const;

export const repairSchema = z.object({
  kind: z.enum(repairKinds),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
});
export type Repair = z.infer<typeof repairSchema>;
export type RepairKind = Repair['kind'];

export const datePrecisions = ['day', 'month', 'year'] as const;
export type DatePrecision = (typeof datePrecisions)[number];

/** A date as an article gives it: `2022-09-19`, `2022-09` or `2022`, never converted between time zones. */
export interface PublicationDate {
  readonly date: string;
  readonly precision: DatePrecision;
}

/** How much of an article others may read through us. */
export const accessLevels = ['full', 'excerpt', 'none'] as const;

/** A clean article, ready to be split. Everything that people read is in the script it was written in. */
export const documentSchema = z.object({
  /** The front matter's or line's id, else the path within the corpus without its extension; unique and stable. */
  id: z.string().min(1),
  title: z.string(),
  text: z.string(),
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY` by `publishedPrecision`; null when unknown. */
  publishedAt: z.string().nullable(),
  publishedPrecision: z.enum(datePrecisions).nullable(),
  modifiedAt: z.string().nullable(),
  source: z.string().nullable(),
  author: z.string().nullable(),
  /** http or https only; null when absent or of another scheme. */
  url: z.string().nullable(),
  tags: z.array(z.string()),
  access: z.enum(accessLevels).nullable(),
  /** SHA-256 of `text`, hexadecimal. */
  contentHash: z.string().length(64),
  repairs: z.array(repairSchema),
  /** Path within the corpus, `/`-separated; for a line of a JSON Lines file, `path:line`. */
  path: z.string(),
  /** Encoding that the bytes were read with, e.g. `utf-8`, `gb18030`, `big5`, `utf-16le`. */
  encoding: z.string(),
  format: z.enum(['html', 'markdown', 'text']),
});
export type Document = z.infer<typeof documentSchema>;

/** A file, or a line of one, that yields no document, with the reason (a message key) and its parameters. */
export interface SkippedItem {
  readonly path: string;
  readonly reason: SkipReason;
  readonly detail?: string;
}

export const skipReasons = [
  'skip.unsupported-format',
  'skip.not-a-regular-file',
  'skip.symlink-outside',
  'skip.symlink-loop',
  'skip.unreadable',
  'skip.too-large',
  'skip.empty',
  'skip.bad-front-matter',
  'skip.bad-line',
  'skip.undecodable',
  'skip.duplicate-id',
  'skip.code-front-matter',
] as const;
export type SkipReason = (typeof skipReasons)[number];
