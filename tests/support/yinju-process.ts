import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Finished {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Run as another user; needs root. */
  readonly uid?: number;
  /** Sees the process while it runs. */
  readonly onStart?: (child: ChildProcess) => void;
  /** Sees what comes on stderr. */
  readonly onStderr?: (text: string, child: ChildProcess) => void;
}

/** Runs `yinju` from its source as a real process of its own, away from the settings of whoever runs the tests. */
export function yinju(args: readonly string[], options: RunOptions): Promise<Finished> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:YINJU_|LC_|LANG|NODE_OPTIONS|VITEST)/.test(name)),
  );
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), `${root}src/cli/main.ts`, ...args],
    {
      cwd: options.cwd,
      env: { ...env, LANG: 'en_US.UTF-8', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    },
  );
  options.onStart?.(child);
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
      options.onStderr?.(stderr, child);
    });
    child.on('error', reject);
    child.on('close', (status, signal) => {
      resolve({ status, signal, stdout, stderr });
    });
  });
}

export interface StartedServer {
  readonly child: ChildProcess;
  /** Address that it says it answers at. */
  readonly url: string;
  readonly pid: number;
  /** What came on stderr so far: progress, then the log. */
  readonly stderr: () => string;
  /** Resolves when the process has ended. */
  readonly finished: Promise<Finished>;
  /** Asks it to stop and waits until it has. */
  stop(signal?: NodeJS.Signals): Promise<Finished>;
}

/**
 * Runs `yinju serve` on a free port as a real process and waits until it says where it answers.
 * @throws Error with what it said when it ends before
 */
export function startServer(args: readonly string[], options: RunOptions): Promise<StartedServer> {
  return new Promise((resolve, reject) => {
    let child: ChildProcess | undefined;
    let stderr = '';
    const finished = yinju(['serve', '--port', '0', ...args], {
      ...options,
      onStart: (started) => {
        child = started;
        options.onStart?.(started);
      },
      onStderr: (text, started) => {
        stderr = text;
        options.onStderr?.(text, started);
        const url = /Yinju answers at (\S+) from/.exec(text)?.[1];
        if (url === undefined) return;
        resolve({
          child: started,
          url,
          pid: started.pid ?? 0,
          stderr: () => stderr,
          finished,
          stop: (signal = 'SIGTERM') => {
            started.kill(signal);
            return finished;
          },
        });
      },
    });
    finished.then(
      (ended) => {
        reject(new Error(`yinju serve ended with ${ended.status ?? ended.signal ?? '?'}:\n${ended.stderr}`));
      },
      (error: unknown) => {
        child?.kill('SIGKILL');
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
