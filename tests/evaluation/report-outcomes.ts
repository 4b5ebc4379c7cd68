import type { Answer, ExplainedPassage } from '../../src/domain/answer.js';
import type { Citation } from '../../src/domain/citation.js';
import type { QuestionOutcome } from '../../src/evaluation/evaluate.js';
import type { EvaluationQuestion } from '../../src/evaluation/question-set.js';

interface Outline {
  readonly question?: Partial<EvaluationQuestion>;
  readonly answer?: Partial<Answer>;
  /** Words of the one sentence shown; null: refused. */
  readonly shown?: string | null;
  readonly title?: string;
  readonly holds?: boolean;
  readonly right?: boolean;
  readonly spanHolds?: boolean | null;
  readonly score?: number | null;
  readonly relevant?: readonly boolean[];
}

/** An outcome of which only what matters to a test is named; the rest is plain. */
export function outcomeOf(id: string, outline: Outline = {}): QuestionOutcome {
  const {
    shown = '青屿有四十二个海外仓。',
    title = '海外仓',
    holds = shown !== null,
    relevant = [true],
  } = outline;
  const score = outline.score === undefined ? 3 : outline.score;
  return {
    question: {
      id,
      question: `问题${id}？`,
      history: [],
      kind: 'fact',
      answerable: true,
      sources: ['articles/warehouse'],
      answers: [['42个', '四十二个']],
      ...outline.question,
    },
    answer: { ...answerOf(shown, title, score), ...outline.answer },
    relevant,
    holds,
    right: outline.right ?? holds,
    shortRight: holds,
    score,
    spanHolds: outline.spanHolds === undefined ? holds : outline.spanHolds,
  };
}

function answerOf(shown: string | null, title: string, score: number | null): Answer {
  return {
    id: 'a',
    question: 'q',
    standaloneQuestion: 'q',
    answered: shown !== null,
    confidence: null,
    refusal: shown === null ? { reason: 'no-evidence', message: '资料库里没有答案。', nearest: [] } : null,
    shortAnswer: shown === null ? null : '四十二个',
    answer: shown === null ? '' : `${shown}[1]`,
    sentences:
      shown === null
        ? []
        : [{ text: shown, start: 0, end: shown.length, support: 'supported', citations: [1] }],
    citations: shown === null ? [] : [citationOf(title, shown)],
    notices: [],
    model: null,
    usage: null,
    mode: 'extractive',
    generation: 'g',
    timings: { condenseMs: 0, embedMs: 4, retrieveMs: 2, readMs: 100, answerMs: 1, totalMs: 107 },
    ...(score === null
      ? {}
      : { explain: { words: [], passages: [readingOf(score)], verdict: '', parts: [] } }),
  };
}

function citationOf(title: string, quote: string): Citation {
  return {
    number: 1,
    articleId: 'articles/warehouse',
    title,
    url: null,
    source: null,
    author: null,
    publishedAt: null,
    passageId: 'articles/warehouse#0',
    quote,
    sourceStart: 0,
    sourceEnd: quote.length,
    answerStart: null,
    answerEnd: null,
    contentHash: '',
    repaired: false,
    href: '',
  };
}

function readingOf(score: number): ExplainedPassage {
  return {
    passageId: 'articles/warehouse#0',
    articleId: 'articles/warehouse',
    title: '海外仓',
    denseRank: 1,
    denseSimilarity: 0.8,
    keywordRank: 1,
    keywordScore: 9,
    fusedRank: 1,
    fusedScore: 1,
    reading: { span: '四十二个', start: 3, end: 7, score },
  };
}
