import { pino, type Logger } from 'pino';
import { UsageError } from '../errors.js';
import type { Locale } from '../messages/index.js';
import type { State } from '../state/state.js';
import type { Rate } from './rate-limit.js';
import { widgetFolder } from './widget-files.js';

export interface AppOptions {
  /** Version of the package, shown by status and the API description. */
  readonly version: string;
  /** One line a request, and the details of failures. */
  readonly logger: Logger;
  /** Whether questions may stand in the log and beside feedback. */
  readonly logQuestions: boolean;
  /** Language for clients that name none. */
  readonly locale: Locale;
  /** Address that the service is reached under from outside, e.g. `https://example.org/yinju`. */
  readonly publicUrl: string | undefined;
  /** Origins whose pages may call the API from a browser; compared whole. */
  readonly corsOrigins: readonly string[];
  /** Largest request body, in bytes. */
  readonly maxBodyBytes: number;
  /** Questions answered at the same time. */
  readonly maxConcurrentQuestions: number;
  /** Questions that may wait for their turn; more are refused with 503. Searches have a queue of the same size. */
  readonly maxQueuedQuestions: number;
  /** Longest time from a question's arrival to its answer, in milliseconds. */
  readonly questionTimeoutMs: number;
  /** Time between two comment lines of an event stream, in milliseconds. */
  readonly heartbeatMs: number;
  /** Where feedback and keys are; null: the service takes no feedback and has no admins. */
  readonly state: State | null;
  /** Feedback that is taken, of all readers together. */
  readonly feedbackRate: Rate;
  /** Folder of the built chat widget. */
  readonly widgetFolder: string;
}

export const defaultAppOptions: AppOptions = {
  version: '0.0.0',
  logger: pino({ level: 'silent' }),
  logQuestions: false,
  locale: 'zh-CN',
  publicUrl: undefined,
  corsOrigins: [],
  maxBodyBytes: 256 * 1024,
  maxConcurrentQuestions: 4,
  maxQueuedQuestions: 64,
  questionTimeoutMs: 60_000,
  heartbeatMs: 15_000,
  state: null,
  feedbackRate: { burst: 60, perSecond: 2 },
  widgetFolder,
};

/**
 * The public address without a slash at the end, or undefined.
 * @throws UsageError when it is no http(s) address, or has a query or fragment.
 */
export function checkedPublicUrl(value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  const url = URL.canParse(value) ? new URL(value) : null;
  const fits =
    url !== null &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.search === '' &&
    url.hash === '' &&
    url.username === '';
  if (!fits) throw new UsageError('serve.bad-public-url', { value });
  return url.href.replace(/\/$/, '');
}

/** Path under which the service stands, `` or `/yinju`. */
export function basePathOf(publicUrl: string | undefined): string {
  return publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/$/, '');
}
