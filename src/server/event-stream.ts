import type { AnswerEvent } from '../domain/answer-event.js';
import type { ErrorBody } from './schemas.js';

/** One event in the format of server-sent events. JSON holds no line break, so one `data:` line always does. */
export function formatEvent(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** A line that clients ignore and that keeps proxies awake. */
export const commentLine = ': keep-alive\n\n';

function eventText(event: AnswerEvent): string {
  if (event.type === 'done') return formatEvent('done', event.answer);
  const { type, ...data } = event;
  return formatEvent(type, data);
}

export interface EventStreamOptions {
  readonly heartbeatMs: number;
  /** What the client is told of a failure: a safe message, never the error's own. */
  readonly describeError: (error: unknown) => ErrorBody['error'];
  /** The client has gone: stop the work. */
  readonly onGone: () => void;
  /** Called once, when the stream is over. */
  readonly onEnd: (error?: unknown) => void;
}

/**
 * The body of an event stream. It begins with a comment, so that the first bytes are out before the first event;
 * a failure is its last event. It never waits for a slow reader: an answer is small, the place in the queue is dear.
 */
export function eventStream(
  events: AsyncIterable<AnswerEvent>,
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
          for await (const event of events) send(eventText(event));
        } catch (error) {
          failure = error;
          send(formatEvent('error', options.describeError(error)));
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
