import { describe, expect, it } from 'vitest';
import { readBody, readInlineText } from '../../src/corpus/read-body.js';

describe('readBody', () => {
  it.each([
    ['html', '<p>一</p><p>二</p>'],
    ['html', '前言<br>正文'],
    ['html', '  <!DOCTYPE html><title>x</title>\n# 不是标记'],
    ['markdown', '# 标题\n\n正文'],
    ['markdown', '正文里有[链接](https://a.example/b)。'],
    ['markdown', '<p>正文</p>\n\n[返回首页](//a.example/)'],
    ['markdown', '**重点**：一'],
    ['markdown', '- 甲\n- 乙\n- 丙'],
    ['markdown', '建议如下：\n\n- 甲；\n\n- 乙。\n\n结尾。'],
    ['markdown', '建议如下：\n* 甲\n  又一行\n* 乙'],
    [
      'html',
      '<p>正文的一段写了不少字，讲清楚了事情。</p><p>又一段。</p>\n\n<http://a.example/share.html?x=1>\n',
    ],
    [
      'html',
      '<p>正文的一段写了不少字，讲清楚了事情，也说明了各方的态度和安排。</p>\n\n![图](//a.example/long-name.png)',
    ],
    ['markdown', '<div>图</div>\n\n# 标题\n\n正文的一段写了不少字，讲清楚了事情。'],
    ['text', '普通的一段话。'],
    ['text', '# '],
    ['text', '王**与李**因琐事争吵，周**报警。'],
    ['text', '3 < 5 且 a<b，另见 <某某> 一文'],
    ['text', '#话题# 今天开市'],
    ['text', '- 只有一项'],
    ['text', '气温\n- 5\n- 7'],
    ['text', '甲说\n- 乙\n- 丙\n丁说'],
    ['text', '* 注：数据截至六月\n* 注：另注'],
    ['text', '*注：数据截至六月\n*另注'],
  ])('reads as %s: %j', (format, body) => {
    expect(readBody(body).format).toBe(format);
  });

  it('leaves plain text as it was written', () => {
    const written =
      '一、总则\n\n    缩进四格的一段，*不是*代码。\n　　全角缩进。\n\n1、甲；\n2、乙_丙_丁；\n* 注：见 AT&T 与 ?a=1&copy=2\n10~20元';
    expect(readBody(written).text).toBe(written);
  });

  it('resolves references that a scraper left in plain text', () => {
    expect(readBody('甲&nbsp;乙 &ldquo;丙&#8221; &notaname; A&B').text).toBe(
      '甲\u00a0乙 “丙” &notaname; A&B',
    );
  });
});

describe('Markdown', () => {
  const read = (body: string): string => readBody(body).text;

  it('shows headings, emphasis, links and lists without their marks', () => {
    expect(
      read(
        '# 题\n\n一**重**点与`码`，见[公告](http://a.example "t")。\n\n3. 甲\n4. 乙\n\n1) 丙\n\n- 丁\n- 戊\n\n> 引文\n\n***\n\n尾',
      ),
    ).toBe('题\n\n一重点与码，见公告。\n\n3. 甲\n4. 乙\n\n1) 丙\n\n丁\n戊\n\n引文\n\n尾');
  });

  it('takes the marks off a list without headings, and keeps a sign before a number', () => {
    expect(read('三点建议：\n\n- 回拨电话；\n- 视频确认；\n- 先付试款。\n\n结尾。')).toBe(
      '三点建议：\n\n回拨电话；\n视频确认；\n先付试款。\n\n结尾。',
    );
    expect(read('一段话。\n\n+ 5 个百分点\n\n结尾。')).toBe('一段话。\n\n+ 5 个百分点\n\n结尾。');
    expect(read('# 题\n\n+ 5 个百分点\n\n+ 甲')).toBe('题\n\n+ 5 个百分点\n甲');
    expect(read('# 题\n\n+ 5 个百分点\n+ 甲')).toBe('题\n\n+ 5 个百分点\n甲');
    expect(read('# 题\n\n3. 甲\n\n4. **乙**')).toBe('题\n\n3. 甲\n4. 乙');
  });

  it('takes away the space that ends bold type after a full stop, and no other', () => {
    expect(read('**先把账算清。** 所有人都同意。**好：** “行。”')).toBe(
      '先把账算清。所有人都同意。好：“行。”',
    );
    expect(read('**先把账算清。** ABC 公司同意。**重点** 在后。')).toBe(
      '先把账算清。 ABC 公司同意。重点 在后。',
    );
    expect(read('# 题\n\n第一句。 第二句。')).toBe('题\n\n第一句。 第二句。');
  });

  it('drops images, bare addresses and lines of navigation', () => {
    expect(
      read(
        '# 题\n\n![图](a.png)\n\n正文。\n\n<http://a.example/NewsShare.html?x=1>\n\n[返回新闻](//a.example/c)｜[返回首页](//a.example/)',
      ),
    ).toBe('题\n\n正文。');
  });

  it('joins wrapped lines, and keeps breaks that were meant', () => {
    const wrapped = '这一行写到了编辑器的右边界所以在词的中间换到下一行继续写完这句话。';
    expect(
      read(`# 题\n\n${wrapped.slice(0, 25)}\n${wrapped.slice(25)}\n\n时间：2024-03-11\n来源：某网`),
    ).toBe(`题\n\n${wrapped}\n\n时间：2024-03-11\n来源：某网`);
  });

  it('reads indented lines as text, tables as rows, and HTML within', () => {
    expect(
      read(
        '# 题\n\n    不是代码\n\n| 月 | 值 |\n|---|---|\n| 1月 | 3 |\n\n<div hidden>\n\n藏\n\n</div>\n\n<script>\n\n藏\n\n</script>\n\n&lt;尾&gt;',
      ),
    ).toBe('题\n\n不是代码\n\n月 | 值\n1月 | 3\n\n<尾>');
  });

  it.each([
    '![[[',
    '[',
    '![',
    '[a](',
    '**a*',
    '_a__',
    '`',
    '<',
    '<!--',
    '>',
    '[a]: b\n',
    '|',
    '* ',
    '\\',
    '&#',
    '~~a',
    'a\n',
    ' ',
    '- a\n',
  ])('is linear in runs of %j', (run) => {
    expect(readBody(`# 题\n\n${run.repeat(100_000)}`).text.startsWith('题')).toBe(true);
  });
});

describe('readInlineText', () => {
  it('frees a field from markup', () => {
    expect(readInlineText('<em>出海</em>&nbsp;2.0')).toBe('出海\u00a02.0');
    expect(readInlineText('a < b')).toBe('a < b');
    expect(readInlineText('《书名》')).toBe('《书名》');
  });
});
