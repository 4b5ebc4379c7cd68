import type { Locale } from '../messages/locale.js';
import { widgetEn, type WidgetWord, type WidgetWords } from '../messages/widget-en.js';
import { widgetZhCN } from '../messages/widget-zh-cn.js';
import { widgetZhTW } from '../messages/widget-zh-tw.js';

const catalogues: Readonly<Record<Locale, WidgetWords>> = {
  'zh-CN': widgetZhCN,
  'zh-TW': widgetZhTW,
  en: widgetEn,
};

/** The words of one language; `{name}` is replaced by the parameter of that name. */
export type Say = (word: WidgetWord, params?: Readonly<Record<string, string | number>>) => string;

export function wordsOf(locale: Locale): Say {
  return (word, params = {}) =>
    catalogues[locale][word].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
