import { describe, expect, it } from 'vitest';
import { copyText } from '../../src/widget/copy-text.js';
import { wordsOf } from '../../src/widget/words.js';
import { doneTurn, refusedTurn, source } from './samples.js';

const endpoint = 'https://ask.example/yinju';

describe('copyText', () => {
  it('is the answer with its numbers, and what each number stands for', () => {
    expect(copyText(doneTurn, wordsOf('zh-CN'), endpoint)).toBe(
      `问：匈牙利的增值税标准税率是多少？

简答：27%

匈牙利的标准税率为27%，是欧盟最高的。[1]

出处：
[1] 《欧盟增值税新规解读》，海贸观察，2021-07-01
    “匈牙利的标准税率为27%，是欧盟最高的。”
    https://ask.example/yinju/articles/eu-vat?start=100&end=120&hash=h#quote`,
    );
  });

  it('says of what a language model wrote that it did', () => {
    const written = copyText({ ...doneTurn, isGenerated: true }, wordsOf('zh-CN'), endpoint);
    expect(written).toMatch(/是欧盟最高的。\[1\]\n\n由语言模型写成，[^]*\n\n出处：/);
    expect(copyText(doneTurn, wordsOf('zh-CN'), endpoint)).not.toContain('语言模型');
  });

  it('speaks the language of the reader', () => {
    expect(copyText(doneTurn, wordsOf('zh-TW'), endpoint)).toContain('簡答：27%');
    expect(copyText(doneTurn, wordsOf('en'), endpoint)).toContain('In short: 27%');
  });

  it('leaves out what is not known, and addresses that are none', () => {
    const bare = {
      ...source,
      source: null,
      publishedAt: null,
      href: 'javascript:alert(1)',
      url: 'data:text/html,x',
    };
    const text = copyText({ ...doneTurn, shortAnswer: null, sources: [bare] }, wordsOf('zh-CN'), endpoint);
    expect(text).toContain('[1] 《欧盟增值税新规解读》，日期不详\n    “匈牙利');
    expect(text).not.toMatch(/javascript|data:|简答/);
  });

  it('falls back to the page of the publisher', () => {
    const turn = { ...doneTurn, sources: [{ ...source, href: '' }] };
    expect(copyText(turn, wordsOf('en'), endpoint)).toContain('\n    https://news.example/vat');
  });

  it('says of a refusal that it is one', () => {
    const text = copyText(refusedTurn, wordsOf('zh-CN'), endpoint);
    expect(text).toMatch(/^问：番茄炒蛋怎么做？\n\n文章库里没有答案\n文章库中没有/);
    expect(text).toContain('最接近的文章\n[1] 《欧盟增值税新规解读》');
  });
});
