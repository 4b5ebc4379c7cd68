import type { Answer } from '../domain/answer.js';
import type { Citation } from '../domain/citation.js';

/** Examples of openapi.json and /docs, of the sample articles in corpus/: a service over these answers as they say. */
export const exampleQuestion = '2022年青屿海关在跨境电商渠道查获多少件侵权商品？';

const quote =
  '在守牢安全底线方面，全年在跨境电商渠道查获侵犯知识产权商品5.7万件，其中假冒运动鞋占44%；截获禁止进境的活体昆虫、种子种苗312批次。';
const contentHash = 'e65e39f3ee3eca42333414c11886359365ab73e9fd201bbe6b1254de8eb721ee';

export const exampleCitation: Citation = {
  number: 1,
  articleId: '2023/qingyu-2022-customs',
  title: '青屿海关2022年监管跨境电商进出口162.8亿元',
  url: null,
  source: '青屿海关',
  author: null,
  publishedAt: '2023-03-02',
  passageId: '2023/qingyu-2022-customs#1',
  quote,
  sourceStart: 418,
  sourceEnd: 487,
  answerStart: 447,
  answerEnd: 452,
  contentHash,
  repaired: false,
  href: `/articles/2023%2Fqingyu-2022-customs?start=418&end=487&hash=${contentHash}&print=69-1fca26e0208124#quote`,
};

export const exampleAnswer: Answer = {
  id: '50384cbc-94f7-4b90-bd03-c451d8c74859',
  question: exampleQuestion,
  standaloneQuestion: exampleQuestion,
  answered: true,
  confidence: 0.82,
  refusal: null,
  shortAnswer: '5.7万件',
  answer: `${quote}[1]`,
  sentences: [{ text: quote, start: 0, end: quote.length, support: 'supported', citations: [1] }],
  citations: [exampleCitation],
  notices: [],
  mode: 'extractive',
  model: null,
  usage: null,
  generation: '20261126-104609-d8e9',
  timings: { condenseMs: 1, embedMs: 12, retrieveMs: 3, readMs: 140, answerMs: 8, totalMs: 164 },
};
