import { describe, expect, it } from 'vitest';
import { figureQuestions } from '../../src/text/figure-question.js';

const ofTitle = (title: string) => figureQuestions(title, null).map(({ question }) => question);
const ofText = (text: string, title: string) => figureQuestions(text, title).map(({ question }) => question);

describe('figureQuestions', () => {
  it.each([
    ['青屿海关2022年监管跨境电商进出口162.8亿元', '青屿海关2022年监管跨境电商进出口多少亿元？'],
    ['开行满百列！锦川跨境电商专列11天直达欧洲', '锦川跨境电商专列多少天直达欧洲？'],
    ['青屿海关全年查获侵权商品5.7万件', null],
    ['青屿海关查获侵权商品5.7万件', '青屿海关查获侵权商品多少件？'],
    ['锦川专列的回程重箱率只有38%', '锦川专列的回程重箱率只有百分之多少？'],
    ['步雲川在東南亞累計售出63萬雙', '步雲川在東南亞累計售出多少雙？'],
    ['英国央行近15次加息', '英国央行多少次加息？'],
  ])('asks %s for its figure, in its own words', (title, question) => {
    expect(ofTitle(title)).toEqual(question === null ? [] : [question]);
  });

  it('gives the figure as it is written', () => {
    expect(figureQuestions('青屿海关查获侵权商品5.7万件', null)[0]?.figure).toBe('5.7万件');
  });

  it.each([
    ['one that leans on what stands before it', '今年前四个月吞吐量达到218.6万标箱'],
    ['one of two figures', '青屿港从600万标箱提高到900万标箱'],
    ['one without a figure', '云栖港上半年吞吐量创新高'],
    ['a date', '云栖大桥将于2025年10月18日通车'],
    ['an ordinal', '云栖港迎来第100列专列到站'],
    ['a small number, often part of a phrase', '云栖港货比三家挑选合作伙伴'],
    ['one that begins with a verb', '险些被骗走的货款达47.6万元'],
    ['one that goes on', '云栖港口岸共放行37票并完成退税'],
    ['markup', '云栖港<b>共放行货物37票</b>'],
    ['an address', '云栖港 https://x.example/37票'],
    ['one too short', '共放行37票'],
  ])('makes nothing of %s', (_what, title) => {
    expect(ofTitle(title)).toEqual([]);
  });

  it('takes from a text only clauses about what its title names', () => {
    const text = '锦川共开行跨境电商专列46列，港口共装卸集装箱1200个。';
    expect(ofText(text, '锦川的第100列专列')).toEqual(['锦川共开行跨境电商专列多少列？']);
    expect(ofText(text, '别处的消息')).toEqual([]);
  });

  it('takes linear time over hostile text', () => {
    const text = '云栖港查获1、'.repeat(20_000) + '《'.repeat(50_000);
    expect(figureQuestions(text, null)).toEqual([]);
  });
});
