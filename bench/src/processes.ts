import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { residentMb } from './machine.js';

export interface Finished {
  /** From the start of the process to its end. */
  readonly seconds: number;
  /** The most memory that it ever held, in MB (2²⁰ bytes). */
  readonly peakMb: number;
  readonly stdout: string;
}

export interface Limits {
  readonly seconds: number;
  readonly mb: number;
}

const repository = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(repository, 'dist/cli/main.js');
const generous: Limits = { seconds: 3600, mb: 16_000 };

/** Settings of whoever runs the benchmark must not change what is measured. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('YINJU_')),
);

/**
 * Runs a script with Node in a process of its own.
 * @param folder working directory, in which it may leave a file
 * @throws Error when it fails, or takes more than the limits allow: it is then ended
 */
export function runScript(
  script: string,
  args: readonly string[],
  folder: string,
  limits: Limits = generous,
): Promise<Finished> {
  const peakFile = join(folder, 'peak');
  rmSync(peakFile, { force: true });
  const atExit = `
    import { readFileSync, writeFileSync } from 'node:fs';
    import { isMainThread } from 'node:worker_threads';
    if (isMainThread) process.on('exit', () => {
      const { maxRSS } = process.resourceUsage();
      // maxRSS also counts the process that started this one, as it was then.
      const own = process.platform === 'linux' && /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
      writeFileSync(${JSON.stringify(peakFile)}, String(own ? own[1] : maxRSS));
    });`;
  const hook = `data:text/javascript,${encodeURIComponent(atExit)}`;
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', hook, script, ...args], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr, seenMb, ended] = ['', '', 0, ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-2000)));
  const watch = setInterval(() => {
    seenMb = Math.max(seenMb, residentMb(child.pid ?? 0));
    if (seenMb > limits.mb) ended = `took more than ${limits.mb} MB`;
    if (performance.now() - started > limits.seconds * 1000) ended = `took more than ${limits.seconds} s`;
    if (ended !== '') child.kill('SIGKILL');
  }, 500);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(watch);
      const seconds = (performance.now() - started) / 1000;
      if (code !== 0) {
        reject(new Error(`${script} ${ended || `ended with ${code}`}: ${stderr}`));
        return;
      }
      const peakKb = existsSync(peakFile) ? Number(readFileSync(peakFile, 'utf8')) : 0;
      resolve({ seconds, peakMb: Math.max(seenMb, peakKb / 1024), stdout });
    });
  });
}

/** What `yinju build --json` says. */
export interface BuiltIndex extends Finished {
  readonly documents: number;
  readonly passages: number;
  readonly embedded: number;
  readonly reused: number;
  readonly removed: number;
}

/** `yinju build` as users run it: the compiled command line in a process of its own. */
export async function runBuild(corpus: string, index: string, folder: string): Promise<BuiltIndex> {
  if (!existsSync(cli)) throw new Error('dist/ is not there: npm run build');
  const finished = await runScript(cli, ['build', '--json', '--corpus', corpus, '--index', index], folder);
  return { ...(JSON.parse(finished.stdout) as Omit<BuiltIndex, keyof Finished>), ...finished };
}
