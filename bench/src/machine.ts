import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** A machine in a few words: its cores are what the figures depend on most. */
export function machineName(): string {
  const model = cpus()[0]?.model.trim() ?? '';
  const name = model === '' || model === 'unknown' ? process.arch : model;
  return `${name}, ${availableParallelism()} cores, Node ${process.versions.node}`;
}

/** Processes that wanted a core in the last minute, on average. Above 0.5 before a run, others are at work too. */
export function load(): string {
  return (loadavg()[0] ?? 0).toFixed(2);
}

/** Megabytes (2²⁰ bytes) that a running process holds now; 0 when it has ended. */
export function residentMb(pid: number): number {
  try {
    if (process.platform === 'linux') return statusMb(`/proc/${pid}/status`, 'VmRSS');
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
  } catch {
    return 0;
  }
}

/** A line of a process' status file, in kB there. */
function statusMb(path: string, field: string): number {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(path, 'utf8'));
  return Number(found?.[1] ?? 0) / 1024;
}

export interface Timed<T> {
  readonly value: T;
  readonly seconds: number;
  /** Processor time of all threads, in seconds. */
  readonly work: number;
  /** Cores that other processes kept busy meanwhile, on average. */
  readonly others: number;
}

/** Runs something in this process, and tells how much the machine was disturbed by others. */
export async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
  const [start, busyBefore, ownBefore] = [performance.now(), busySeconds(), process.cpuUsage()];
  const value = await work();
  const seconds = (performance.now() - start) / 1000;
  const own = process.cpuUsage(ownBefore);
  const spent = (own.user + own.system) / 1e6;
  const others = (busySeconds() - busyBefore - spent) / seconds;
  return { value, seconds, work: spent, others: Math.max(0, others) };
}

/** Waits until other processes keep less than a tenth of a core busy for three seconds, at most until `deadline`. */
export async function quietMoment(deadline: number): Promise<void> {
  while (performance.now() < deadline) {
    const { others } = await timed(() => sleep(3000));
    if (others < 0.1) return;
  }
}

/** What all cores together have worked since the machine started. */
function busySeconds(): number {
  return cpus().reduce((sum, { times }) => sum + (times.user + times.nice + times.sys + times.irq) / 1000, 0);
}

/** The middle one; of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? NaN) + (sorted[Math.floor(half)] ?? NaN)) / 2;
}
