import type { Theme } from './options.js';

/** A colour in sRGB, each channel 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

export type Scheme = 'light' | 'dark';

/** The colours of the pages of the service (src/pages/static/page.css), which is where the reasons stand. */
const grounds = {
  light: {
    paper: '#faf7f1',
    card: '#ffffff',
    ink: '#211d18',
    soft: '#655d52',
    line: '#e2dacd',
    edge: '#8f8577',
    mark: '#ffe79a',
    'on-mark': '#211d18',
    tint: '#f6ece2',
    focus: '#1f5fbf',
  },
  dark: {
    paper: '#171512',
    card: '#211e1a',
    ink: '#eee8de',
    soft: '#b3a99a',
    line: '#3a352e',
    edge: '#8b8172',
    mark: '#6a5312',
    'on-mark': '#fff6dd',
    tint: '#2b2520',
    focus: '#8ab8ff',
  },
} as const;

const ownAccent = { light: '#a5301d', dark: '#f09a80' } as const;

/** WCAG 2.2 AA, for text. */
export const readable = 4.5;

export type Palette = Readonly<Record<keyof (typeof grounds)['light'] | 'accent' | 'on-accent', string>>;

/**
 * Every colour of a scheme. The accent is the publisher's colour, darkened or lightened as far as it takes to be read
 * on every ground that it stands on, and to carry readable text itself.
 * @param color null for our own
 */
export function palette(scheme: Scheme, color: Rgb | null): Palette {
  const ground = grounds[scheme];
  const backs = [ground.paper, ground.card, ground.tint].map(hexColor);
  const accent = readableOn(color ?? hexColor(ownAccent[scheme]), backs, scheme === 'light' ? black : white);
  const texts = [white, hexColor(grounds.light.ink), black];
  const onAccent = texts.find((text) => contrast(text, accent) >= readable) ?? black;
  return { ...ground, accent: hexOf(accent), 'on-accent': hexOf(onAccent) };
}

/** The custom properties of a theme, for the element that everything stands in. */
export function paletteCss(theme: Theme, color: Rgb | null): string {
  const rule = (scheme: Scheme): string =>
    `.root{color-scheme:${scheme};${Object.entries(palette(scheme, color))
      .map(([name, value]) => `--${name}:${value}`)
      .join(';')}}`;
  if (theme !== 'auto') return rule(theme);
  return `${rule('light')}@media (prefers-color-scheme:dark){${rule('dark')}}`;
}

const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];

function readableOn(color: Rgb, backs: readonly Rgb[], towards: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.02) {
    const mixed = mix(color, towards, share);
    if (backs.every((back) => contrast(mixed, back) >= readable)) return mixed;
  }
  return towards;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const at = (i: 0 | 1 | 2): number => Math.round(from[i] + (to[i] - from[i]) * share);
  return [at(0), at(1), at(2)];
}

/** Contrast of two colours as WCAG 2.2 defines it, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  const linear = (value: number): number =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

export function hexColor(hex: string): Rgb {
  const at = (from: number): number => parseInt(hex.slice(from, from + 2), 16);
  return [at(1), at(3), at(5)];
}

function hexOf(color: Rgb): string {
  return `#${color.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * A CSS colour as its channels; transparency is left out. Null for what is no colour.
 * @param normalise writes any CSS colour as `#rrggbb` or `rgba(…)`, as a canvas does
 */
export function parseColor(text: string, normalise: (color: string) => string | null): Rgb | null {
  const written = normalise(text) ?? '';
  if (/^#[\da-f]{6}$/i.test(written)) return hexColor(written);
  const [red, green, blue] = (/^rgba?\(([^)]*)\)$/.exec(written)?.[1] ?? '').split(/[\s,/]+/).map(Number);
  const channels = [red, green, blue].filter((value) => value !== undefined && value >= 0 && value <= 255);
  return red !== undefined && green !== undefined && blue !== undefined && channels.length === 3
    ? [red, green, blue]
    : null;
}
