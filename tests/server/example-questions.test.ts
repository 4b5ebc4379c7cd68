import { describe, expect, it } from 'vitest';
import { ExampleQuestions } from '../../src/server/example-questions.js';
import { Gate } from '../../src/server/gate.js';
import { FakeService, fakeArticle, type FakeAnswer, type FakeOptions } from '../fakes/fake-service.js';
import { sampleApp } from './support/harness.js';
import { pageOf } from './support/page-of.js';

const articles = [
  fakeArticle('customs', '青屿海关查获侵权商品5.7万件', '青屿海关查获侵权商品5.7万件。'),
  fakeArticle('train', '锦川跨境电商专列11天直达欧洲', '锦川跨境电商专列11天直达欧洲。'),
  fakeArticle('college', '订单班里的小语种主播', '订单班今年招收了48名学生。小语种主播共培养了120名学生。'),
];
const customs: FakeAnswer = {
  about: '侵权商品',
  articleId: 'customs',
  quotes: ['青屿海关查获侵权商品5.7万件。'],
  shortAnswer: '5.7万件',
};
const train: FakeAnswer = {
  about: '专列',
  articleId: 'train',
  quotes: ['锦川跨境电商专列11天直达欧洲。'],
  shortAnswer: '11天',
};
const examplesOf = (options: FakeOptions, gate = new Gate(4, 64), ended = new AbortController().signal) => {
  const service = new FakeService({ articles, ...options });
  return { service, gate, examples: new ExampleQuestions(service, gate, ended, 'zh-CN') };
};

describe('example questions', () => {
  it('are those that the service answers with the figure that they were made of', async () => {
    const { examples, service } = examplesOf({ answers: [customs, train] });
    expect(await examples.get()).toEqual([
      '青屿海关查获侵权商品多少件？',
      '锦川跨境电商专列多少天直达欧洲？',
    ]);
    expect(service.asked.map(({ request }) => request.question)).toContain('青屿海关查获侵权商品多少件？');
  });

  it.each<[string, FakeAnswer[]]>([
    ['refuses', []],
    ['answers with another figure', [{ ...customs, shortAnswer: '7万件' }]],
    ['answers from another article', [{ ...train, about: '侵权商品' }]],
    ['gives no short answer', [{ ...customs, shortAnswer: null }]],
  ])('are none that the service %s', async (_what, answers) => {
    const { examples, service } = examplesOf({ answers });
    expect(await examples.get()).toEqual([]);
    expect(service.asked.length).toBeGreaterThan(0);
  });

  it('are looked for once a generation', async () => {
    const { examples, service } = examplesOf({ answers: [customs] });
    await Promise.all([examples.get(), examples.get()]);
    const asked = service.asked.length;
    await examples.get();
    expect(service.asked.length).toBe(asked);
    const status = await service.status();
    service.status = () => Promise.resolve({ ...status, generation: 'g2' });
    expect(await examples.get()).toEqual(['青屿海关查获侵权商品多少件？']);
    expect(service.asked.length).toBe(2 * asked);
  });

  it('give way to readers, and are asked in turn', async () => {
    const gate = new Gate(1, 0);
    const reader = gate.enter(new AbortController().signal)!;
    const { examples, service } = examplesOf({ answers: [customs] }, gate);
    expect(await examples.get()).toEqual([]);
    expect(service.asked).toEqual([]);
    reader.release();
    expect(gate.running).toBe(0);
  });

  it('cost a page nothing but themselves when they cannot be had', async () => {
    const failing = examplesOf({ answers: [customs], before: () => Promise.reject(new Error('broken')) });
    expect(await failing.examples.get()).toEqual([]);
    expect(failing.gate.running).toBe(0);
    const ended = examplesOf({ answers: [customs] }, undefined, AbortSignal.abort());
    expect(await ended.examples.get()).toEqual([]);
    expect(ended.service.asked).toEqual([]);
  });

  it('stand on the first page as links that are answered', async () => {
    const { get, service } = sampleApp({}, { articles, answers: [customs, train] });
    const page = await pageOf(get('/'));
    const links = page
      .byId('examples')!
      .children.flatMap((item) => ('children' in item ? item.children : []));
    const addresses = links.flatMap((link) => ('attribs' in link ? [link.attribs.href ?? ''] : []));
    expect(addresses).toHaveLength(2);
    const before = service.asked.length;
    for (const address of addresses) {
      const answered = await pageOf(get(address));
      expect(answered.byClass('short-answer')).toHaveLength(1);
      expect(answered.byClass('refusal')).toEqual([]);
    }
    expect(service.asked.length).toBe(before + 2);
  });

  it('are left out where there are none', async () => {
    const { get } = sampleApp({}, { articles: [], answers: [] });
    expect((await pageOf(get('/'))).byId('examples')).toBeUndefined();
  });
});
