import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the model's server does with one request. */
export interface ModelReply {
  /** What it says, in these pieces. */
  readonly pieces?: readonly string[];
  /** Before every piece, in milliseconds. */
  readonly pauseMs?: number;
  /** Answers with this status instead, and these headers. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** After the pieces: text that is no JSON; the connection dropped; nothing ever; the last piece for ever. */
  readonly then?: 'broken' | 'drop' | 'silence' | 'endless';
  /** Why it stopped, as its protocol says it. */
  readonly reason?: 'stop' | 'length';
}

export interface ModelRequestSeen {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: { readonly messages: readonly { role: string; content: string }[] } & Record<
    string,
    unknown
  >;
}

/** A server that speaks as OpenAI's (`/v1/chat/completions`) and as Ollama's (`/api/chat`), by a script. */
export interface ModelServer {
  readonly url: string;
  readonly requests: ModelRequestSeen[];
  /** Times at which a client closed a connection before the end, by `performance.now()`. */
  readonly abandoned: number[];
  /** What to do with the requests to come; a list is used up, its last for all that follow. */
  reply(...script: readonly ModelReply[]): void;
  close(): Promise<void>;
}

/** What is said, in pieces of so many characters: marks and sentences are parted anywhere. */
export function inPieces(text: string, size = 3): string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
    text.slice(i * size, (i + 1) * size),
  );
}

export async function startModelServer(): Promise<ModelServer> {
  const requests: ModelRequestSeen[] = [];
  const abandoned: number[] = [];
  let script: readonly ModelReply[] = [{}];
  let next = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as ModelRequestSeen['body'];
      requests.push({ path: request.url ?? '', headers: request.headers, body });
      const reply = script[Math.min(next++, script.length - 1)] ?? {};
      response.on('close', () => {
        if (!response.writableFinished) abandoned.push(performance.now());
      });
      void answer(request.url ?? '', reply, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    abandoned,
    reply: (...given) => {
      script = given;
      next = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function answer(path: string, reply: ModelReply, response: ServerResponse): Promise<void> {
  const { pieces = [], pauseMs = 0, status = 200, headers = {}, then, reason = 'stop' } = reply;
  const format = path === '/api/chat' ? ollama : openAi;
  if (status !== 200) {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ error: { message: 'no', type: 'x', code: 'x' } }));
    return;
  }
  response.writeHead(200, { 'content-type': format.type, ...headers });
  response.flushHeaders();
  for (const piece of pieces) {
    if (pauseMs > 0) await sleep(pauseMs);
    if (response.destroyed) return;
    response.write(format.piece(piece));
  }
  if (then === 'silence') return;
  if (then === 'drop') {
    await sleep(20);
    response.destroy();
    return;
  }
  if (then === 'broken') {
    response.end(format.broken);
    return;
  }
  while (then === 'endless' && !response.destroyed) {
    await sleep(5);
    response.write(format.piece(pieces.at(-1) ?? '长'));
  }
  if (!response.destroyed) response.end(format.end(reason));
}

const openAi = {
  type: 'text/event-stream',
  piece: (content: string) =>
    `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason: null }] })}\n\n`,
  end: (reason: string) =>
    `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta: {}, finish_reason: reason }] })}\n\n` +
    `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [], usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 } })}\n\n` +
    'data: [DONE]\n\n',
  broken: 'data: {"id": "c", "choices": [{"delta\n\n',
};

const ollama = {
  type: 'application/x-ndjson',
  piece: (content: string) =>
    JSON.stringify({ model: 'm', created_at: '', message: { role: 'assistant', content }, done: false }) +
    '\n',
  end: (reason: string) =>
    JSON.stringify({
      model: 'm',
      created_at: '',
      message: { role: 'assistant', content: '' },
      done: true,
      done_reason: reason,
      prompt_eval_count: 100,
      eval_count: 20,
    }) + '\n',
  broken: '{"model": "m", "message": {"role"\n',
};
