import { parseDocument, DomUtils } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/domain/answer.js';
import { answerView } from '../../src/pages/answer-view.js';
import { loadPageAssets } from '../../src/pages/assets.js';
import { answer, first, second, sentence } from '../support/widget-answers.js';

const { findAll, textContent } = DomUtils;
const context = { locale: 'zh-CN', chosenLocale: undefined, basePath: '', assets: loadPageAssets() } as const;

const shown = (more: object) => {
  const document = parseDocument(answerView(context, answer(more) as unknown as Answer).text);
  const texts = (name: string) =>
    findAll(({ attribs }) => (attribs.class ?? '').split(' ').includes(name), document.children).map(
      (found) => textContent(found),
    );
  return { text: textContent(document), texts };
};

describe('an answer on its page', () => {
  it('marks what its source bears out in part or not at all, in words', () => {
    const third = sentence('明年还要翻一番。', [], 'unsupported');
    const { texts } = shown({ sentences: [first, second, third] });
    expect(texts('partial')).toEqual([second.text]);
    expect(texts('unsupported')).toEqual([third.text]);
    expect(texts('support')).toEqual(['部分有据', '没有依据']);
    expect(shown({ sentences: [first] }).texts('support')).toEqual([]);
  });

  it('says when a language model wrote it', () => {
    expect(shown({ mode: 'generated' }).text).toContain('由语言模型写成');
    expect(shown({}).text).not.toContain('语言模型');
  });
});
