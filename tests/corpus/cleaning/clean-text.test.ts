import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseText, removeBoilerplate } from '../../../src/corpus/cleaning/clean-text.js';

describe('normaliseText', () => {
  it('runs the steps in order and tells all repairs in offsets of the result', () => {
    const { text, repairs } = normaliseText('　　商務\0(wù)部發(fā)布數(shù)據(jù)：２０３１年  增長。');
    expect(text).toBe('商務部發布數據：2031年 增長。');
    expect(repairs).toEqual([
      { kind: 'spacing', start: 0, end: 14 },
      { kind: 'control-removed', start: 2, end: 2 },
      { kind: 'gloss-removed', start: 2, end: 7 },
    ]);
  });

  it('leaves healthy text as it is, without repairs', () => {
    const text = '青石港(QSP)今年新开3条航线,增长15.6%。\n\n“数字化”仍然是门“热”生意——Temu 上线后如此。';
    expect(normaliseText(text)).toEqual({ text, repairs: [] });
  });

  it('yields well-formed text, offsets inside it, and the same again for what it yields', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.constantFrom(
        '產(chǎn)',
        '?',
        '?!',
        '钡臅',
        ' ',
        '\n',
        '（',
        ')',
        '“',
        '。',
        '王',
        'Ａ',
        '\0',
        '\ud800',
        '版权',
      ),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
        const { text, repairs } = normaliseText(units.join(''));
        expect(text.isWellFormed()).toBe(true);
        for (const { start, end } of repairs) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        const all = removeBoilerplate({ text, repairs }, { title: null });
        expect(all.text.length).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 300 },
    );
  });

  // A step that is not linear does not come back from these within the time limit of the tier.
  it.each([
    ['question marks', '?', 1_000_000],
    ['question and exclamation marks', '?!', 500_000],
    ['spaces', ' ', 2_000_000],
    ['brackets', '(', 2_000_000],
    ['brackets after Han characters', '東(', 1_000_000],
    ['line breaks', '\r\n', 1_000_000],
    ['NULs', '\0', 2_000_000],
    ['lone surrogates', '\udc00', 500_000],
    ['spread-out characters', '好 ', 300_000],
    ['damaged text', '出?!钡臅r代。', 20_000],
    ['rare characters', '?臅钡', 200_000],
    ['quotation marks', '“', 2_000_000],
    ['one word', '好', 2_000_000],
    ['links', 'https://a', 200_000],
    ['credits', '编辑 张三 ', 200_000],
    ['headings of related articles', '相关阅读\n', 300_000],
    ['copyright', '版权声明：本网。', 200_000],
  ])('comes back from a long run of %s', (_name, unit, times) => {
    const { text } = removeBoilerplate(normaliseText(`好${unit.repeat(times)}好`), { title: '好' });
    expect(text.length).toBeGreaterThan(0);
  });
});

interface Expected {
  readonly articles: Record<
    string,
    { contains?: string[]; lacks?: string[]; repaired?: string[]; damagedRuns?: number }
  >;
}

const shared = new URL('../../../../shared/', import.meta.url);
const seeds = new URL('corpora/seeds/', shared);
if (!existsSync(seeds)) console.warn('skipped: the seed articles beside the repository are absent');

describe.skipIf(!existsSync(seeds))('the seed articles in plain text', () => {
  const bare = (text: string) => text.replace(/\s/g, '');

  it.each(['001_ddd2f4bae4bbffc1', '002_5e208995accfbc75'])('%s yields what it must', (id) => {
    const expected = (
      JSON.parse(readFileSync(new URL('eval/seeds/expected.json', shared), 'utf8')) as Expected
    ).articles[id]!;
    const { text, repairs } = removeBoilerplate(
      normaliseText(readFileSync(new URL(`${id}.txt`, seeds), 'utf8')),
      { title: null },
    );
    for (const phrase of expected.contains ?? []) expect(bare(text)).toContain(bare(phrase));
    for (const phrase of expected.repaired ?? []) expect(bare(text)).toContain(bare(phrase));
    for (const phrase of expected.lacks ?? []) expect(bare(text)).not.toContain(bare(phrase));
    const runs = repairs.filter(({ kind }) => kind === 'gbk-shift-repaired');
    expect(runs.length).toBeGreaterThanOrEqual(expected.damagedRuns ?? 0);
  });

  it('002 keeps nothing that was read one byte off', () => {
    const { text } = normaliseText(readFileSync(new URL('002_5e208995accfbc75.txt', seeds), 'utf8'));
    expect(text).not.toMatch(/[\ue000-\uf8ff钡臅缆恼嘘龊翱痹]|\?!|\([a-z]+\)/);
    expect(text).toContain('適當的政策法律環境');
    expect(text).toContain('副總裁劉震介紹');
  });
});
