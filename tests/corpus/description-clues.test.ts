import { describe, expect, it } from 'vitest';
import { normaliseText, removeBoilerplate } from '../../src/corpus/cleaning/clean-text.js';
import { readDescriptions } from '../../src/corpus/description-clues.js';

const body = '青石港今年新开三条航线。港务局局长说：“货物吞吐量增长了两成。”';

/** What is read from the lines that cleaning really cuts. */
function read(text: string): { date: string | null; source: string | null; author: string | null } {
  const { text: article, descriptions } = removeBoilerplate(normaliseText(text), { title: null });
  expect(article).toContain(body);
  const { date, source, author } = readDescriptions(descriptions);
  return { date: date?.date ?? null, source, author };
}

describe('readDescriptions', () => {
  it.each([
    ['港埠商訊 2031-08-18\n', '2031-08-18', '港埠商訊', null],
    ['王小禾 2031-08-18\n', '2031-08-18', null, null],
    ['海边网 > 新闻 > 港口新闻 2031-08-13 09:38:27 ，正文：', '2031-08-13', '海边网', null],
    ['来源：海边网 | 2031年08月04日 11:46:39，正文：', '2031-08-04', '海边网', null],
    [
      'http://www.example.org 2031年08月05日 14:00 来源：海边网青石，正文：',
      '2031-08-05',
      '海边网青石',
      null,
    ],
    ['椰岛网/潮头新闻 记者王小禾 通讯员周一帆 2031-08-09 21:43，正文：', '2031-08-09', '潮头新闻', '王小禾'],
    ['本文转自【青石日报】；', null, '青石日报', null],
  ])('reads what is cut above the text: %j', (head, date, source, author) => {
    expect(read(head + body)).toEqual({ date, source, author });
  });

  it.each([
    ['来源：海边网 记者 王小禾流程编辑：QF027', null, '海边网', '王小禾'],
    ['《 青石日报 》（ 2031年08月02日 06 版）分享让更多人看到', '2031-08-02', '青石日报', null],
    ['（文章来源：青石日报）\n\n相关阅读：\n甲\n乙\n丙\n丁\n戊\n己\n庚', null, '青石日报', null],
    ['作者：王小禾 编辑：周一帆\n本文链接：https://news.example.org/1', null, null, '王小禾'],
    ['责任编辑：周一帆', null, null, null],
  ])('reads what is cut below it: %j', (tail, date, source, author) => {
    expect(read(body + tail)).toEqual({ date, source, author });
  });

  it('tells nothing of an article without them', () => {
    expect(read(body)).toEqual({ date: null, source: null, author: null });
  });

  it('is linear in what it is given', () => {
    for (const run of ['记者 ', '来源：', '2031-', '>', '《', '转自', ' ', '王']) {
      const line = run.repeat(100_000);
      expect(() => readDescriptions({ head: [line], tail: [line] })).not.toThrow();
    }
  });
});
