import { createHash } from 'node:crypto';
import type { Document, Repair } from '../domain/document.js';
import { normaliseText, removeBoilerplate } from './cleaning/clean-text.js';
import type { CleanText } from './cleaning/edits.js';
import type { GivenMetadata } from './given-metadata.js';
import { readMetadata } from './metadata.js';
import { readBody, readInlineText } from './read-body.js';
import { titleFromSentence, titleLine, withoutTitleLabel } from './title.js';

/** An article as it was found: decoded, front matter or fields apart, not yet read as text. */
export interface RawArticle {
  readonly id: string;
  /** Path within the corpus; `path:line` for a line of a file. */
  readonly path: string;
  readonly encoding: string;
  readonly given: GivenMetadata;
  readonly body: string;
}

/** Longest title that is kept as given, in UTF-16 units; more is no title. */
const MAX_GIVEN_TITLE = 300;

/** Makes a clean document of a raw article; null when no text is left to read. */
export function cleanDocument(raw: RawArticle): Document | null {
  const body = readBody(raw.body.replace(/\r\n?/g, '\n'));
  const normalised = normaliseText(body.text);
  const stated =
    firstTitle([raw.given.title, body.meta?.title ?? null, body.heading]) ?? titleLine(normalised.text);
  const article = removeBoilerplate(normalised, { title: stated });
  const clean = wellFormed(article);
  if (clean.text.trim() === '') return null;
  return {
    id: raw.id,
    title: wellFormedText(stated ?? titleFromSentence(clean.text)),
    text: clean.text,
    ...readMetadata(
      raw.given,
      body.meta,
      { whole: normalised.text, article: clean.text, descriptions: article.descriptions },
      tidyWords,
    ),
    contentHash: createHash('sha256').update(clean.text, 'utf8').digest('hex'),
    repairs: [...clean.repairs, ...undecodedPlaces(clean)].sort((a, b) => a.start - b.start || a.end - b.end),
    path: raw.path,
    encoding: raw.encoding,
    format: body.format,
  };
}

function firstTitle(candidates: readonly (string | null)[]): string | null {
  for (const candidate of candidates) {
    const title = candidate === null ? '' : withoutTitleLabel(tidyWords(candidate)).slice(0, MAX_GIVEN_TITLE);
    if (title !== '') return title;
  }
  return null;
}

/** A field's words on one line, cleaned as the text is. */
function tidyWords(words: string): string {
  return wellFormedText(
    normaliseText(readInlineText(words))
      .text.replace(/\s*\n\s*/gu, ' ')
      .trim(),
  );
}

/** U+FFFD that no other repair accounts for: bytes that no character stands for. */
function undecodedPlaces(clean: CleanText): Repair[] {
  const places: Repair[] = [];
  const known = clean.repairs.filter((repair) => repair.kind === 'gbk-shift-unrepaired');
  let next = 0;
  for (const { index, 0: run } of clean.text.matchAll(/\ufffd+/gu)) {
    while ((known[next]?.end ?? Infinity) <= index) next++;
    const isKnown = (known[next]?.start ?? Infinity) <= index;
    if (!isKnown) places.push({ kind: 'undecodable', start: index, end: index + run.length });
  }
  return places;
}

/** Lone surrogates and NUL never reach the index: cleaning has replaced them, and this holds whatever it does. */
function wellFormed(clean: CleanText): CleanText {
  return { text: wellFormedText(clean.text), repairs: clean.repairs };
}

function wellFormedText(text: string): string {
  return text.replace(/[\0\p{Cs}]/gu, '\ufffd');
}
