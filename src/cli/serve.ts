import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { ExitStatus } from '../errors.js';
import { GenerationStore } from '../indexing/generations.js';
import { message } from '../messages/index.js';
import { defaultServeOptions, serve } from '../server/serve.js';
import { openService, openState, packageVersion, type OpenService } from '../wiring.js';
import { runBuild } from './build.js';
import type { CommandContext } from './command.js';

/** How often a running service looks whether another generation has been published. */
const lookForGenerationMs = 1000;
/** Longest wait before a generation that was refused is looked at again. */
const longestWaitMs = 60_000;

/** `yinju serve`: builds first if there is no generation, then answers over HTTP until it is told to stop. */
export async function runServe(context: CommandContext): Promise<ExitStatus> {
  const { config, stderr, signal } = context;
  const store = new GenerationStore(config.index);
  if (store.currentId() === null) {
    const status = await runBuild(context);
    if (status !== ExitStatus.done) return status;
  }
  const open = await openService(config);
  const state = openState(config);
  try {
    await open.warmUp();
    const { publicUrl, allowedOrigins, logLevel, ...settings } = config.server;
    // Logs go where progress goes: standard output is for answers.
    const logger = pino({ level: logLevel, base: null }, pino.destination({ dest: 2, sync: true }));
    const server = await serve(open.service, {
      ...defaultServeOptions,
      ...settings,
      publicUrl,
      corsOrigins: allowedOrigins,
      logger,
      state,
      version: packageVersion(),
    });
    const { id, manifest } = open.served.current;
    stderr.write(
      message(config.locale, 'serve.ready', {
        url: server.url,
        generation: id,
        documents: manifest.counts.documents,
      }) + '\n',
    );
    await takeUpGenerations(open, store, signal, logger);
    stderr.write(message(config.locale, 'serve.stopping') + '\n');
    await server.close();
  } finally {
    state.close();
    await open.close();
  }
  return ExitStatus.done;
}

/**
 * Until the signal aborts: serves each generation that is published. One that cannot be opened is said once and looked
 * at again ever more rarely, for all of its files are read each time; what was served is served on.
 */
async function takeUpGenerations(
  { served }: OpenService,
  store: GenerationStore,
  signal: AbortSignal,
  logger: pino.Logger,
): Promise<void> {
  let refused = { id: '', reason: '', retryAt: 0, waitMs: lookForGenerationMs };
  while (!signal.aborted) {
    await delay(lookForGenerationMs, undefined, { signal }).catch(() => undefined);
    let id = '';
    try {
      id = store.currentId() ?? '';
      if (id === refused.id && Date.now() < refused.retryAt) continue;
      if (await served.refresh()) logger.info({ generation: id }, 'generation taken up');
      refused = { id: '', reason: '', retryAt: 0, waitMs: lookForGenerationMs };
    } catch (error) {
      // Whatever it is (a disk that is gone for a while, no right to read): readers are answered from memory.
      const reason = error instanceof Error ? error.message : String(error);
      const same = id === refused.id && reason === refused.reason;
      if (!same) logger.error({ err: error, generation: served.current.id, id }, 'new generation refused');
      const waitMs = same ? Math.min(2 * refused.waitMs, longestWaitMs) : lookForGenerationMs;
      refused = { id, reason, retryAt: Date.now() + waitMs, waitMs };
    }
  }
}
