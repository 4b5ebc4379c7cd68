import { Converter } from 'opencc-js/cn2t';
import { toSimplified } from '../../text/fold.js';

let converter: ((text: string) => string) | undefined;

/** Simplified → traditional by phrases, from OpenCC's table; built on first use. */
function toTraditional(text: string): string {
  converter ??= Converter({ from: 'cn', to: 't' }) as (text: string) => string;
  return converter(text);
}

/** The script of a text; null where its characters are the same in both, or it mixes them evenly. */
export function scriptOf(text: string): 'traditional' | 'simplified' | null {
  const simplified = toSimplified(text);
  let [traditional, simple] = [0, 0];
  const asTraditional = simplified === text ? toTraditional(text) : text;
  for (let i = 0; i < text.length; i++) {
    if (simplified[i] !== text[i]) traditional++;
    else if (asTraditional.length === text.length && asTraditional[i] !== text[i]) simple++;
  }
  if (traditional === simple) return null;
  return traditional > simple ? 'traditional' : 'simplified';
}

/** The text in a script; as it is for null. */
export function inScript(text: string, script: 'traditional' | 'simplified' | null): string {
  if (script === null) return text;
  if (script === 'simplified') return toSimplified(text);
  return scriptOf(text) === 'simplified' ? toTraditional(text) : text;
}
