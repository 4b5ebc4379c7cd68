import { describe, expect, it } from 'vitest';
import { HttpError } from '../../src/server/errors.js';
import { cleanQuestion, requireWords } from '../../src/server/question-text.js';

describe('cleanQuestion', () => {
  it('takes away what nobody sees and keeps what is written', () => {
    expect(cleanQuestion('\ufeff 吞\u200b吐\u202e量\u0000是\ud800多少？\n')).toBe('吞吐量 是\ufffd多少？');
  });

  it('keeps the joiners of emoji and of scripts that need them', () => {
    expect(cleanQuestion('👩‍🌾是谁')).toBe('👩‍🌾是谁');
  });
});

describe('requireWords', () => {
  it.each(['', '   ', '\t\n', '？！……', '。', '\u200b\u200b', '😀😀', '---', '\ud800'])(
    'refuses %j',
    (text) => {
      expect(() => requireWords(text, 'question')).toThrow(HttpError);
    },
  );

  it.each(['谁', 'Q1', '7', 'ß'])('accepts %j', (text) => {
    expect(requireWords(text, 'question')).toBe(text);
  });
});
