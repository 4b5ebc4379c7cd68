import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { clock, ProgressLine } from '../../src/cli/progress.js';
import { printable } from '../../src/cli/report.js';
import { formatBytes } from '../../src/text/bytes.js';

class Sink extends Writable {
  text = '';
  isTTY: boolean;
  constructor(isTTY: boolean) {
    super();
    this.isTTY = isTTY;
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

describe('ProgressLine', () => {
  it('draws one line over and over on a terminal, with rate and time left', () => {
    const sink = new Sink(true);
    let now = 0;
    const progress = new ProgressLine(sink, 'en', () => now);
    progress.show({ phase: 'embedding', done: 0, total: 200 });
    now = 2000;
    progress.show({ phase: 'embedding', done: 50, total: 200 });
    progress.end();
    const last = sink.text.split('\r').at(-1);
    expect(last).toBe('Embedding passages  ██████░░░░░░░░░░░░░░░░░░  50/200  25%  25/s  0:06 left\u001B[K\n');
  });

  it('writes plain lines elsewhere, seldom, and always the last', () => {
    const sink = new Sink(false);
    let now = 0;
    const progress = new ProgressLine(sink, 'zh-CN', () => now);
    for (let done = 0; done <= 100; done++) {
      now += 500;
      progress.show({ phase: 'embedding', done, total: 100 });
    }
    const lines = sink.text.trimEnd().split('\n');
    expect(sink.text).not.toMatch(/[\r\u001B]/u);
    expect(lines.length).toBeLessThan(10);
    expect(lines.at(-1)).toContain('100/100  100%');
  });

  it('does not tear its line when something is to be said', () => {
    const sink = new Sink(true);
    const progress = new ProgressLine(sink, 'en', () => 0);
    progress.show({ phase: 'reading', done: 3, total: null });
    progress.note('a notice');
    expect(sink.text).toBe('\rReading articles  3\u001B[K\na notice\n');
  });
});

describe('what people read', () => {
  it('writes times and sizes short', () => {
    expect([clock(0), clock(42), clock(725), clock(3753)]).toEqual(['0:00', '0:42', '12:05', '1:02:33']);
    expect([formatBytes(0), formatBytes(999), formatBytes(34_316_655), formatBytes(1e12)]).toEqual([
      '0 B',
      '999 B',
      '34.3 MB',
      '1 TB',
    ]);
  });

  it('lets no file name move the cursor or turn the text around', () => {
    expect(printable('a\u001B[2J\u202Eb\n')).toBe('a\uFFFD[2J\uFFFDb\uFFFD');
  });
});
