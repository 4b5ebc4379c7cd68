import { createHash } from 'node:crypto';
import { ModelError } from '../../src/errors.js';
import type { Reader, ReaderInfo, Reading, ReadOptions, Span } from '../../src/reading/reader.js';
import { fold } from '../../src/text/fold.js';

/**
 * A reader without a model: of the clauses of a passage, those that share most characters with the question, each
 * score counted from a third of the question's characters; so 0 parts "here" from "not here" as in a real one.
 */
export class FakeReader implements Reader {
  readonly info: ReaderInfo = {
    name: 'fake',
    fingerprint: createHash('sha256').update('fake reader').digest('hex'),
    maxQuestionTokens: 64,
    maxPassageTokens: 440,
  };
  /** Passages read so far. */
  passages = 0;
  closed = false;

  async warmUp(): Promise<void> {
    await Promise.resolve();
    this.#checkOpen();
  }

  async read(question: string, passages: readonly string[], options: ReadOptions = {}): Promise<Reading[]> {
    options.signal?.throwIfAborted();
    await Promise.resolve();
    this.#checkOpen();
    this.passages += passages.length;
    const wanted = new Set(fold(question.slice(0, 256)).text.match(/[\p{L}\p{N}]/gu));
    const threshold = wanted.size / 3;
    return passages.map((passage) => {
      const spans = clauses(passage.slice(0, 16_384))
        .map(({ start, end }) => {
          const held = new Set(fold(passage.slice(start, end)).text);
          const shared = [...wanted].filter((character) => held.has(character)).length;
          return { start, end, score: shared - threshold };
        })
        .sort((a, b) => b.score - a.score || a.start - b.start)
        .slice(0, options.spans ?? 3);
      return { spans, score: spans[0]?.score ?? -Infinity, nullScore: spans[0] ? threshold : 0 };
    });
  }

  async close(): Promise<void> {
    await Promise.resolve();
    this.closed = true;
  }

  #checkOpen(): void {
    if (this.closed) throw new ModelError('model.closed', { name: this.info.name });
  }
}

function clauses(text: string): Omit<Span, 'score'>[] {
  return Array.from(text.matchAll(/[^，。！？；,!?;]+/gu)).flatMap((match) => {
    const words = match[0].trim();
    const start = match.index + match[0].indexOf(words);
    return words === '' ? [] : [{ start, end: start + words.length }];
  });
}
