import { en } from './en.js';
import { zhCN } from './zh-cn.js';
import { zhTW } from './zh-tw.js';

export const locales = ['zh-CN', 'zh-TW', 'en'] as const;
export type Locale = (typeof locales)[number];

/** Every message, keyed by a stable code; `{name}` in a text is replaced by the parameter of that name. */
export type Messages = Record<keyof typeof en, string>;
export type MessageKey = keyof typeof en;
export type MessageParams = Readonly<Record<string, string | number>>;

const catalogues: Record<Locale, Messages> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

/** The text of a message for people. A parameter that is not given stays visible as `{name}`. */
export function message(locale: Locale, key: MessageKey, params: MessageParams = {}): string {
  return catalogues[locale][key].replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(params[name] ?? whole),
  );
}

/**
 * The locale nearest to a language tag or POSIX locale name (`zh_TW.UTF-8`, `zh-Hant-HK`, `en-GB`).
 * Anything that is not Chinese reads English; an unnamed or `C` locale too.
 */
export function localeFromTag(tag: string | undefined): Locale {
  const lower = (tag ?? '').toLowerCase().replaceAll('_', '-');
  if (!lower.startsWith('zh')) return 'en';
  return /^zh-(?:hant|tw|hk|mo)/.test(lower) ? 'zh-TW' : 'zh-CN';
}
