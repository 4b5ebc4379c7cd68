import { Converter } from 'opencc-js/cn2t';
import { describe, expect, it } from 'vitest';
import { pagesEn } from '../../src/messages/pages-en.js';
import { pagesZhCN } from '../../src/messages/pages-zh-cn.js';
import { pagesZhTW } from '../../src/messages/pages-zh-tw.js';
import { toSimplified } from '../../src/text/fold.js';

const keys = Object.keys(pagesEn) as (keyof typeof pagesEn)[];
const toTaiwan = Converter({ from: 'cn', to: 'tw' }) as (text: string) => string;

describe('words of the pages', () => {
  it.each(keys)('%s is simplified in zh-CN and has no simplified character in zh-TW', (key) => {
    expect(toSimplified(pagesZhCN[key])).toBe(pagesZhCN[key]);
    expect(toTaiwan(pagesZhTW[key])).toBe(pagesZhTW[key]);
  });

  it('use the words of Taiwan', () => {
    const mainland = /文件|網絡|信息|字節|默認|搜索|概率|軟件|視頻|質量|字符/;
    for (const key of keys) expect(pagesZhTW[key], key).not.toMatch(mainland);
  });
});
