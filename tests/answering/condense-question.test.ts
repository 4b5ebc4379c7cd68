import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { condenseQuestion, maxStandaloneLength } from '../../src/answering/condense-question.js';
import type { Turn } from '../../src/domain/question.js';
import { comparable } from '../../src/evaluation/scoring.js';
import { message } from '../../src/messages/index.js';
import { readFollowUps } from './condensation/follow-ups.js';

const said = (...turns: string[]): Turn[] =>
  turns.map((content, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content }));

const all = readFollowUps();
const exact = all.filter(({ kind, standalone }) => kind === 'follow-up' && standalone !== undefined);
const held = all.filter(({ holds, weak }) => holds.length > 0 && !weak);
const newTopics = all.filter(({ kind }) => kind === 'new-topic');

describe('follow-ups of the fixture', () => {
  it('has enough of each kind', () => {
    expect(all.filter(({ kind }) => kind === 'follow-up').length).toBeGreaterThanOrEqual(120);
    expect(exact.length).toBeGreaterThanOrEqual(60);
    expect(held.length).toBeGreaterThanOrEqual(240);
    expect(all.filter(({ weak }) => weak).length).toBeLessThanOrEqual(10);
    expect(newTopics.length).toBeGreaterThanOrEqual(100);
  });

  it.each(exact)('$id $question', ({ question, history, standalone }) => {
    expect(condenseQuestion(question, history)).toBe(standalone);
  });

  it.each(held)(
    '$id $question: with what was meant, without what was not',
    ({ question, history, holds, lacks }) => {
      const standalone = comparable(condenseQuestion(question, history)).toLowerCase();
      const has = (words: string): boolean => standalone.includes(comparable(words).toLowerCase());
      expect(
        holds.filter((alternatives) => !alternatives.some(has)),
        standalone,
      ).toEqual([]);
      expect(lacks.filter(has), standalone).toEqual([]);
    },
  );
});

/** Every how many of the histories of new topics is tried with all of them. */
const every = 8;

describe('new topics', () => {
  const histories = [...new Map(newTopics.map(({ history }) => [JSON.stringify(history), history])).values()];

  it.each(newTopics)('$question stays, character for character', ({ question, history }) => {
    for (const other of [history, ...histories.filter((_, i) => i % every === 0)])
      expect(condenseQuestion(question, other)).toBe(question);
  });
});

describe('condenseQuestion', () => {
  it('puts what is new into the place of what is like it', () => {
    const asked = said('618期间拼多多美妆行业同比增长多少？', '增长122%。[1]');
    expect(condenseQuestion('那手机行业呢？', asked)).toBe('618期间拼多多手机行业同比增长多少？');
    expect(condenseQuestion('那手機行業呢？', asked)).toBe('618期間拼多多手機行業同比增長多少？');
    expect(condenseQuestion('请问，那手机行业呢', asked)).toBe('618期间拼多多手机行业同比增长多少？');
  });

  it('looks back over turns that were follow-ups themselves', () => {
    const asked = said('锦川到德国坐火车要几天？', '11天。', '空运呢？', '5天。', '谢谢', '不客气。');
    expect(condenseQuestion('海运呢，要多少天？', asked)).toBe('锦川到德国海运要多少天？');
  });

  it('finds the referent of a pronoun in the question or in the answer, by what it can mean', () => {
    expect(condenseQuestion('他今年多大？', said('返舟科技的负责人是谁？', '董青岩。'))).toBe(
      '董青岩今年多大？',
    );
    expect(condenseQuestion('那里有多少家工厂？', said('步云川在哪座城市？', '榕湾市。'))).toBe(
      '榕湾市有多少家工厂？',
    );
    expect(condenseQuestion('其成立于哪年？', said('返舟科技的总部在哪里？', '青屿。'))).toBe(
      '返舟科技成立于哪年？',
    );
  });

  it('takes a correction for new words', () => {
    const asked = said('青屿市2021年跨境电商出口额是多少？', '120亿元。');
    expect(condenseQuestion('不对，我问的是进口额', asked)).toBe('青屿市2021年跨境电商进口额是多少？');
    expect(condenseQuestion('换成2022年', asked)).toBe('青屿市2022年跨境电商出口额是多少？');
    expect(condenseQuestion('空运要几天？', said('锦川到德国坐火车要几天？', '11天。'))).toBe(
      '锦川到德国空运要几天？',
    );
  });

  it('takes nothing from a refusal', () => {
    const refused = said('谁打破了跳绳纪录？', message('zh-CN', 'refusal.no-evidence'));
    expect(condenseQuestion('她多大？', refused)).not.toContain('文章库');
  });

  it('asks why of what was answered', () => {
    expect(condenseQuestion('为什么？', said('步云川首选东南亚市场吗？', '是的。'))).toBe(
      '步云川为什么首选东南亚市场？',
    );
  });

  it('leaves a pronoun alone whose antecedent stands before it in the question', () => {
    const question = 'iMile的展位号是多少，它在拉美的订单量和中东比怎么样？';
    expect(condenseQuestion(question, said('青禾窑创立于哪一年？', '1968年。'))).toBe(question);
  });

  it('leaves a question alone where the history says nothing', () => {
    for (const history of [
      [],
      said(''),
      said('？？？', '！'),
      said('你好', '您好！'),
      [{ role: 'assistant', content: '青屿市2021年的进出口额是188.3亿元。' }] as Turn[],
    ]) {
      expect(condenseQuestion('那2022年呢？', history)).toBe('那2022年呢？');
    }
  });

  it('never grows beyond the limit, whatever the history', () => {
    const long = said('青屿市2021年跨境电商进出口额'.repeat(600) + '是多少？', '[1]'.repeat(2000));
    for (const question of ['那2022年呢？', '为什么？', '它呢？', '增幅呢？', '什么时候开始的？']) {
      expect(condenseQuestion(question, long).length).toBeLessThanOrEqual(maxStandaloneLength);
    }
  });

  it('looks at no more of a long history than it needs', () => {
    for (const piece of ['它', '这个', '多少', '、', '第二个', 'a ', '1.', '王某', '“', '青屿市2021年的']) {
      const long = Array.from({ length: 50 }, (_, i): Turn => {
        return { role: i % 2 === 0 ? 'user' : 'assistant', content: piece.repeat(8000 / piece.length) };
      });
      for (const question of ['那2022年呢？', '它呢？', piece.repeat(60).slice(0, 200)]) {
        const result = condenseQuestion(question, long);
        expect(result === question || result.length <= maxStandaloneLength).toBe(true);
      }
    }
  });

  it('is total and bounded for any text, and pure', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '它',
        '那',
        '呢',
        '？',
        '这家公司',
        '的',
        '2022年',
        '青屿市',
        '多少',
        '为什么',
        '“',
        '《',
        '[1]',
        ' ',
      ),
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 6 }), (question, turns) => {
        const history = said(...turns);
        const result = condenseQuestion(question, history);
        expect(result === question || result.length <= maxStandaloneLength).toBe(true);
        expect(condenseQuestion(question, history)).toBe(result);
      }),
      { numRuns: 300 },
    );
  });
});
