import { z } from 'zod';
import type { Document } from '../domain/document.js';
import type { Passage } from '../domain/passage.js';
import { isHeading } from './headings.js';
import { segmentText, type Segment } from './segments.js';

/** Raised whenever the same settings would split the same text otherwise: vectors are then made anew. */
export const splitterVersion = 1;

/** Sizes of passages in UTF-16 code units; part of a generation's manifest. */
export const splitterSettingsSchema = z
  .object({
    /** Below this a passage takes the next sentence even across a heading. */
    minChars: z.coerce.number().int().min(20).max(4000).default(200),
    /** No passage is longer, except by what keeps a last remnant from standing alone (a quarter of minChars). */
    maxChars: z.coerce.number().int().min(40).max(8000).default(350),
    /** At most so much of the end of one passage, in whole sentences, begins the next. */
    overlapChars: z.coerce.number().int().min(0).max(4000).default(80),
  })
  .refine((settings) => settings.minChars <= settings.maxChars, {
    message: 'minChars must not exceed maxChars',
  })
  .refine((settings) => settings.overlapChars <= settings.maxChars / 2, {
    message: 'overlapChars must be at most half of maxChars',
  });
export type SplitterSettings = z.infer<typeof splitterSettingsSchema>;

/** Names the settings that passages are made with: equal keys, equal passages of the same text. */
export function splitterKey({ minChars, maxChars, overlapChars }: SplitterSettings): string {
  return `v${splitterVersion}:${minChars}-${maxChars}+${overlapChars}`;
}

/**
 * Splits a document into passages of whole sentences, each an exact slice of `document.text`.
 * A heading stays with the sentence that follows it; the last sentences of a passage that fit `overlapChars`
 * begin the next one; a sentence longer than `maxChars` is cut at clauses (see segments.ts).
 * Every character that is not white space lies in at least one passage.
 */
export function splitDocument(
  document: Pick<Document, 'id' | 'text'>,
  settings: SplitterSettings,
): Passage[] {
  const { text } = document;
  const segments = segmentText(text, settings.maxChars);
  const passages: Passage[] = [];
  let headingBefore: string | null = null;
  let first = 0;
  while (first < segments.length) {
    const end = passageEnd(text, segments, first, settings);
    const range = { start: at(segments, first).start, end: at(segments, end - 1).end };
    const beginsWithHeading = isHeading(text, at(segments, first));
    passages.push({
      id: `${document.id}#${passages.length}`,
      documentId: document.id,
      index: passages.length,
      ...range,
      text: text.slice(range.start, range.end),
      heading: beginsWithHeading ? null : headingBefore,
    });
    for (let i = first; i < end; i++) {
      const segment = at(segments, i);
      if (isHeading(text, segment)) headingBefore = text.slice(segment.start, segment.end);
    }
    first = end < segments.length ? overlapStart(text, segments, first, end, settings) : end;
  }
  return passages;
}

/** Index after the last segment of the passage that begins at `first`. */
function passageEnd(
  text: string,
  segments: readonly Segment[],
  first: number,
  settings: SplitterSettings,
): number {
  const start = at(segments, first).start;
  const length = (end: number) => at(segments, end - 1).end - start;
  const rest = length(segments.length);
  // What would be left is too little to be found or understood alone.
  if (rest <= settings.maxChars + settings.minChars / 4) return segments.length;
  // The last two share what is left, so that neither is a remnant.
  const enough = rest < 2 * settings.maxChars ? rest / 2 : settings.maxChars;
  let end = first + 1;
  while (end < segments.length && length(end) < enough && length(end + 1) <= settings.maxChars) {
    // A new section begins a new passage, unless this one would be too short to stand alone.
    if (isHeading(text, at(segments, end)) && length(end) >= settings.minChars) break;
    end++;
  }
  // A heading belongs to what follows it.
  while (end - 1 > first && end < segments.length && isHeading(text, at(segments, end - 1))) end--;
  return end;
}

/** Where the next passage begins: back from `end` by whole sentences, never behind a heading. */
function overlapStart(
  text: string,
  segments: readonly Segment[],
  first: number,
  end: number,
  settings: SplitterSettings,
): number {
  if (isHeading(text, at(segments, end))) return end;
  const nextLength = at(segments, end).end - at(segments, end).start;
  let next = end;
  while (next - 1 > first && !isHeading(text, at(segments, next - 1))) {
    const overlap = at(segments, end - 1).end - at(segments, next - 1).start;
    if (overlap > settings.overlapChars || overlap + nextLength > settings.maxChars) break;
    next--;
  }
  return next;
}

function at(segments: readonly Segment[], index: number): Segment {
  const segment = segments[index];
  if (!segment) throw new RangeError(`no segment ${index} of ${segments.length}`);
  return segment;
}
