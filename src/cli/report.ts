import { repairKinds, type SkippedItem } from '../domain/document.js';
import type { CorpusReport } from '../indexing/manifest.js';
import { message, type Locale } from '../messages/index.js';

/** How many skipped files a terminal shows before it says how many more there are. */
const shownSkips = 20;

/** One line that says what was repaired while reading; none where nothing was. Tidied spaces are no news. */
export function describeRepairs(repairs: CorpusReport['repairs'], locale: Locale): string[] {
  const parts = repairKinds
    .filter((kind) => kind !== 'spacing' && (repairs[kind] ?? 0) > 0)
    .map((kind) => message(locale, `repair.${kind}`, { count: repairs[kind] ?? 0 }));
  if (parts.length === 0) return [];
  const list = parts.join(locale === 'en' ? ', ' : '、');
  return [message(locale, 'summary.repairs', { list })];
}

/** A skipped item for programs: the reason as a stable word, and what people read. */
export function describeSkip({ path, reason, detail }: SkippedItem, locale: Locale) {
  return {
    path,
    reason: reason.replace(/^skip\./, ''),
    message: message(locale, reason, detail === undefined ? {} : { detail }),
  };
}

/** What was skipped and why, a line each. */
export function describeSkips(skipped: readonly SkippedItem[], total: number, locale: Locale): string[] {
  if (total === 0) return [];
  const lines = skipped.slice(0, shownSkips).map((item) =>
    message(locale, 'summary.skipped-item', {
      path: printable(item.path),
      reason: message(locale, item.reason, { detail: printable(item.detail ?? '') }),
    }),
  );
  const more = total - lines.length;
  if (more > 0) lines.push(message(locale, 'summary.skipped-more', { count: more }));
  return [message(locale, 'summary.skipped', { count: total }), ...lines];
}

/** File names come from outside: none may move the cursor or turn the text around. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\uFFFD');
}

/** The same for text of several lines. */
export function printableText(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
