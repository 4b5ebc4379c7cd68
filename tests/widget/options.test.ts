import { describe, expect, it } from 'vitest';
import { optionNames, readOptions, type OptionName } from '../../src/widget/options.js';

const surroundings = {
  home: 'https://ask.example/yinju',
  page: 'https://news.example/a/b.html',
  languages: ['', 'zh-TW', 'en'],
};
const read = (given: Partial<Record<OptionName, string>>, around = surroundings) =>
  readOptions((name) => given[name] ?? null, around);

describe('readOptions', () => {
  it('has a default for everything', () => {
    expect(read({})).toEqual({
      options: {
        endpoint: 'https://ask.example/yinju',
        locale: 'zh-TW',
        position: 'bottom-right',
        title: '',
        greeting: '',
        suggestions: [],
        color: '',
        theme: 'auto',
        storageKey: 'yinju-chat:https://ask.example/yinju',
        open: false,
      },
      problems: [],
    });
  });

  it.each([
    [['en-GB'], 'en'],
    [['zh-Hans-CN'], 'zh-CN'],
    [['ja', 'zh-CN'], 'en'],
    [[], 'en'],
  ])('takes the language of %j as %s', (languages, locale) => {
    expect(read({}, { ...surroundings, languages }).options.locale).toBe(locale);
  });

  it('takes what is given', () => {
    const { options, problems } = read({
      endpoint: 'https://other.example/',
      locale: 'zh-cn',
      position: 'Inline',
      title: ' 问答 ',
      theme: 'dark',
      storage: 'none',
      open: '',
      color: '#123',
    });
    expect(problems).toEqual([]);
    expect(options).toMatchObject({
      endpoint: 'https://other.example',
      locale: 'zh-CN',
      position: 'inline',
      title: '问答',
      theme: 'dark',
      storageKey: null,
      open: true,
      color: '#123',
    });
  });

  it.each([
    ['/api', 'https://news.example/api'],
    ['//cdn.example/x/', 'https://cdn.example/x'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ])('takes the endpoint %s', (endpoint, address) => {
    expect(read({ endpoint }).options.endpoint).toBe(address);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://u:p@x.example',
    'https://x.example/?a',
    'ftp://x',
  ])('does not take the endpoint %s, and says so', (endpoint) => {
    const { options, problems } = read({ endpoint });
    expect(options.endpoint).toBe(surroundings.home);
    expect(problems).toEqual([{ name: 'endpoint', value: endpoint }]);
  });

  it.each(['locale', 'position', 'theme', 'storage', 'open'] as const)(
    'falls back where %s is not understood, and says so',
    (name) => {
      const { options, problems } = read({ [name]: 'sideways' });
      expect(options).toEqual(read({}).options);
      expect(problems).toEqual([{ name, value: 'sideways' }]);
    },
  );

  it.each([
    ['一？|二？', ['一？', '二？']],
    ['一？\n 二？ \n', ['一？', '二？']],
    ['["一|？","二？"]', ['一|？', '二？']],
    ['["一？",5,null,""]', ['一？']],
    ['a|b|c|d|e|f|g|h', ['a', 'b', 'c', 'd', 'e', 'f']],
    ['', []],
  ])('reads the suggestions %j', (suggestions, expected) => {
    expect(read({ suggestions })).toMatchObject({ options: { suggestions: expected }, problems: [] });
  });

  it('says so where a list of suggestions is broken', () => {
    const { options, problems } = read({ suggestions: '["一？"' });
    expect(options.suggestions).toEqual([]);
    expect(problems).toHaveLength(1);
  });

  it('keeps conversations apart by endpoint and by key', () => {
    const keys = [{}, { endpoint: 'https://b.example' }, { 'storage-key': 'sports' }].map(
      (given) => read(given).options.storageKey,
    );
    expect(new Set(keys).size).toBe(3);
  });

  it('takes words of any length, cut', () => {
    for (const name of optionNames) read({ [name]: 'x'.repeat(1e6) });
    expect(read({ title: 'x'.repeat(1e6) }).options.title).toHaveLength(500);
  });
});
