import { localeFromTag, locales, type Locale } from '../messages/index.js';

/** One entry of an Accept or Accept-Language header. */
interface Choice {
  readonly value: string;
  readonly quality: number;
}

const maxChoices = 50;

/** Entries by falling quality, those refused (`q=0`) left out. */
function choices(header: string | undefined): Choice[] {
  return (header ?? '')
    .split(',', maxChoices)
    .map((entry) => {
      const [value = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      const number = quality === undefined ? 1 : Number(quality.slice(2));
      return { value, quality: Number.isFinite(number) ? number : 0 };
    })
    .filter(({ value, quality }) => value !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality);
}

/** The best of the three languages for a reader; `fallback` when the header names none. */
export function acceptedLocale(acceptLanguage: string | undefined, fallback: Locale): Locale {
  const wanted = choices(acceptLanguage).map(({ value }) => value);
  const known = wanted.find((tag) => tag.startsWith('zh') || tag === 'en' || tag.startsWith('en-'));
  if (known !== undefined) return localeFromTag(known);
  // A reader of a language we do not write gets English; `*` and nothing leave it to us.
  return wanted.length === 0 || wanted.includes('*') ? fallback : 'en';
}

export function asLocale(value: unknown): Locale | undefined {
  return locales.find((locale) => locale === value);
}

/** Whether an Accept header names event streams. */
export function acceptsEventStream(accept: string | undefined): boolean {
  return choices(accept).some(({ value }) => value === 'text/event-stream');
}
