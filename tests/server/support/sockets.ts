import { request, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';

/** A raw connection that collects what the server sends. */
export class RawConnection {
  readonly socket: Socket;
  received = '';
  readonly closed: Promise<void>;

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.setEncoding('utf8');
    this.socket.on('data', (chunk) => (this.received += String(chunk)));
    // A server that hangs up while we write is what some tests want.
    this.socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      this.socket.on('close', () => {
        resolve();
      });
    });
  }

  write(text: string): void {
    this.socket.write(text);
  }

  get status(): number {
    return Number(/^HTTP\/1\.1 (\d{3})/.exec(this.received)?.[1]);
  }
}

/** A POST of a question over a real socket, with the response as soon as its headers are there. */
export function postQuestion(
  port: number,
  body: unknown,
): { response: Promise<IncomingMessage>; destroy: () => void } {
  const sent = request({
    port,
    host: '127.0.0.1',
    path: '/v1/ask',
    method: 'POST',
    agent: false,
    headers: { 'content-type': 'application/json' },
  });
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    sent.on('response', resolve);
    sent.on('error', reject);
  });
  // Whoever destroys the request does not wait for its response.
  response.catch(() => undefined);
  sent.end(JSON.stringify(body));
  return { response, destroy: () => sent.destroy() };
}

export async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  response.setEncoding('utf8');
  for await (const chunk of response) text += String(chunk);
  return text;
}
