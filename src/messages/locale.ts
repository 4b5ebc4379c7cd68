export const locales = ['zh-CN', 'zh-TW', 'en'] as const;
export type Locale = (typeof locales)[number];

/**
 * The locale nearest to a language tag or POSIX locale name (`zh_TW.UTF-8`, `zh-Hant-HK`, `en-GB`).
 * Anything that is not Chinese reads English; an unnamed or `C` locale too.
 */
export function localeFromTag(tag: string | undefined): Locale {
  const lower = (tag ?? '').toLowerCase().replaceAll('_', '-');
  if (!lower.startsWith('zh')) return 'en';
  return /^zh-(?:hant|tw|hk|mo)/.test(lower) ? 'zh-TW' : 'zh-CN';
}
