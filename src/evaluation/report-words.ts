import { message, type Locale, type MessageKey, type MessageParams } from '../messages/index.js';

/** What the sections of the page say things with. */
export interface ReportWords {
  readonly locale: Locale;
  readonly say: (key: MessageKey, params?: MessageParams) => string;
}

export function reportWords(locale: Locale): ReportWords {
  // A sign of per cent never begins a line.
  return { locale, say: (key, params) => message(locale, key, params).replaceAll(' %', '\u00a0%') };
}

/** A share as `93.1 %`; `–` where there is none. */
export function percent(share: number): string {
  return Number.isFinite(share) ? `${(100 * share).toFixed(1)}\u00a0%` : '–';
}

/** A share in per cent without the sign, for columns. */
export function points(share: number): string {
  return Number.isFinite(share) ? (100 * share).toFixed(1) : '–';
}

/** A difference of shares in points, with its sign. */
export function signed(difference: number): string {
  const text = points(difference);
  return difference > 0 ? `+${text}` : text.replace('-', '−');
}

/** `0.42 ms`, `8.3 ms`, `141 ms`. */
export function milliseconds(time: number): string {
  return `${time.toFixed(time < 1 ? 2 : time < 10 ? 1 : 0)} ms`;
}

/** A number of 0..1 or a score, to two or three places. */
export function decimal(value: number, places = 3): string {
  return Number.isFinite(value) ? value.toFixed(places).replace('-', '−') : '–';
}
