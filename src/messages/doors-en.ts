/** Words in answers to programs that show only text: clients of OpenAI's API, assistants. English. */
export const doorsEn = {
  'answer.mark-partial': ' (only partly borne out)',
  'answer.mark-unsupported': ' (not borne out)',
};

/** The same words in another language. */
export type DoorsWords = Record<keyof typeof doorsEn, string>;
