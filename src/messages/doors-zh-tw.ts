import type { DoorsWords } from './doors-en.js';

/** Words in answers to programs that show only text, traditional Chinese. */
export const doorsZhTW: DoorsWords = {
  'answer.mark-partial': '（只有部分依據）',
  'answer.mark-unsupported': '（沒有依據）',
};
