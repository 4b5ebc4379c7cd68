import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Locale } from '../messages/index.js';
import type { PageAssets } from '../pages/assets.js';
import type { Gate } from './gate.js';
import type { AppOptions } from './options.js';
import type { RecentAnswers } from './recent-answers.js';
import type { RequestContext, Service } from './service.js';
import type { WidgetFiles } from './widget-files.js';

/** How a service ends: first nothing new is begun, later what still runs is stopped. */
export interface Lifecycle {
  /** Aborted when the service takes no new work. */
  readonly draining: AbortSignal;
  /** Aborted when work still running must end. */
  readonly ended: AbortSignal;
}

/** What every route is given. */
export interface Parts {
  readonly service: Service;
  readonly options: AppOptions;
  readonly lifecycle: Lifecycle;
  readonly questions: Gate;
  readonly searches: Gate;
  readonly answers: RecentAnswers;
  readonly assets: PageAssets;
  /** Null when the widget has not been built. */
  readonly widget: WidgetFiles | null;
  /** Path under which the service stands, for links in pages: '' or `/yinju`. */
  readonly basePath: string;
}

/** What an event stream has to tell the log when it ends, after the response has begun. */
export type FinishLog = (error?: unknown) => void;

export interface AppEnv {
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    locale: Locale;
    /** Aborted when the client has gone. */
    clientGone: AbortSignal;
    /** Set by a route that goes on after its response has begun: it writes the log line itself. */
    streaming: boolean;
    finishLog: FinishLog;
  };
}

export type AppContext = Context<AppEnv>;

/** What the service is told about a request, with the signal of the work's own scope. */
export function requestContext(c: AppContext, signal: AbortSignal): RequestContext {
  return { locale: c.var.locale, signal, requestId: c.var.requestId };
}
