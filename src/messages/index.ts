import { en } from './en.js';
import type { Locale } from './locale.js';
import { zhCN } from './zh-cn.js';
import { zhTW } from './zh-tw.js';

export { localeFromTag, locales, type Locale } from './locale.js';

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
