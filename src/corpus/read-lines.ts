import type { FileHandle } from 'node:fs/promises';
import type { TextEncoding } from './decode.js';

const CHUNK_BYTES = 1 << 18;

export interface NumberedLine {
  /** From 1. */
  readonly number: number;
  /** Without its line break; null when it is longer than allowed. */
  readonly text: string | null;
}

/**
 * Reads a file line by line, from its beginning, in memory that does not grow with the file: a line that is longer
 * than `maxLength` UTF-16 units is passed over and not kept.
 */
export async function* readLines(
  file: FileHandle,
  encoding: TextEncoding,
  maxLength: number,
): AsyncGenerator<NumberedLine> {
  const decoder = new TextDecoder(encoding);
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let number = 1;
  let position = 0;
  let pieces: string[] = [];
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, position);
    position += bytesRead;
    const text = decoder.decode(buffer.subarray(0, bytesRead), { stream: bytesRead > 0 });
    let at = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
      length += end - at;
      if (length <= maxLength) pieces.push(text.slice(at, end));
      yield { number, text: length <= maxLength ? pieces.join('') : null };
      number++;
      pieces = [];
      length = 0;
      at = end + 1;
    }
    length += text.length - at;
    if (length <= maxLength) pieces.push(text.slice(at));
    else pieces = [];
    if (bytesRead === 0) break;
  }
  if (length > 0) yield { number, text: length <= maxLength ? pieces.join('') : null };
}
