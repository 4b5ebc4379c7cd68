import { describe, expect, it } from 'vitest';
import { quotePrint } from '../../src/text/quote-print.js';
import { resolveQuote } from '../../src/text/resolve-quote.js';

const text = '第一段。\n查获5.7万件。\n第三段😀。';
const article = { text, contentHash: 'now' };
const quote = '查获5.7万件。';
const start = text.indexOf(quote);
const cited = { start, end: start + quote.length, contentHash: 'now', print: quotePrint(quote) };

describe('resolveQuote', () => {
  it('takes the offsets in the text that was cited', () => {
    const range = { start, end: start + quote.length };
    expect(resolveQuote(article, cited)).toEqual(range);
    expect(resolveQuote(article, { ...cited, print: null })).toEqual(range);
    expect(resolveQuote(article, { ...cited, contentHash: null, print: null })).toEqual(range);
  });

  it('looks for the words in a text that has changed', () => {
    const changed = { text: `更正说明。\n${text}`, contentHash: 'later' };
    expect(resolveQuote(changed, cited)).toEqual({ start: start + 6, end: start + 6 + quote.length });
  });

  it('does not take other words at the old place for the quote', () => {
    const corrected = { text: text.replace('5.7', '5.8'), contentHash: 'later' };
    expect(resolveQuote(corrected, cited)).toBeNull();
    expect(resolveQuote(corrected, { ...cited, print: null })).toBeNull();
  });

  it('looks for the words where the offsets are not theirs', () => {
    expect(resolveQuote(article, { ...cited, start: 0, end: 4 })).toEqual({
      start,
      end: start + quote.length,
    });
    expect(resolveQuote(article, { ...cited, start: -5, end: 9999 })).toEqual({
      start,
      end: start + quote.length,
    });
  });

  it.each([
    [-1, 3],
    [3, 3],
    [4, 2],
    [0, 999],
    [NaN, 3],
    [0.5, 3],
    [0, text.indexOf('😀') + 1],
  ])('takes no range from %d to %d', (from, to) => {
    expect(resolveQuote(article, { start: from, end: to, contentHash: null, print: null })).toBeNull();
  });
});
