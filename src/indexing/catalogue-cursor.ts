import { z } from 'zod';
import { UsageError } from '../errors.js';
import { daySpan } from './catalogue-filter.js';

/** Where a page of a list ended: the last document's date and id. */
export interface ListPosition {
  readonly publishedAt: string | null;
  readonly id: string;
}

/** Longer than any id that a file system's path allows, as JSON in base64. */
const maxCursorLength = 32_768;
const positionSchema = z.tuple([z.string().nullable(), z.string().min(1)]);

export function encodeCursor({ publishedAt, id }: ListPosition): string {
  return Buffer.from(JSON.stringify([publishedAt, id])).toString('base64url');
}

/** @throws UsageError `search.bad-cursor` for anything that {@link encodeCursor} does not give */
export function decodeCursor(cursor: string): ListPosition {
  try {
    if (cursor.length > maxCursorLength) throw new RangeError('too long');
    const [publishedAt, id] = positionSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    const position = { publishedAt, id };
    if (publishedAt !== null && !daySpan(publishedAt)) throw new RangeError('not a date');
    if (encodeCursor(position) !== cursor) throw new RangeError('not as it was written');
    return position;
  } catch (cause) {
    throw new UsageError('search.bad-cursor', {}, cause);
  }
}
