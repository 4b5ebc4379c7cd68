import type { Document } from '../domain/document.js';
import type { Passage } from '../domain/passage.js';

/**
 * What is embedded and indexed for a passage: its document's title and date and its heading, then its text.
 * The context helps retrieval only; quotes come from the text alone.
 */
export function retrievalText(
  document: Pick<Document, 'title' | 'publishedAt'>,
  passage: Pick<Passage, 'heading' | 'text'>,
): string {
  const titleStandsInText = passage.text.startsWith(document.title.replace(/…$/u, ''));
  const context = [
    titleStandsInText ? '' : document.title,
    spokenDate(document.publishedAt),
    passage.heading ?? '',
  ];
  return `${context.filter(Boolean).join(' ')}\n${passage.text}`.trim();
}

/** `2022-09-19` as articles and readers write it: 2022年9月19日. */
function spokenDate(date: string | null): string {
  const [year, month, day] = (date ?? '').split('-');
  if (!year) return '';
  return `${year}年${month ? `${Number(month)}月` : ''}${day ? `${Number(day)}日` : ''}`;
}
