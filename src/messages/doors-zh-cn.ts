import type { DoorsWords } from './doors-en.js';

/** Words in answers to programs that show only text, simplified Chinese. */
export const doorsZhCN: DoorsWords = {
  'answer.mark-partial': '（只有部分依据）',
  'answer.mark-unsupported': '（没有依据）',
};
