import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AutoTokenizer, env, type PreTrainedTokenizer } from '@xenova/transformers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { normaliseForReading } from '../../src/reading/normalised-text.js';
import { tokenSpans } from '../../src/reading/token-spans.js';
import { toSimplified } from '../../src/text/fold.js';

const model = fileURLToPath(new URL('../../embeddings/models/reader-zh-small', import.meta.url));
const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));

/** What the tokenizer's own normaliser makes of a text. */
const tokenizerNormal = (text: string) => toSimplified(text).normalize('NFKC').replace(/\s+/gu, ' ').trim();

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(
      ...[
        '東',
        '湾',
        '㈱',
        '½',
        'ﷺ',
        'e',
        '\u0301',
        '\u0323',
        '\u1100',
        '\u1161',
        '\u11a8',
        'ｶ',
        'ﾞ',
        '𠮷',
        ' ',
        '　',
      ],
      ...[
        '\n',
        '\ufeff',
        '１',
        'ＡＢ',
        '🚢',
        '\u200d',
        '\ufe0f',
        '<unk>',
        '</s>',
        '▁',
        '\ud83d',
        '(fēng)',
        '℃',
        '…',
        'ﬁ',
      ],
    ),
    maxLength: 40,
  }),
);

describe('normaliseForReading', () => {
  it('leads every unit back to where it came from', () => {
    const given = '  Ａ㈱　　東½\n';
    const { text, starts, ends } = normaliseForReading(given);
    expect(text).toBe('A(株) 东1⁄2');
    expect(Array.from(text, (_, i) => given.slice(starts[i], ends[i]))).toEqual([
      ...['Ａ', '㈱', '㈱', '㈱', '　　', '東', '½', '½', '½'],
    ]);
  });

  it('makes of any text what the tokenizer would', () => {
    fc.assert(
      fc.property(anyText, (given) => {
        expect(normaliseForReading(given).text).toBe(tokenizerNormal(given));
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps the way back in order and in bounds', () => {
    fc.assert(
      fc.property(anyText, (given) => {
        const { text, starts, ends } = normaliseForReading(given);
        expect(starts).toHaveLength(text.length);
        starts.forEach((start, i) => {
          expect(start).toBeLessThan(ends[i]!);
          expect(ends[i]).toBeLessThanOrEqual(given.length);
          if (i > 0) expect(start).toBeGreaterThanOrEqual(starts[i - 1]!);
        });
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('tokenSpans', () => {
  let tokenizer: PreTrainedTokenizer;
  beforeAll(async () => {
    env.allowRemoteModels = false;
    tokenizer = await AutoTokenizer.from_pretrained(model);
  });

  /** Every token's piece is what its place in the given text normalises to, unless the text there is expanded. */
  const check = (given: string): number => {
    const normalised = normaliseForReading(given);
    if (normalised.text === '') return 0;
    const pieces = tokenizer.tokenize(normalised.text);
    const { starts, ends } = tokenSpans(pieces, normalised);
    pieces.forEach((piece, i) => {
      const words = piece.replaceAll('▁', ' ').trim();
      const slice = given.slice(starts[i], ends[i]);
      if (words === '') expect(slice).toBe('');
      else expect(tokenizerNormal(slice).replaceAll('▁', ' ')).toContain(words);
      if (i > 0) expect(starts[i]).toBeGreaterThanOrEqual(starts[i - 1]!);
    });
    // Nothing but spaces lies outside of the tokens.
    let at = 0;
    let outside = '';
    pieces.forEach((_, i) => {
      outside += given.slice(at, Math.max(at, starts[i]!));
      at = Math.max(at, ends[i]!);
    });
    expect((outside + given.slice(at)).replaceAll('▁', '').trim()).toBe('');
    return pieces.length;
  };

  it.each([
    ['traditional', '電子商務企業在海外倉儲備貨物，總額達４８．５億元。'],
    ['glossed', '第十二屆(jiè)海洋裝(zhuāng)備展覽會(huì)在青島舉行'],
    ['full width', 'ＯｐｅｎＦａｃｔｏｒｙ　４．２（試行）：５０％'],
    ['numbers', '3,141.59 万元、10万+、2.38万亿元、8000TEU、-40℃、1/2'],
    ['Latin', 'The Überläufer naïvely paid €5 — “café” … ok?'],
    ['emoji', '🚢🎉 今年👩‍👩‍👧‍👦销量🇨🇳增长📈12%！❤️'],
    ['unknown characters', '龘靐齉爩𠮷𡈽𪚥一二龘靐'],
    ['unknown beside special words', '甲<unk>🚢🚀<unk>乙</s>丙<s>丁<pad>🛳'],
    ['combining marks', 'e\u0301\u0323le\u0301phant \u0301漢\u0301字'],
    ['expanding', '㈱山田、½杯、ﷺ、㍿、Ⅻ、㎏、ﬁn、①②③、㋿'],
    ['Hangul letters and half-width Kana', '\u1112\u1161\u11ab국 ｶﾞﾊﾞﾅﾝｽ'],
    ['spaces', ' \u3000甲 \n\n 乙\t\u00a0丙\u2028\ufeff丁  '],
    ['looks like a space', '▁甲▁▁乙 ▁'],
    ['lone surrogates', '甲\ud83d乙\udc00\ud800丙'],
  ])('maps %s text back exactly', (_, given) => {
    expect(check(given)).toBeGreaterThan(0);
    const normalised = normaliseForReading(given);
    const pieces = tokenizer.tokenize(normalised.text);
    const { starts, ends } = tokenSpans(pieces, normalised);
    pieces.forEach((__, i) => {
      expect(starts[i]).toBeLessThanOrEqual(ends[i]!);
    });
  });

  it('maps any text back', () => {
    fc.assert(
      fc.property(anyText, (given) => {
        check(given);
      }),
      { numRuns: 1_000 },
    );
  });

  it('resumes after an unknown that hides its characters', () => {
    const passage = normaliseForReading('甲🚢🚀🛳乙 丙');
    const { starts, ends } = tokenSpans(['▁甲', '<unk>', '乙', '▁丙'], passage);
    expect([...starts]).toEqual([0, 1, 7, 9]);
    expect([...ends]).toEqual([1, 7, 8, 10]);
  });

  it.skipIf(!existsSync(shared))('maps real articles back exactly', () => {
    const seeds = `${shared}corpora/seeds/`;
    const texts = readdirSync(seeds).map((name) => readFileSync(seeds + name, 'utf8'));
    const lines = readFileSync(`${shared}corpora/ecommerce-news.jsonl`, 'utf8').trim().split('\n');
    for (const line of lines) texts.push((JSON.parse(line) as { text: string }).text);
    let tokens = 0;
    for (const text of texts)
      for (let at = 0; at < text.length; at += 2_000) tokens += check(text.slice(at, at + 2_000));
    expect(tokens).toBeGreaterThan(10_000);
  });
  if (!existsSync(shared)) console.warn('skipped: real articles, there is no folder ../shared');
});
