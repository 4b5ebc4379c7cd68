import type { Rating } from '../domain/feedback.js';
import { markedSpan, type AnswerParts, type StreamEvent, type WholeAnswer } from './answer.js';
import type { Failure } from './failure.js';

/**
 * `asking`: nothing has come yet. `answering`: parts have. `done`: an answer or a refusal. `stopped` by the reader,
 * or left behind by a page that went away. `failed`: with what had come until then.
 */
export type TurnState = 'asking' | 'answering' | 'done' | 'stopped' | 'failed';

/** A question and what became of it. Never changed: events make a new one. */
export interface Turn extends AnswerParts {
  /** Of the widget; the service knows `answerId`. */
  readonly id: string;
  readonly question: string;
  readonly state: TurnState;
  readonly answerId: string;
  readonly refusal: WholeAnswer['refusal'];
  readonly notices: readonly string[];
  readonly isGenerated: boolean;
  readonly failure: Failure | null;
  readonly rating: Rating | null;
}

export function newTurn(id: string, question: string): Turn {
  return {
    id,
    question,
    state: 'asking',
    answerId: '',
    sources: [],
    shortAnswer: null,
    sentences: [],
    refusal: null,
    notices: [],
    isGenerated: false,
    failure: null,
    rating: null,
  };
}

export const isRunning = ({ state }: Turn): boolean => state === 'asking' || state === 'answering';

/** Whether there is anything to read. */
export const hasAnswer = ({ sentences, shortAnswer }: AnswerParts): boolean =>
  sentences.length > 0 || shortAnswer !== null;

/** The turn after an event. An `error` is no business of the turn: whoever reads the stream makes a failure of it. */
export function afterEvent(turn: Turn, event: StreamEvent): Turn {
  switch (event.type) {
    case 'meta':
      return { ...turn, answerId: event.id };
    case 'sources':
      return {
        ...turn,
        state: 'answering',
        sources: event.sources,
        shortAnswer: markedSpan(event.sources),
      };
    case 'delta':
      return { ...turn, state: 'answering', sentences: [...turn.sentences, event.sentence] };
    case 'replace': {
      // It may come without sources where those shown stay.
      const { sources, shortAnswer, sentences } = event.answer;
      const shown = sources.length > 0 ? sources : turn.sources;
      return {
        ...turn,
        state: 'answering',
        sources: shown,
        shortAnswer: shortAnswer ?? markedSpan(shown),
        sentences,
      };
    }
    case 'done':
      return { ...turn, ...event.answer, id: turn.id, answerId: event.answer.id, state: 'done' };
    case 'error':
      return turn;
  }
}

/** What was said before, for a follow-up question. Newest last. */
export interface HistoryEntry {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** The service looks no further back. */
const maxHistoryTurns = 6;
const maxHistoryText = 2000;

/** Of a turn that was refused only the question: there is nothing in it that a follow-up could speak of. */
export function historyOf(turns: readonly Turn[]): HistoryEntry[] {
  return turns
    .filter((turn) => !isRunning(turn) && (hasAnswer(turn) || turn.refusal !== null))
    .slice(-maxHistoryTurns)
    .flatMap((turn) => {
      const question = { role: 'user' as const, content: turn.question.slice(0, maxHistoryText) };
      if (turn.refusal) return [question];
      return [question, { role: 'assistant' as const, content: answerText(turn).slice(0, maxHistoryText) }];
    });
}

/** The sentences with their citation marks, as the service writes an answer. */
export function answerText({ sentences, shortAnswer }: AnswerParts): string {
  if (sentences.length === 0) return shortAnswer ?? '';
  return sentences.map(({ text, citations }) => text + citations.map((n) => `[${n}]`).join('')).join('');
}
