import { invalidRequest } from './errors.js';
import { problem } from './validation.js';

/**
 * A question as the rest of the house gets it: no NUL or other control characters, lone surrogates, zero-width
 * or bidirectional controls, which people do not see and no word contains. Joiners inside emoji stay.
 */
export function cleanQuestion(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu, '')
    .replace(/\p{Cc}/gu, ' ')
    .trim();
}

/**
 * The cleaned question, if it says anything.
 * @throws HttpError naming the field when it holds neither a letter nor a digit.
 */
export function requireWords(text: string, field: string): string {
  const cleaned = cleanQuestion(text);
  if (!/[\p{L}\p{N}]/u.test(cleaned)) throw invalidRequest([problem(field, 'field.no-words')]);
  return cleaned;
}
