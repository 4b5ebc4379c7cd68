import type { AnswerEvent } from '../../domain/answer-event.js';
import type { Answer } from '../../domain/answer.js';
import type { LanguageModel, LanguageModelError } from '../../language-model/language-model.js';
import type { Locale } from '../../messages/index.js';
import { citationOf } from '../citations.js';
import type { DocumentOf } from '../compose-answer.js';
import type { Conclusion } from '../conclude.js';
import type { Inquiry } from '../inquire.js';
import type { ShownPassage } from './carrying-quotes.js';
import { generateAnswer, type GenerationSettings } from './generate-answer.js';

/** The model is shown so many passages at most. */
const mostShown = 6;
/** Of a passage that may be cited a beginning is shown until its exact words are known, in UTF-16 units. */
const previewChars = 120;

export interface GeneratedContext {
  readonly locale: Locale;
  readonly signal: AbortSignal;
  readonly publicUrl: string;
  readonly documentOf: DocumentOf;
  readonly onProblem?: ((problem: LanguageModelError) => void) | undefined;
}

type Outcome = Conclusion & Pick<Answer, 'mode' | 'model' | 'usage'>;

/**
 * The events of an answer that a language model writes: the passages it is shown as sources, its sentences as they are
 * verified, and `replace` where the articles' own sentences take their place.
 * @returns what the answer is in the end
 */
export async function* generatedEvents(
  model: LanguageModel,
  settings: GenerationSettings,
  question: string,
  { inquiries, concluded }: { readonly inquiries: readonly Inquiry[]; readonly concluded: Conclusion },
  { locale, signal, publicUrl, documentOf, onProblem }: GeneratedContext,
): AsyncGenerator<AnswerEvent, Outcome> {
  const shown = await passagesToShow(inquiries, documentOf);
  yield { type: 'sources', citations: shown.map((one) => previewOf(one, publicUrl)) };
  const extractive = concluded;
  const writing = generateAnswer(model, { question, shown, locale, signal, publicUrl, extractive }, settings);
  let hasSpoken = false;
  try {
    for (;;) {
      const step = await writing.next();
      if (step.done !== true) {
        hasSpoken = true;
        yield { type: 'delta', ...step.value };
        continue;
      }
      const { answer, notices, usage, failure } = step.value;
      if (failure) onProblem?.(failure);
      const asked = { model: model.name, usage, notices: [...notices, ...concluded.notices] };
      if (answer) return { ...concluded, ...answer, ...asked, mode: 'generated' };
      const { shortAnswer, sentences, citations } = concluded;
      if (hasSpoken) {
        yield { type: 'replace', shortAnswer, answer: concluded.answer, sentences, citations };
      } else yield { type: 'sources', citations };
      return { ...concluded, ...asked, mode: 'extractive' };
    }
  } finally {
    // A reader who has gone: the model is stopped.
    await writing.return(undefined as never);
  }
}

/** Passages with evidence first, then as they were found; each once. */
async function passagesToShow(
  inquiries: readonly Inquiry[],
  documentOf: DocumentOf,
): Promise<readonly ShownPassage[]> {
  const answered = inquiries.filter(({ judgement }) => judgement.answered);
  const passages = [
    ...answered.flatMap(({ quotes }) => quotes.map(({ passage }) => passage)),
    ...answered.flatMap(({ gathered }) => gathered.passages.map(({ passage }) => passage)),
  ];
  const once = [...new Map(passages.map((passage) => [passage.id, passage])).values()].slice(0, mostShown);
  return Promise.all(
    once.map(async (passage, i) => ({
      number: i + 1,
      passage,
      document: await documentOf(passage.documentId),
    })),
  );
}

function previewOf({ number, passage, document }: ShownPassage, publicUrl: string) {
  const end = Math.min(passage.end, passage.start + previewChars);
  return citationOf(document, { passage, start: passage.start, end, answer: null }, number, publicUrl);
}
