import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_WORD_LENGTH, searchWords, words } from '../../src/text/words.js';

/** Words of the question that the passage has too. */
function shared(question: string, passage: string): string[] {
  const has = new Set(searchWords(passage));
  return searchWords(question).filter((word) => has.has(word));
}

describe('searchWords', () => {
  it('cuts Chinese words, also long ones into their parts', () => {
    expect(searchWords('跨境电商平台')).toEqual(expect.arrayContaining(['跨境', '电商', '平台']));
    expect(searchWords('国务院总理')).toEqual(expect.arrayContaining(['国务', '国务院', '总理']));
  });

  it('is the same in both scripts, widths and cases', () => {
    expect(searchWords('跨境電商ＴＥＭＵ')).toEqual(searchWords('跨境电商temu'));
    expect(searchWords('TEMU')).toEqual(searchWords('Temu'));
  });

  it('leaves out punctuation, spaces and function words', () => {
    expect(searchWords('，。！？ “”（）\n\t—…🙂')).toEqual([]);
    expect(searchWords('平台的')).toEqual(['平台']);
  });

  it('keeps a word as often as it stands', () => {
    expect(searchWords('平台，平台').filter((word) => word === '平台')).toHaveLength(2);
  });

  it.each([
    ['8000TEU', ['8000teu', '8000', 'teu']],
    ['RCEP', ['rcep']],
    ['5G', ['5g']],
    ['C2M', ['c2m']],
    ['Alibaba.com', ['alibaba.com', 'alibaba', 'com']],
    ['COVID-19', ['covid-19', 'covid', '19']],
    ['C++', ['c++']],
    ['café', ['café']],
    ['Привет', ['привет']],
    ['10万+', ['10', '#100000']],
    ['2.38万亿元', ['2.38', '万亿元', '#2380000000000元']],
    ['15.6%', ['15.6', '#15.6%']],
    ['2022年9月19日', ['#@2022', '#@2022-09', '#@2022-09-19', '#@--09-19']],
    ['9月19日', ['#@--09-19']],
    ['2022多多出海', ['#@2022']],
  ])('makes %s findable', (text, expected) => {
    expect(searchWords(text)).toEqual(expect.arrayContaining(expected));
  });

  it.each([
    ['1万家', '有10000家企业', '#10000家'],
    ['一万家', '有1萬家企业', '#10000家'],
    ['2022-09-19', '于2022年9月19日启动', '#@2022-09-19'],
    ['9月19日', '于2022年9月19日启动', '#@--09-19'],
    ['2022年9月', '于2022年9月19日启动', '#@2022-09'],
    ['2022年', '于2022年9月19日启动', '#@2022'],
    ['百分之十五', '增长15%', '#15%'],
    ['8000标箱', '8000 TEU货轮', '#8000teu'],
  ])('%s meets %s', (question, passage, word) => {
    expect(shared(question, passage)).toContain(word);
  });

  it('keeps 15.6% apart from 15.6个百分点, and figures apart from words', () => {
    expect(shared('15.6%', '15.6个百分点').filter((word) => word.startsWith('#'))).toEqual([]);
    expect(searchWords('##10000家 #@2022').filter((word) => word.startsWith('#'))).toEqual(
      searchWords('10000家 2022').filter((word) => word.startsWith('#')),
    );
  });

  it('counts a date once: its digits are no words beside it', () => {
    expect(searchWords('2022年')).toEqual(['#@2022']);
    expect(searchWords('于2022年9月上线').filter((word) => /\d|年|月/.test(word))).toEqual([
      '#@2022-09',
      '#@2022',
    ]);
  });

  it('takes no figure from 几, nor from 一 as an article', () => {
    expect(searchWords('有几家公司，哪一年，一家公司').filter((word) => word.startsWith('#'))).toEqual([]);
  });

  it('takes any text, and gives short words without punctuation', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const word of searchWords(text)) {
          expect(word.length).toBeGreaterThan(0);
          expect(word.length).toBeLessThanOrEqual(MAX_WORD_LENGTH);
          expect(word).not.toMatch(/\s|\p{Surrogate}/u);
        }
      }),
    );
  });

  it.each([
    ['one Latin word', 'a'.repeat(1_000_000)],
    ['one Chinese word', '中'.repeat(1_000_000)],
    ['one figure', '7'.repeat(1_000_000)],
    ['emoji', '👍'.repeat(500_000)],
    ['a name with many joints', 'a-'.repeat(500_000)],
    ['rare Han characters', '𠮷'.repeat(100_000)],
    ['spaces', ' '.repeat(1_000_000)],
    ['accents on one letter', `a${'\u0301\u0323'.repeat(500_000)}`],
    ['half an emoji', '\ud83d'.repeat(100_000)],
  ])('takes %s as long as a book', (_, text) => {
    const found = searchWords(text);
    expect(found.every((word) => word.length <= MAX_WORD_LENGTH)).toBe(true);
    expect(found.some((word) => /\p{Surrogate}/u.test(word))).toBe(false);
  });

  it('takes nothing', () => {
    expect(searchWords('')).toEqual([]);
  });
});

describe('words', () => {
  it('gives folded words with their place in the text as written', () => {
    const text = '“跨境電商”，ＴＥＭＵ！';
    expect(words(text).map((word) => [word.text, text.slice(word.start, word.end)])).toEqual([
      ['跨境', '跨境'],
      ['电商', '電商'],
      ['temu', 'ＴＥＭＵ'],
    ]);
  });

  it('keeps offsets through what folding lengthens or joins, and across chunks', () => {
    const text = `㎞${'，平台'.repeat(9000)}👍é跨境`;
    const found = words(text);
    expect(found.at(0)).toEqual({ text: 'km', start: 0, end: 1 });
    expect(found.filter((word) => word.text === '平台')).toHaveLength(9000);
    for (const word of found.filter((each) => each.text === '平台'))
      expect(text.slice(word.start, word.end)).toBe('平台');
    expect(found.at(-1)).toEqual({ text: '跨境', start: text.length - 2, end: text.length });
  });
});
