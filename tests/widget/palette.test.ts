import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contrast,
  hexColor,
  palette,
  paletteCss,
  parseColor,
  readable,
  type Rgb,
} from '../../src/widget/palette.js';

/** Every pair of text and ground that the widget uses; see src/widget/styles. */
const pairs = [
  ['ink', 'paper'],
  ['ink', 'card'],
  ['ink', 'tint'],
  ['soft', 'paper'],
  ['soft', 'card'],
  ['soft', 'tint'],
  ['accent', 'paper'],
  ['accent', 'card'],
  ['accent', 'tint'],
  ['on-accent', 'accent'],
  ['on-mark', 'mark'],
] as const;

const channel = fc.integer({ min: 0, max: 255 });
const anyColor = fc.tuple(channel, channel, channel);

describe.each(['light', 'dark'] as const)('colours of the %s scheme', (scheme) => {
  const worst = (color: Rgb | null): number => {
    const colors = palette(scheme, color);
    return Math.min(
      ...pairs.map(([text, ground]) => contrast(hexColor(colors[text]), hexColor(colors[ground]))),
    );
  };

  it('can be read (WCAG AA), with our own accent', () => {
    expect(worst(null)).toBeGreaterThanOrEqual(readable);
  });

  it('can be read with any accent', () => {
    fc.assert(
      fc.property(anyColor, (color) => {
        expect(worst(color)).toBeGreaterThanOrEqual(readable);
      }),
    );
  });

  it('have edges of fields that can be told from what is around them (WCAG 1.4.11)', () => {
    const { edge, paper, card, tint } = palette(scheme, null);
    for (const ground of [paper, card, tint]) {
      expect(contrast(hexColor(edge), hexColor(ground))).toBeGreaterThanOrEqual(3);
    }
  });

  it('leave an accent alone that can be read', () => {
    const color = { light: '#0b4f8a', dark: '#8fc7ff' }[scheme];
    expect(palette(scheme, hexColor(color)).accent).toBe(color);
  });
});

describe('our own colours', () => {
  it('are those of the pages', () => {
    const css = readFileSync(new URL('../../src/pages/static/page.css', import.meta.url), 'utf8');
    const [light, dark] = css.split('prefers-color-scheme: dark');
    for (const name of [
      'paper',
      'card',
      'ink',
      'soft',
      'line',
      'accent',
      'mark',
      'on-mark',
      'tint',
      'focus',
    ] as const) {
      expect(light).toContain(`--${name}: ${palette('light', null)[name]};`);
      expect(dark).toContain(`--${name}: ${palette('dark', null)[name]};`);
    }
  });
});

describe('paletteCss', () => {
  it('follows the reader, or the publisher', () => {
    expect(paletteCss('auto', null)).toMatch(
      /^\.root\{color-scheme:light;.*@media \(prefers-color-scheme:dark\)/,
    );
    expect(paletteCss('dark', null)).toMatch(/^\.root\{color-scheme:dark;[^@]*$/);
    expect(paletteCss('light', hexColor('#0b4f8a'))).toContain('--accent:#0b4f8a');
  });
});

describe('parseColor', () => {
  it.each([
    ['#0b4f8a', [11, 79, 138]],
    ['rgba(11, 79, 138, 0.5)', [11, 79, 138]],
    ['rgb(1 2 3)', [1, 2, 3]],
  ])('reads %s', (written, rgb) => {
    expect(parseColor('x', () => written)).toEqual(rgb);
  });

  it.each([null, '', 'red', 'rgba(1, 2)', 'rgb(a, b, c)', '#12', 'color(display-p3 1 0 0)'])(
    'takes no %j',
    (written) => {
      expect(parseColor('x', () => written)).toBeNull();
    },
  );
});
