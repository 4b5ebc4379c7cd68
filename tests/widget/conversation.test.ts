import { describe, expect, it } from 'vitest';
import type { StreamEvent } from '../../src/widget/answer.js';
import { afterEvent, answerText, historyOf, newTurn, type Turn } from '../../src/widget/conversation.js';
import { readAnswer } from '../../src/widget/read-answer.js';
import { doneTurn, refusedTurn, sentAnswer, source } from './samples.js';

const after = (...events: StreamEvent[]): Turn => events.reduce(afterEvent, newTurn('t1', '问？'));
const sentence = (text: string) => ({ text, support: 'supported' as const, citations: [1] });

describe('a turn', () => {
  it('has its short answer as soon as the sources are there', () => {
    const turn = after({ type: 'meta', id: 'a' }, { type: 'sources', sources: [source] });
    expect(turn).toMatchObject({ state: 'answering', answerId: 'a', shortAnswer: '27%', sources: [source] });
  });

  it('takes sentences in their order', () => {
    const turn = after(
      { type: 'delta', sentence: sentence('一。') },
      { type: 'delta', sentence: sentence('二。') },
    );
    expect(turn.sentences.map(({ text }) => text)).toEqual(['一。', '二。']);
  });

  it('gives up what was sent when something takes its place, but not its sources where none come', () => {
    const turn = after(
      { type: 'sources', sources: [{ ...source, mark: null }] },
      { type: 'delta', sentence: sentence('错。') },
      { type: 'replace', answer: { sources: [], shortAnswer: '28%', sentences: [sentence('对。')] } },
      { type: 'delta', sentence: sentence('还有。') },
    );
    expect(turn).toMatchObject({ shortAnswer: '28%', sources: [{ number: 1 }] });
    expect(turn.sentences.map(({ text }) => text)).toEqual(['对。', '还有。']);
  });

  it('is what the whole answer says in the end, and keeps its own id', () => {
    const turn = after({ type: 'done', answer: readAnswer(sentAnswer) });
    expect(turn).toEqual({ ...doneTurn, question: '问？' });
  });
});

describe('historyOf', () => {
  it('says who asked and what was answered, as the service writes it', () => {
    expect(historyOf([doneTurn])).toEqual([
      { role: 'user', content: doneTurn.question },
      { role: 'assistant', content: '匈牙利的标准税率为27%，是欧盟最高的。[1]' },
    ]);
  });

  it('has only the question of a turn that was refused, and nothing of one that failed or runs', () => {
    const running = newTurn('t3', '在跑？');
    const failed = { ...newTurn('t4', '坏了？'), state: 'failed' as const };
    expect(historyOf([refusedTurn, failed, running])).toEqual([
      { role: 'user', content: refusedTurn.question },
    ]);
  });

  it('has what came of a turn that was stopped', () => {
    expect(historyOf([{ ...doneTurn, state: 'stopped', shortAnswer: null }])).toHaveLength(2);
  });

  it('stays within what the service takes', () => {
    const long = { ...doneTurn, sentences: [sentence('长'.repeat(9000))] };
    const entries = historyOf(Array.from({ length: 40 }, () => long));
    expect(entries).toHaveLength(12);
    for (const { content } of entries) expect(content.length).toBeLessThanOrEqual(2000);
  });
});

describe('answerText', () => {
  it('is the short answer where there are no sentences', () => {
    expect(answerText({ ...doneTurn, sentences: [] })).toBe('27%');
  });
});
