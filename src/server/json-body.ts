import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from './context.js';
import { HttpError } from './errors.js';
import { isDeeperThan } from './json-depth.js';
import { asLocale } from './negotiation.js';

/** Deepest nesting of a request body; the deepest that makes sense to our own routes is 3. */
export const maxJsonDepth = 16;

/**
 * Reads a JSON body before any handler sees it: right type, bounded size (counted as it arrives, whatever its
 * headers say), UTF-8, bounded depth. The parsed text is left for the validator; a `locale` in it sets the language.
 */
export function jsonBody(maxBytes: number, maxDepth = maxJsonDepth): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    requireJson(c.req.header('content-type'), c.req.header('content-encoding'));
    const tooLarge = (): HttpError => new HttpError(413, 'http.too-large', { limit: maxBytes });
    if (Number(c.req.header('content-length') ?? 0) > maxBytes) throw tooLarge();
    const bytes = await readAtMost(c.req.raw.body, maxBytes);
    if (!bytes) throw tooLarge();
    const text = decode(bytes);
    if (isDeeperThan(maxDepth, text)) throw new HttpError(400, 'http.too-deep', { limit: maxDepth });
    const value = parse(text);
    if (typeof value === 'object' && value !== null && 'locale' in value) {
      const locale = asLocale(value.locale);
      if (locale) c.set('locale', locale);
    }
    // Typed as a string by hono, read by it as a promise.
    Object.assign(c.req.bodyCache, { text: Promise.resolve(text) });
    await next();
  };
}

function requireJson(contentType: string | undefined, contentEncoding: string | undefined): void {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  const utf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  const plain = contentEncoding === undefined || contentEncoding.toLowerCase() === 'identity';
  if (type !== 'application/json' || !utf8 || !plain) {
    throw new HttpError(415, 'http.unsupported-media-type', {}, { headers: { Accept: 'application/json' } });
  }
}

/** The bytes of a body, or null as soon as there are more than `limit`. */
async function readAtMost(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Buffer | null> {
  if (!body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks, size);
    size += value.byteLength;
    if (size > limit) return null;
    chunks.push(value);
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new HttpError(400, 'http.bad-json', {}, { cause });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HttpError(400, 'http.bad-json', {}, { cause });
  }
}
