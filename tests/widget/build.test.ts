import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWidget } from '../support/build-widget.js';

let folder: string;
let said: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yinju-widget-'));
  said = await buildWidget('--out', folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['widget.js', 'widget.mjs'])('%s', (name) => {
  const text = () => readFileSync(join(folder, name), 'utf8');

  it('is at most 30 kB as it is sent, and its size is told', () => {
    const { length } = gzipSync(text(), { level: 9 });
    expect(length).toBeLessThanOrEqual(30_000);
    expect(said).toContain(`${name}: ${(length / 1000).toFixed(1)} kB gzipped`);
  });

  it('needs nothing else, makes no markup of text and no code of data', () => {
    expect(text()).not.toMatch(/\bimport\s*[("'{]|\brequire\(/);
    expect(text()).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function/,
    );
    expect(text()).not.toMatch(/setAttribute\(["']style|cssText|createElement\(["']style/);
  });
});

describe('the build', () => {
  it('fails above the limit, says so, and leaves what was there', async () => {
    await expect(buildWidget('--out', folder, '--limit', '1000')).rejects.toThrow(
      /widget\.js is \d+ bytes gzipped, more than the 1000/,
    );
    const other = join(folder, 'other');
    await expect(buildWidget('--out', other, '--limit', '1000')).rejects.toThrow();
    expect(existsSync(join(other, 'widget.js'))).toBe(false);
    expect(existsSync(join(folder, 'widget.js'))).toBe(true);
  });
});
