import type { Source } from '../../src/widget/answer.js';
import { newTurn, type Turn } from '../../src/widget/conversation.js';

/** A citation as the service sends it: the short answer is the `27%` of its quote. */
export const sentCitation = {
  number: 1,
  articleId: 'eu-vat',
  title: '欧盟增值税新规解读',
  url: 'https://news.example/vat',
  source: '海贸观察',
  author: '林晓',
  publishedAt: '2021-07-01',
  passageId: 'eu-vat#0',
  quote: '匈牙利的标准税率为27%，是欧盟最高的。',
  sourceStart: 100,
  sourceEnd: 120,
  answerStart: 109,
  answerEnd: 112,
  contentHash: 'h',
  repaired: false,
  href: '/articles/eu-vat?start=100&end=120&hash=h#quote',
};

export const sentSentence = {
  text: '匈牙利的标准税率为27%，是欧盟最高的。',
  start: 0,
  end: 20,
  support: 'supported',
  citations: [1],
};

/** The body of a whole answer as the service sends it. */
export const sentAnswer = {
  id: 'a-1',
  question: '匈牙利的增值税标准税率是多少？',
  standaloneQuestion: '匈牙利的增值税标准税率是多少？',
  answered: true,
  confidence: 0.9,
  refusal: null,
  shortAnswer: '27%',
  answer: '匈牙利的标准税率为27%，是欧盟最高的。[1]',
  sentences: [sentSentence],
  citations: [sentCitation],
  notices: [],
  mode: 'extractive',
  generation: 'g1',
  timings: {},
};

export const source: Source = {
  number: 1,
  articleId: 'eu-vat',
  title: '欧盟增值税新规解读',
  url: 'https://news.example/vat',
  source: '海贸观察',
  author: '林晓',
  publishedAt: '2021-07-01',
  repaired: false,
  href: '/articles/eu-vat?start=100&end=120&hash=h#quote',
  quote: '匈牙利的标准税率为27%，是欧盟最高的。',
  mark: [9, 12],
};

export const doneTurn: Turn = {
  ...newTurn('t1', '匈牙利的增值税标准税率是多少？'),
  state: 'done',
  answerId: 'a-1',
  sources: [source],
  shortAnswer: '27%',
  sentences: [{ text: '匈牙利的标准税率为27%，是欧盟最高的。', support: 'supported', citations: [1] }],
};

export const refusedTurn: Turn = {
  ...newTurn('t2', '番茄炒蛋怎么做？'),
  state: 'done',
  answerId: 'a-2',
  refusal: { message: '文章库中没有能回答这个问题的内容。', nearest: [{ ...source, mark: null }] },
};
