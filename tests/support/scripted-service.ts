import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { formatEvent } from '../../src/server/event-stream.js';
import { widgetFolder } from '../../src/server/widget-files.js';

/** One request to the service, to be answered by a test. */
export interface Asked {
  readonly path: string;
  readonly body: Record<string, unknown>;
  readonly headers: IncomingMessage['headers'];
  /** Sends an event, after the headers of a stream where there are none yet. */
  event(name: string, data: unknown): void;
  /** Sends a piece of a stream as it is. */
  raw(piece: string | Uint8Array): void;
  /** Ends a stream. */
  end(): void;
  /** Breaks the connection off. */
  breakOff(): void;
  /** Answers with a status and a body as JSON. */
  respond(status: number, body: unknown, headers?: Record<string, string>): void;
  /** Resolves when the client has gone, or the response has ended. */
  readonly closed: Promise<void>;
}

export interface ScriptedService {
  readonly url: string;
  /** Every request to `/v1/…` but preflights, oldest first. */
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

/**
 * An HTTP service that answers as a test wants, for what a real one does not do at will: stop in the middle, take a
 * sentence back, be overrun. It serves the built widget and lets pages of any origin ask, unless `origins` names some.
 */
export async function startScriptedService(
  answer: (asked: Asked) => Promise<void> | void,
  origins?: readonly string[],
): Promise<ScriptedService> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void handle(request, response);
  });
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const name = /^\/(widget\.m?js)$/.exec(path)?.[1];
    if (name !== undefined) {
      response.writeHead(200, { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' });
      response.end(readFileSync(join(widgetFolder, name)));
      return;
    }
    if (path === '/widget.json') {
      response
        .writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
        .end('{}');
      return;
    }
    const { origin } = request.headers;
    if (origin !== undefined && (origins?.includes(origin) ?? true)) {
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('access-control-allow-headers', 'content-type, accept');
      response.setHeader('access-control-expose-headers', 'retry-after, x-request-id');
    }
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const one = askedOf(path, text, request, response);
    asked.push(one);
    await answer(one);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function askedOf(path: string, text: string, request: IncomingMessage, response: ServerResponse): Asked {
  const raw = (piece: string | Uint8Array): void => {
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(piece);
  };
  return {
    path,
    headers: request.headers,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    raw,
    event: (name, data) => {
      raw(formatEvent(name, data));
    },
    end: () => {
      response.end();
    },
    breakOff: () => {
      response.destroy();
    },
    respond: (status, body, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(status === 204 ? undefined : JSON.stringify(body));
    },
    closed: new Promise((resolve) => {
      response.on('close', () => {
        resolve();
      });
    }),
  };
}
