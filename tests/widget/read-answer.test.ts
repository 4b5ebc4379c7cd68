import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byArticle, numberRanges, plainText } from '../../src/widget/answer.js';
import { fieldsOf, readAnswer, readEvent, readStoredSource } from '../../src/widget/read-answer.js';
import { sentAnswer, sentCitation, sentSentence, source } from './samples.js';

const event = (name: string, data: unknown) => readEvent(name, JSON.stringify(data));

describe('readEvent', () => {
  it('reads each event of an answer', () => {
    expect(event('meta', { id: 'a-1', standaloneQuestion: '…', generation: 'g' })).toEqual({
      type: 'meta',
      id: 'a-1',
    });
    expect(event('sources', { citations: [sentCitation] })).toEqual({ type: 'sources', sources: [source] });
    expect(event('delta', { text: '…[1]', sentence: sentSentence })).toEqual({
      type: 'delta',
      sentence: { text: sentSentence.text, support: 'supported', citations: [1] },
    });
    expect(event('done', sentAnswer)).toMatchObject({
      type: 'done',
      answer: { id: 'a-1', shortAnswer: '27%', refusal: null, sources: [source], notices: [] },
    });
    const written = event('done', { ...sentAnswer, mode: 'generated' });
    expect(written).toMatchObject({ answer: { isGenerated: true } });
    expect(event('done', sentAnswer)).toMatchObject({ answer: { isGenerated: false } });
    expect(event('error', { code: 'internal', message: 'm', requestId: 'r' })).toEqual({
      type: 'error',
      code: 'internal',
      requestId: 'r',
    });
  });

  it('reads what takes the place of what was sent, by itself or under `answer`', () => {
    const parts = { shortAnswer: '27%', sentences: [sentSentence], citations: [sentCitation] };
    const replaced = event('replace', parts);
    expect(replaced).toMatchObject({ type: 'replace', answer: { shortAnswer: '27%', sources: [source] } });
    expect(event('replace', { answer: parts })).toEqual(replaced);
    expect(event('replace', { ...parts, answer: 'the text of it[1]' })).toEqual(replaced);
  });

  it('passes over what it does not know or cannot read', () => {
    expect(event('progress', {})).toBeNull();
    expect(readEvent('done', '{"id":')).toBeNull();
    expect(event('delta', { sentence: { text: '  ' } })).toBeNull();
    expect(event('delta', {})).toBeNull();
  });

  it('takes any JSON for any event without falling over', () => {
    const names = fc.constantFrom('meta', 'sources', 'delta', 'replace', 'done', 'error');
    fc.assert(
      fc.property(names, fc.jsonValue({ maxDepth: 4 }), (name, value) => {
        const read = event(name, value);
        expect(read === null || read.type === name).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (citations, sentences, refusal) => {
        const answer = readAnswer(fieldsOf({ citations, sentences, refusal }));
        for (const { text } of answer.sentences) expect(text).not.toBe('');
        for (const { quote, mark } of answer.sources) {
          if (mark) expect(mark[1]).toBeLessThanOrEqual(quote.length);
        }
      }),
    );
  });

  it('counts anything but a plain yes as a refusal', () => {
    for (const answered of [false, undefined, 'true', 1]) {
      expect(readAnswer(fieldsOf({ ...sentAnswer, answered })).refusal).not.toBeNull();
    }
  });
});

describe('the short answer within a quote', () => {
  const markOf = (more: object) => {
    const read = event('sources', { citations: [{ ...sentCitation, ...more }] });
    const [first] = read?.type === 'sources' ? read.sources : [];
    return first?.mark && first.quote.slice(...first.mark);
  };

  it('is found by the offsets into the article', () => {
    expect(markOf({})).toBe('27%');
  });

  it('is found also where something before it is taken out of the text', () => {
    const quote = `\u202e${sentCitation.quote}`;
    expect(markOf({ quote, sourceEnd: 121, answerStart: 110, answerEnd: 113 })).toBe('27%');
  });

  it.each([
    ['none', { answerStart: null, answerEnd: null }],
    ['before the quote', { answerStart: 90, answerEnd: 99 }],
    ['beyond the quote', { answerStart: 118, answerEnd: 140 }],
    ['backwards', { answerStart: 112, answerEnd: 109 }],
    ['no numbers', { answerStart: '109', answerEnd: {} }],
  ])('is none where the offsets are %s', (_what, offsets) => {
    expect(markOf(offsets)).toBeNull();
  });
});

describe('plainText', () => {
  it('takes out controls that turn or hide text, and leaves the rest', () => {
    expect(plainText('报\u202e表\u202c a\u2066b\u2069\u200f\u0000c\u001b')).toBe('报表 abc');
    expect(plainText('a\nb\tc 𠮷<b>')).toBe('a\nb\tc 𠮷<b>');
  });
});

describe('sources by article', () => {
  it('are one for each article, in their order', () => {
    const cited = ['a', 'b', 'a', 'c', 'a'].map((articleId, n) => ({ ...source, articleId, number: n + 1 }));
    expect(byArticle(cited).map((group) => group.map(({ number }) => number))).toEqual([[1, 3, 5], [2], [4]]);
    expect(byArticle([])).toEqual([]);
  });

  it.each([
    [[1], '1'],
    [[1, 2], '1, 2'],
    [[1, 2, 3], '1–3'],
    [[1, 3, 4, 5, 6, 9], '1, 3–6, 9'],
    [[], ''],
  ])('have the numbers %j written as %s', (numbers, text) => {
    expect(numberRanges(numbers)).toBe(text);
  });
});

describe('readStoredSource', () => {
  it('gives back what was stored', () => {
    for (const mark of [source.mark, null]) {
      const stored = { ...source, mark };
      expect(readStoredSource(JSON.parse(JSON.stringify(stored)))).toEqual(stored);
    }
  });

  it('takes no mark beyond the quote', () => {
    expect(readStoredSource({ ...source, mark: [3, 900] })?.mark).toBeNull();
    expect(readStoredSource({ ...source, mark: ['a'] })?.mark).toBeNull();
  });
});
