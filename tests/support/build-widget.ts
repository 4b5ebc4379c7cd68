import { join } from 'node:path';
import { projectRoot, runProcess } from './run-process.js';

/**
 * Builds the widget from its sources as they are, to where a server looks for it.
 * @throws Error with what the build said when it failed
 */
export async function buildWidget(...args: readonly string[]): Promise<string> {
  const script = join(projectRoot, 'src', 'widget', 'build.mjs');
  const { status, stdout, stderr } = await runProcess(process.execPath, [script, ...args]);
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  return stdout;
}
