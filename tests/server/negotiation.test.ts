import { describe, expect, it } from 'vitest';
import { acceptedLocale, acceptsEventStream } from '../../src/server/negotiation.js';

describe('acceptedLocale', () => {
  it.each([
    [undefined, 'zh-CN'],
    ['', 'zh-CN'],
    ['*', 'zh-CN'],
    ['zh-TW,zh;q=0.9,en;q=0.8', 'zh-TW'],
    ['zh-HK', 'zh-TW'],
    ['zh-Hant-MO', 'zh-TW'],
    ['zh', 'zh-CN'],
    ['en-GB', 'en'],
    ['en;q=0.5, zh-CN;q=0.9', 'zh-CN'],
    ['en;q=0, zh-TW;q=0.1', 'zh-TW'],
    ['fr-FR, zh;q=0.5', 'zh-CN'],
    ['fr-FR', 'en'],
    ['en;q=broken', 'zh-CN'],
  ])('%j → %s', (header, locale) => {
    expect(acceptedLocale(header, 'zh-CN')).toBe(locale);
  });

  it('reads only so many entries of an endless header', () => {
    expect(acceptedLocale(`${'x,'.repeat(10_000)}zh-TW`, 'zh-CN')).toBe('en');
  });
});

describe('acceptsEventStream', () => {
  it.each([
    [undefined, false],
    ['*/*', false],
    ['application/json', false],
    ['text/event-stream', true],
    ['application/json, Text/Event-Stream;q=0.5', true],
    ['text/event-stream;q=0', false],
    ['text/event-streaming', false],
  ])('%j → %s', (header, accepts) => {
    expect(acceptsEventStream(header)).toBe(accepts);
  });
});
