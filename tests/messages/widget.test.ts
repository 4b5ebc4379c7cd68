import { describe, expect, it } from 'vitest';
import { widgetEn, type WidgetWord } from '../../src/messages/widget-en.js';
import { widgetZhCN } from '../../src/messages/widget-zh-cn.js';
import { widgetZhTW } from '../../src/messages/widget-zh-tw.js';
import { toSimplified } from '../../src/text/fold.js';

const words = Object.keys(widgetEn) as WidgetWord[];
const parameters = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe('words of the widget', () => {
  it.each(words)('%s takes the same parameters in every language', (word) => {
    for (const text of [widgetEn[word], widgetZhCN[word], widgetZhTW[word]]) {
      expect(text.trim() === '' && word !== 'copy-separator').toBe(false);
      expect(parameters(text)).toEqual(parameters(widgetEn[word]));
    }
  });

  it('are simplified in zh-CN and traditional in zh-TW', () => {
    for (const word of words) expect(toSimplified(widgetZhCN[word])).toBe(widgetZhCN[word]);
    const traditional = words.filter((word) => toSimplified(widgetZhTW[word]) !== widgetZhTW[word]);
    expect(traditional.length).toBeGreaterThan(words.length / 2);
  });

  it('shows the name of a launcher within what it is called (WCAG 2.5.3)', () => {
    for (const catalogue of [widgetEn, widgetZhCN, widgetZhTW]) {
      for (const label of ['launcher-label', 'launcher-news'] as const) {
        expect(catalogue[label].startsWith(catalogue.launcher)).toBe(true);
      }
    }
  });
});
