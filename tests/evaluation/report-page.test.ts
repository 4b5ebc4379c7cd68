import { createHash } from 'node:crypto';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { earlierRunSchema } from '../../src/evaluation/report-comparison.js';
import { reportOf } from '../../src/evaluation/report-data.js';
import { runAsJson } from '../../src/evaluation/report-json.js';
import { clipped, escapeText } from '../../src/evaluation/report-markup.js';
import { reportPage } from '../../src/evaluation/report-page.js';
import { reportStyle } from '../../src/evaluation/report-style.js';
import { locales } from '../../src/messages/index.js';
import { outcomeOf } from './report-outcomes.js';

const heading = { name: 'questions.jsonl', date: '2026-11-22', generation: 'g1', earlierName: 'run.json' };
const unanswerable = { answerable: false, sources: [], answers: [] };

const hostile = `"><img src=x onerror=alert(1)></title></style></svg><script>alert('1')</script>&lt;\u0000\u202e\ud800{name}`;
const hostileRun = [
  outcomeOf(hostile, {
    question: {
      question: hostile,
      kind: hostile,
      sources: [hostile],
      answers: [[hostile]],
      history: [{ role: 'user', content: hostile }],
    },
    shown: hostile,
    title: hostile,
    holds: false,
    answer: { shortAnswer: hostile },
  }),
  outcomeOf(`${hostile}2`, { shown: null, question: { kind: 'other' } }),
  outcomeOf('u', { question: unanswerable, holds: false }),
];

/** Names of the elements, and every attribute as `name=value`. */
function elementsOf(page: string): { names: Set<string>; attributes: Set<string> } {
  const names = new Set<string>();
  const attributes = new Set<string>();
  const parser = new Parser({
    onopentag: (name, given) => {
      names.add(name);
      for (const [key, value] of Object.entries(given)) attributes.add(`${key}=${value}`);
    },
  });
  parser.end(page);
  return { names, attributes };
}

/** Open and close tags must balance, or a browser would move things about. */
function isBalanced(page: string): boolean {
  const empty = new Set(['meta', 'br', 'img']);
  const open: string[] = [];
  for (const [, close, name = '', self] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*?(\/?)>/g)) {
    if (self || empty.has(name)) continue;
    if (!close) open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}

describe('the page of a report', () => {
  const earlier = earlierRunSchema.parse(
    JSON.parse(JSON.stringify(runAsJson(hostileRun.map((o) => ({ ...o, right: true, holds: true }))))),
  );
  const page = reportPage(reportOf(hostileRun, earlier), { ...heading, name: hostile }, 'en');

  it('shows hostile questions, articles and file names as text', () => {
    const { names, attributes } = elementsOf(page);
    for (const name of ['script', 'img', 'a', 'link', 'iframe', 'form', 'object', 'image', 'use']) {
      expect(names).not.toContain(name);
    }
    expect([...attributes].filter((attribute) => /^(on|src|href|style|action)/.test(attribute))).toEqual([]);
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page).not.toContain('\u0000');
    expect(page.isWellFormed()).toBe(true);
    expect(isBalanced(page)).toBe(true);
  });

  it('lets a browser load and run nothing, and admits its own style by its hash', () => {
    const hash = createHash('sha256').update(reportStyle).digest('base64');
    expect(page).toContain(`default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;`);
    expect(page).toContain(`<style>${reportStyle}</style>`);
    expect(reportStyle).not.toMatch(/url\(|@import/);
  });

  it.each(locales)('has every word in %s', (locale) => {
    const text = reportPage(reportOf(hostileRun, earlier), heading, locale);
    expect(text).toContain(`<html lang="${locale}">`);
    // A parameter that no one gave stays visible in braces; the one that the hostile text holds is its own.
    expect(text.replaceAll(reportStyle, '').replaceAll('{name}', '')).not.toMatch(
      /\{\w+\}|undefined|NaN|\[object/,
    );
  });

  it('says that there is no confidence instead of drawing a diagram of scores', () => {
    expect(page).toContain('it has not been calibrated');
    const confident = hostileRun.map((o) => ({ ...o, answer: { ...o.answer, confidence: 0.8 } }));
    const calibrated = reportPage(reportOf(confident), heading, 'en');
    expect(calibrated).not.toContain('it has not been calibrated');
    expect(calibrated).toContain('Expected calibration error');
  });

  it('says so where nothing failed, where nothing can be told apart, where nothing can be found', () => {
    const text = reportPage(reportOf([outcomeOf('a', { question: { sources: [] } })]), heading, 'en');
    expect(text).toContain('Every question was answered right or rightly refused.');
    expect(text).toContain('only answerable or only unanswerable');
    expect(text).toContain('No question names its articles');
    expect(text.replaceAll(reportStyle, '')).not.toMatch(/NaN|Infinity/);
  });

  it('takes questions for which nothing was read', () => {
    const text = reportPage(
      reportOf([
        outcomeOf('a'),
        outcomeOf('b', { score: null, shown: null, spanHolds: null, relevant: [] }),
        outcomeOf('c', { score: null, shown: null, spanHolds: null, question: unanswerable }),
      ]),
      heading,
      'zh-CN',
    );
    expect(text.replaceAll(reportStyle, '')).not.toMatch(/NaN|Infinity/);
    expect(isBalanced(text)).toBe(true);
  });

  it('stays small with long texts and many kinds', () => {
    const long = Array.from({ length: 300 }, (_, i) =>
      outcomeOf(`${i}`.padEnd(5000, 'x'), {
        question: { question: '长'.repeat(50_000), kind: `kind ${i}`, answers: [['答'.repeat(50_000)]] },
        shown: '文'.repeat(50_000),
        holds: false,
      }),
    );
    expect(reportPage(reportOf(long), heading, 'en').length).toBeLessThan(200_000);
  });
});

describe('colours of the page', () => {
  /** Relative luminance as WCAG 2.2 defines it, of `#rgb` or `#rrggbb`. */
  const luminance = (hex: string) => {
    const digits =
      hex.length === 4 ? Array.from(hex.slice(1)).map((d) => d + d) : (hex.slice(1).match(/../g) ?? []);
    const [r, g, b] = digits.map((pair) => {
      const channel = parseInt(pair, 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const [light, dark] = reportStyle.split('prefers-color-scheme: dark').map((part) => {
    const named = [...part.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)];
    return new Map(named.map(([, name, value]) => [name!, value!]));
  });

  it.each([
    ['light', light],
    ['dark', dark],
  ])('can be read in the %s scheme (WCAG AA, 4.5)', (_, scheme) => {
    const pairs = ['ink', 'soft', 'accent', 'good'].flatMap((text) =>
      ['paper', 'card'].map((ground) => [text, ground]),
    );
    for (const [text, ground] of [...pairs, ['on-mark', 'mark']]) {
      const [low, high] = [text, ground]
        .map((name) => luminance(scheme?.get(name!) ?? '#000'))
        .sort((a, b) => a - b);
      expect((high! + 0.05) / (low! + 0.05), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe('text on the page', () => {
  it('keeps what people wrote, but for what would break the file', () => {
    expect(escapeText('a < b & "c"\n')).toBe('a &lt; b &amp; &quot;c&quot;\n');
    expect(escapeText('\u0000\u001b\ud800\uffff')).toBe('\ufffd'.repeat(4));
    expect(escapeText('𠮷😀')).toBe('𠮷😀');
  });

  it('is cut between characters', () => {
    expect(clipped('一二三', 3)).toBe('一二三');
    expect(clipped('一二三四', 3)).toBe('一二三…');
    expect(clipped('一二😀四', 3)).toBe('一二…');
  });
});
