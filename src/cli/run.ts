import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { environment, packageRoot, readConfig, soundEnvironment } from '../config.js';
import { ExitStatus, UsageError, YinjuError } from '../errors.js';
import { localeFromTag, locales, message, type Locale } from '../messages/index.js';
import type { Command, CommandContext, Flags } from './command.js';

/** Loaded when called for: `yinju --help` need not load a model's runtime. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  build: async () => (await import('./build.js')).runBuild,
  serve: async () => (await import('./serve.js')).runServe,
  ask: async () => (await import('./ask.js')).runAsk,
  search: async () => (await import('./search.js')).runSearch,
  eval: async () => (await import('./eval.js')).runEval,
  status: async () => (await import('./status.js')).runStatus,
  rollback: async () => (await import('./rollback.js')).runRollback,
  calibrate: async () => (await import('./calibrate.js')).runCalibrate,
  keys: async () => (await import('./keys.js')).runKeys,
  feedback: async () => (await import('./feedback.js')).runFeedback,
  doctor: async () => (await import('./doctor.js')).runDoctor,
};

/** Runs one command line; resolves with the exit status and never throws. */
export async function runCommandLine(
  args: readonly string[],
  context: Omit<CommandContext, 'config' | 'flags' | 'operands'>,
) {
  let locale = terminalLocale(args);
  try {
    const { values, positionals } = parse(args);
    if (values.version) return print(context, version());
    const [name, ...operands] = positionals;
    if (values.help || name === 'help') return print(context, message(locale, 'cli.usage'));
    if (name === undefined) {
      context.stderr.write(message(locale, 'cli.usage') + '\n');
      return ExitStatus.wrongUse;
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) throw new UsageError('cli.unknown-command', { name });
    // What other commands stop at, the doctor reports.
    const config = readConfig(values, name === 'doctor' ? soundEnvironment() : environment());
    locale = config.locale;
    const run = await command();
    return await run({ ...context, config, flags: values, operands });
  } catch (error) {
    return report(error, locale, context.stderr);
  }
}

function parse(args: readonly string[]): { values: Flags; positionals: string[] } {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        corpus: { type: 'string', multiple: true },
        index: { type: 'string' },
        host: { type: 'string' },
        port: { type: 'string' },
        'top-k': { type: 'string' },
        questions: { type: 'string' },
        html: { type: 'string' },
        against: { type: 'string' },
        locale: { type: 'string' },
        admin: { type: 'boolean', default: false },
        force: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', short: 'v', default: false },
      },
    });
  } catch (cause) {
    throw new UsageError(
      'cli.bad-arguments',
      { problem: cause instanceof Error ? cause.message : String(cause) },
      cause,
    );
  }
}

/** The locale for messages before the settings are read, or when they cannot be. */
function terminalLocale(args: readonly string[]): Locale {
  const flag = args[args.indexOf('--locale') + 1]?.toLowerCase();
  const asked = args.includes('--locale')
    ? locales.find((locale) => locale.toLowerCase() === flag)
    : undefined;
  if (asked) return asked;
  const env = environment();
  const set = locales.find((locale) => locale === env.YINJU_LOCALE);
  return set ?? localeFromTag(env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG);
}

function report(error: unknown, locale: Locale, stderr: NodeJS.WritableStream): ExitStatus {
  if (error instanceof YinjuError) {
    stderr.write(message(locale, 'cli.error', { message: message(locale, error.code, error.params) }) + '\n');
    return error.exitStatus;
  }
  const defect = error instanceof Error ? error : new Error(String(error));
  stderr.write(message(locale, 'cli.defect', { message: defect.message }) + `\n${defect.stack ?? ''}\n`);
  return ExitStatus.failed;
}

function print(context: Pick<CommandContext, 'stdout'>, text: string): ExitStatus {
  context.stdout.write(text + '\n');
  return ExitStatus.done;
}

function version(): string {
  const manifest = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}
