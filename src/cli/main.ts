#!/usr/bin/env node
import { runCommandLine } from './run.js';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Once: whoever asks a second time is not made to wait for the batch to end.
  process.once(signal, () => {
    stop.abort(signal);
  });
}
process.exitCode = await runCommandLine(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
});
