import type { AnswerEvent } from '../domain/answer-event.js';

/** One event in the format of server-sent events. JSON holds no line break, so one `data:` line always does. */
export function formatEvent(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Headers of a response that is an event stream. */
export const streamHeaders = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  // nginx passes events on at once only when told so.
  'X-Accel-Buffering': 'no',
} as const;

/** A line that clients ignore and that keeps proxies awake. */
export const commentLine = ': keep-alive\n\n';

/** The events of an answer as `POST /v1/ask` streams them. */
export async function* eventTexts(events: AsyncIterable<AnswerEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    const { type, ...data } = event;
    yield event.type === 'done' ? formatEvent('done', event.answer) : formatEvent(type, data);
  }
}

export interface EventStreamOptions {
  readonly heartbeatMs: number;
  /** The last event after a failure: a safe message, never the error's own. */
  readonly failureText: (error: unknown) => string;
  /** The client has gone: stop the work. */
  readonly onGone: () => void;
  /** Called once, when the stream is over. */
  readonly onEnd: (error?: unknown) => void;
}

/**
 * The body of an event stream, of events in their format. It begins with a comment, so that the first bytes are out before the first event;
 * a failure is its last event. It never waits for a slow reader: an answer is small, the place in the queue is dear.
 */
export function eventStream(
  texts: AsyncIterable<string>,
  options: EventStreamOptions,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let open = true;
  let timer: NodeJS.Timeout | undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string): void => {
        if (open) controller.enqueue(encoder.encode(text));
      };
      send(commentLine);
      timer = setInterval(() => {
        send(commentLine);
      }, options.heartbeatMs);
      const pump = async (): Promise<void> => {
        let failure: unknown;
        try {
          for await (const text of texts) send(text);
        } catch (error) {
          failure = error;
          send(options.failureText(error));
        } finally {
          clearInterval(timer);
        }
        if (open) {
          open = false;
          controller.close();
        }
        options.onEnd(failure);
      };
      void pump();
    },
    cancel() {
      open = false;
      clearInterval(timer);
      options.onGone();
    },
  });
}
