import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retrievalText } from '../../src/chunking/passage-context.js';
import { splitDocument, splitterSettingsSchema } from '../../src/chunking/split-document.js';

const defaults = splitterSettingsSchema.parse({});
const sentence = (n: number, name = '宁波') =>
  `${name}港在第${n}周发出了${n * 37}个集装箱，其中近三成装的是小家电。`;
const split = (text: string, settings = {}) =>
  splitDocument({ id: 'a', text }, splitterSettingsSchema.parse({ ...settings }));

describe('splitDocument', () => {
  it('gives one passage for a short text and none for an empty one', () => {
    expect(split('')).toEqual([]);
    expect(split(' \n\n ')).toEqual([]);
    expect(split('宁波港开通新航线。')).toEqual([
      { id: 'a#0', documentId: 'a', index: 0, start: 0, end: 9, text: '宁波港开通新航线。', heading: null },
    ]);
  });

  it('keeps passages within the sizes and begins each with whole sentences of the one before', () => {
    const text = Array.from({ length: 40 }, (_, n) => sentence(n + 10)).join('');
    const passages = split(text);
    expect(passages.length).toBeGreaterThan(3);
    for (const passage of passages) {
      expect(text.slice(passage.start, passage.end)).toBe(passage.text);
      expect(passage.text.length).toBeLessThanOrEqual(defaults.maxChars + defaults.minChars / 4);
      expect(passage.text.length).toBeGreaterThanOrEqual(defaults.minChars - 30);
      expect(passage.text).toMatch(/^宁波港在第\d+周.*小家电。$/su);
    }
    for (const [i, passage] of passages.slice(1).entries()) {
      const overlap = (passages[i]?.end ?? 0) - passage.start;
      expect(overlap).toBeGreaterThan(0);
      expect(overlap).toBeLessThanOrEqual(defaults.overlapChars);
    }
  });

  it('keeps a heading with what follows it, and tells later passages of the section its heading', () => {
    const section = (name: string) => Array.from({ length: 16 }, (_, n) => sentence(n + 10, name)).join('');
    const text = `${section('宁波')}\n\n海外仓成为新支点\n\n${section('青岛')}`;
    const passages = split(text);
    const second = passages.filter((passage) => passage.text.includes('青岛'));
    expect(second[0]?.text.startsWith('海外仓成为新支点\n\n青岛')).toBe(true);
    expect(second[0]?.heading).toBeNull();
    expect(second[1]?.heading).toBe('海外仓成为新支点');
    for (const passage of passages) expect(passage.text).not.toMatch(/海外仓成为新支点$/u);
  });

  it('cuts a sentence that is longer than a passage at its clauses', () => {
    const text = `${Array.from({ length: 60 }, (_, n) => `第${n}批货物已经运抵鹿特丹`).join('，')}。`;
    const passages = split(text);
    expect(passages.length).toBeGreaterThan(1);
    for (const passage of passages) {
      expect(passage.text.length).toBeLessThanOrEqual(defaults.maxChars + defaults.minChars / 4);
      expect(passage.text).toMatch(/[，。]$/u);
    }
  });

  it('cuts a word without any boundary, never inside a surrogate pair', () => {
    const text = '😀'.repeat(1000);
    const passages = split(text, { maxChars: 301, minChars: 200, overlapChars: 0 });
    expect(passages.map((passage) => passage.text).join('')).toBe(text);
    for (const passage of passages) expect(passage.text.isWellFormed()).toBe(true);
  });

  it('covers every character that is not white space, in order, whatever the text', () => {
    const piece = fc.constantFrom(
      '宁波港',
      '，',
      '。',
      '！”',
      '“',
      '\n\n',
      ' ',
      '海外仓建设提速',
      'Temu 2.38',
      '；',
      '😀',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 400 }),
        fc.integer({ min: 40, max: 120 }),
        (pieces, maxChars) => {
          const text = pieces.join('');
          const passages = split(text, { minChars: 30, maxChars, overlapChars: 15 });
          let covered = 0;
          for (const passage of passages) {
            expect(passage.text).toBe(text.slice(passage.start, passage.end));
            expect(text.slice(covered, Math.max(covered, passage.start)).trim()).toBe('');
            expect(passage.end).toBeGreaterThan(covered);
            covered = passage.end;
          }
          expect(text.slice(covered).trim()).toBe('');
        },
      ),
    );
  });

  it('refuses settings that contradict each other', () => {
    expect(splitterSettingsSchema.safeParse({ minChars: 300, maxChars: 200 }).success).toBe(false);
    expect(splitterSettingsSchema.safeParse({ maxChars: 350, overlapChars: 300 }).success).toBe(false);
  });
});

describe('retrievalText', () => {
  it('puts title, spoken date and heading before the text', () => {
    expect(
      retrievalText(
        { title: '外贸新动能', publishedAt: '2022-09-19' },
        { heading: '仓网', text: '海外仓已建成。' },
      ),
    ).toBe('外贸新动能 2022年9月19日 仓网\n海外仓已建成。');
  });

  it('leaves out what is unknown, and a title that the text begins with', () => {
    expect(
      retrievalText({ title: '海外仓已建成', publishedAt: null }, { heading: null, text: '海外仓已建成。' }),
    ).toBe('海外仓已建成。');
    expect(retrievalText({ title: '甲', publishedAt: '2021-11' }, { heading: null, text: '乙。' })).toBe(
      '甲 2021年11月\n乙。',
    );
  });
});
