import type { Fields } from './front-matter.js';
import { fieldsOfObject } from './given-metadata.js';

/** Complete lines that are looked at to tell JSON Lines. */
const PROBED_LINES = 20;

export type JsonLine =
  | { readonly kind: 'article'; readonly fields: Fields; readonly text: string }
  | { readonly kind: 'bad'; readonly problem: string };

/**
 * Whether the beginning of a file is JSON Lines. Every probed line must be a JSON object; in a file that is called
 * `.jsonl` or `.ndjson` one is enough, so that a damaged line costs that line and not the file.
 *
 * @param isWhole whether `head` is all of the file; otherwise its last line is cut and not judged
 */
export function isJsonLines(head: string, isWhole: boolean, name: string): boolean {
  const lines = head.split('\n');
  const last = isWhole ? '' : (lines.pop() ?? '');
  const probed = lines.filter((line) => line.trim() !== '').slice(0, PROBED_LINES);
  const objects = probed.filter((line) => parseObject(line) !== null).length;
  if (probed.length === 0) return /^\s{0,100}\{\s{0,9}"[^"\n]{1,100}"\s{0,9}:/.test(last);
  return objects > 0 && (objects === probed.length || /\.(?:jsonl|ndjson)$/i.test(name));
}

/** Whether a text is one JSON value over several lines: data, which people do not read. */
export function isJson(text: string): boolean {
  const start = text.trimStart().charAt(0);
  if (start !== '{' && start !== '[') return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export function parseJsonLine(line: string): JsonLine {
  const object = parseObject(line);
  if (object === null) return { kind: 'bad', problem: 'not a JSON object' };
  const text = object.text;
  if (typeof text !== 'string') return { kind: 'bad', problem: '"text" is missing or no string' };
  return { kind: 'article', fields: fieldsOfObject(object), text };
}

function parseObject(line: string): Readonly<Record<string, unknown>> | null {
  if (!line.trimStart().startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
