import { toSimplified } from '../text/fold.js';
import { binaryFormatOf } from './file-kinds.js';
import { frequentHan } from './frequent-han.js';

export const textEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5'] as const;
export type TextEncoding = (typeof textEncodings)[number];

export type Decoded =
  | {
      readonly kind: 'text';
      /** Without byte order mark; bytes that no character stands for are U+FFFD. */
      readonly text: string;
      readonly encoding: TextEncoding;
    }
  | { readonly kind: 'unsupported'; readonly format: string }
  | { readonly kind: 'undecodable' };

/** How a file's bytes are to be read, told from its beginning. */
export type Detected =
  { readonly kind: 'text'; readonly encoding: TextEncoding } | Exclude<Decoded, { readonly kind: 'text' }>;

/** So many bytes are enough to tell an encoding. */
const SAMPLE_BYTES = 1 << 18;
/** Above this share of NUL bytes, and this number, a file is taken for binary: a few stray ones are replaced. */
const BINARY_NUL_SHARE = 0.01;
const BINARY_NULS = 3;
/** Above this share of bytes beyond ASCII that stay unread, no encoding is taken to fit. */
const UNREADABLE_SHARE = 0.3;
/** A declared charset decides between two encodings that fit about equally well. */
const DECLARED_BONUS = 0.05;

/**
 * Bytes of a file as text. UTF-8 is tried first and kept when all but a few bytes are valid (a cut tail, a stray
 * byte); otherwise GB18030 and Big5 are compared by how much of the outcome is everyday Chinese. A charset that the
 * content declares is a hint only: it is often wrong.
 */
export function decodeBytes(bytes: Uint8Array): Decoded {
  const detected = detectEncoding(bytes);
  if (detected.kind !== 'text') return detected;
  return {
    kind: 'text',
    text: new TextDecoder(detected.encoding).decode(bytes),
    encoding: detected.encoding,
  };
}

/** @param head the first bytes of a file, or all of them; a character that is cut at the end does no harm. */
export function detectEncoding(head: Uint8Array): Detected {
  const bytes = head.subarray(0, SAMPLE_BYTES);
  const format = binaryFormatOf(bytes);
  if (format !== null) return { kind: 'unsupported', format };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return text('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return text('utf-16be');
  const nuls = countNuls(bytes);
  if (nuls.even + nuls.odd > Math.max(BINARY_NULS, bytes.length * BINARY_NUL_SHARE)) {
    // ASCII in UTF-16 without a mark: every other byte is NUL. On one side only, or it is something else.
    if (nuls.odd > bytes.length * 0.2 && nuls.even * 20 < nuls.odd) return text('utf-16le');
    if (nuls.even > bytes.length * 0.2 && nuls.odd * 20 < nuls.even) return text('utf-16be');
    return { kind: 'unsupported', format: 'binary' };
  }
  const utf8 = surveyUtf8(bytes);
  if (utf8.badBytes === 0 || utf8.badBytes * 10 <= utf8.multibyteBytes) return text('utf-8');
  return chooseLegacy(bytes, utf8);
}

function text(encoding: TextEncoding): Detected {
  return { kind: 'text', encoding };
}

function countNuls(bytes: Uint8Array): { even: number; odd: number } {
  let even = 0;
  let odd = 0;
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) {
    if (at % 2 === 0) even++;
    else odd++;
  }
  return { even, odd };
}

interface Utf8Survey {
  /** Bytes of well-formed sequences of two to four bytes. */
  readonly multibyteBytes: number;
  /** Bytes beyond ASCII that belong to no well-formed sequence; one that is cut at the end is not counted. */
  readonly badBytes: number;
}

function surveyUtf8(bytes: Uint8Array): Utf8Survey {
  let multibyteBytes = 0;
  let badBytes = 0;
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      at++;
      continue;
    }
    const length =
      lead >= 0xc2 && lead <= 0xdf
        ? 2
        : lead >= 0xe0 && lead <= 0xef
          ? 3
          : lead >= 0xf0 && lead <= 0xf4
            ? 4
            : 0;
    let valid = 1;
    while (valid < length && isContinuation(bytes[at + valid])) valid++;
    if (length > 0 && valid === length) multibyteBytes += length;
    else if (length === 0 || at + valid < bytes.length) badBytes += valid;
    at += valid;
  }
  return { multibyteBytes, badBytes };
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x80 && byte <= 0xbf;
}

function chooseLegacy(bytes: Uint8Array, utf8: Utf8Survey): Detected {
  const declared = declaredEncoding(bytes);
  let best: { encoding: TextEncoding; score: number; unread: number } | null = null;
  for (const encoding of ['gb18030', 'big5'] as const) {
    const outcome = scoreOutcome(new TextDecoder(encoding).decode(bytes, { stream: true }));
    const score = outcome.score + (declared === encoding ? DECLARED_BONUS : 0);
    if (best === null || score > best.score) best = { encoding, score, unread: outcome.unread };
  }
  // No Chinese of either kind came out of it: mostly ASCII with a few foreign bytes.
  if (best === null || best.score <= 0) {
    const foreign = utf8.badBytes + utf8.multibyteBytes;
    if (utf8.multibyteBytes > utf8.badBytes || foreign * 20 < bytes.length) return text('utf-8');
    return { kind: 'undecodable' };
  }
  return best.unread > UNREADABLE_SHARE ? { kind: 'undecodable' } : text(best.encoding);
}

/**
 * How much of a decoded text is everyday Chinese: the mean over its characters beyond ASCII of +1 for frequent
 * characters and punctuation, 0 for other Han of the main block, and less than nothing for what Chinese articles
 * hardly hold. `unread` is the share of U+FFFD among them.
 */
function scoreOutcome(decoded: string): { score: number; unread: number } {
  let sum = 0;
  let count = 0;
  let unread = 0;
  for (const char of toSimplified(decoded)) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) continue;
    count++;
    if (frequentHan.has(char) || '，。、：；！？“”‘’（）《》「」『』—…　'.includes(char)) sum += 1;
    else if (code === 0xfffd) {
      unread++;
      sum -= 2;
    } else if (code >= 0x4e00 && code <= 0x9fff) sum += 0;
    else if (code >= 0xff01 && code <= 0xff5e) sum += 0.3;
    else sum -= 0.5;
  }
  return count === 0 ? { score: 0, unread: 0 } : { score: sum / count, unread: unread / count };
}

/** The charset that an HTML or XML declaration in the first 2,000 bytes names, if it is one of the two. */
function declaredEncoding(bytes: Uint8Array): TextEncoding | null {
  const head = Buffer.from(bytes.subarray(0, 2000)).toString('latin1');
  const name = /(?:charset|encoding)\s{0,9}=\s{0,9}["']?([\w-]{2,20})/i.exec(head)?.[1]?.toLowerCase();
  if (name === undefined) return null;
  if (/^(?:gb|x-gbk|hz-gb)/.test(name)) return 'gb18030';
  return name.startsWith('big5') ? 'big5' : null;
}
