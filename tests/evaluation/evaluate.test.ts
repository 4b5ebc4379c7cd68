import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/domain/answer.js';
import { evaluate, metricsOf, separation, type FoundPassage } from '../../src/evaluation/evaluate.js';
import { evaluationQuestionSchema, type EvaluationQuestion } from '../../src/evaluation/question-set.js';

const question = (fields: Partial<EvaluationQuestion> & { id: string }): EvaluationQuestion =>
  evaluationQuestionSchema.parse({
    question: `${fields.id}？`,
    answerable: true,
    sources: ['bridge'],
    answers: [['三十元', '30元']],
    ...fields,
  });

/** An answer of these sentences; a refusal without any. */
const answer = (sentences: readonly string[], shortAnswer: string | null, totalMs = 10): Answer => {
  const answered = sentences.length > 0;
  let text = '';
  return {
    id: '',
    question: '',
    standaloneQuestion: '',
    answered,
    confidence: null,
    refusal: answered ? null : { reason: 'no-evidence', message: '', nearest: [] },
    shortAnswer,
    sentences: sentences.map((sentence, i) => {
      const start = text.length;
      text += `${sentence}[${i + 1}]`;
      return {
        text: sentence,
        start,
        end: start + sentence.length,
        support: 'supported' as const,
        citations: [i + 1],
      };
    }),
    answer: text,
    citations: [],
    notices: [],
    model: null,
    usage: null,
    mode: 'extractive',
    generation: 'g1',
    timings: { condenseMs: 0, embedMs: 0, retrieveMs: 0, readMs: 0, answerMs: 0, totalMs },
  };
};
const refusal = answer([], null);

const good: FoundPassage = { documentId: 'bridge', text: '通行费每辆车30元。' };
const beside: FoundPassage = { documentId: 'bridge', text: '全长十二公里。' };
const other: FoundPassage = { documentId: 'tea', text: '每公斤三十元。' };

const judged = (
  cases: readonly { question: EvaluationQuestion; answer: Answer; found?: readonly FoundPassage[] }[],
) =>
  evaluate(
    {
      ask: ({ question: asked }) =>
        Promise.resolve({
          ...cases.find((one) => one.question.question === asked)!.answer,
          // What a follow-up stands for is what is searched.
          standaloneQuestion: `standalone ${asked}`,
        }),
      search: (asked) =>
        Promise.resolve(cases.find((one) => `standalone ${one.question.question}` === asked)!.found ?? []),
    },
    cases.map((one) => one.question),
  );
const outcomeOf = async (fields: Partial<EvaluationQuestion>, given: Answer) =>
  (await judged([{ question: question({ id: 'q', ...fields }), answer: given }]))[0];

describe('evaluate', () => {
  it('asks with the history of the question, one after the other, and tells how far it is', async () => {
    const asked: unknown[] = [];
    const done: number[] = [];
    let underWay = 0;
    const history = [{ role: 'user' as const, content: '大桥多长？' }];
    await evaluate(
      {
        ask: async (request) => {
          expect(++underWay).toBe(1);
          asked.push(request);
          await Promise.resolve();
          underWay--;
          return refusal;
        },
        search: () => Promise.resolve([]),
      },
      [question({ id: 'a', history }), question({ id: 'b' })],
      (count) => done.push(count),
    );
    expect(asked).toMatchObject([
      { question: 'a？', history },
      { question: 'b？', history: [] },
    ]);
    expect(done).toEqual([1, 2]);
  });

  it.each([
    ['holds the answer, scripts and widths aside', ['通行費每輛車３０元。'], '３０元', true, true, true],
    ['holds it, but not in short', ['通行费每辆车三十元。'], '每辆车', true, true, false],
    ['holds another', ['全长十二公里。'], '十二公里', false, false, false],
    ['is too long', [`通行费每辆车三十元，${'长'.repeat(220)}。`], '三十元', true, false, true],
    ['has too many sentences', ['通行费三十元。', '一。', '二。'], '三十元', true, false, true],
    ['has two sentences in one quote too many', ['通行费三十元。一。二。'], '三十元', true, false, true],
    ['is a refusal', [], null, false, false, false],
  ])('an answer that %s', async (_what, sentences, short, holds, right, shortRight) => {
    expect(await outcomeOf({}, answer(sentences, short))).toMatchObject({ holds, right, shortRight });
  });

  it('lets a list be longer', async () => {
    const long = answer([`三十元，${'长'.repeat(300)}。`, '一。', '二。'], '三十元');
    expect(await outcomeOf({ kind: 'list' }, long)).toMatchObject({ right: true });
    expect(await outcomeOf({ kind: 'fact' }, long)).toMatchObject({ right: false });
  });

  it('wants every part of an answer of several, of the short answer one', async () => {
    const answers = [['三十元'], ['十二公里']];
    expect(await outcomeOf({ answers }, answer(['通行费三十元。'], '三十元'))).toMatchObject({
      holds: false,
      shortRight: true,
    });
    expect(await outcomeOf({ answers }, answer(['十二公里。', '通行费三十元。'], null))).toMatchObject({
      holds: true,
      shortRight: false,
    });
  });

  it('never finds an answer to a question without one right', async () => {
    const given = answer(['三十元。'], '三十元');
    expect(await outcomeOf({ answerable: false, answers: [] }, given)).toMatchObject({
      holds: false,
      right: false,
      shortRight: false,
    });
  });

  it('counts a passage of the right article that holds the answer', async () => {
    const [outcome] = await judged([
      { question: question({ id: 'q' }), answer: refusal, found: [other, beside, good] },
    ]);
    expect(outcome?.relevant).toEqual([false, false, true]);
  });
});

describe('metricsOf', () => {
  it('adds up to what can be counted by hand', async () => {
    const unanswerable = { answerable: false, sources: [], answers: [] };
    const outcomes = await judged([
      { question: question({ id: 'a' }), answer: answer(['三十元。'], '三十元', 10), found: [good, other] },
      {
        question: question({ id: 'b' }),
        answer: answer(['十二公里。'], '十二公里', 30),
        found: [other, good],
      },
      {
        question: question({ id: 'c' }),
        answer: { ...refusal, timings: { ...refusal.timings, totalMs: 20 } },
        found: [other],
      },
      { question: question({ id: 'd', sources: [] }), answer: answer(['三十元。'], null, 40) },
      { question: question({ id: 'e', ...unanswerable }), answer: refusal },
      { question: question({ id: 'f', ...unanswerable }), answer: answer(['一。'], '一', 100) },
    ]);
    expect(metricsOf(outcomes)).toMatchObject({
      questions: 6,
      answerable: 4,
      recallAt1: 1 / 3,
      recallAt5: 2 / 3,
      recallAt10: 2 / 3,
      mrrAt10: 0.5,
      right: 0.5,
      holds: 0.5,
      shortRight: 0.25,
      meanLength:
        ('三十元。[1]'.length + '十二公里。[1]'.length + '三十元。[1]'.length + '一。[1]'.length) / 4,
      refusedRightly: 0.5,
      refusedWrongly: 0.25,
      latencyMs: { p50: 20, p95: 100 },
    });
    const { low, high } = metricsOf(outcomes).rightInterval;
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(1);
  });

  it('has no share where there is no question of the kind', async () => {
    const outcomes = await judged([
      { question: question({ id: 'a' }), answer: answer(['三十元。'], '三十元') },
    ]);
    const metrics = metricsOf(outcomes);
    expect(metrics.refusedRightly).toBeNaN();
    expect(metrics.refusedWrongly).toBe(0);
    expect(metrics.right).toBe(1);
    expect(metricsOf([])).toMatchObject({ questions: 0, right: NaN, mrrAt10: NaN });
  });
});

describe('separation', () => {
  it('is the share of pairs in which the answerable scores higher', async () => {
    const unanswerable = { answerable: false, sources: [], answers: [] };
    const outcomes = await judged([
      { question: question({ id: 'a' }), answer: answer(['一。'], null, 9) },
      { question: question({ id: 'b' }), answer: answer(['一。'], null, 5) },
      { question: question({ id: 'c', ...unanswerable }), answer: answer(['一。'], null, 7) },
      { question: question({ id: 'd', ...unanswerable }), answer: answer(['一。'], null, 1) },
    ]);
    expect(separation(outcomes, ({ answer: { timings } }) => timings.totalMs)).toBe(0.75);
    expect(separation(outcomes, () => 0)).toBe(0.5);
  });
});
