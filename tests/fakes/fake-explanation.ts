import type { Explanation } from '../../src/domain/answer.js';
import type { Article } from '../../src/server/service.js';
import type { FakeAnswer } from './fake-service.js';

/** How the fake found an answer: every article was found, in their order; the one that answers was read. */
export function fakeExplanation(
  question: string,
  articles: readonly Article[],
  known: FakeAnswer | undefined,
): Explanation {
  const span = known?.shortAnswer ?? known?.quotes[0] ?? '';
  const answering = articles.find(({ id }) => id === known?.articleId);
  const passages = articles.map(({ id, title, text }, index) => {
    const start = id === answering?.id ? text.indexOf(span) : -1;
    return {
      passageId: `${id}#0`,
      articleId: id,
      title,
      denseRank: index + 1,
      denseSimilarity: 0.9 - index / 10,
      keywordRank: index === 1 ? null : index + 1,
      keywordScore: index === 1 ? null : 12.5 - index,
      fusedRank: index + 1,
      fusedScore: 1 / (index + 1),
      reading: start < 0 ? null : { span, start, end: start + span.length, score: 6.25 },
    };
  });
  const sentences = (known?.quotes ?? []).map((text, index) => {
    const start = answering?.text.indexOf(text) ?? 0;
    const place = { passageId: `${known?.articleId ?? ''}#0`, start, end: start + text.length };
    return { ...place, text, score: 3 - 4 * index, chosen: index === 0 };
  });
  const words = [...question.matchAll(/\p{L}{2}/gu)].map(([word]) => word);
  const way = { words, passages, verdict: known ? '已回答。' : '未回答。' };
  const features = { spanScore: 6.25, missingInWindow: 0.25, 'not-known-yet': 1 };
  return { ...way, parts: [{ ...way, question, sentences, features, confidence: known ? 0.93 : 0.04 }] };
}
