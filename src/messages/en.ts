/** English. The keys of this file are the keys of every language. */
export const en = {
  'skip.unsupported-format': 'this format is not read yet ({detail}); save it as text, Markdown, HTML or JSON Lines',
} as const;
