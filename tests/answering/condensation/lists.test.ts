import { describe, expect, it } from 'vitest';
import { condenseQuestion } from '../../../src/answering/condense-question.js';

/** What a follow-up becomes after a question and its answer. */
const after = (question: string, answer: string, followUp: string): string =>
  condenseQuestion(followUp, [
    { role: 'user', content: question },
    { role: 'assistant', content: answer },
  ]);

describe('items of a list', () => {
  const question = '抽检合格率最低的是哪几类食品？';
  const answer = '合格率最低的是食用农产品、餐饮食品和水产制品。[1]';

  it('means the item by its number', () => {
    expect(after(question, answer, '第二个的不合格率是多少？')).toBe('餐饮食品的不合格率是多少？');
    expect(after(question, answer, '那最后一个的不合格率是多少？')).toBe('水产制品的不合格率是多少？');
  });

  it('means one of two', () => {
    expect(after('哪两个国家提供飞机？', '丹麦和荷兰。[1]', '后者提供多少架？')).toBe('荷兰提供多少架？');
  });

  it('leaves a number alone that the list does not reach', () => {
    expect(after(question, answer, '第七个是什么？')).toContain('第七个是什么');
    expect(after('青屿有多少人？', '30万。[1]', '第二个是什么？')).toContain('第二个是什么');
  });
});
