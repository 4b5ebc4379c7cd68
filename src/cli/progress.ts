import { message, type Locale } from '../messages/index.js';

const barWidth = 24;
const redrawMs = 100;
/** Elsewhere than on a terminal a line every so often is enough. */
const lineMs = 10_000;

/** How far a long piece of work is. */
export interface Progress {
  readonly phase: 'reading' | 'embedding' | 'writing' | 'asking';
  readonly done: number;
  /** Null while it is not known. */
  readonly total: number | null;
}

/** Draws progress: one line that is drawn over on a terminal, plain lines in a log. */
export class ProgressLine {
  private phase: Progress['phase'] | null = null;
  private phaseStart = 0;
  private phaseStartDone = 0;
  private lastDrawn = 0;
  private drawn = false;
  private readonly terminal: boolean;

  constructor(
    private readonly stream: NodeJS.WritableStream & { isTTY?: boolean; columns?: number },
    private readonly locale: Locale,
    private readonly now: () => number = Date.now,
  ) {
    this.terminal = stream.isTTY === true;
  }

  show(state: Progress): void {
    const time = this.now();
    const first = state.phase !== this.phase;
    if (first) {
      this.end();
      this.phase = state.phase;
      this.phaseStart = time;
      this.phaseStartDone = state.done;
    }
    const complete = state.total !== null && state.done >= state.total;
    if (!first && !complete && time - this.lastDrawn < (this.terminal ? redrawMs : lineMs)) return;
    this.lastDrawn = time;
    const line = this.line(state, time);
    if (this.terminal) {
      this.stream.write(`\r${line}\u001B[K`);
      this.drawn = true;
    } else this.stream.write(line + '\n');
  }

  /** Prints a line without tearing the one that is drawn over. */
  note(text: string): void {
    this.end();
    this.stream.write(text + '\n');
  }

  /** Leaves what was drawn last standing. */
  end(): void {
    if (this.drawn) this.stream.write('\n');
    this.drawn = false;
  }

  private line({ phase, done, total }: Progress, time: number): string {
    const seconds = (time - this.phaseStart) / 1000;
    const rate = seconds > 0.5 ? (done - this.phaseStartDone) / seconds : 0;
    const parts = [message(this.locale, `progress.${phase}`)];
    if (total !== null && total > 0) {
      const share = Math.min(1, done / total);
      if (this.terminal) parts.push(bar(share));
      parts.push(`${done}/${total}`, `${Math.floor(share * 100)}%`);
    } else if (done > 0) parts.push(String(done));
    if (rate > 0)
      parts.push(
        message(this.locale, 'progress.rate', { rate: rate >= 10 ? Math.round(rate) : rate.toFixed(1) }),
      );
    if (rate > 0 && total !== null && done < total) {
      parts.push(message(this.locale, 'progress.left', { time: clock((total - done) / rate) }));
    }
    return parts.join('  ');
  }
}

function bar(share: number): string {
  const full = Math.round(share * barWidth);
  return '█'.repeat(full) + '░'.repeat(barWidth - full);
}

/** Seconds as `0:42`, `12:05` or `1:02:33`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(whole % 60)}`;
}
