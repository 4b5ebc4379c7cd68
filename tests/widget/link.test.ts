import { describe, expect, it } from 'vitest';
import { articleAddress, webAddress } from '../../src/widget/link.js';

describe('articleAddress', () => {
  it.each([
    ['/articles/a?start=1#quote', 'https://ask.example', 'https://ask.example/articles/a?start=1#quote'],
    ['/articles/a', 'https://ask.example/yinju', 'https://ask.example/yinju/articles/a'],
    ['/yinju/articles/a', 'https://ask.example/yinju', 'https://ask.example/yinju/articles/a'],
    ['/yinjulike/a', 'https://ask.example/yinju', 'https://ask.example/yinju/yinjulike/a'],
    ['https://news.example/a#:~:text=b', 'https://ask.example', 'https://news.example/a#:~:text=b'],
  ])('of %s at %s is %s', (href, endpoint, address) => {
    expect(articleAddress(href, endpoint)).toBe(address);
  });

  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example/a',
    '/\\evil.example/a',
    '/a\\b',
    '/a\tb',
    'articles/a',
    '',
    'https://user:pass@news.example/',
    `https://news.example/${'a'.repeat(5000)}`,
  ])('of %j is none', (href) => {
    expect(articleAddress(href, 'https://ask.example')).toBeNull();
  });
});

describe('webAddress', () => {
  it('takes http and https only', () => {
    expect(webAddress('HTTP://News.Example/a')).toBe('http://news.example/a');
    for (const value of [null, '', 'ftp://a', 'mailto:a@b', 'https://']) expect(webAddress(value)).toBeNull();
  });
});
