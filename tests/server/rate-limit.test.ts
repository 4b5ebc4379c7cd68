import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/domain/answer.js';
import { RateLimit } from '../../src/server/rate-limit.js';
import { RecentAnswers } from '../../src/server/recent-answers.js';

describe('RateLimit', () => {
  const limitAt = (burst: number, perSecond: number) => {
    const clock = { ms: 0 };
    return { clock, limit: new RateLimit({ burst, perSecond }, () => clock.ms) };
  };
  const taken = (limit: RateLimit, times: number) =>
    Array.from({ length: times }, () => limit.take()).filter((seconds) => seconds === 0).length;

  it('gives a burst, then so many a second, and never more than a burst at once', () => {
    const { clock, limit } = limitAt(5, 2);
    expect(taken(limit, 20)).toBe(5);
    clock.ms += 1500;
    expect(taken(limit, 20)).toBe(3);
    clock.ms += 3_600_000;
    expect(taken(limit, 20)).toBe(5);
  });

  it('says after how many whole seconds there is one again', () => {
    const { clock, limit } = limitAt(1, 0.1);
    expect(limit.take()).toBe(0);
    expect(limit.take()).toBe(10);
    clock.ms += 8500;
    expect(limit.take()).toBe(2);
    clock.ms += 1500;
    expect(limit.take()).toBe(0);
  });
});

describe('RecentAnswers', () => {
  const answer = (id: string, more: Partial<Answer> = {}): Answer => ({
    id,
    question: '谁？',
    standaloneQuestion: '谁？',
    answered: true,
    confidence: 0.5,
    refusal: null,
    shortAnswer: null,
    answer: '',
    sentences: [],
    citations: [],
    notices: [],
    model: null,
    usage: null,
    mode: 'extractive',
    generation: 'g1',
    timings: { condenseMs: 0, embedMs: 0, retrieveMs: 0, readMs: 0, answerMs: 0, totalMs: 0 },
    ...more,
  });

  it('holds the latest answers only, and counts all', () => {
    const answers = new RecentAnswers(false, 3);
    for (let i = 0; i < 10; i++) answers.remember(answer(`a${i}`, { answered: i % 2 === 0 }));
    expect(['a6', 'a7', 'a8', 'a9'].map((id) => answers.find(id) !== null)).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(answers.counts).toMatchObject({ answered: 5, refused: 5 });
  });

  it('holds a question only where it may', () => {
    for (const keep of [true, false]) {
      const answers = new RecentAnswers(keep);
      answers.remember(answer('a'));
      expect(answers.find('a')?.question).toBe(keep ? '谁？' : null);
    }
  });
});
