import { ExitStatus, UsageError } from '../errors.js';
import { message } from '../messages/index.js';
import { isKeyName, type KeyStore } from '../state/key-store.js';
import { openState } from '../wiring.js';
import type { CommandContext } from './command.js';
import { tableLines } from './table.js';

/** `yinju keys add NAME [--admin]`, `yinju keys list`, `yinju keys revoke NAME`. */
export async function runKeys(context: CommandContext): Promise<ExitStatus> {
  const [action, ...names] = context.operands;
  const run = actionOf(action, names, context);
  const state = openState(context.config);
  try {
    await run(state.keys);
  } finally {
    state.close();
  }
  return ExitStatus.done;
}

function actionOf(
  action: string | undefined,
  names: readonly string[],
  context: CommandContext,
): (keys: KeyStore) => Promise<void> {
  const [name, ...more] = names;
  if (action === 'list' && name === undefined) return (keys) => list(keys, context);
  const takesName = action === 'add' || action === 'revoke';
  if (!takesName || name === undefined || more.length > 0) throw new UsageError('keys.usage');
  if (!isKeyName(name)) throw new UsageError('keys.bad-name');
  return (keys) => (action === 'add' ? add(keys, name, context) : revoke(keys, name, context));
}

/** The key alone goes to standard output, so that it can go straight to where it is kept. */
async function add(
  keys: KeyStore,
  name: string,
  { config, flags, stdout, stderr }: CommandContext,
): Promise<void> {
  const added = await keys.add(name, { admin: flags.admin });
  stdout.write((flags.json ? JSON.stringify(added) : added.key) + '\n');
  if (!flags.json) stderr.write(message(config.locale, 'keys.added', { name }) + '\n');
}

async function list(keys: KeyStore, { config, flags, stdout }: CommandContext): Promise<void> {
  const all = await keys.list();
  if (flags.json) {
    stdout.write(JSON.stringify({ keys: all }) + '\n');
    return;
  }
  const { locale } = config;
  const rows = all.map(({ name, admin, createdAt }) => [
    name,
    message(locale, admin ? 'keys.admin' : 'keys.plain'),
    createdAt,
  ]);
  stdout.write((rows.length === 0 ? message(locale, 'keys.none') : tableLines(rows).join('\n')) + '\n');
}

async function revoke(
  keys: KeyStore,
  name: string,
  { config, flags, stdout, stderr }: CommandContext,
): Promise<void> {
  await keys.revoke(name);
  if (flags.json) stdout.write(JSON.stringify({ revoked: name }) + '\n');
  else stderr.write(message(config.locale, 'keys.revoked', { name }) + '\n');
}
