import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../src/pages/static/page.css', import.meta.url), 'utf8');

/** The colours of the first `:root` block at or after `from`. */
function colours(from: number): Map<string, string> {
  const block = css.slice(css.indexOf(':root {', from), css.indexOf('}', css.indexOf(':root {', from)));
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!]),
  );
}

const schemes = { light: colours(0), dark: colours(css.indexOf('prefers-color-scheme: dark')) };

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

/** Every pair of text and ground that the pages use. */
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

describe.each(['light', 'dark'] as const)('colours of the %s scheme', (scheme) => {
  it.each(pairs)('%s on %s can be read (WCAG AA, 4.5)', (text, ground) => {
    const of = (name: string) => schemes[scheme].get(name) ?? '';
    expect(of(text)).not.toBe('');
    expect(contrast(of(text), of(ground))).toBeGreaterThanOrEqual(4.5);
  });
});

describe('contrast', () => {
  it('is 21 for black on white', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  });
});
