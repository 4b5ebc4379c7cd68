import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanCharacters } from '../../../src/corpus/cleaning/characters.js';
import { untouched } from '../../../src/corpus/cleaning/edits.js';

const clean = (text: string) => cleanCharacters(untouched(text));

describe('cleanCharacters', () => {
  it.each([
    ['NUL and other controls', '港\0口\x07吞\x1b吐\x7f量\x9f', '港口吞吐量'],
    ['zero-width characters and a byte-order mark inside', '跨\u200b境\ufeff电\u2060商', '跨境电商'],
    ['bidirectional controls', 'abc\u202edcba\u202c\u2066x\u2069', 'abcdcbax'],
    ['soft hyphens', 'super\u00admarket', 'supermarket'],
    ['invisible fillers', '空\u3164白\u115f', '空白'],
    ['stray joiners and variation selectors', '甲\u200d乙\ufe0f丙\u200c', '甲乙丙'],
    ['stray tag characters', '旗\u{e0067}\u{e0062}', '旗'],
  ])('removes %s', (_name, raw, text) => {
    expect(clean(raw).text).toBe(text);
    expect(clean(raw).repairs.every(({ kind }) => kind === 'control-removed')).toBe(true);
    expect(clean(raw).repairs).not.toHaveLength(0);
  });

  it('puts U+FFFD for surrogates without a partner, and only for them', () => {
    const { text, repairs } = clean('甲\ud83d乙\ude00丙😀𠮷');
    expect(text).toBe('甲\ufffd乙\ufffd丙😀𠮷');
    expect(repairs).toEqual([{ kind: 'control-removed', start: 1, end: 4 }]);
  });

  it.each([
    ['a family', '👨‍👩‍👧‍👦'],
    ['a flag of two selectors and a joiner', '🏳️‍🌈'],
    ['a profession with skin tone', '👩🏽‍🚀'],
    ['a subdivision flag', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
    ['a heart with emoji selector', '❤️'],
    ['a name with an ideographic variation', '葛󠄀城'],
    ['Persian with a non-joiner', 'می‌خواهم'],
    ['tabs and line breaks', 'a\tb\r\nc'],
  ])('keeps %s whole', (_name, text) => {
    expect(clean(text)).toEqual({ text, repairs: [] });
  });

  it('always leaves well-formed text, and nothing to do a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.nat(60), (text, cut) => {
        const once = clean(text.slice(0, cut) + '\ud800' + text.slice(cut));
        expect(once.text.isWellFormed()).toBe(true);
        expect(clean(once.text).text).toBe(once.text);
      }),
    );
  });
});
