import type { FeedbackReason, Rating } from '../domain/feedback.js';
import type { StreamEvent } from './answer.js';
import type { HistoryEntry } from './conversation.js';
import { EventStreamParser } from './event-stream.js';
import { failureOf, failureOfEvent, failureOfResponse, ServiceFailure } from './failure.js';
import { fieldsOf, parseJson, readAnswer, readEvent } from './read-answer.js';

export interface AskBody {
  readonly question: string;
  readonly history: readonly HistoryEntry[];
  readonly locale: string;
}

export interface FeedbackBody {
  readonly answerId: string;
  readonly rating: Rating;
  readonly reasons?: readonly FeedbackReason[];
  readonly note?: string;
}

/** The service sends something every 15 s; after so long without anything the connection counts as lost. */
const silenceMs = 45_000;
/** Longest error body that is read, in characters. */
const maxErrorBody = 20_000;

/**
 * Asks, and yields the events of the answer as they come, the last of them `done`.
 * @throws ServiceFailure when there is no whole answer; what `signal` was aborted with when it was
 */
export async function* ask(
  endpoint: string,
  body: AskBody,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent, void, undefined> {
  const line = new Line(signal);
  try {
    yield* answerOver(line, endpoint, body);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ServiceFailure) throw error;
    throw new ServiceFailure(failureOf(navigator.onLine ? 'lost' : 'offline'));
  } finally {
    line.close();
  }
}

async function* answerOver(
  line: Line,
  endpoint: string,
  body: AskBody,
): AsyncGenerator<StreamEvent, void, undefined> {
  const asked = { ...body, stream: true };
  const response = await post(endpoint, '/v1/ask', asked, 'text/event-stream', line.signal);
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('application/json')) {
    // Something between us and the service does not stream.
    yield { type: 'done', answer: readAnswer(fieldsOf(parseJson(await response.text()))) };
    return;
  }
  if (!type.startsWith('text/event-stream') || !response.body) throw new ServiceFailure(failureOf('service'));
  const parser = new EventStreamParser();
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) throw new ServiceFailure(failureOf('lost'));
    line.heard();
    for (const { name, data } of parser.push(decoder.decode(value, { stream: true }))) {
      const event = readEvent(name, data);
      if (event?.type === 'error') throw new ServiceFailure(failureOfEvent(event, Date.now()));
      if (event) yield event;
      if (event?.type === 'done') return;
    }
  }
}

/** A connection that is given up when the reader wants no more of it, or when nothing has come for too long. */
class Line {
  readonly #controller = new AbortController();
  #timer = 0;

  constructor(signal: AbortSignal) {
    const { signal: ended } = this.#controller;
    const giveUp = (): void => {
      this.close();
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { signal: ended });
    this.heard();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  heard(): void {
    clearTimeout(this.#timer);
    if (this.signal.aborted) return;
    this.#timer = window.setTimeout(() => {
      this.close();
    }, silenceMs);
  }

  /** Also lets the service know, when it has not ended by itself. */
  close(): void {
    clearTimeout(this.#timer);
    this.#controller.abort();
  }
}

/**
 * Sends a rating.
 * @throws ServiceFailure when it did not arrive
 */
export async function sendFeedback(endpoint: string, body: FeedbackBody, signal: AbortSignal): Promise<void> {
  await post(endpoint, '/v1/feedback', body, 'application/json', signal);
}

/**
 * A response with a status of success. Neither cookies nor the address of the page go along.
 * @throws ServiceFailure
 */
async function post(
  endpoint: string,
  path: string,
  body: unknown,
  accept: string,
  signal: AbortSignal,
): Promise<Response> {
  const response = await fetch(endpoint + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: accept },
    body: JSON.stringify(body),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    signal,
  }).catch(async (error: unknown) => {
    throw signal.aborted ? error : await failureToReach(endpoint);
  });
  if (response.ok) return response;
  const text = await response.text().catch(() => '');
  const { status, headers } = response;
  const said = { status, retryAfter: headers.get('retry-after'), body: text.slice(0, maxErrorBody) };
  throw new ServiceFailure(failureOfResponse(said, Date.now()));
}

/**
 * Browsers do not tell a page why a request failed. What only pages of allowed origins may read, and what every page may
 * (the description of the widget), tell whether it was the origin, the connection or the service.
 */
async function failureToReach(endpoint: string): Promise<ServiceFailure> {
  if (!navigator.onLine) return new ServiceFailure(failureOf('offline'));
  if (await canRead(`${endpoint}/v1/status`)) return new ServiceFailure(failureOf('lost'));
  const isElsewhere = new URL(endpoint).origin !== location.origin;
  const isOrigin = isElsewhere && (await canRead(`${endpoint}/widget.json`));
  return new ServiceFailure(failureOf(isOrigin ? 'origin' : 'unreachable'));
}

function canRead(address: string): Promise<boolean> {
  return fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' }).then(
    () => true,
    () => false,
  );
}
