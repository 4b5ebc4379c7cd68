import type { Answer, AnswerSentence } from '../../domain/answer.js';
import {
  LanguageModelError,
  type LanguageModel,
  type ModelUsage,
} from '../../language-model/language-model.js';
import { message, type Locale, type MessageKey } from '../../messages/index.js';
import { CarryingQuotes, type ShownPassage } from './carrying-quotes.js';
import { MarkedSentences, type MarkedSentence } from './marked-sentences.js';
import { noAnswer, promptFor } from './prompt.js';

export interface GenerationSettings {
  /** What becomes of a sentence that no passage carries. */
  readonly unsupported: 'drop' | 'mark';
}

/** A model that goes on beyond these is stopped. Characters in UTF-16 units. */
const mostSentences = 8;
const mostChars = 1200;
/** So many sentences in a row that nothing carries: it will not come back to the passages. */
const mostDropped = 6;

export interface GenerationRequest {
  /** The standalone question. */
  readonly question: string;
  readonly shown: readonly ShownPassage[];
  readonly locale: Locale;
  readonly signal: AbortSignal;
  readonly publicUrl: string;
  /** Of the extractive answer: shown if a quote of the generated one carries it. */
  readonly extractive: Pick<Answer, 'shortAnswer' | 'citations'>;
}

/** What came of it. */
export interface Generated {
  /** Null: the articles' own sentences must take its place, for the reason that the notice gives. */
  readonly answer: Pick<Answer, 'shortAnswer' | 'answer' | 'sentences' | 'citations'> | null;
  readonly notices: readonly Answer['notices'][number][];
  readonly usage: ModelUsage | null;
  /** What the model's server did wrong, for the log. */
  readonly failure: LanguageModelError | null;
}

/** A sentence as it goes out: whole, verified, with its marks. */
export interface GeneratedSentence {
  readonly text: string;
  readonly sentence: AnswerSentence;
}

/**
 * Has a language model answer from passages. Each sentence is yielded once it is whole and its support is known; what is
 * not carried is dropped, or marked. Never throws for the model's sake: its failures are part of what is returned.
 */
export async function* generateAnswer(
  model: LanguageModel,
  request: GenerationRequest,
  { unsupported }: GenerationSettings,
): AsyncGenerator<GeneratedSentence, Generated> {
  const { question, shown, locale, signal, publicUrl, extractive } = request;
  const prompt = promptFor(
    question,
    shown.map(({ number, passage, document: { title, source, publishedAt } }) => ({
      number,
      title,
      source,
      publishedAt,
      text: passage.text,
    })),
    locale,
    model.contextTokens - model.maxOutputTokens,
  );
  const known = new Set(prompt.sources.map(({ number }) => number));
  const quotes = new CarryingQuotes(shown.filter(({ number }) => known.has(number)));
  const parser = new MarkedSentences();
  const sentences: AnswerSentence[] = [];
  const dropped = { count: 0, inRow: 0 };
  let usage: ModelUsage | null = null;
  let failure: LanguageModelError | null = null;
  const ended = { declined: false, cut: false };

  /** A sentence to be sent on; null: none carries it, and it is dropped. */
  const taken = (marked: MarkedSentence): GeneratedSentence | null => {
    if (marked.text.includes(noAnswer)) {
      ended.declined = true;
      return null;
    }
    const { support, quotes: carrying } = quotes.judge(marked);
    if (support === 'unsupported' && unsupported === 'drop') {
      dropped.count++;
      dropped.inRow++;
      return null;
    }
    dropped.inRow = 0;
    const added = quotes.add(marked.text, support, carrying);
    sentences.push(added.sentence);
    return added;
  };
  const isEnough = () =>
    ended.declined ||
    sentences.length >= mostSentences ||
    quotes.answer.length >= mostChars ||
    dropped.inRow >= mostDropped;

  try {
    for await (const piece of model.stream({ messages: prompt.messages, signal })) {
      const whole = piece.type === 'text' ? parser.push(piece.text) : parser.end();
      if (piece.type === 'end') {
        ({ usage } = piece);
        ended.cut = piece.reason === 'length';
      }
      for (const marked of whole) {
        if (isEnough()) break;
        const sentence = taken(marked);
        if (sentence) yield sentence;
      }
      // Leaving the loop stops the model.
      if (piece.type === 'text' && isEnough()) {
        ended.cut = !ended.declined;
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof LanguageModelError)) throw error;
    failure = error;
  }

  const say = (code: MessageKey, count?: number) => ({
    code,
    message: message(locale, code, count === undefined ? {} : { count }),
  });
  const supported = sentences.filter(({ support }) => support !== 'unsupported');
  const giveWay = (code: MessageKey): Generated => ({ answer: null, notices: [say(code)], usage, failure });
  // What was said before it failed may lack its end: the articles' own words are whole.
  if (failure) return giveWay(reasonOf(failure));
  if (ended.declined) return giveWay('answer.model-declined');
  if (supported.length === 0) {
    return giveWay(dropped.count + sentences.length > 0 ? 'answer.model-unsupported' : 'answer.model-empty');
  }
  const carrier = extractive.citations.find(({ answerStart }) => answerStart !== null) ?? null;
  const citations = quotes.citations(publicUrl, carrier);
  const carries = citations.some(({ answerStart }) => answerStart !== null);
  const count = (level: AnswerSentence['support']) =>
    sentences.filter(({ support }) => support === level).length;
  return {
    answer: {
      shortAnswer: carries ? extractive.shortAnswer : null,
      answer: quotes.answer,
      sentences,
      citations,
    },
    notices: [
      ...(dropped.count > 0 ? [say('answer.sentences-dropped', dropped.count)] : []),
      ...(count('unsupported') > 0 ? [say('answer.sentences-unsupported', count('unsupported'))] : []),
      ...(count('partial') > 0 ? [say('answer.sentences-partial', count('partial'))] : []),
      ...(ended.cut ? [say('answer.model-cut')] : []),
    ],
    usage,
    failure: null,
  };
}

function reasonOf({ code }: LanguageModelError): MessageKey {
  const slow = code === 'language-model.failure.silent' || code === 'language-model.failure.timed-out';
  return slow ? 'answer.model-slow' : 'answer.model-failed';
}
