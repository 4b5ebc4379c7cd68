import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** A server that stands where LangSmith would, and keeps what it is sent. */
export interface TracingTrap {
  /** Variables that turn tracing on, towards this server. */
  readonly env: Readonly<Record<string, string>>;
  /** Bodies received, as text. */
  readonly bodies: readonly string[];
  /** Resolves when a body that holds `text` has arrived. */
  received(text: string): Promise<void>;
  close(): Promise<void>;
}

export async function openTracingTrap(): Promise<TracingTrap> {
  const bodies: string[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      bodies.push(`${request.method} ${request.url} ${decoded(body, request.headers['content-encoding'])}`);
      response.setHeader('content-type', 'application/json');
      response.end('{}');
      for (const look of waiting) look();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    env: {
      LANGSMITH_TRACING: 'true',
      LANGSMITH_TRACING_V2: 'true',
      LANGCHAIN_TRACING: 'true',
      LANGCHAIN_TRACING_V2: 'true',
      LANGSMITH_ENDPOINT: url,
      LANGCHAIN_ENDPOINT: url,
      LANGSMITH_API_KEY: 'key-of-a-test',
      LANGCHAIN_API_KEY: 'key-of-a-test',
    },
    bodies,
    received: (text) =>
      new Promise((resolve) => {
        const look = () => {
          if (!bodies.some((body) => body.includes(text))) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function decoded(body: Buffer, encoding: string | undefined): string {
  if (encoding === 'gzip') return gunzipSync(body).toString();
  if (encoding === 'br') return brotliDecompressSync(body).toString();
  return body.toString();
}
