import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.js';
import { serve, type RunningServer, type ServeOptions } from '../../src/server/serve.js';
import type { FakeOptions } from '../fakes/fake-service.js';
import { deferred, sampleService } from './support/harness.js';
import { postQuestion, RawConnection, textOf } from './support/sockets.js';

const question = '吞吐量是多少？';
const running: RunningServer[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

async function start(options: Partial<ServeOptions> = {}, fake: FakeOptions = {}) {
  const service = sampleService(fake);
  const server = await serve(service, { port: 0, locale: 'en', shutdownMs: 100, ...options });
  running.push(server);
  return { service, server, port: server.port };
}

const head = (lines: string[]) => `POST /v1/ask HTTP/1.1\r\nHost: x\r\n${lines.join('\r\n')}\r\n\r\n`;

describe('listening', () => {
  it('reports the real port', async () => {
    const { server } = await start();
    expect(server.port).toBeGreaterThan(0);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  it('says which port is in use and what to do', async () => {
    const { port } = await start();
    const second = serve(sampleService(), { port });
    await expect(second).rejects.toThrow(UsageError);
    await expect(second).rejects.toMatchObject({
      code: 'serve.port-in-use',
      params: { port, host: '127.0.0.1' },
    });
  });

  it('says that a host is not this machine', async () => {
    await expect(serve(sampleService(), { port: 0, host: '192.0.2.1' })).rejects.toMatchObject({
      code: 'serve.host-unavailable',
    });
  });
});

describe('a body that is too large', () => {
  it('gets 413 by its length, before it is sent', async () => {
    const { port, service } = await start();
    const connection = new RawConnection(port);
    connection.write(head(['Content-Type: application/json', 'Content-Length: 10000000']));
    await expect.poll(() => connection.status).toBe(413);
    expect(service.asked).toHaveLength(0);
    connection.socket.destroy();
  });

  it('gets 413 when it comes in chunks without a length, 10 MB in all', async () => {
    const { port, service } = await start();
    const connection = new RawConnection(port);
    connection.write(head(['Content-Type: application/json', 'Transfer-Encoding: chunked']));
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    for (let sent = 0; sent < 10_000_000; sent += 0x10000) connection.write(chunk);
    connection.write('0\r\n\r\n');
    await expect.poll(() => connection.status).toBe(413);
    expect(connection.received).toContain('"too-large"');
    expect(service.asked).toHaveLength(0);
    connection.socket.destroy();
  });

  it('leaves the connection usable or closed, and others served', async () => {
    const { server } = await start();
    const big = await fetch(`${server.url}/v1/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: 'x'.repeat(1_000_000) }),
    });
    expect(big.status).toBe(413);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });
});

describe('slow and oversized requests', () => {
  it('ends one whose headers do not come, while others are served', async () => {
    const { port, server } = await start({ headersTimeoutMs: 200, requestTimeoutMs: 400 });
    const connection = new RawConnection(port);
    connection.write('POST /v1/ask HTTP/1.1\r\nHost: x\r\n');
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await connection.closed;
    expect(connection.status).toBe(408);
  });

  it('ends one whose body does not come, while others are served', async () => {
    const { port, server, service } = await start({ headersTimeoutMs: 200, requestTimeoutMs: 400 });
    const connection = new RawConnection(port);
    connection.write(head(['Content-Type: application/json', 'Content-Length: 100']) + '{"question"');
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await connection.closed;
    expect(service.asked).toHaveLength(0);
  });

  it('gives headers of 100 kB 431', async () => {
    const { port } = await start();
    const connection = new RawConnection(port);
    connection.write(head([`X-Long: ${'x'.repeat(100_000)}`]));
    await expect.poll(() => connection.status).toBe(431);
  });

  it.each([
    'GET /v1\\x HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a b\r\n\r\n',
    'GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n',
  ])('gives an address that cannot be read 400: %j', async (text) => {
    const { port } = await start();
    const connection = new RawConnection(port);
    connection.write(text);
    await expect.poll(() => connection.status).toBe(400);
    connection.socket.destroy();
    expect(connection.received).not.toMatch(/node:|\.js|Error/);
  });
});

describe('event streams over a socket', () => {
  it('send their first bytes before anything is known', async () => {
    const wait = deferred();
    const { port } = await start({ heartbeatMs: 600_000 }, { before: () => wait.promise });
    const response = await postQuestion(port, { question, stream: true }).response;
    response.setEncoding('utf8');
    const first = await new Promise((resolve) => response.once('data', resolve));
    expect(first).toBe(': keep-alive\n\n');
    wait.resolve();
    expect(await textOf(response)).toMatch(/^event: meta\n[\s\S]*event: done\n/);
  });

  it('keep proxies awake with comment lines', async () => {
    const wait = deferred();
    const { port } = await start({ heartbeatMs: 20 }, { before: () => wait.promise });
    const response = await postQuestion(port, { question, stream: true }).response;
    let text = '';
    response.setEncoding('utf8').on('data', (chunk) => (text += String(chunk)));
    await expect.poll(() => text.split(': keep-alive\n\n').length).toBeGreaterThan(4);
    expect(text.replaceAll(': keep-alive\n\n', '')).toBe('');
    wait.resolve();
    await expect.poll(() => text.includes('event: done')).toBe(true);
  });

  it.each([true, false])(
    'stop the work when the client goes away in mid-answer (stream: %s)',
    async (stream) => {
      const { port, service } = await start(
        {},
        {
          before: (type, { signal }) =>
            type !== 'delta'
              ? undefined
              : new Promise((_, reject) => {
                  signal.addEventListener('abort', () => {
                    reject(signal.reason as Error);
                  });
                }),
        },
      );
      const client = postQuestion(port, { question, stream });
      await expect.poll(() => service.running).toBe(1);
      if (stream) (await client.response).resume();
      client.destroy();
      await expect.poll(() => service.running).toBe(0);
      expect(service.stopped).toBe(1);
    },
  );

  it('give up their place in the queue when the client goes away while waiting', async () => {
    const wait = deferred();
    const { port, service } = await start(
      { maxConcurrentQuestions: 1, maxQueuedQuestions: 1 },
      { before: () => wait.promise },
    );
    const working = postQuestion(port, { question });
    await expect.poll(() => service.running).toBe(1);
    const waiting = postQuestion(port, { question: `${question}2`, stream: true });
    (await waiting.response).resume();
    const refused = await postQuestion(port, { question }).response;
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '1']);
    waiting.destroy();
    let third: Awaited<ReturnType<typeof postQuestion>['response']> | undefined;
    await expect
      .poll(async () => {
        const response = await postQuestion(port, { question: `${question}3`, stream: true }).response;
        third = response;
        return response.statusCode;
      })
      .toBe(200);
    wait.resolve();
    expect((await working.response).statusCode).toBe(200);
    expect(await textOf(third!)).toContain('event: done');
    expect(service.asked.map(({ request }) => request.question)).toEqual([question, `${question}3`]);
  });
});

describe('1,000 questions at once', () => {
  it('are answered or told when to come back, never more at a time than allowed; then service is as before', async () => {
    const { server, service } = await start(
      { maxConcurrentQuestions: 3, maxQueuedQuestions: 20 },
      { pauseMs: 1 },
    );
    const ask = () =>
      fetch(`${server.url}/v1/ask`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ question }),
      });
    const responses = await Promise.all(Array.from({ length: 1000 }, ask));
    const answered = responses.filter(({ status }) => status === 200);
    const refused = responses.filter(({ status }) => status === 503);
    expect(answered.length + refused.length).toBe(1000);
    expect(answered.length).toBeGreaterThanOrEqual(23);
    expect(refused.length).toBeGreaterThan(0);
    for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    for (const response of answered) expect(await response.json()).toMatchObject({ answered: true });
    expect(service.mostRunning).toBe(3);
    expect(service.asked).toHaveLength(answered.length);
    expect((await ask()).status).toBe(200);
    expect(service.running).toBe(0);
  });
});

describe('closing', () => {
  it('lets a running answer end, takes nothing new, and then is gone', async () => {
    const wait = deferred();
    const { port, server, service } = await start({ shutdownMs: 60_000 }, { before: () => wait.promise });
    const answer = postQuestion(port, { question });
    await expect.poll(() => service.running).toBe(1);
    const closed = server.close();
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
    wait.resolve();
    const response = await answer.response;
    expect(response.statusCode).toBe(200);
    expect(await textOf(response)).toContain('218.6万标箱');
    await closed;
  });

  it('ends what takes longer: streams by an error event, others by 503', async () => {
    const never = new Promise<void>(() => undefined);
    const { port, server, service } = await start(
      { shutdownMs: 50 },
      { before: (type) => (type === 'delta' ? never : undefined) },
    );
    const stream = await postQuestion(port, { question, stream: true }).response;
    const plain = postQuestion(port, { question });
    await expect.poll(() => service.running).toBe(2);
    await server.close();
    const text = await textOf(stream);
    expect(text).toMatch(
      /event: error\ndata: \{"code":"stopping","message":"The service is stopping[^\n]*\n\n$/,
    );
    const response = await plain.response;
    expect([response.statusCode, response.headers.connection]).toEqual([503, 'close']);
  });

  it('does not wait for connections that are kept alive', async () => {
    const { port, server } = await start({ shutdownMs: 60_000 });
    const connection = new RawConnection(port);
    connection.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    await expect.poll(() => connection.status).toBe(200);
    await server.close();
    await connection.closed;
  });

  it('does not wait for a connection whose last stream began before', async () => {
    const wait = deferred();
    const { port, server } = await start(
      { shutdownMs: 600_000, keepAliveTimeoutMs: 600_000 },
      { before: () => wait.promise },
    );
    const connection = new RawConnection(port);
    const body = JSON.stringify({ question, stream: true });
    const length = `Content-Length: ${Buffer.byteLength(body)}`;
    connection.write(head(['Content-Type: application/json', length]) + body);
    await expect.poll(() => connection.status).toBe(200);
    const closed = server.close();
    wait.resolve();
    await closed;
    await connection.closed;
    expect(connection.received).toContain('event: done');
  });

  it('may be asked for twice', async () => {
    const { server } = await start();
    await Promise.all([server.close(), server.close()]);
  });
});

it('a port can be taken again after closing', async () => {
  const { server, port } = await start();
  await server.close();
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(port, '127.0.0.1', resolve));
  await new Promise((resolve) => probe.close(resolve));
});
