import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddedBatch, Embedder } from '../../src/embedding/embedder.js';
import { ModelError } from '../../src/errors.js';

export interface EmbedderContract {
  readonly open: () => Promise<Embedder>;
  /** How near the same text comes to itself in another batch; dynamic int8 depends on its batch. */
  readonly sameText: number;
  /** How near a sentence comes to itself in the other script. */
  readonly sameInOtherScript: number;
}

export function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

/** Vectors in the order of the texts; fails when an index comes twice or never. */
export async function embedAll(embedder: Embedder, texts: readonly string[]): Promise<Float32Array[]> {
  const vectors = new Map<number, Float32Array>();
  for await (const batch of embedder.embedPassages(texts)) {
    expect(batch.vectors).toHaveLength(batch.indexes.length);
    batch.indexes.forEach((index, i) => {
      expect(vectors.has(index)).toBe(false);
      vectors.set(index, batch.vectors[i]!.slice());
    });
  }
  expect([...vectors.keys()].sort((a, b) => a - b)).toEqual(texts.map((_, i) => i));
  return texts.map((_, i) => vectors.get(i)!);
}

const sentences = [
  '港口的吞吐量在第三季度增长了百分之八。',
  '这家博物馆周一闭馆。',
  '新规定要求卖家在三十天内登记。',
  'The ferry leaves at nine.',
  '研究人员在高原湖泊里发现了两种新的藻类，它们能在冬天的冰层下生长，并且只在夜间开花。',
];

/** What every `Embedder` does. */
export function embedderContract(
  name: string,
  { open, sameText, sameInOtherScript }: EmbedderContract,
): void {
  describe(`${name} as an Embedder`, () => {
    let embedder: Embedder;
    beforeAll(async () => {
      embedder = await open();
    });
    afterAll(async () => {
      await embedder.close();
    });

    it('says what it is', () => {
      expect(embedder.info.fingerprint).toMatch(/^[0-9a-f]{64}$/);
      expect(embedder.info.dimension).toBeGreaterThan(0);
      expect(embedder.info.maxTokens).toBeGreaterThan(0);
      expect(embedder.info.name).not.toBe('');
    });

    it('gives every text one normalised vector, every index once', async () => {
      const texts = Array.from({ length: 150 }, (_, i) => `${sentences[i % 5]!.slice(0, 3 + (i % 17))}${i}`);
      for (const vector of await embedAll(embedder, texts)) {
        expect(vector).toHaveLength(embedder.info.dimension);
        expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
      }
    });

    it('embeds no texts', async () => {
      expect(await embedAll(embedder, [])).toEqual([]);
    });

    it('gives the same text the same direction, alone or among others', async () => {
      const [alone] = await embedAll(embedder, [sentences[0]!]);
      const among = await embedAll(embedder, sentences);
      expect(cosine(alone!, among[0]!)).toBeGreaterThan(sameText);
      for (const other of among.slice(1))
        expect(cosine(alone!, other)).toBeLessThan(cosine(alone!, among[0]!));
    });

    it('keeps a sentence near itself in the other script', async () => {
      const [simplified, traditional, other] = await embedAll(embedder, [
        '电子商务企业在海外仓储备货物。',
        '電子商務企業在海外倉儲備貨物。',
        '他昨天晚上在河边钓鱼。',
      ]);
      expect(cosine(simplified!, traditional!)).toBeGreaterThan(sameInOtherScript);
      expect(cosine(simplified!, traditional!)).toBeGreaterThan(cosine(simplified!, other!));
    });

    it('puts the right prefix before questions and before passages', async () => {
      const text = '这家博物馆周一闭馆。';
      const query = await embedder.embedQuery(text);
      const [passage] = await embedAll(embedder, [text]);
      expect(query).toHaveLength(embedder.info.dimension);
      expect(Math.hypot(...query)).toBeCloseTo(1, 4);
      if (embedder.info.queryPrefix === embedder.info.passagePrefix) return;
      expect(cosine(query, passage!)).toBeLessThan(0.9999);
    });

    it('finds the passage that answers', async () => {
      const query = await embedder.embedQuery('博物馆周一闭馆吗？');
      const passages = await embedAll(embedder, sentences);
      const scores = passages.map((passage) => cosine(query, passage));
      expect(scores.indexOf(Math.max(...scores))).toBe(1);
    });

    it.each([
      ['empty', ''],
      ['spaces', ' \n\t　'],
      ['emoji', '🚢🚀👩‍👩‍👧‍👦🇨🇳'],
      ['lone surrogates', '\ud800\udfff\ud83d'],
      ['control characters', '\u0000\u0007\u200b\u202e'],
      ['one word of 1,000,000 characters', '长'.repeat(1_000_000)],
      ['a word behind 1,000,000 spaces', `${' '.repeat(1_000_000)}词`],
      ['1,000,000 combining marks', `e${'\u0301\u0323'.repeat(500_000)}`],
      ['special tokens spelled out', '<s></s><pad><unk><mask>[CLS][SEP]'],
    ])('gives a vector of numbers for %s', async (_, text) => {
      for (const vector of [await embedder.embedQuery(text), ...(await embedAll(embedder, [text, '甲']))]) {
        expect(vector.every((value) => Number.isFinite(value))).toBe(true);
        expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
      }
    });

    it('stops after the batches under way when the signal aborts', async () => {
      const abort = new AbortController();
      const texts = Array.from({ length: 400 }, (_, i) => `${sentences[4]!}${i}`);
      let embedded = 0;
      for await (const batch of embedder.embedPassages(texts, { signal: abort.signal })) {
        embedded += batch.indexes.length;
        abort.abort();
      }
      expect(embedded).toBeGreaterThan(0);
      expect(embedded).toBeLessThan(texts.length);
    });

    it('yields nothing when the signal has aborted before', async () => {
      const batches: EmbeddedBatch[] = [];
      for await (const batch of embedder.embedPassages(sentences, { signal: AbortSignal.abort() }))
        batches.push(batch);
      expect(batches).toEqual([]);
      const reason = new Error('gone');
      await expect(embedder.embedQuery('甲', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    });

    it('goes on after a caller who stopped early', async () => {
      for await (const batch of embedder.embedPassages(Array.from({ length: 200 }, (_, i) => `${i}`))) {
        expect(batch.indexes.length).toBeGreaterThan(0);
        break;
      }
      expect(await embedAll(embedder, ['甲'])).toHaveLength(1);
    });

    it('answers a question in the midst of a build', async () => {
      let seen = 0;
      let seenAtAnswer = -1;
      const texts = Array.from({ length: 300 }, (_, i) => `${sentences[4]!}${i}`);
      let question: Promise<void> | undefined;
      for await (const batch of embedder.embedPassages(texts)) {
        seen += batch.indexes.length;
        question ??= embedder.embedQuery('藻类').then(() => {
          seenAtAnswer = seen;
        });
      }
      await question;
      expect(seenAtAnswer).toBeGreaterThan(0);
      expect(seenAtAnswer).toBeLessThan(texts.length);
    });

    it('refuses work after close, and may be closed twice, also during work', async () => {
      const second = await open();
      const texts = Array.from({ length: 300 }, (_, i) => `${sentences[4]!}${i}`);
      const work = (async () => {
        for await (const batch of second.embedPassages(texts))
          void (batch.indexes.length > 0 && second.close());
      })();
      const failure = expect(work).rejects.toMatchObject({ code: 'model.closed' });
      await failure;
      await Promise.all([second.close(), second.close()]);
      await expect(second.embedQuery('甲')).rejects.toBeInstanceOf(ModelError);
      await expect(second.warmUp()).rejects.toMatchObject({ code: 'model.closed' });
    });
  });
}
