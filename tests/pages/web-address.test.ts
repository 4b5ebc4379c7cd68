import { describe, expect, it } from 'vitest';
import { citationAddress, webAddress } from '../../src/pages/web-address.js';

describe('webAddress', () => {
  it('passes addresses of the web', () => {
    expect(webAddress('https://example.org/新闻?a=1')).toBe('https://example.org/%E6%96%B0%E9%97%BB?a=1');
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//example.org',
    'https://user:secret@example.org/',
    'https://example.org@evil.example/',
    'http://',
    `https://example.org/${'a'.repeat(3000)}`,
    '',
  ])('makes no link of %j', (value) => {
    expect(webAddress(value)).toBeNull();
  });

  it('shows an address with look-alike letters as what it is', () => {
    // The first letter is Cyrillic.
    expect(webAddress('https://аpple.example/')).toBe('https://xn--pple-43d.example/');
  });
});

describe('citationAddress', () => {
  it('takes paths of ours and puts them under the base', () => {
    expect(citationAddress('/articles/a', '')).toBe('/articles/a');
    expect(citationAddress('/articles/a', '/yinju')).toBe('/yinju/articles/a');
    expect(citationAddress('/yinju/articles/a', '/yinju')).toBe('/yinju/articles/a');
  });

  it.each(['//evil.example/', '/\\evil.example/', '/\t/evil.example', 'javascript:alert(1)', 'articles/a'])(
    'takes no %j',
    (href) => {
      expect(citationAddress(href, '')).toBeNull();
    },
  );
});
