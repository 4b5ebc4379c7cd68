import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { ExitStatus, IndexError, YinjuError } from '../errors.js';
import { GenerationStore } from '../indexing/generations.js';
import { message } from '../messages/index.js';
import { defaultServeOptions, serve } from '../server/serve.js';
import { openService, packageVersion, type OpenService } from '../wiring.js';
import { runBuild } from './build.js';
import type { CommandContext } from './command.js';

/** How often a running service looks whether another generation has been published. */
const lookForGenerationMs = 1000;

/** `yinju serve`: builds first if there is no generation, then answers over HTTP until it is told to stop. */
export async function runServe(context: CommandContext): Promise<ExitStatus> {
  const { config, stderr, signal } = context;
  if (new GenerationStore(config.index).currentId() === null) {
    const status = await runBuild(context);
    if (status !== ExitStatus.done) return status;
  }
  const open = await openService(config);
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
    await takeUpGenerations(open, signal, logger);
    stderr.write(message(config.locale, 'serve.stopping') + '\n');
    await server.close();
  } finally {
    await open.close();
  }
  return ExitStatus.done;
}

/** Until the signal aborts: serves each generation that is published, and goes on with the old one if it is damaged. */
async function takeUpGenerations(open: OpenService, signal: AbortSignal, logger: pino.Logger): Promise<void> {
  let refused = '';
  while (!signal.aborted) {
    await delay(lookForGenerationMs, undefined, { signal }).catch(() => undefined);
    try {
      if (await open.served.refresh())
        logger.info({ generation: open.served.current.id }, 'generation taken up');
    } catch (error) {
      if (!(error instanceof YinjuError)) throw error;
      // Said once, not every second.
      const reason = JSON.stringify([error.code, error.params]);
      if (reason !== refused)
        logger.error({ err: error, generation: open.served.current.id }, 'new generation refused');
      refused = reason;
      if (!(error instanceof IndexError)) throw error;
    }
  }
}
