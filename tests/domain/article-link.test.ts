import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articlePath, quoteHref } from '../../src/domain/article-link.js';

describe('articlePath', () => {
  it('makes one segment of an id with slashes and Han', () => {
    expect(articlePath('港口/2023 长江?#%')).toBe(
      '/articles/%E6%B8%AF%E5%8F%A3%2F2023%20%E9%95%BF%E6%B1%9F%3F%23%25',
    );
  });

  it('stands under the public address', () => {
    expect(articlePath('a', 'https://example.org/yinju')).toBe('https://example.org/yinju/articles/a');
  });

  it('can be taken apart again for any id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (id) => {
        const segments = articlePath(id).split('/');
        expect(segments).toHaveLength(3);
        expect(decodeURIComponent(segments[2]!)).toBe(id);
      }),
    );
  });

  it('does not throw at a lone surrogate', () => {
    expect(articlePath('a\ud800')).toBe('/articles/a%EF%BF%BD');
  });
});

describe('quoteHref', () => {
  it('names the place, the version and the fragment', () => {
    const place = { articleId: 'a/b', sourceStart: 3, sourceEnd: 9, contentHash: 'abc' };
    expect(quoteHref(place)).toBe('/articles/a%2Fb?start=3&end=9&hash=abc#quote');
    expect(quoteHref({ ...place, print: '6-0a' })).toBe(
      '/articles/a%2Fb?start=3&end=9&hash=abc&print=6-0a#quote',
    );
  });
});
