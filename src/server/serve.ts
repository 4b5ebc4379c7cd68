import { setMaxListeners } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { UsageError } from '../errors.js';
import { message } from '../messages/index.js';
import { createApp } from './app.js';
import { defaultAppOptions, type AppOptions } from './options.js';
import type { Service } from './service.js';

export interface ServeOptions extends AppOptions {
  readonly host: string;
  /** 0 takes any free one; the real one is reported. */
  readonly port: number;
  /** Longest time for a request's headers, and for all of it, to arrive; milliseconds. */
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  /** Time that an idle connection is kept open, in milliseconds. */
  readonly keepAliveTimeoutMs: number;
  /** Largest headers of a request, in bytes; more get 431. */
  readonly maxHeaderBytes: number;
  /** Time that running requests are given when the service stops, in milliseconds. */
  readonly shutdownMs: number;
}

export const defaultServeOptions: ServeOptions = {
  ...defaultAppOptions,
  host: '127.0.0.1',
  port: 8080,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 10_000,
  maxHeaderBytes: 16 * 1024,
  shutdownMs: 10_000,
};

export interface RunningServer {
  readonly host: string;
  readonly port: number;
  /** Address on this machine, e.g. `http://127.0.0.1:8080`. */
  readonly url: string;
  /**
   * Stops: takes nothing new, lets what runs end for `shutdownMs`, then ends it (event streams with a last `error`
   * event, other requests with 503) and closes every connection. Never rejects; a second call joins the first.
   */
  close(): Promise<void>;
}

/** Time between telling what still runs to end and cutting its connection, in milliseconds. */
const lastWordsMs = 500;
/** A burst of connections waits in the kernel rather than being refused. */
const backlog = 2048;

/**
 * Serves HTTP until closed.
 * @throws UsageError when the port is taken or forbidden, the host is not this machine's, or the public address is
 * not one.
 */
export async function serve(service: Service, given: Partial<ServeOptions> = {}): Promise<RunningServer> {
  const options = { ...defaultServeOptions, ...given };
  const draining = new AbortController();
  const ended = new AbortController();
  // Every question under way listens to it, and many are meant to be.
  setMaxListeners(0, ended.signal);
  const app = createApp(service, options, { draining: draining.signal, ended: ended.signal });
  const server = createServer(
    {
      maxHeaderSize: options.maxHeaderBytes,
      headersTimeout: options.headersTimeoutMs,
      requestTimeout: options.requestTimeoutMs,
      keepAliveTimeout: options.keepAliveTimeoutMs,
      // Node looks for slow clients only this often; by default every 30 s, whatever the limits are.
      connectionsCheckingInterval: Math.max(100, Math.min(1000, options.headersTimeoutMs / 2)),
    },
    listenerOf(app.fetch, options),
  );
  await listen(server, options);
  const { address, port } = server.address() as AddressInfo;
  const host = address.includes(':') ? `[${address}]` : address;
  let closing: Promise<void> | undefined;
  return {
    host: address,
    port,
    url: `http://${host}:${port}`,
    close: () => (closing ??= shutDown(server, draining, ended, options.shutdownMs)),
  };
}

function listenerOf(fetch: Parameters<typeof getRequestListener>[0], options: ServeOptions): RequestListener {
  const listener = getRequestListener(fetch, {
    overrideGlobalObjects: false,
    // Only requests that cannot be made into one for the app (a Host or an address that no URL can hold) end here.
    errorHandler: (error) => {
      options.logger.debug({ err: error }, 'unreadable request');
      const text = message(options.locale, 'http.bad-address');
      return Response.json(
        { error: { code: 'bad-address', message: text, requestId: '' } },
        { status: 400, headers: { 'X-Content-Type-Options': 'nosniff' } },
      );
    },
  });
  return (incoming, outgoing) => {
    // A connection that breaks while it is written to is nobody's defect.
    outgoing.on('error', () => undefined);
    void listener(incoming, outgoing);
  };
}

async function listen(server: Server, { host, port }: ServeOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      reject(listenError(error, host, port));
    };
    server.once('error', failed);
    server.listen({ host, port, backlog }, () => {
      server.off('error', failed);
      resolve();
    });
  });
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') return new UsageError('serve.port-in-use', { host, port }, error);
  if (error.code === 'EACCES') return new UsageError('serve.port-forbidden', { port }, error);
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(error.code ?? '')) {
    return new UsageError('serve.host-unavailable', { host }, error);
  }
  return error;
}

async function shutDown(
  server: Server,
  draining: AbortController,
  ended: AbortController,
  shutdownMs: number,
): Promise<void> {
  draining.abort();
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  // A kept-alive connection becomes idle after its last response: it would hold the process otherwise.
  const sweep = setInterval(() => {
    server.closeIdleConnections();
  }, 50);
  const end = setTimeout(() => {
    ended.abort();
  }, shutdownMs);
  const cut = setTimeout(() => {
    server.closeAllConnections();
  }, shutdownMs + lastWordsMs);
  await closed;
  for (const timer of [sweep, end, cut]) clearTimeout(timer);
}
