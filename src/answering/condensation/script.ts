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

/** What condensing itself puts into a question, in traditional characters. */
export function traditionalTail(text: string): string {
  return text
    .replace(/是谁/gu, '是誰')
    .replace(/什么/gu, '什麼')
    .replace(/时候/gu, '時候')
    .replace(/哪里/gu, '哪裡')
    .replace(/这样/gu, '這樣')
    .replace(/增长/gu, '增長')
    .replace(/为什/gu, '為什');
}
