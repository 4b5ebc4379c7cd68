import type { Asked } from './scripted-service.js';

/** Answers as a service sends them, for a scripted one. */
const text =
  '据青屿海关统计，2022年前八个月，全市跨境电商进出口额达到38.6亿元，同比增长148%，其中出口31.2亿元。';
const at = text.indexOf('148%');

export const citation = (number: number, more: object = {}) => ({
  number,
  articleId: `article-${number}`,
  title: [
    '青屿海关：跨境电商进出口额同比增长148%',
    '青屿市商务局：七条措施促进海外仓建设',
    '锦川班列开行满一年',
  ][(number - 1) % 3],
  url: `https://news.example/${number}`,
  source: '青屿日报',
  author: null,
  publishedAt: '2022-09-19',
  passageId: `article-${number}#0`,
  quote: text,
  sourceStart: 100,
  sourceEnd: 100 + text.length,
  answerStart: number === 1 ? 100 + at : null,
  answerEnd: number === 1 ? 100 + at + 4 : null,
  contentHash: 'h',
  repaired: false,
  href: `/articles/article-${number}?start=100&end=160&hash=h#quote`,
  ...more,
});

export const sentence = (words: string, citations: readonly number[], support = 'supported') => ({
  text: words,
  start: 0,
  end: words.length,
  support,
  citations,
});

export const first = sentence(text, [1]);
export const second = sentence('增长主要来自新增的六个海外仓，覆盖东南亚和欧洲市场。', [2], 'partial');

export const answer = (more: object = {}) => ({
  id: 'answer-1',
  question: '青屿增长了多少？',
  standaloneQuestion: '青屿增长了多少？',
  answered: true,
  confidence: 0.9,
  refusal: null,
  shortAnswer: '148%',
  answer: '',
  sentences: [first, second],
  citations: [citation(1), citation(2)],
  notices: [],
  mode: 'extractive',
  generation: 'g1',
  timings: {},
  ...more,
});

export const refusal = answer({
  answered: false,
  shortAnswer: null,
  sentences: [],
  citations: [],
  refusal: {
    reason: 'no-evidence',
    message: '文章库中没有能回答这个问题的内容。以下是最接近的文章。',
    nearest: [citation(1), citation(2), citation(3)],
  },
});

/** Sends a whole answer, event by event. */
export function sendAnswer(asked: Asked, whole: ReturnType<typeof answer> = answer()): void {
  asked.event('meta', { id: whole.id, standaloneQuestion: whole.question, generation: 'g1' });
  asked.event('sources', { citations: whole.citations });
  for (const one of whole.sentences) asked.event('delta', { text: one.text, sentence: one });
  asked.event('done', whole);
  asked.end();
}

export const refuse = (
  asked: Asked,
  status: number,
  code: string,
  headers: Record<string, string> = {},
): void => {
  asked.respond(status, { error: { code, message: '', requestId: 'request-1' } }, headers);
};
