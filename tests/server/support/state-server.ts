import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve, type ServeOptions } from '../../../src/server/serve.js';
import { stateOf } from '../../../src/state/state.js';
import type { FakeOptions } from '../../fakes/fake-service.js';
import { sampleService } from './harness.js';

/** A server with a real state.sqlite in a folder of its own; only what answers questions is a fake. */
export async function stateServer(
  options: Partial<ServeOptions> & { maxFeedback?: number } = {},
  fake: FakeOptions = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'yinju-state-server-'));
  const { maxFeedback = 1000, ...rest } = options;
  const state = stateOf(folder, maxFeedback);
  const service = sampleService(fake);
  const server = await serve(service, { port: 0, locale: 'en', shutdownMs: 100, state, ...rest });
  const send = (path: string, init: RequestInit = {}) => fetch(server.url + path, init);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const get = (path: string, headers: Record<string, string> = {}) => send(path, { headers });
  return {
    folder,
    state,
    service,
    server,
    send,
    get,
    post,
    /** Feedback over HTTP; resolves with the status. */
    give: async (body: object) => (await post('/v1/feedback', body)).status,
    /** GET as an admin, whose key is made for it the first time. */
    asAdmin: adminGet(get, async () => (await state.keys.add('desk', { admin: true })).key),
    close: async () => {
      await server.close();
      state.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type StateServer = Awaited<ReturnType<typeof stateServer>>;

function adminGet(
  get: (path: string, headers: Record<string, string>) => Promise<Response>,
  makeKey: () => Promise<string>,
) {
  let key: Promise<string> | undefined;
  return async (path: string): Promise<Response> => {
    key ??= makeKey();
    return get(path, { authorization: `Bearer ${await key}` });
  };
}
