import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { untouched } from '../../../src/corpus/cleaning/edits.js';
import { tidySpacing } from '../../../src/corpus/cleaning/spacing.js';

const tidy = (text: string) => tidySpacing(untouched(text)).text;

describe('tidySpacing', () => {
  it.each([
    ['indents and trailing spaces', '　　第一段。 \n　　第二段。\t', '第一段。\n第二段。'],
    ['more than one blank line', '甲\r\n\r\n \r\n\r\n乙', '甲\n\n乙'],
    ['line separators', '甲\u2028乙\u0085丙', '甲\n乙\n丙'],
    ['runs of spaces of every width', '品质\u00a0\u2003　鄂尔多斯', '品质 鄂尔多斯'],
    ['a space before a Chinese mark', 'Jackalope Games ，致力', 'Jackalope Games，致力'],
    ['full-width letters and digits', '１２．５亿元，Ａ股和ＴＥＭＵ', '12.5亿元，A股和TEMU'],
    ['paragraphs run together with their indents', '第一段说完。    第二段开始', '第一段说完。\n第二段开始'],
  ])('tidies %s', (_name, raw, text) => {
    expect(tidy(raw)).toBe(text);
  });

  it.each([
    ['Temu 上线'],
    ['（記者 王晶）'],
    ['天驕e購 品質鄂爾多斯'],
    ['起“東風” 國貨“潮品”'],
    ['编辑 李四 校对 王五六'],
    ['(图/文 罗洪江)'],
    ['王某某 摄 学生'],
    ['上海 外贸 创新高'],
    ['6月30日,隨着草原;價格:3.5元(含稅)!'],
    ['（全角括号）；全角标点：“引号”！'],
    ['周刊 文 李某某说'],
  ])('leaves %s as it was written', (text) => {
    expect(tidySpacing(untouched(text))).toEqual({ text, repairs: [] });
  });

  it.each([
    ['a name cut by its gloss', '副部長 王 受文表示', '副部長 王受文表示'],
    ['names of two characters in a list', '策划：吴 楠、张 凯', '策划：吴楠、张凯'],
    ['names of two characters in a row', '周 杰 周 宁 摄', '周杰 周宁 摄'],
    ['a known word', '来 源：本报', '来源：本报'],
    ['a spread-out line', '观 察 者 网', '观察者网'],
  ])('closes %s', (_name, raw, text) => {
    expect(tidy(raw)).toBe(text);
  });

  it('tells one repair a paragraph at most', () => {
    const paragraph = '　　这是 一  段，有　　许多  空白 。\n';
    const { text, repairs } = tidySpacing(untouched(paragraph.repeat(7)));
    expect(repairs.length).toBeLessThanOrEqual(text.split('\n').length);
    expect(repairs.length).toBeGreaterThan(1);
  });

  it('never touches anything but white space and full-width letters', () => {
    const unit = fc.constantFrom(
      '好',
      '王',
      ' ',
      '　',
      '\n',
      '\r\n',
      'a',
      '，',
      ',',
      '。',
      '“',
      '！',
      '\t',
      '9',
      '(',
      '）',
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), (units) => {
        const raw = units.join('');
        const once = tidy(raw);
        expect(once.replace(/\s/g, '')).toBe(raw.replace(/\s/g, ''));
        expect(tidy(once)).toBe(once);
      }),
    );
  });
});
