import { describe, expect, it } from 'vitest';
import { listAround, oneOfEach } from '../../src/answering/list-evidence.js';

const text = `东澜港昨日公布新规。

计划包括三项措施：

一是免收首年堆存费，让小卖家先把货放进来；

二是开通夜间查验；

三是设立退货中心，单票处理不超过两天。

新规自7月起施行。`;

function evidence(words: string, within = text, documentId = 'a', score = 5) {
  const start = within.indexOf(words);
  const passage = {
    id: `${documentId}#0`,
    documentId,
    index: 0,
    start: 0,
    end: within.length,
    text: within,
    heading: null,
  };
  return { passage, start, end: start + words.length, answer: { start, end: start + words.length }, score };
}
const shown = (words: string, within = text) =>
  listAround(within, evidence(words, within))?.map(({ start, end }) => within.slice(start, end));

describe('listAround', () => {
  const all = [
    '计划包括三项措施：',
    '一是免收首年堆存费，让小卖家先把货放进来；',
    '二是开通夜间查验；',
    '三是设立退货中心，单票处理不超过两天。',
  ];

  it('gives the whole list, from any of its items or from the line that announces it', () => {
    expect(shown('开通夜间查验')).toEqual(all);
    expect(shown('免收首年堆存费')).toEqual(all);
    expect(shown('三项措施')).toEqual(all);
  });

  it('lets one quote carry the short answer', () => {
    const quotes = listAround(text, evidence('开通夜间查验'));
    expect(quotes?.map(({ answer }) => answer !== null)).toEqual([false, false, true, false]);
  });

  it('gives the list also where the reader found nothing in it', () => {
    const quotes = listAround(text, { ...evidence('开通夜间查验'), answer: null });
    expect(quotes?.map(({ answer }) => answer)).toEqual([null, null, null, null]);
  });

  it('finds none where a sentence is none, or stands alone with a mark', () => {
    expect(shown('新规自7月起施行')).toBeUndefined();
    expect(listAround('1、只有一条。', evidence('只有一条', '1、只有一条。'))).toBeNull();
  });

  it.each([
    ['1. 引导基金\n2. 集拼中心\n3. 独立站', 3],
    ['（1）回拨电话；\n（2）视频核验；', 2],
    ['- 木箱\n- 纸箱\n- 托盘\n- 气柱袋', 4],
    [Array.from({ length: 12 }, (_, i) => `${i + 1}、第${i}件事，办完为止。`).join('\n'), 6],
  ])('knows the marks of %j', (list, count) => {
    expect(shown(list.slice(3, 4), list)).toHaveLength(count);
  });

  it('cuts long items at a clause, so that the answer can still be read', () => {
    const long = Array.from(
      { length: 4 },
      (_, i) => `${i + 1}、${'把仓库搬到港口旁边，'.repeat(40)}完。`,
    ).join('\n');
    const quotes = shown('把仓库', long) ?? [];
    expect(quotes.join('').length).toBeLessThanOrEqual(600);
    for (const quote of quotes) expect(quote).toMatch(/，$/u);
  });
});

describe('oneOfEach', () => {
  it('takes the best of each article, as long as they come near the first', () => {
    const ranked = [
      evidence('新规', text, 'a', 9),
      evidence('计划', text, 'a', 8),
      evidence('计划', text, 'b', 7),
      evidence('计划', text, 'c', -9),
    ];
    expect(oneOfEach(ranked, 5, 6).map(({ passage }) => passage.documentId)).toEqual(['a', 'b']);
    expect(oneOfEach(ranked, 1, 6)).toHaveLength(1);
  });
});
