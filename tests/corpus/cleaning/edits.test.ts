import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, mergeRepairs, untouched, type Edit } from '../../../src/corpus/cleaning/edits.js';

describe('applyEdits', () => {
  it('replaces, inserts and removes, and tells where', () => {
    const clean = applyEdits(untouched('甲乙丙丁戊'), [
      { start: 0, end: 0, replacement: '零', kind: 'gbk-shift-repaired' },
      { start: 1, end: 3, replacement: '', kind: 'boilerplate-removed' },
      { start: 4, end: 5, replacement: '己庚', kind: 'gbk-shift-repaired' },
    ]);
    expect(clean.text).toBe('零甲丁己庚');
    expect(clean.repairs).toEqual([
      { kind: 'gbk-shift-repaired', start: 0, end: 1 },
      { kind: 'boilerplate-removed', start: 2, end: 2 },
      { kind: 'gbk-shift-repaired', start: 3, end: 5 },
    ]);
  });

  it('carries earlier repairs to where their words are now', () => {
    const once = applyEdits(untouched('一二三四五六'), [
      { start: 4, end: 5, replacement: '伍', kind: 'gbk-shift-repaired' },
    ]);
    const twice = applyEdits(once, [{ start: 0, end: 2, replacement: '', kind: 'gloss-removed' }]);
    expect(twice.text).toBe('三四伍六');
    expect(twice.repairs).toContainEqual({ kind: 'gbk-shift-repaired', start: 2, end: 3 });
  });

  it('drops repairs whose words went with boilerplate, and keeps one on its edge', () => {
    const once = applyEdits(untouched('正文。版权(bǎn)所有'), [
      { start: 3, end: 3, replacement: '', kind: 'spacing' },
      { start: 5, end: 10, replacement: '', kind: 'gloss-removed' },
    ]);
    const twice = applyEdits(once, [
      { start: 3, end: once.text.length, replacement: '', kind: 'boilerplate-removed' },
    ]);
    expect(twice).toEqual({
      text: '正文。',
      repairs: [
        { kind: 'boilerplate-removed', start: 3, end: 3 },
        { kind: 'spacing', start: 3, end: 3 },
      ],
    });
  });

  it('tells what happened to a line break of the paragraph after it', () => {
    const clean = applyEdits(untouched('甲\n \n乙'), [
      { start: 1, end: 4, replacement: '\n\n', kind: 'spacing' },
    ]);
    expect(clean.repairs).toEqual([{ kind: 'spacing', start: 3, end: 3 }]);
  });

  it.each([
    ['overlap', [0, 2], [1, 3]],
    ['wrong order', [2, 3], [0, 1]],
    ['outside', [0, 9], [9, 9]],
  ])('refuses edits: %s', (_name, first, second) => {
    const edit = ([start, end]: number[]): Edit => ({
      start: start!,
      end: end!,
      replacement: '',
      kind: 'spacing',
    });
    expect(() => applyEdits(untouched('一二三'), [edit(first), edit(second)])).toThrow(RangeError);
  });

  it('keeps a marked stretch on its words, whatever is edited around it', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 20 }),
        fc.string({ minLength: 1, maxLength: 5 }),
        fc.string({ maxLength: 20 }),
        fc.array(fc.tuple(fc.nat(20), fc.nat(3), fc.string({ maxLength: 4 })), { maxLength: 6 }),
        (before, marked, after, raw) => {
          const start = before.length;
          const text = before + marked + after;
          const clean = {
            text,
            repairs: [{ kind: 'undecodable' as const, start, end: start + marked.length }],
          };
          const edits: Edit[] = [];
          let at = 0;
          for (const [gap, length, replacement] of raw) {
            const from = at + gap;
            const to = from + length;
            const clear = to <= start || from >= start + marked.length;
            if (to > text.length || !clear) continue;
            edits.push({ start: from, end: to, replacement, kind: 'gloss-removed' });
            at = to;
          }
          const result = applyEdits(clean, edits);
          const repair = result.repairs.find(({ kind }) => kind === 'undecodable')!;
          expect(result.text.slice(repair.start, repair.end)).toBe(marked);
          expect(result.repairs.every((one) => one.start <= one.end && one.end <= result.text.length)).toBe(
            true,
          );
        },
      ),
    );
  });

  it('takes a hundred thousand edits', () => {
    const edits = Array.from({ length: 100_000 }, (_, i) => ({
      start: 2 * i,
      end: 2 * i + 1,
      replacement: '',
      kind: 'gloss-removed' as const,
    }));
    const clean = applyEdits(untouched('ab'.repeat(100_000)), edits);
    expect(clean.text).toBe('b'.repeat(100_000));
    expect(clean.repairs).toEqual([{ kind: 'gloss-removed', start: 0, end: 99_999 }]);
  });
});

describe('mergeRepairs', () => {
  const gloss = (start: number) => ({ kind: 'gloss-removed' as const, start, end: start });

  it('makes one of glosses that lie close together in a paragraph, and keeps paragraphs apart', () => {
    const text = `${'字'.repeat(50)}\n${'字'.repeat(50)}`;
    expect(mergeRepairs(text, [gloss(40), gloss(3), gloss(20), gloss(60)])).toEqual([
      { kind: 'gloss-removed', start: 3, end: 40 },
      { kind: 'gloss-removed', start: 60, end: 60 },
    ]);
  });

  it('makes one of all spacing in a paragraph, however far apart, and none of damage apart', () => {
    const text = '字'.repeat(5000);
    const at = (kind: 'spacing' | 'gbk-shift-unrepaired') => [
      { kind, start: 1, end: 2 },
      { kind, start: 4000, end: 4001 },
    ];
    expect(mergeRepairs(text, at('spacing'))).toHaveLength(1);
    expect(mergeRepairs(text, at('gbk-shift-unrepaired'))).toHaveLength(2);
  });
});
