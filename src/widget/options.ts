import { localeFromTag, locales, type Locale } from '../messages/locale.js';
import { plainText } from './answer.js';
import { parseUrl, webAddress } from './link.js';

export const positions = ['bottom-right', 'bottom-left', 'inline'] as const;
export type Position = (typeof positions)[number];
export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface WidgetOptions {
  /** Address of the service, without a slash at the end. */
  readonly endpoint: string;
  readonly locale: Locale;
  readonly position: Position;
  /** '' takes the words of the locale. */
  readonly title: string;
  readonly greeting: string;
  readonly suggestions: readonly string[];
  /** Any CSS colour; '' for our own. */
  readonly color: string;
  readonly theme: Theme;
  /** Key of the conversation in `localStorage`; null keeps none. */
  readonly storageKey: string | null;
  /** Whether it is open from the beginning. */
  readonly open: boolean;
}

/** The options as they are written: `data-…` attributes without their `data-`. */
export const optionNames = [
  'endpoint',
  'locale',
  'position',
  'title',
  'greeting',
  'suggestions',
  'color',
  'theme',
  'storage',
  'storage-key',
  'open',
] as const;
export type OptionName = (typeof optionNames)[number];

/** What the page says where an option does not. */
export interface Surroundings {
  /** Address that the widget was loaded from: the service, unless `endpoint` names another. */
  readonly home: string;
  /** Address that a relative `endpoint` is relative to. */
  readonly page: string;
  /** `lang` of the page, then the languages of the browser. */
  readonly languages: readonly string[];
}

/** An option whose value is not understood and was ignored. */
export interface OptionProblem {
  readonly name: OptionName;
  readonly value: string;
}

const maxWords = 500;
const maxSuggestions = 6;

/** Options from attributes. Anything odd falls back to the default: a typing error must not cost the widget. */
export function readOptions(
  read: (name: OptionName) => string | null,
  { home, page, languages }: Surroundings,
): { readonly options: WidgetOptions; readonly problems: readonly OptionProblem[] } {
  const problems: OptionProblem[] = [];
  const words = (name: OptionName): string =>
    plainText(read(name) ?? '')
      .trim()
      .slice(0, maxWords);
  const choice = <T extends string>(name: OptionName, choices: readonly T[], otherwise: T): T => {
    const value = words(name);
    const found = choices.find((one) => one.toLowerCase() === value.toLowerCase());
    if (found === undefined && value !== '') problems.push({ name, value });
    return found ?? otherwise;
  };
  const given = words('endpoint');
  const address = given === '' ? null : absolute(given, page);
  if (given !== '' && address === null) problems.push({ name: 'endpoint', value: given });
  const endpoint = address ?? home;
  const suggestions = readSuggestions(read('suggestions') ?? '');
  if (suggestions === null) problems.push({ name: 'suggestions', value: words('suggestions') });
  const stored = choice('storage', ['local', 'none'], 'local') === 'local';
  const options: WidgetOptions = {
    endpoint,
    locale: choice('locale', locales, localeFromTag(languages.find((tag) => tag !== ''))),
    position: choice('position', positions, 'bottom-right'),
    title: words('title'),
    greeting: words('greeting'),
    suggestions: suggestions ?? [],
    color: words('color'),
    theme: choice('theme', themes, 'auto'),
    storageKey: stored ? `yinju-chat:${words('storage-key') || endpoint}` : null,
    // As an attribute it may stand alone: `data-open`.
    open: read('open') === '' || choice('open', ['true', 'false'], 'false') === 'true',
  };
  return { options, problems };
}

function absolute(address: string, page: string): string | null {
  const url = parseUrl(address, page);
  return url?.search === '' && url.hash === '' ? (webAddress(url.href)?.replace(/\/+$/, '') ?? null) : null;
}

/** A JSON list of texts, or questions parted by `|` or line breaks. Null for a list that is none. */
function readSuggestions(value: string): string[] | null {
  let parts: unknown = value.split(/[|\n]/);
  if (value.trim().startsWith('[')) {
    try {
      parts = JSON.parse(value);
    } catch {
      return null;
    }
  }
  if (!Array.isArray(parts)) return null;
  return parts
    .filter((part) => typeof part === 'string')
    .map((part) => plainText(part).trim().slice(0, maxWords))
    .filter((part) => part !== '')
    .slice(0, maxSuggestions);
}
