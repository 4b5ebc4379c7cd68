import { describe, expect, it } from 'vitest';
import { en } from '../../src/messages/en.js';
import { localeFromTag, locales, message, type MessageKey } from '../../src/messages/index.js';

const keys = Object.keys(en) as MessageKey[];
const parameters = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe('messages', () => {
  it.each(keys)('%s takes the same parameters in every language', (key) => {
    const expected = parameters(message('en', key));
    for (const locale of locales) {
      // Chinese sentences follow one another without a space.
      if (key !== 'sentence.separator') expect(message(locale, key).trim()).not.toBe('');
      expect(parameters(message(locale, key))).toEqual(expected);
    }
  });

  it('writes simplified in zh-CN and traditional in zh-TW', () => {
    expect(message('zh-CN', 'index.none', { path: 'x' })).toContain('还没有索引');
    expect(message('zh-TW', 'index.none', { path: 'x' })).toContain('還沒有索引');
  });

  it('puts parameters in as they are, and never reads one as a template', () => {
    expect(message('en', 'cli.error', { message: '{path} $& $1' })).toBe('Error: {path} $& $1');
    expect(message('en', 'cli.error')).toBe('Error: {message}');
  });
});

describe('localeFromTag', () => {
  it.each([
    ['zh_CN.UTF-8', 'zh-CN'],
    ['zh', 'zh-CN'],
    ['zh-Hans-HK', 'zh-CN'],
    ['zh_TW.UTF-8', 'zh-TW'],
    ['zh-Hant', 'zh-TW'],
    ['zh_HK', 'zh-TW'],
    ['en_GB.UTF-8', 'en'],
    ['C', 'en'],
    [undefined, 'en'],
  ])('%s is %s', (tag, locale) => {
    expect(localeFromTag(tag)).toBe(locale);
  });
});
