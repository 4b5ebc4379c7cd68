import { createApp } from '../../../src/server/app.js';
import type { Lifecycle } from '../../../src/server/context.js';
import type { AppOptions } from '../../../src/server/options.js';
import { FakeService, type FakeOptions } from '../../fakes/fake-service.js';
import { sampleAnswers, sampleArticles } from '../../fakes/sample-articles.js';

/** An app over the sample articles, without a socket. */
export function sampleApp(options: Partial<AppOptions> = {}, fake: FakeOptions = {}, lifecycle?: Lifecycle) {
  const service = sampleService(fake);
  const app = createApp(service, { locale: 'en', ...options }, lifecycle);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    Promise.resolve(
      app.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
  const get = (path: string, headers: Record<string, string> = {}) =>
    Promise.resolve(app.request(path, { headers }));
  return { app, service, post, get };
}

export function sampleService(fake: FakeOptions = {}): FakeService {
  return new FakeService({ articles: sampleArticles, answers: sampleAnswers, ...fake });
}

export interface ErrorJson {
  error: { code: string; message: string; requestId: string; details?: { field: string; message: string }[] };
}

export async function errorOf(response: Response): Promise<ErrorJson['error']> {
  return ((await response.json()) as ErrorJson).error;
}

/** A promise with its resolver, for tests that decide when something goes on. */
export function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** A logger's destination that keeps every line. */
export function logLines() {
  const lines: string[] = [];
  return {
    lines,
    write: (line: string) => void lines.push(line),
    parsed: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
