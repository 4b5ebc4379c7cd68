import type { AnswerEvent } from '../domain/answer-event.js';
import type { Answer } from '../domain/answer.js';
import type { AskRequest } from '../domain/question.js';
import type { YinjuError } from '../errors.js';
import { untilAborted } from '../until-aborted.js';
import { requestContext, type AppContext, type Parts } from './context.js';
import { busy, notReady, stopping } from './errors.js';
import type { Gate, Ticket } from './gate.js';
import { workScope, type WorkScope } from './work-signal.js';

/** An answer under way. Whoever starts one must iterate `events`, which gives the place back when it ends. */
export interface AnswerUnderWay {
  readonly events: AsyncGenerator<AnswerEvent, void, undefined>;
  /** To be called when the reader of the answer has gone. */
  readonly abandon: () => void;
}

/**
 * Takes a place for a question and answers it when its turn comes.
 * @throws HttpError 503 at once when the service is not ready, is stopping, or its queue is full.
 */
export function startAnswer(parts: Parts, c: AppContext, request: AskRequest): AnswerUnderWay {
  const { scope, ticket } = takePlace(parts, c, parts.questions);
  const { logQuestions, logger } = parts.options;
  if (logQuestions) logger.info({ requestId: c.var.requestId, question: request.question }, 'question');
  return { events: answerInTurn(parts, c, request, scope, ticket), abandon: scope.abandon };
}

async function* answerInTurn(
  parts: Parts,
  c: AppContext,
  request: AskRequest,
  scope: WorkScope,
  ticket: Ticket,
): AsyncGenerator<AnswerEvent, void, undefined> {
  const { signal } = scope;
  let work: AsyncIterator<AnswerEvent> | undefined;
  let pending: Promise<unknown> = Promise.resolve();
  try {
    await ticket.turn;
    const { requestId } = c.var;
    const context = {
      ...requestContext(c, signal),
      onProblem: ({ code, params }: YinjuError) => {
        parts.options.logger.warn({ requestId, code, params }, 'problem made good');
      },
    };
    work = parts.service.ask(request, context)[Symbol.asyncIterator]();
    for (;;) {
      const step = work.next();
      pending = step;
      const next = await untilAborted(step, signal);
      if (next.done === true) return;
      if (next.value.type === 'done') parts.answers.remember(next.value.answer);
      yield next.value;
    }
  } finally {
    scope.dispose();
    // The place is free when the work has really ended, not when nobody waits for it any more.
    void endOf(work, pending).finally(() => {
      ticket.release();
    });
  }
}

async function endOf(work: AsyncIterator<AnswerEvent> | undefined, pending: Promise<unknown>): Promise<void> {
  try {
    await pending;
    await work?.return?.();
  } catch {
    // Whoever waited for the answer has been told already.
  }
}

/** The answer that a stream of events ends with. */
export async function lastAnswer(events: AsyncIterable<AnswerEvent>): Promise<Answer> {
  let answer: Answer | undefined;
  for await (const event of events) {
    if (event.type === 'done') answer = event.answer;
  }
  if (!answer) throw new Error('The answer ended without being done.');
  return answer;
}

/** Runs work in its turn, with a place in the queue and a signal, like a question. */
export async function inTurn<T>(
  parts: Parts,
  c: AppContext,
  gate: Gate,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { scope, ticket } = takePlace(parts, c, gate);
  let pending: Promise<unknown> = Promise.resolve();
  try {
    await ticket.turn;
    const result = work(scope.signal);
    pending = result;
    return await untilAborted(result, scope.signal);
  } finally {
    scope.dispose();
    void pending.then(ticket.release, ticket.release);
  }
}

function takePlace(parts: Parts, c: AppContext, gate: Gate): { scope: WorkScope; ticket: Ticket } {
  const { lifecycle, options, service } = parts;
  if (lifecycle.draining.aborted) throw stopping();
  if (!service.readiness().ready) throw notReady();
  const scope = workScope(c.var.clientGone, lifecycle.ended, options.questionTimeoutMs);
  const ticket = gate.enter(scope.signal);
  if (!ticket) {
    scope.dispose();
    throw busy(retryAfterSeconds(options.maxQueuedQuestions));
  }
  return { scope, ticket };
}

/** A rough guess of when a full queue has moved on, a quarter of a second a question; 1 to 30 s. */
function retryAfterSeconds(queued: number): number {
  return Math.min(30, Math.max(1, Math.ceil(queued / 16)));
}
