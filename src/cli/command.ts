import type { Config } from '../config.js';
import type { ExitStatus } from '../errors.js';

/** Everything that flags may say; which of them matter is the command's business. */
export interface Flags {
  readonly corpus?: string[] | undefined;
  readonly index?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly 'top-k'?: string | undefined;
  readonly questions?: string | undefined;
  readonly html?: string | undefined;
  readonly against?: string | undefined;
  readonly locale?: string | undefined;
  readonly admin: boolean;
  readonly force: boolean;
  readonly json: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

export interface CommandContext {
  readonly config: Config;
  readonly flags: Flags;
  /** What stands on the command line after the command's name and is no flag. */
  readonly operands: readonly string[];
  /** Answers; with `--json` one object and nothing else. */
  readonly stdout: NodeJS.WritableStream;
  /** Progress, notices, errors. */
  readonly stderr: NodeJS.WritableStream;
  /** Aborts on Ctrl-C and on a polite kill. */
  readonly signal: AbortSignal;
}

export type Command = (context: CommandContext) => Promise<ExitStatus>;
