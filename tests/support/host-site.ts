import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page of a publisher. */
export interface HostPage {
  readonly head?: string;
  readonly body?: string;
  /** Of `<html>`, e.g. `lang="zh-CN" dir="rtl"`. */
  readonly html?: string;
  /** Content-Security-Policy; reports of violations are collected. */
  readonly policy?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HostSite {
  readonly url: string;
  /** Puts a page there and gives its address. */
  put(page: HostPage): string;
  /** Puts a script there, for pages whose policy allows no inline ones, and gives its path. */
  putScript(text: string): string;
  /** Reports of policy violations so far. */
  readonly reports: readonly string[];
  close(): Promise<void>;
}

/**
 * A publisher's web site, on an origin of its own.
 * @param host another name of this machine makes another site of it
 */
export async function startHostSite(host = 'localhost'): Promise<HostSite> {
  const answers = new Map<
    string,
    { type: string; text: string; headers: Readonly<Record<string, string>> }
  >();
  const reports: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/reports') {
      let text = '';
      request.on('data', (chunk) => (text += String(chunk)));
      request.on('end', () => {
        reports.push(text);
        response.writeHead(204).end();
      });
      return;
    }
    const answer = answers.get(path);
    if (!answer) {
      response.writeHead(204).end();
      return;
    }
    response.writeHead(200, { 'content-type': `${answer.type}; charset=utf-8`, ...answer.headers });
    response.end(answer.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  return {
    url,
    reports,
    put: ({ head = '', body = '', html = 'lang="zh-CN"', policy, headers = {} }) => {
      const path = `/page-${answers.size}`;
      answers.set(path, {
        type: 'text/html',
        text: `<!doctype html><html ${html}><head><meta name="viewport" content="width=device-width, initial-scale=1"><title>榕湾日报</title>${head}</head><body>${body}</body></html>`,
        headers:
          policy === undefined
            ? headers
            : { ...headers, 'content-security-policy': `${policy}; report-uri /reports` },
      });
      return url + path;
    },
    putScript: (text) => {
      const path = `/script-${answers.size}.js`;
      answers.set(path, { type: 'text/javascript', text, headers: {} });
      return path;
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
