import type { Answer } from '../domain/answer.js';
import { askRequestSchema } from '../domain/question.js';
import type { EvaluatedService } from '../evaluation/evaluate.js';
import type { Locale } from '../messages/index.js';
import type { OpenService } from '../wiring.js';

/** The service as evaluations ask it: explained, so that also what it refuses shows how it was judged. */
export function evaluatedService(
  { service }: Pick<OpenService, 'service'>,
  locale: Locale,
  signal: AbortSignal,
): EvaluatedService {
  return {
    ask: async ({ question, history }) => {
      // A file may hold what the service would turn away: such a question is asked as it is, and must be refused.
      const request = { ...askRequestSchema.parse({ question: '?' }), question, history, explain: true };
      let answer: Answer | undefined;
      for await (const event of service.ask(request, { locale, signal, requestId: 'eval' })) {
        if (event.type === 'done') answer = event.answer;
      }
      if (!answer) throw new Error('the answer ended without being done');
      return answer;
    },
    search: async (question) => {
      const { results } = await service.search(
        { query: question, topK: 10, filters: {}, explain: false },
        { signal },
      );
      return results.map(({ articleId, text }) => ({ documentId: articleId, text }));
    },
  };
}
