import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinTokens } from '../../../src/answering/condensation/token.js';
import { tokenise } from '../../../src/answering/condensation/tokenise.js';

/** The tokens of a kind. */
const ofKind = (text: string, kind: string): string[] =>
  tokenise(text).flatMap((token) => (token.kind === kind ? [token.text] : []));

describe('tokenise', () => {
  it.each([
    ['云屿天澜银行2020年净利润多少', ['云屿天澜银行']],
    ['青屿滨海智慧产业园建在哪里', ['青屿滨海智慧产业园']],
    ['临江射击俱乐部手续合法吗', ['临江射击俱乐部']],
  ])('puts the name of an institution together: %s', (text, names) => {
    expect(ofKind(text, 'organisation')).toEqual(names);
  });

  it('puts a river and its basin, a product and its number, a person and what is kept back together', () => {
    expect(ofKind('海河流域平均降雨量', 'place')).toEqual(['海河流域']);
    expect(ofKind('澜石01什么时候发售', 'name')).toEqual(['澜石01']);
    expect(ofKind('民警问了邓某，没有问别人', 'person')).toEqual(['邓某']);
  });

  it('does not take a verb or a thing for a place or a person', () => {
    expect(ofKind('它什么时候上市的', 'place')).toEqual([]);
    expect(ofKind('续航和智慧屏', 'person')).toEqual([]);
    expect(ofKind('乌克兰的飞行员', 'place')).toEqual(['乌克兰']);
  });

  it('keeps times whole', () => {
    expect(ofKind('张坤二季度末的规模', 'time')).toEqual(['二季度末']);
    expect(ofKind('今年第一季增长多少', 'time')).toEqual(['今年第一季']);
    expect(ofKind('讯飞去年同期呢', 'time')).toEqual(['去年同期']);
  });

  it('knows what asks', () => {
    expect(ofKind('有多少家企业', 'question')).toEqual(['多少家']);
    expect(ofKind('有多少家长报名', 'question')).toEqual(['多少']);
    expect(ofKind('重不重', 'question')).toEqual(['重不重']);
    expect(ofKind('景区关了没有？', 'question')).toEqual(['没有']);
  });

  it('loses nothing of any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('他点', '王某', 'A1 b', '2021年', '“'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        expect(joinTokens(tokenise(text))).toBe(text);
      }),
    );
  });
});
